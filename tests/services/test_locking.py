"""Names are locked, not the world: articles of different people are taken in beside each other."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction

from claims.services.locking import lock_names, one_at_a_time

pytestmark = pytest.mark.postgresql  # SQLite has one writer at a time


def waits(lock: Callable[[], None]) -> bool:
    """Whether another connection that locks would have to wait."""
    refused = []

    def run() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '300ms'")
                lock()
        except OperationalError as error:
            refused.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=60)
    return bool(refused)


@pytest.fixture(autouse=True)
def committing(transactional_db: None) -> None:
    """What other connections see too."""


def test_a_name_is_held_until_the_transaction_ends() -> None:
    with transaction.atomic():
        lock_names(["ada lind"])
        assert waits(lambda: lock_names(["ada lind"]))
    assert not waits(lambda: lock_names(["ada lind"]))


def test_a_bare_surname_may_mean_the_bearer_of_a_full_name() -> None:
    with transaction.atomic():
        lock_names(["ada lind", "ursula von der leyen"])
        assert waits(lambda: lock_names(["lind"]))
        assert waits(lambda: lock_names(["von der leyen"]))


def test_other_names_and_other_work_do_not_wait() -> None:
    with transaction.atomic():
        lock_names(["ada lind"])
        one_at_a_time("this")
        assert not waits(lambda: lock_names(["jo roe"]))
        assert not waits(lambda: one_at_a_time("that"))
        assert waits(lambda: one_at_a_time("this"))


def test_any_number_of_names_takes_few_locks() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        lock_names(f"name{number}" for number in range(20_000))
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone()[0] <= 1024
