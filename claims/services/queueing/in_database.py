"""Tasks that wait in the database, by django-tasks-db: each is stored in the transaction of what it is about."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import Error
from django.db.models import Q
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.management.commands.db_worker import Command, Worker
from django_tasks_db.models import DBTaskResult

from claims.outages import noted_outage

_LOOK = 1.0
"""Seconds between two looks for a task, where none waits."""


def enqueue(task: Task[[int], None], number: int, at: datetime | None) -> None:
    task.using(run_after=at).enqueue(number)


def trouble() -> str:
    return ""


def numbers_of(task: Task[[int], None], lease: timedelta, alive: Collection[str]) -> set[int]:
    """Those of a killed worker wait again, by `revive`."""
    is_running = Q(status=TaskResultStatus.RUNNING, started_at__gte=timezone.now() - lease)
    live = DBTaskResult.objects.filter(is_running | Q(status=TaskResultStatus.READY), task_path=task.module_path)
    return {given["args"][0] for given in live.values_list("args_kwargs", flat=True)}


def revive(lease: timedelta, alive: Collection[str]) -> None:
    """The library leaves those of a killed worker running for ever."""
    since = timezone.now() - lease
    running = DBTaskResult.objects.running()
    for pk, started_at, workers in running.values_list("pk", "started_at", "worker_ids"):
        if (started_at and started_at < since) or (workers and workers[-1] not in alive):
            running.filter(pk=pk, started_at=started_at).update(status=TaskResultStatus.READY)


def forget_ended(before: datetime) -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


def waiting_since(moment: datetime) -> int:
    return DBTaskResult.objects.ready().filter(enqueued_at__lt=moment).count()


def work(name: str, batch: bool) -> None:
    Command().configure_logging(verbosity=1)
    worker = Worker(
        worker_id=name,
        batch=batch,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        queue_names=[DEFAULT_TASK_QUEUE_NAME],
        excluded_queue_names=[],
        interval=_LOOK,
        startup_delay=False,
        max_tasks=None,
    )
    worker.configure_signals()
    try:
        worker.run()
    except Error as error:
        if worker.running or not noted_outage(error):  # who is told to end waits for no database
            raise
