"""Background work: with what it is about or not at all, and never lost with a worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from claims import tasks
from claims.choices import IntakeOrigin, IntakeState
from claims.models import Article, Intake, Worker
from claims.services import working
from claims.services.errors import ConflictError
from claims.services.incoming import Incoming
from claims.services.intakes import LEASE
from tests.factories import IntakeFactory
from tests.working import work_off

pytestmark = pytest.mark.django_db

PASTED = Incoming.pasted("The bridge is old.\n\n“It opens in May,” Ada Lind said.", {})
LONG_AGO = timezone.now() - 2 * LEASE


def state_of(intake):
    intake.refresh_from_db()
    return intake.state


def test_what_is_taken_in_later_waits_for_a_worker():
    intake = tasks.take_in_later(incoming=PASTED, by="a test")
    assert state_of(intake) == IntakeState.WAITING
    work_off()
    assert (state_of(intake), Article.objects.count()) == (IntakeState.DONE, 1)


def test_an_intake_and_its_task_are_there_or_neither():
    def broken_off():
        with transaction.atomic():
            tasks.take_in_later(incoming=PASTED, by="a test")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert (Intake.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_failed_one_is_tried_again_by_the_worker():
    intake = IntakeFactory(failed=True)
    tasks.retry(intake, by="a test")
    work_off()
    assert state_of(intake) == IntakeState.DONE


def test_no_task_is_left_of_a_refused_retry():
    with pytest.raises(ConflictError):
        tasks.retry(IntakeFactory(), by="a test")
    assert not DBTaskResult.objects.exists()


def test_a_worker_killed_at_work_loses_nothing():
    """It had claimed the task, and perhaps the Intake."""
    before, at_it = (tasks.take_in_later(incoming=PASTED, by="a test") for _ in range(2))
    DBTaskResult.objects.update(status="RUNNING", started_at=LONG_AGO)
    Intake.objects.filter(pk=at_it.pk).update(state=IntakeState.RUNNING, started_at=LONG_AGO)
    tasks.pick_up_abandoned()
    work_off()
    assert (state_of(before), state_of(at_it), Article.objects.count()) == (IntakeState.DONE, IntakeState.DONE, 1)


def test_what_a_worker_was_killed_at_waits_a_minute_and_what_a_live_one_is_at_is_left_to_it():
    lost, taken_on = (tasks.take_in_later(incoming=PASTED, by="a test") for _ in range(2))
    results = dict(zip((taken_on, lost), DBTaskResult.objects.ready(), strict=True))
    for intake, name in ((lost, "killed"), (taken_on, "alive")):
        working.beat(name)
        results[intake].claim(name)
        Intake.objects.filter(pk=intake.pk).update(state=IntakeState.RUNNING, started_at=timezone.now(), worker=name)
    Worker.objects.filter(name="killed").update(seen_at=timezone.now() - timedelta(seconds=61))
    tasks.pick_up_abandoned()
    work_off()
    assert (state_of(lost), state_of(taken_on)) == (IntakeState.DONE, IntakeState.RUNNING)
    assert set(DBTaskResult.objects.running()) == {results[taken_on]}


def test_a_request_killed_at_work_loses_nothing():
    intake = IntakeFactory(state=IntakeState.RUNNING, started_at=LONG_AGO)
    tasks.pick_up_abandoned()
    work_off()
    assert state_of(intake) == IntakeState.DONE


def test_who_is_still_at_work_is_left_alone():
    intake = tasks.take_in_later(incoming=PASTED, by="a test")
    recently = timezone.now() - timedelta(minutes=1)
    DBTaskResult.objects.update(status="RUNNING", started_at=recently)
    Intake.objects.update(state=IntakeState.RUNNING, started_at=recently)
    tasks.pick_up_abandoned()
    work_off()
    assert state_of(intake) == IntakeState.RUNNING


def test_a_refused_one_is_a_finished_task_and_the_next_is_done():
    calendar = Incoming(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", IntakeOrigin.FILE)
    refused = tasks.take_in_later(incoming=calendar, by="a test")
    intake = tasks.take_in_later(incoming=PASTED, by="a test")
    work_off()
    assert (state_of(refused), state_of(intake)) == (IntakeState.FAILED, IntakeState.DONE)
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_workers_forget_what_ended_a_week_ago_and_nothing_that_waits():
    old, new, waiting = (tasks.take_in_later(incoming=PASTED, by="a test") for _ in range(3))
    task_of = {result.args_kwargs["args"][0]: result.pk for result in DBTaskResult.objects.all()}
    for intake, days in ((old, 8), (new, 6)):
        ended = timezone.now() - timedelta(days=days)
        DBTaskResult.objects.filter(pk=task_of[intake.pk]).update(status="SUCCESSFUL", finished_at=ended)
    working.beat("a worker")
    left = set(DBTaskResult.objects.values_list("pk", flat=True))
    assert left == {task_of[new.pk], task_of[waiting.pk]}
