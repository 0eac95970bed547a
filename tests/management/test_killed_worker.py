"""Workers are killed at any moment of a batch, or PostgreSQL lets go of them: nothing is lost, nothing is taken in
twice, nothing is half-written.

`make faults` does the same with more of each: FAULTS workers killed over FAULTS_ARTICLES articles, and FAULTS times
all connections broken off, as by a PostgreSQL that is killed; and once more with a Redis that loses all it has
whenever a worker is killed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from redis import Redis

from claims import tasks
from claims.choices import BatchForm, ChangeKind, IntakeOutcome, IntakeState, TakingBack
from claims.ingest.rows import Row
from claims.models import Article, ArticleVersion, Batch, Change, Claim, Intake, Link
from claims.services.intakes import LEASE
from newsapp.accounts.models import User
from tests.redis_server import redis_url, running_redis, use_redis
from tests.whole_program import free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("FAULTS", "3"))
ARTICLES = int(os.environ.get("FAULTS_ARTICLES", "60"))
PLACES = ("database", "redis") if "FAULTS" in os.environ else ("database",)
PATIENCE = 60  # seconds for a worker to begin, on a machine that has other work
TEXT = (
    "“The quay number {0} is open again to all ships,” Ann Quay{0} said.\n\n“We lost no container,” Bob Mole{0} said."
)


@pytest.fixture(params=PLACES)
def redis(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Redis | None]:
    """The one that tasks wait in, if any."""
    if request.param == "database":
        yield None
        return
    port = free_port()
    use_redis(settings, port)
    with running_redis(port) as client:
        yield client


@pytest.fixture
def worker(tmp_path: Path, redis: Redis | None) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a worker on the database of the tests."""
    database = connection.settings_dict
    host = "{USER}:{PASSWORD}@{HOST}:{PORT}".format(**database)
    url = f"sqlite:///{database['NAME']}" if connection.vendor == "sqlite" else f"postgres://{host}/{database['NAME']}"
    environment = {
        "PATH": os.environ["PATH"],
        "NEWSAPP_VAR": str(tmp_path),
        "DATABASE_URL": url,
        "CLAIMS_EXTRACTOR": "tests.services.engines.marks",  # quick, so that more of the time is spent writing
    }
    if redis:
        port = redis.connection_pool.connection_kwargs["port"]
        environment |= {"NEWSAPP_TASKS": "redis", "REDIS_URL": redis_url(port)}
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "worker", *arguments]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def done() -> int:
    return Intake.objects.filter(state=IntakeState.DONE).count()


def leases_run_out(redis: Redis | None) -> None:
    """What a killed worker was at is taken up again after LEASE; here at once. Redis forgets all."""
    long_ago = timezone.now() - LEASE - timedelta(minutes=1)
    Intake.objects.filter(state=IntakeState.RUNNING).update(started_at=long_ago)
    DBTaskResult.objects.running().update(started_at=long_ago)
    if redis:
        redis.flushall()


def break_off_the_others() -> None:
    """What all but the tests have under way in the database is rolled back, as where its server is killed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def wait_for_more(process: subprocess.Popen[bytes]) -> None:
    """Wait until it has taken in some, unless all is done."""
    before, deadline = done(), time.monotonic() + PATIENCE
    while done() == before and before < ARTICLES:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)


def kill_within(process: subprocess.Popen[bytes], seconds: float, redis: Redis | None) -> None:
    """Kill it that long after it has begun to take in, unless it has done all."""
    wait_for_more(process)
    time.sleep(seconds)
    process.kill()
    process.wait()
    leases_run_out(redis)


def test_nothing_is_lost_nothing_is_twice_and_nothing_is_half_written(
    worker: Callable[..., subprocess.Popen[bytes]], redis: Redis | None
) -> None:
    rows = (Row(number, TEXT.format(number).encode()) for number in range(1, ARTICLES + 1))
    batch = tasks.take_in_batch(rows=rows, form=BatchForm.JSONL, name="quays.jsonl", by="a test")
    chance, broken_off = random.Random(16), 0
    for _ in range(KILLS):
        kill_within(worker(), chance.uniform(0, 0.3), redis)
        broken_off += done() < ARTICLES
    worker("--batch").wait(timeout=PATIENCE + ARTICLES)
    assert broken_off or KILLS > ARTICLES
    assert_whole(batch)


@pytest.mark.postgresql  # SQLite is part of the worker
def test_a_postgresql_that_breaks_off_in_the_middle_loses_nothing(
    worker: Callable[..., subprocess.Popen[bytes]], redis: Redis | None
) -> None:
    rows = (Row(number, TEXT.format(number).encode()) for number in range(1, ARTICLES + 1))
    batch = tasks.take_in_batch(rows=rows, form=BatchForm.JSONL, name="quays.jsonl", by="a test")
    chance = random.Random(5432)
    for _ in range(KILLS):
        process = worker()
        wait_for_more(process)
        time.sleep(chance.uniform(0, 0.3))
        break_off_the_others()
        time.sleep(chance.uniform(0, 0.3))  # it may go on, end, or try and fail
        process.kill()
        process.wait()
        leases_run_out(redis)
    worker("--batch").wait(timeout=PATIENCE + ARTICLES)
    assert_whole(batch, all_tasks_succeeded=False)


def test_a_batch_is_taken_back_to_its_end(
    worker: Callable[..., subprocess.Popen[bytes]], redis: Redis | None, administrator: User
) -> None:
    rows = (Row(number, TEXT.format(number).encode()) for number in range(1, ARTICLES + 1))
    batch = tasks.take_in_batch(rows=rows, form=BatchForm.JSONL, name="quays.jsonl", by="a test")
    worker("--batch").wait(timeout=PATIENCE + ARTICLES)
    tasks.take_back_batch(batch, by=administrator)
    gone = Intake.objects.filter(taking_back=TakingBack.TAKEN_BACK)
    killed, deadline = worker(), time.monotonic() + PATIENCE
    while not gone.exists():
        assert time.monotonic() < deadline
        assert killed.poll() is None
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    assert gone.count() < ARTICLES
    leases_run_out(redis)
    tasks.pick_up_abandoned()
    worker("--batch").wait(timeout=PATIENCE + ARTICLES)
    assert gone.count() == Change.objects.filter(kind=ChangeKind.UNDO).count() == ARTICLES
    assert not Article.objects.exists()


def assert_whole(batch: Batch, *, all_tasks_succeeded: bool = True) -> None:
    states = Intake.objects.filter(batch=batch).values_list("state", "outcome", "new_claims").distinct()
    assert list(states.order_by()) == [(IntakeState.DONE, IntakeOutcome.CREATED, 2)]
    assert Intake.objects.count() == Article.objects.count() == ArticleVersion.objects.count() == ARTICLES
    assert Claim.objects.count() == 2 * ARTICLES
    assert Claim.history.count() == 2 * ARTICLES
    pairs = Link.objects.values_list("claim", "other")
    assert len(pairs) == len(set(pairs))
    assert {article.claims.count() for article in Article.objects.all()} == {2}
    if all_tasks_succeeded:
        assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()
