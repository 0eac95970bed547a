"""Messages to webhooks, sent by Standard Webhooks 1.0: each at least once, by one worker at a time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import Error, IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from claims import fetch, rules
from claims.choices import DeliveryState
from claims.fetch import FetchError
from claims.models import Delivery, Webhook
from claims.services.messages import message_of
from claims.services.webhooks import PREFIX, is_cut_off, switch_off

TIMEOUT = 10.0
"""Seconds that a receiver has to answer."""
LEASE = timedelta(minutes=1)
"""Whoever sends a message for longer is held to have been killed; several times what it may take."""
WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600))
"""How long to wait after each attempt that failed; after the one that follows the last, no more are made."""

_CANDIDATES = 20
_UNFORESEEN = "Something went wrong here, and has been noted in the log."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How an attempt ended: what the receiver answered, and what was wrong ("" where it was taken).

    After a ``final`` one there is no use in another. Of one ``left_out`` there was nothing to tell.
    """

    status: int | None
    error: str
    final: bool = False
    left_out: bool = False


def send_next() -> bool:
    """Send the message that is due first; whether there was one.

    A webhook gets one at a time, so that one that does not answer holds up no other for long.
    """
    delivery = _claimed()
    if delivery:
        _attempt(delivery)
    return delivery is not None


def send_test(webhook: Webhook) -> Delivery:
    """Send the webhook a message that is no Change's, now and once; what became of it."""
    now = timezone.now()
    delivery = Delivery.objects.create(
        webhook=webhook, state=DeliveryState.SENDING, attempts=1, tried_at=now, next_at=now + LEASE
    )
    _attempt(delivery)
    delivery.refresh_from_db()
    return delivery


def sign(secret: str, *, message: str, timestamp: int, body: bytes) -> str:
    """The signature of a message, as Standard Webhooks 1.0 has it: ``v1,`` and HMAC-SHA256 in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(key, f"{message}.{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(digest).decode()}"


def _claimed() -> Delivery | None:
    """The message that is due first, now ours, of a webhook to which no other is being sent."""
    at_it = Delivery.objects.filter(state=DeliveryState.SENDING, change__isnull=False).values("webhook")
    left_by_killed = Q(state=DeliveryState.SENDING)
    due = Delivery.objects.due().filter(left_by_killed | ~Q(webhook__in=at_it), webhook__active=True)
    for pk, attempts in due.order_by("next_at", "id").values_list("pk", "attempts")[:_CANDIDATES]:
        if _claim(pk, attempts):
            # Its webhook may be deleted just now.
            return Delivery.objects.select_related("webhook__author", "change").filter(pk=pk).first()
    return None


def _claim(pk: int, attempts: int) -> bool:
    """Make the message ours; whether it was free still, and its webhook too."""
    now = timezone.now()
    # By columns of its own row alone: of two who claim it, the second finds them changed.
    free = Delivery.objects.due().filter(pk=pk, attempts=attempts)
    values = {"state": DeliveryState.SENDING, "attempts": attempts + 1, "tried_at": now, "next_at": now + LEASE}
    try:
        with transaction.atomic():
            return bool(free.update(**values))
    except IntegrityError:  # somebody has begun to send the webhook another one
        return False


def _attempt(delivery: Delivery) -> None:
    outcome = _sent(delivery)
    failed_for_good = bool(outcome.error) and (
        outcome.final or delivery.change_id is None or delivery.attempts > len(WAITS)
    )
    if not _note(delivery, outcome, failed_for_good) or not failed_for_good:
        return
    if outcome.final or (delivery.change_id and not _has_taken_any_since(delivery)):
        switch_off(delivery.webhook, notice=f"Switched off, since messages could not be delivered. {outcome.error}")


def _sent(delivery: Delivery) -> _Outcome:
    webhook = delivery.webhook
    if not rules.may_have_webhooks(webhook.author):
        return _Outcome(None, f"{webhook.author.shown_name}, who made it, may have no webhooks any more.", final=True)
    if is_cut_off(webhook):
        return _Outcome(None, "The token that it was made with is not good any more.", final=True)
    try:
        body = message_of(delivery)
        if body is None:
            return _Outcome(None, "", left_out=True)
        status = _post(delivery, body)
    except FetchError as refused:
        return _Outcome(None, refused.message)
    except Error:
        raise  # the database is out of order; the message is sent when its lease has run out
    except Exception:
        logger.exception("A message to webhook %s could not be sent.", webhook.pk)
        return _Outcome(None, _UNFORESEEN)
    error = "" if 200 <= status < 300 else f"The server answered {status}."
    return _Outcome(status, error, final=status == HTTPStatus.GONE)


def _post(delivery: Delivery, body: bytes) -> int:
    webhook = delivery.webhook
    headers = _headers(delivery, body, webhook.secrets.in_force().values_list("text", flat=True))
    inside = settings.FETCH_PRIVATE_ADDRESSES
    return fetch.post(webhook.address, body, headers=headers, allow_inside=inside, seconds=TIMEOUT)


def message_id(delivery: Delivery) -> str:
    """The same at each attempt, and never that of another message: the time tells it from one that had its number.

    After the database was brought back from a copy numbers come again, and receivers drop an id that they know.
    """
    return f"msg_{delivery.pk}_{delivery.created_at:%Y%m%d%H%M%S%f}"


def _headers(delivery: Delivery, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    message, timestamp = message_id(delivery), int(timezone.now().timestamp())
    signatures = (sign(secret, message=message, timestamp=timestamp, body=body) for secret in secrets)
    return {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def _note(delivery: Delivery, outcome: _Outcome, failed_for_good: bool) -> bool:
    """Note what became of the attempt; whether the message was ours still, and no other sender had taken it over."""
    now = timezone.now()
    values: dict[str, Any] = {"status": outcome.status, "error": outcome.error}
    if outcome.error and not failed_for_good:
        values |= {"state": DeliveryState.WAITING, "next_at": now + WAITS[delivery.attempts - 1]}
    else:
        taken = DeliveryState.LEFT_OUT if outcome.left_out else DeliveryState.DELIVERED
        state = DeliveryState.FAILED if outcome.error else taken
        values |= {"state": state, "next_at": None, "finished_at": now}
    ours = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, attempts=delivery.attempts)
    return bool(ours.update(**values))


def _has_taken_any_since(delivery: Delivery) -> bool:
    """Whether the webhook has taken another message since this one was first due: it lives, and refuses this one."""
    others = Delivery.objects.filter(webhook=delivery.webhook_id, state=DeliveryState.DELIVERED)
    return others.filter(finished_at__gt=delivery.created_at).exists()
