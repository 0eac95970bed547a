"""Workers: that they are there, and what goes with time."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

from claims.models import Delivery, Worker
from claims.services import answering, hosts, queueing, rates

BEAT = 15
"""Seconds between two signs of life of a worker."""
_SILENT = timedelta(minutes=1)
_FORGOTTEN = timedelta(days=1)
_KEPT = timedelta(days=7)
_DELIVERIES_KEPT = timedelta(days=30)

own_name: ContextVar[str] = ContextVar("own_name", default="")
"""The name of the worker that this is, "" where it is none."""

broken_off: set[tuple[int, datetime]] = set()
"""The Intakes at which an outage broke off the work of this process, each with the time it began."""


def alive() -> set[str]:
    """The names of the workers that have said within a minute that they are there; the others were killed."""
    return set(Worker.objects.filter(seen_at__gte=timezone.now() - _SILENT).values_list("name", flat=True))


def beat(name: str) -> None:
    """Note that the worker is there.

    Workers not seen for a day are forgotten, answers that were kept for a day, rates of minutes that are over, servers
    not asked for a day, tasks that ended a week ago, and what webhooks were sent a month ago.
    """
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})
    Worker.objects.filter(seen_at__lt=now - _FORGOTTEN).delete()
    queueing.forget_ended(before=now - _KEPT)
    answering.sweep()
    rates.sweep()
    hosts.sweep()
    Delivery.objects.filter(created_at__lt=now - _DELIVERIES_KEPT).delete()


def gone(name: str) -> None:
    """Note that the worker has stopped."""
    Worker.objects.filter(name=name).delete()
