"""Changes: who did what, when and why. The rows of every history point at theirs."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import BigIntegerField, Func
from django.utils import timezone

from claims.choices import ChangeKind
from claims.models.base import one_of


class OldestRunning(Func):
    """The number of the oldest transaction that still runs; all with smaller ones have ended. PostgreSQL only."""

    template = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    output_field = BigIntegerField()


class ThisTransaction(Func):
    """The number of the transaction that the statement stands in. PostgreSQL only."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = BigIntegerField()


class FirstUnused(Func):
    """The number above those of all transactions that have ended. PostgreSQL only."""

    template = "pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
    output_field = BigIntegerField()


class ChangeQuerySet(models.QuerySet["Change"]):
    def settled(self) -> ChangeQuerySet:
        """Those before which none can appear any more, in the order in which a reader may go on from one to the next.

        On PostgreSQL a transaction that began earlier may commit later: its Changes are held back, with all after
        them, until it has ended. SQLite has one writer at a time, so that its order is that of the numbers.
        """
        changes = self.order_by("transaction", "id")
        return changes.filter(transaction__lt=OldestRunning()) if connection.vendor == "postgresql" else changes

    def number_restored(self) -> int:
        """Settle Changes that a dump brought from a PostgreSQL whose numbers this database has not come to yet.

        They would stay held back, and what happens here would stand before them. Where there is one, the transactions
        of all are forgotten, and their order is that of their own numbers. Returns of how many Changes.
        """
        numbered = self.exclude(transaction=0)  # on SQLite, which numbers none, each came from elsewhere
        if connection.vendor == "postgresql":
            ahead = self.filter(transaction__gte=FirstUnused()).exclude(transaction=ThisTransaction())
            if not ahead.exists():
                return 0
        return numbered.update(transaction=0)


class Change(models.Model):
    """One deed of one person or machine, whatever rows it touched. Never changed once stored.

    ``actor`` is the name of the person or machine at the time, for ever; ``user`` is empty for a machine. ``cause``
    is the Change that this one undoes or follows from. ``at`` tells people when; the order is that of ``transaction``
    and ``id``, since two hosts' clocks never agree.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    kind = models.CharField(max_length=12, choices=ChangeKind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="changes")
    actor = models.CharField(max_length=310)
    cause = models.ForeignKey("self", models.PROTECT, null=True, related_name="consequences")
    note = models.CharField(max_length=500, blank=True)
    transaction = models.BigIntegerField(default=0, editable=False, help_text="PostgreSQL's number of it; else 0")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("kind", ChangeKind),
            models.CheckConstraint(condition=~models.Q(actor=""), name="change_has_actor"),
        ]
        indexes = [models.Index(fields=["transaction", "id"], name="change_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.actor}"


class NoChangeError(Exception):
    """Something was to be written outside of a Change."""


class OpenChange:
    """The Change that a service is about to make.

    It is stored with the first row that points at it, so that a deed that changes nothing leaves none. Until then its
    ``kind`` and ``note`` may still be said.
    """

    current: ContextVar[OpenChange | None] = ContextVar("current_change", default=None)

    def __init__(self, *, kind: ChangeKind, note: str = "", **values: Any) -> None:
        self.kind = kind
        self.note = note
        self._values = values
        self.row: Change | None = None

    def stored(self) -> Change:
        if self.row is None:
            number = ThisTransaction() if connection.vendor == "postgresql" else 0
            self.row = Change.objects.create(kind=self.kind, note=self.note, **self._values, transaction=number)
        return self.row


def current_change() -> int:
    """The number of the Change being made, for a row that is to point at it.

    Raises NoChangeError where none is open: every write is a Change, and claims.services.changes opens one.
    """
    change = OpenChange.current.get()
    if change is None:
        raise NoChangeError("Nothing is written outside of a Change: open one with claims.services.changes.changing.")
    return change.stored().pk
