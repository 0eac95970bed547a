"""Deliveries: each message to a webhook, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import DeliveryState
from claims.models.base import one_of
from claims.models.change import Change
from claims.models.webhook import Webhook

_OPEN = (DeliveryState.WAITING, DeliveryState.SENDING)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self) -> DeliveryQuerySet:
        """Those whose time has come: they wait, or whoever was sending them has been killed."""
        return self.filter(state__in=_OPEN, next_at__lte=timezone.now())


class Delivery(models.Model):
    """One message to a webhook: of a Change or, where there is none, a test. A row of it is the log of it too.

    ``attempts`` counts those begun. ``next_at`` is when the next one is due; of one that is being sent, when its sender
    is held to have been killed. ``status`` and ``error`` are of the last attempt: HTTP's number, where there was an
    answer, and a sentence for people, where it was not taken. ``claims`` has, for a webhook with a filter, the numbers
    of the claims that it lets through (``fits``), and of those that it no longer does (``left``).
    """

    # Without a constraint: a webhook that is deleted just now must not make the Changes of others fail.
    webhook = models.ForeignKey(Webhook, models.CASCADE, db_constraint=False, db_index=False, related_name="deliveries")
    change = models.ForeignKey(Change, models.PROTECT, null=True, db_index=False, related_name="+")
    claims = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    tried_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", DeliveryState),
            models.UniqueConstraint(fields=["webhook", "change"], name="delivery_once"),
            models.UniqueConstraint(
                fields=["webhook"],
                condition=Q(state=DeliveryState.SENDING, change__isnull=False),
                name="delivery_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OPEN, next_at__isnull=False, finished_at=None)
                | (~Q(state__in=_OPEN) & Q(next_at=None, finished_at__isnull=False)),
                name="delivery_open_has_next",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state__in=_OPEN), name="delivery_due"),
            models.Index(fields=["webhook", "-id"], name="delivery_newest"),
            models.Index(fields=["created_at"], name="delivery_oldest"),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk}, {self.state}"
