"""Background work: each task takes a number and calls a service. `manage.py worker` runs them."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from claims.models import Feed, Intake
from claims.services import intakes, polling, watching, working
from claims.services.incoming import Incoming
from newsapp.accounts.models import User


@task
def run_intake(number: int) -> None:
    """Twice for one Intake, it takes in once."""
    intakes.run(number)


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
    watching.look(number, then=run_intake.enqueue)


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
