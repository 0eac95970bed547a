"""Tasks in a real Redis: with what they are about or not at all, and found again where Redis has lost them."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import timedelta

import django_rq
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_rq import Job
from pytest_django import Settings
from redis import Redis
from rq.queue import Queue
from rq.registry import ScheduledJobRegistry, StartedJobRegistry
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

from claims import tasks
from claims.choices import IntakeState
from claims.management.commands.worker import _look_what_is_due
from claims.models import Intake
from claims.services import queueing, working
from claims.services.incoming import Incoming
from claims.services.intakes import LEASE
from claims.services.queueing import in_redis
from newsapp.health import PATIENCE
from tests.factories import FeedFactory, IntakeFactory
from tests.redis_server import running_redis, use_redis
from tests.whole_program import free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("redis")]

PASTED = Incoming.pasted("The bridge is old.\n\n“It opens in May,” Ada Lind said.", {})
PORT = free_port()


@pytest.fixture(scope="module")
def server() -> Iterator[Redis]:
    with running_redis(PORT) as client:
        yield client


@pytest.fixture
def queue(server: Redis, settings: Settings) -> Queue:
    server.flushall()
    use_redis(settings, PORT)
    return django_rq.get_queue(job_class=Job)


@pytest.fixture
def no_redis(settings: Settings) -> None:
    use_redis(settings, 9)


def waiting(queue: Queue) -> list[str]:
    return [job.description for job in queue.jobs]


def worker_of(queue: Queue) -> SimpleWorker:
    return SimpleWorker([queue], connection=queue.connection, job_class=Job, serializer=queue.serializer)


def named(intake: Intake) -> str:
    return f"claims.tasks.run_intake({intake.pk})"


def test_a_task_is_enqueued_when_its_intake_is_stored(queue):
    with transaction.atomic():
        intake = tasks.take_in_later(incoming=PASTED, by="a test")
        assert waiting(queue) == []
    assert waiting(queue) == [named(intake)]


def test_no_task_is_enqueued_of_what_is_undone(queue):
    def broken_off():
        with transaction.atomic():
            tasks.take_in_later(incoming=PASTED, by="a test")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert (Intake.objects.count(), waiting(queue)) == (0, [])


def test_what_redis_has_lost_is_found_once(queue, server):
    lost = tasks.take_in_later(incoming=PASTED, by="a test")
    server.flushall()
    there = tasks.take_in_later(incoming=PASTED, by="a test")
    IntakeFactory(waits_until=timezone.now() + timedelta(hours=1))
    for _ in range(2):
        tasks.pick_up_abandoned()
    assert waiting(queue) == [named(there), named(lost)]


def test_what_has_a_time_of_its_own_waits_for_it(queue):
    queueing.enqueue(tasks.run_intake, IntakeFactory().pk, at=timezone.now() + timedelta(hours=1))
    tasks.pick_up_abandoned()
    assert waiting(queue) == []
    assert ScheduledJobRegistry(queue=queue).count == 1


def test_what_has_its_time_is_released_by_one_worker(queue):
    intake = IntakeFactory()
    queueing.enqueue(tasks.run_intake, intake.pk, at=timezone.now() + timedelta(seconds=1))
    releasing, other = in_redis._scheduler(), in_redis._scheduler()
    deadline = time.monotonic() + 30
    while not waiting(queue):
        assert time.monotonic() < deadline
        in_redis._release(releasing)
        assert not other.acquire_locks()
        time.sleep(0.05)
    assert waiting(queue) == [named(intake)]
    assert ScheduledJobRegistry(queue=queue).count == 0


@pytest.mark.parametrize(
    ("is_seen", "ago", "is_left"),
    [(True, timedelta(minutes=1), False), (True, 2 * LEASE, True), (False, timedelta(minutes=1), True)],
    ids=["now", "too long", "killed"],
)
def test_a_task_that_a_worker_was_killed_at_does_not_count(queue, is_seen, ago, is_left):
    intake = tasks.take_in_later(incoming=PASTED, by="a test")
    worker = worker_of(queue)
    job, _ = worker.dequeue_job_and_maintain_ttl(timeout=1)
    worker.prepare_execution(job)
    worker.prepare_job_execution(job)
    if is_seen:
        working.beat(worker.name)
    job.started_at = timezone.now() - ago
    job.save()
    assert StartedJobRegistry(queue=queue).count == 1
    tasks.pick_up_abandoned()
    assert waiting(queue) == ([named(intake)] if is_left else [])


def test_what_is_no_task_is_not_run_and_nothing_is_pickled(queue):
    job = queue.enqueue_job(queue.create_job("os.getcwd"))
    worker = worker_of(queue)
    worker.execute_job(*worker.dequeue_job_and_maintain_ttl(timeout=1))
    assert job.get_status() == "failed"
    assert queue.serializer is JSONSerializer  # a pickle may do anything when it is read


@pytest.mark.usefixtures("no_redis")
class TestWithoutRedis:
    def test_what_comes_in_is_kept_and_told_in_one_line(self, caplog, as_editor):
        with caplog.at_level(logging.ERROR):
            body = {"text": "“It opens in May,” Ada Lind said.", "outlet": "Post"}
            answer = as_editor.post("/api/v1/articles/", body, headers={"prefer": "respond-async"})
        assert answer.status_code == 202
        assert Intake.objects.get().state == IntakeState.WAITING
        [line] = [record.getMessage() for record in caplog.records]
        assert line.startswith(f"run_intake of {Intake.objects.get().pk} waits to be found: Redis cannot be reached: ")

    def test_a_feed_keeps_its_time(self, caplog):
        feed = FeedFactory()
        _look_what_is_due()
        before = feed.next_at
        feed.refresh_from_db()
        assert feed.next_at == before
        assert "Redis cannot be reached just now." in caplog.text

    def test_a_poll_out_of_turn_is_refused(self, as_editor):
        answer = as_editor.post(f"/api/v1/feeds/{FeedFactory().pk}/poll/")
        assert (answer.status_code, answer.json()["code"]) == (503, "tasks-unavailable")

    def test_a_probe_is_told(self):
        answer = Client().get("/readyz")
        assert (answer.status_code, answer.json()["checks"]["redis"]) == (503, "Redis cannot be reached just now.")


def test_a_probe_is_told_of_redis_and_of_what_waits_for_a_worker(queue):
    tasks.take_in_later(incoming=PASTED, by="a test")
    assert Client().get("/readyz").json()["checks"]["redis"] == "ok"
    [job] = queue.jobs
    job.enqueued_at = timezone.now() - 2 * PATIENCE
    job.save()
    checks = Client().get("/readyz").json()["checks"]
    assert checks["worker"] == "1 waiting for longer than a minute and no worker seen: run manage.py worker."
