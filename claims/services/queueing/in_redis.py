"""Tasks that wait in Redis, by django-tasks-rq. They only say what to look at: the truth stands in the database."""

from __future__ import annotations

import logging
import signal
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from threading import Event, Thread
from typing import Any

import django_rq
from django.db import close_old_connections, transaction
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_rq import Job
from redis.exceptions import RedisError
from rq.executions import Execution
from rq.queue import Queue
from rq.registry import ScheduledJobRegistry, StartedJobRegistry
from rq.scheduler import RQScheduler
from rq.worker import SimpleWorker

from claims.outages import in_one_line

_LOOK = 1.0
"""Seconds between two looks for tasks whose time has come, and before Redis is tried again."""

logger = logging.getLogger(__name__)


def enqueue(task: Task[[int], None], number: int, at: datetime | None) -> None:
    transaction.on_commit(partial(_push, task, number, at))


def _push(task: Task[[int], None], number: int, at: datetime | None) -> None:
    is_later = at is not None and at > timezone.now()
    try:
        task.using(run_after=at if is_later else None).enqueue(number)
    except RedisError as error:
        logger.error("%s of %s waits to be found: Redis cannot be reached: %s", task.name, number, in_one_line(error))


def trouble() -> str:
    try:
        _queue().connection.ping()
    except RedisError:
        return "Redis cannot be reached just now."
    return ""


def numbers_of(task: Task[[int], None], lease: timedelta, alive: Collection[str]) -> set[int]:
    queue = _queue()
    waiting = [*queue.get_job_ids(), *ScheduledJobRegistry(queue=queue).get_job_ids()]
    running = StartedJobRegistry(queue=queue).get_job_ids(cleanup=False)
    since = timezone.now() - lease
    live = [job for job in _jobs(queue, running) if _is_live(job, since, alive)]
    return {job.args[0] for job in [*_jobs(queue, waiting), *live] if job.func_name == task.module_path}


def _is_live(job: Job, since: datetime, alive: Collection[str]) -> bool:
    if job.started_at and job.started_at < since:
        return False
    return not job.worker_name or job.worker_name.startswith(tuple(alive))  # a life's number follows the name


def revive(lease: timedelta, alive: Collection[str]) -> None:
    """Nothing: what is not done of it is found in the database."""


def forget_ended(before: datetime) -> None:
    """Nothing: Redis forgets them by itself."""


def waiting_since(moment: datetime) -> int:
    queue = _queue()
    try:
        jobs = _jobs(queue, queue.get_job_ids())
    except RedisError:  # which `trouble` tells of
        return 0
    return sum(1 for job in jobs if job.enqueued_at and job.enqueued_at < moment)


def work(name: str, batch: bool) -> None:
    """Where Redis is away, it is tried until it is back; with ``batch``, RedisError is raised."""
    signal.signal(signal.SIGTERM, _end)  # until the library has its own, and while Redis is away
    if batch:
        scheduler = _scheduler()
        _release(scheduler)
        scheduler.release_locks()
        _worker(name).work(burst=True, logging_level="WARNING")
        return
    stopping = Event()
    releasing = Thread(target=_keep_releasing, args=(stopping,), daemon=True)
    releasing.start()
    try:
        for life in count(1):
            if _is_told_to_end(f"{name}-{life}") or stopping.wait(_LOOK):
                return
    finally:
        stopping.set()
        releasing.join()


def _is_told_to_end(name: str) -> bool:
    """Do tasks as long as Redis is there; whether it was a signal that ended it."""
    worker = None
    try:
        worker = _worker(name)
        worker.work(logging_level="WARNING")
    except RedisError as error:
        logger.error("No task is done until Redis is back: %s", in_one_line(error))
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return worker is not None and worker.is_told_to_end


class _Worker(SimpleWorker):
    """Does tasks in its own process: in one for each, the extractor would have to be loaded for each."""

    @property
    def is_told_to_end(self) -> bool:
        return self._shutdown_requested_date is not None

    def perform_job(self, job: Any, queue: Queue, execution: Execution) -> bool:
        close_old_connections()
        try:
            return super().perform_job(job, queue, execution)
        finally:
            close_old_connections()

    def set_shutdown_requested_date(self) -> None:
        """Within the handler of a signal, in the middle of a task, which shall not end of it."""
        with suppress(RedisError):
            super().set_shutdown_requested_date()  # type: ignore[no-untyped-call]


def _end(*args: object) -> None:
    raise SystemExit(0)


def _keep_releasing(stopping: Event) -> None:
    """Let tasks be done whose time has come. One worker at a time does so, lest they become two."""
    scheduler = _scheduler()
    while not stopping.wait(_LOOK):
        with suppress(RedisError):  # which who takes tasks tells of
            _release(scheduler)
    with suppress(RedisError):
        scheduler.release_locks()


def _release(scheduler: RQScheduler) -> None:
    if scheduler.acquire_locks():
        scheduler.enqueue_scheduled_jobs()


def _queue() -> Queue:
    return django_rq.get_queue(job_class=Job)


def _worker(name: str) -> _Worker:
    queue = _queue()
    return _Worker([queue], name=name, connection=queue.connection, job_class=Job, serializer=queue.serializer)


def _scheduler() -> RQScheduler:
    queue = _queue()
    return RQScheduler([queue], queue.connection, logging_level=logging.WARNING, serializer=queue.serializer)


def _jobs(queue: Queue, ids: Iterable[str]) -> list[Job]:
    """Those of the tasks that are there still."""
    jobs = Job.fetch_many(ids, connection=queue.connection, serializer=queue.serializer)
    return [job for job in jobs if isinstance(job, Job)]
