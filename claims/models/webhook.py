"""Webhooks: addresses of other programs that are told of Changes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.base import Revised
from claims.models.recorded import History


class Webhook(Revised):
    """An address that gets a message for each Change of its ``kinds``; of every kind where they are empty.

    ``filter`` is a query as the list of claims takes it: only Changes of claims that it lets through are told then, and
    of each only these. ``outlets`` are those of the token that it was made with, where that was limited, and
    ``token_key`` is by what that token is known: it is told what the token sees, for as long as that is good.
    ``notice`` says why it was switched off, where it was not a person who did; switching it on again clears it.
    """

    address = models.CharField(max_length=1000)
    kinds = models.JSONField(default=list)
    filter = models.CharField(max_length=900, blank=True)
    outlets = models.JSONField(null=True)
    token_key = models.CharField(max_length=25, blank=True)
    active = models.BooleanField(default=True)
    notice = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = History()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="webhook_has_address"),
            models.CheckConstraint(condition=Q(active=False) | Q(notice=""), name="webhook_active_has_no_notice"),
        ]

    def __str__(self) -> str:
        return self.address

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.active:
            self.notice = ""
        super().save(*args, **kwargs)

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


class WebhookSecretQuerySet(models.QuerySet["WebhookSecret"]):
    def in_force(self) -> WebhookSecretQuerySet:
        """Those that sign now, the newest first."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now())).order_by("-id")


class WebhookSecret(models.Model):
    """What the messages to a webhook are signed with, until a time where another one has taken its place.

    A model of its own, so that it stands in no history. ``text`` begins with "whsec_".
    """

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="secrets")
    text = models.CharField(max_length=100)
    until = models.DateTimeField(null=True)

    objects = WebhookSecretQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook"], condition=Q(until=None), name="webhook_secret_once")]

    def __str__(self) -> str:
        return f"A secret of webhook {self.webhook_id}"
