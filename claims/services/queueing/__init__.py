"""Where tasks wait: in the database, or in Redis where NEWSAPP_TASKS says so; what differs has a file for each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from importlib import import_module
from types import ModuleType

from django.conf import settings
from django_tasks.base import Task

from claims.services.queueing import in_database


def _place() -> ModuleType:
    # Who does not use Redis shall not wait for its libraries to be loaded.
    is_redis = settings.NEWSAPP_TASKS == "redis"
    return import_module("claims.services.queueing.in_redis") if is_redis else in_database


def enqueue(task: Task[[int], None], number: int, *, at: datetime | None = None) -> None:
    """Let the task be done with the number, not before ``at``; not at all where the transaction is undone.

    Redis gets it after the transaction. Where it is away, or loses the task, rows of the database still tell what is to
    be done, and `tasks.pick_up_abandoned` finds it there.
    """
    _place().enqueue(task, number, at)


def trouble() -> str:
    """A sentence on why no task can be enqueued now; "" where one can."""
    told: str = _place().trouble()
    return told


def numbers_of(task: Task[[int], None], *, lease: timedelta, alive: Collection[str]) -> set[int]:
    """The numbers that the task waits with, or runs with in a worker that is alive, for less than the lease."""
    numbers: set[int] = _place().numbers_of(task, lease, alive)
    return numbers


def revive(*, lease: timedelta, alive: Collection[str]) -> None:
    """Let tasks be run again whose worker is not among those alive, or that have run for longer than the lease."""
    _place().revive(lease, alive)


def forget_ended(*, before: datetime) -> None:
    """Forget the tasks that ended before."""
    _place().forget_ended(before)


def waiting_since(moment: datetime) -> int:
    """How many tasks have waited since then for a worker."""
    count: int = _place().waiting_since(moment)
    return count


def work(name: str, *, batch: bool) -> None:
    """Do tasks until SIGTERM or Ctrl-C, or with ``batch`` those that wait now; the one that is begun is ended first."""
    _place().work(name, batch)
