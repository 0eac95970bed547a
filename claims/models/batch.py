"""Batches: many Intakes that were asked for at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.choices import BatchForm
from claims.models.base import one_of
from claims.models.change import Change


class Batch(models.Model):
    """Many articles that came in at once, an Intake each, which say how it stands.

    ``name`` is the file's, or says how many there were. ``change`` is the cause of those that store its articles.
    ``taken_back_by`` is who asked for the whole of it to be taken back; nothing else changes once it is stored.
    """

    form = models.CharField(max_length=10, choices=BatchForm)
    name = models.CharField(max_length=255)
    rows = models.PositiveIntegerField(default=0)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    actor = models.CharField(max_length=310)
    change = models.ForeignKey(Change, models.PROTECT, db_index=False, related_name="+")
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("form", BatchForm),
            models.CheckConstraint(condition=~models.Q(actor=""), name="batch_has_actor"),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="batch_newest")]

    def __str__(self) -> str:
        return self.name
