"""Background work: each task takes a number and calls a service. `manage.py worker` runs them."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from claims.models import Intake
from claims.services import intakes, working
from claims.services.incoming import Incoming
from newsapp.accounts.models import User


@task
def run_intake(number: int) -> None:
    """Twice for one Intake, it takes in once."""
    intakes.run(number)


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
