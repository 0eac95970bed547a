"""Webhooks: their secrets, and how they are switched off."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from claims.choices import ChangeKind
from claims.models import Webhook, WebhookSecret
from claims.services.changes import changing
from newsapp.accounts.models import Token, User

PREFIX = "whsec_"
OLD_SECRET_SIGNS = timedelta(days=1)
"""How long an old secret signs beside the new one, so that a receiver can change to it without losing a message."""
_WORKER = "manage.py worker"


def create_webhook(webhook: Webhook, *, by: User | str) -> str:
    """Store the webhook; its secret, which is shown this once."""
    with changing(ChangeKind.EDIT, by=by):
        webhook.save(force_insert=True)
        return _new_secret(webhook)


def roll_secret(webhook: Webhook, *, by: User | str) -> str:
    """Give the webhook a new secret, which is shown this once; the old one signs too for OLD_SECRET_SIGNS."""
    with changing(ChangeKind.EDIT, by=by):
        # Locked, so that of two who roll at once each finds a secret to follow.
        webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
        webhook.secrets.filter(until=None).update(until=timezone.now() + OLD_SECRET_SIGNS)
        webhook.secrets.filter(until__lt=timezone.now()).delete()
        webhook.save()
        return _new_secret(webhook)


def switch_off(webhook: Webhook, *, notice: str) -> None:
    """Send the webhook nothing more until a person switches it on again; the notice says why."""
    with changing(ChangeKind.EDIT, by=_WORKER, note=notice):
        locked = Webhook.objects.select_for_update().filter(pk=webhook.pk, active=True).first()
        if locked:
            locked.active, locked.notice = False, notice[:500]
            locked.save()


def is_cut_off(webhook: Webhook) -> bool:
    """Whether it was made with a token that is limited to outlets, and which has been revoked or has expired."""
    if webhook.outlets is None:
        return False
    tokens = Token.objects.filter(Q(expiry=None) | Q(expiry__gt=timezone.now()), token_key=webhook.token_key)
    return not tokens.filter(user=webhook.author_id).exists()


def _new_secret(webhook: Webhook) -> str:
    text = PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
    WebhookSecret.objects.create(webhook=webhook, text=text)
    return text
