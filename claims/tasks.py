"""Background work: each task takes a number and calls a service. `manage.py worker` runs them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django_tasks import task

from claims.choices import BatchForm
from claims.ingest.rows import Row
from claims.models import Batch, Feed, Intake
from claims.services import intake_batches, intakes, polling, taking_back, watching, working
from claims.services.incoming import Incoming
from newsapp.accounts.models import User

AT_ONCE = 4
"""Workers that are at one batch at the same time, where there are as many."""


@task
def run_intake(number: int) -> None:
    """Twice for one Intake, it takes in once."""
    if later := intakes.run(number):
        run_intake.using(run_after=later).enqueue(number)


@task
def run_batch(number: int) -> None:
    """In turn with other tasks. Twice for one batch, at once or one after the other, each row is taken in once."""
    if later := intake_batches.work_on(number):
        run_batch.using(run_after=later).enqueue(number)


@task
def run_taking_back(number: int) -> None:
    """In turn with other tasks. Twice for one batch, at once or one after the other, each row is settled once."""
    if taking_back.work_on(number):
        run_taking_back.enqueue(number)


@task
def poll_feed(number: int) -> None:
    """Twice for one feed, at once or one after the other, each article is taken in once."""
    polling.poll(number, then=run_intake.enqueue)


def poll_due_feeds() -> None:
    """Let the feeds whose time has come be polled by a worker."""
    with transaction.atomic():
        for number in polling.due():
            poll_feed.enqueue(number)


@task
def look_again(number: int) -> None:
    """Twice for one entry, a new text is taken in once."""
    if later := watching.look(number, then=run_intake.enqueue):
        look_again.using(run_after=later).enqueue(number)


def look_at_watched() -> None:
    """Let the articles of feeds be looked at again by a worker, where their time has come."""
    with transaction.atomic():
        for number in watching.due():
            look_again.enqueue(number)


def poll_now(feed: Feed) -> None:
    """Let the feed be polled before its time. Raises ConflictError where it is paused."""
    polling.refuse_paused(feed)
    poll_feed.enqueue(feed.pk)


def take_in_later(*, incoming: Incoming, by: User | str) -> Intake:
    """Keep what came, or its address, and let it be taken in by the worker: both or neither. Raises IngestError."""
    with transaction.atomic():
        intake = intakes.keep(incoming=incoming, by=by)
        run_intake.enqueue(intake.pk)
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
            run_taking_back.enqueue(batch.pk)
    batch.refresh_from_db()


def _start(number: int) -> None:
    for _ in range(AT_ONCE):
        run_batch.enqueue(number)


def retry(intake: Intake, *, by: User | str) -> None:
    """Let the worker try a failed Intake once more. Raises ConflictError where it has not failed."""
    with transaction.atomic():
        intakes.retry(intake, by=by)
        run_intake.enqueue(intake.pk)


def pick_up_abandoned() -> None:
    """Let what a worker or a request was killed at be done by another."""
    with transaction.atomic():
        working.revive_tasks(older_than=intakes.LEASE)
        for number in intakes.abandoned():
            run_intake.enqueue(number)
        # Their tasks broke off, as when the database was away.
        for number in intake_batches.waiting() - working.numbers_of(run_batch.module_path):
            run_batch.enqueue(number)
        for number in taking_back.waiting() - working.numbers_of(run_taking_back.module_path):
            run_taking_back.enqueue(number)
