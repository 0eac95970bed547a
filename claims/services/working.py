"""Workers: that they are there, and what those that were killed have left."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from claims.models import Delivery, Worker
from claims.services import answering, hosts, rates

BEAT = 15
"""Seconds between two signs of life of a worker."""
_FORGOTTEN = timedelta(days=1)
_KEPT = timedelta(days=7)
_DELIVERIES_KEPT = timedelta(days=30)


def beat(name: str) -> None:
    """Note that the worker is there.

    Workers not seen for a day are forgotten, answers that were kept for a day, rates of minutes that are over, servers
    not asked for a day, tasks that ended a week ago, and what webhooks were sent a month ago.
    """
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})
    Worker.objects.filter(seen_at__lt=now - _FORGOTTEN).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - _KEPT).delete()
    answering.sweep()
    rates.sweep()
    hosts.sweep()
    Delivery.objects.filter(created_at__lt=now - _DELIVERIES_KEPT).delete()


def gone(name: str) -> None:
    """Note that the worker has stopped."""
    Worker.objects.filter(name=name).delete()


def revive_tasks(*, older_than: timedelta) -> int:
    """Let tasks that have run for longer be run again, since the library leaves those of a killed worker; how many."""
    running = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - older_than)
    return running.update(status=TaskResultStatus.READY)


def numbers_of(path: str) -> set[int]:
    """The numbers that tasks of this function wait or run with."""
    live = DBTaskResult.objects.filter(task_path=path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    return {given["args"][0] for given in live.values_list("args_kwargs", flat=True)}
