"""Tasks that wait in the database: what ends a worker of them."""

from __future__ import annotations

import psycopg2
import pytest
from django.db import OperationalError
from django_tasks_db.management.commands.db_worker import Worker

from claims.services.queueing import in_database


def lose_the_database(worker: Worker) -> None:
    raise OperationalError("server closed the connection") from psycopg2.OperationalError()


@pytest.fixture(autouse=True)
def _no_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "configure_signals", lambda worker: None)


def test_a_database_that_goes_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "run", lose_the_database)
    with pytest.raises(OperationalError):
        in_database.work("a worker", batch=False)


def test_who_is_told_to_end_ends_also_where_the_database_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def told_and_lost(worker: Worker) -> None:
        worker.running = False
        lose_the_database(worker)

    monkeypatch.setattr(Worker, "run", told_and_lost)
    in_database.work("a worker", batch=False)
