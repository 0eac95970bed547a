"""Background work: each task takes a number and calls a service. `manage.py worker` runs them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task

from claims.choices import BatchForm
from claims.ingest.rows import Row
from claims.models import Batch, Feed, Intake
from claims.services import intake_batches, intakes, polling, queueing, taking_back, watching, working
from claims.services.errors import UnavailableError
from claims.services.incoming import Incoming
from newsapp.accounts.models import User

AT_ONCE = 4
"""Workers that are at one batch at the same time, where there are as many."""


@task
def run_intake(number: int) -> None:
    """Twice for one Intake, it takes in once."""
    if later := intakes.run(number):
        queueing.enqueue(run_intake, number, at=later)


@task
def run_batch(number: int) -> None:
    """In turn with other tasks. Twice for one batch, at once or one after the other, each row is taken in once."""
    if later := intake_batches.work_on(number):
        queueing.enqueue(run_batch, number, at=later)


@task
def run_taking_back(number: int) -> None:
    """In turn with other tasks. Twice for one batch, at once or one after the other, each row is settled once."""
    if taking_back.work_on(number):
        queueing.enqueue(run_taking_back, number)


@task
def poll_feed(number: int) -> None:
    """Twice for one feed, at once or one after the other, each article is taken in once."""
    polling.poll(number, then=partial(queueing.enqueue, run_intake))


def poll_due_feeds() -> None:
    """Let the feeds whose time has come be polled by a worker."""
    with transaction.atomic():
        for number in polling.due():
            queueing.enqueue(poll_feed, number)


@task
def look_again(number: int) -> None:
    """Twice for one entry, a new text is taken in once."""
    if later := watching.look(number, then=partial(queueing.enqueue, run_intake)):
        queueing.enqueue(look_again, number, at=later)


def look_at_watched() -> None:
    """Let the articles of feeds be looked at again by a worker, where their time has come."""
    with transaction.atomic():
        for number in watching.due():
            queueing.enqueue(look_again, number)


def poll_now(feed: Feed) -> None:
    """Let the feed be polled before its time.

    Raises ConflictError where it is paused, UnavailableError where no task can be enqueued: no row would tell of it.
    """
    polling.refuse_paused(feed)
    if trouble := queueing.trouble():
        raise UnavailableError("tasks-unavailable", f"The feed cannot be polled out of turn now. {trouble}")
    queueing.enqueue(poll_feed, feed.pk)


def take_in_later(*, incoming: Incoming, by: User | str) -> Intake:
    """Keep what came, or its address, and let it be taken in by the worker: both or neither. Raises IngestError."""
    with transaction.atomic():
        intake = intakes.keep(incoming=incoming, by=by)
        queueing.enqueue(run_intake, intake.pk)
    return intake


def take_in_batch(*, rows: Iterable[Row], form: BatchForm, name: str, by: User | str, outlet: str = "") -> Batch:
    """Keep all rows and let the workers take them in: all of it or nothing. Raises IngestError."""
    with transaction.atomic():
        batch = intake_batches.keep(rows=rows, form=form, name=name, by=by, outlet=outlet)
        _start(batch.pk)
    return batch


def retry_batch(batch: Batch, *, by: User | str) -> None:
    """Let the workers try its failed rows once more. Raises ConflictError where none has failed."""
    with transaction.atomic():
        intake_batches.retry(batch, by=by)
        _start(batch.pk)


def resume_batch(batch: Batch, *, by: User | str) -> None:
    """Let the workers take in what was cancelled of it. Raises ConflictError where nothing was."""
    with transaction.atomic():
        intake_batches.resume(batch, by=by)
        _start(batch.pk)


def take_back_batch(batch: Batch, *, by: User) -> None:
    """Let a worker take back the whole batch, once. Raises ConflictError while some of it is still to be taken in."""
    with transaction.atomic():
        if taking_back.ask(batch, by=by):
            queueing.enqueue(run_taking_back, batch.pk)
    batch.refresh_from_db()


def _start(number: int) -> None:
    for _ in range(AT_ONCE):
        queueing.enqueue(run_batch, number)


def retry(intake: Intake, *, by: User | str) -> None:
    """Let the worker try a failed Intake once more. Raises ConflictError where it has not failed."""
    with transaction.atomic():
        intakes.retry(intake, by=by)
        queueing.enqueue(run_intake, intake.pk)


def pick_up_abandoned() -> None:
    """Let what a worker or a request was killed at be done by another, and what waits with no task."""
    with transaction.atomic():
        alive = working.alive()
        queueing.revive(lease=intakes.LEASE, alive=alive)
        abandoned = intakes.abandoned()
        for number in abandoned:
            queueing.enqueue(run_intake, number)
        # Their tasks broke off, as when the database was away, or Redis has none of them.
        _enqueue_missing(run_intake, intakes.waiting() - set(abandoned), alive)
        _enqueue_missing(run_batch, intake_batches.waiting(), alive)
        _enqueue_missing(run_taking_back, taking_back.waiting(), alive)


def _enqueue_missing(task: Task[[int], None], waiting: set[int], alive: set[str]) -> None:
    if waiting:
        for number in sorted(waiting - queueing.numbers_of(task, lease=intakes.LEASE, alive=alive)):
            queueing.enqueue(task, number)
