"""`manage.py worker` with NEWSAPP_TASKS=redis: processes on a real Redis, and on a database of their own."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.management.own_installation import manage_in
from tests.news_site import answer, running_site
from tests.redis_server import redis_url, running_redis
from tests.whole_program import free_port

TAKE_IN = """
from claims import tasks; from claims.services.incoming import Incoming
tasks.take_in_later(incoming=Incoming.pasted('“It opens in May,” Ada Lind said on Monday.', {}), by='a test')
"""
FETCH = TAKE_IN + "tasks.take_in_later(incoming=Incoming.at_address('ADDRESS', {}), by='a test')"
LEASE_OVER = """
from django.utils.timezone import now; from datetime import timedelta; from claims.models import *
Intake.objects.filter(state="running").update(started_at=now() - timedelta(hours=1)); Host.objects.all().delete()
"""


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def manage(var: Path, port: int) -> Callable[..., Any]:
    return manage_in(var, NEWSAPP_TASKS="redis", REDIS_URL=redis_url(port))


@pytest.fixture
def worker(manage: Callable[..., Any]) -> Iterator[Callable[[], Any]]:
    started = []

    def start() -> Any:
        started.append(manage("worker", wait=False))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def rows(var: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(var / "newsapp.sqlite3")) as database:
        return [value for (value,) in database.execute(query)]


def states(var: Path) -> list[str]:
    return rows(var, "SELECT state FROM claims_intake ORDER BY id")


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_what_a_killed_worker_was_at_is_done_by_the_next_one_once(
    manage: Callable[..., Any], worker: Callable[[], Any], var: Path, port: int
) -> None:
    come, end = Event(), Event()

    def hang(request: object) -> None:
        come.set()
        end.wait(60)

    with running_redis(port), running_site() as site:
        manage("shell", "--verbosity=0", "-c", FETCH.replace("ADDRESS", site.serve(hang)))
        killed = worker()
        assert come.wait(60)
        killed.kill()
        killed.wait()
        end.set()
        assert states(var) == ["done", "running"]
        site.serve(answer())
        manage("shell", "--verbosity=0", "-c", LEASE_OVER)
        manage("worker", "--batch")
    assert states(var) == ["done", "done"]
    assert rows(var, "SELECT outcome FROM claims_intake") == ["created", "created"]
    assert rows(var, "SELECT count(*) FROM claims_articleversion") == [2]


def test_a_worker_outlives_its_redis_and_ends_at_sigterm(
    manage: Callable[..., Any], worker: Callable[[], Any], var: Path, port: int
) -> None:
    process = worker()
    wait_until(lambda: rows(var, "SELECT count(*) FROM claims_worker") == [1])
    for number in (1, 2):  # a Redis that was not there, and one that comes back without what it had
        with running_redis(port):
            manage("shell", "--verbosity=0", "-c", TAKE_IN)
            wait_until(lambda number=number: states(var) == ["done"] * number)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert rows(var, "SELECT count(*) FROM claims_worker") == [0]
