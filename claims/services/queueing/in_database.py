"""Tasks that wait in the database, by django-tasks-db: each is stored in the transaction of what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult


def enqueue(task: Task[[int], None], number: int, at: datetime | None) -> None:
    task.using(run_after=at).enqueue(number)


def trouble() -> str:
    return ""


def numbers_of(task: Task[[int], None], lease: timedelta) -> set[int]:
    is_running = Q(status=TaskResultStatus.RUNNING, started_at__gte=timezone.now() - lease)
    live = DBTaskResult.objects.filter(is_running | Q(status=TaskResultStatus.READY), task_path=task.module_path)
    return {given["args"][0] for given in live.values_list("args_kwargs", flat=True)}


def revive(lease: timedelta) -> None:
    """The library leaves those of a killed worker running for ever."""
    running = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - lease)
    running.update(status=TaskResultStatus.READY)


def forget_ended(before: datetime) -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


def waiting_since(moment: datetime) -> int:
    return DBTaskResult.objects.ready().filter(enqueued_at__lt=moment).count()


def work(name: str, batch: bool) -> None:
    call_command("db_worker", worker_id=name, batch=batch, reload=False, startup_delay=False)
