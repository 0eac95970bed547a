"""A worker whose database goes away: it waits, and goes on under another name."""

from __future__ import annotations

from collections.abc import Callable

import psycopg2
import pytest
from django.core.management import call_command
from django.db import Error, OperationalError

from claims.management.commands import worker
from claims.models import Worker
from claims.outages import UNREACHABLE

pytestmark = pytest.mark.django_db(transaction=True)


def lost() -> Error:
    error = OperationalError("server closed the connection")
    error.__cause__ = psycopg2.OperationalError()
    return error


class Working:
    """Stands for the doing of tasks: each time, what the next of ``ends`` is, which is raised unless it is None."""

    def __init__(self, *ends: Exception | None) -> None:
        self.ends = list(ends)
        self.names: list[str] = []

    def __call__(self, name: str, *, batch: bool) -> None:
        self.names.append(name)
        if end := self.ends.pop(0):
            raise end


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the worker has waited, without doing so."""
    waits: list[float] = []
    monkeypatch.setattr(worker, "sleep", waits.append)
    return waits


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Working]:
    def set_up(*ends: Exception | None) -> Working:
        working = Working(*ends)
        monkeypatch.setattr(worker.queueing, "work", working)
        return working

    return set_up


def test_it_waits_and_goes_on_under_a_name_that_has_nothing_left_running(
    works: Callable[..., Working], waits: list[float]
) -> None:
    working = works(lost(), lost(), None)
    call_command("worker")
    assert waits == [UNREACHABLE.wait] * 2
    assert len(set(working.names)) == 3
    assert not Worker.objects.exists()


def test_an_error_of_the_programs_own_ends_it(works: Callable[..., Working], waits: list[float]) -> None:
    works(Error("a mistake"))
    with pytest.raises(Error, match="a mistake"):
        call_command("worker")
    assert waits == []


def test_a_batch_waits_for_nothing(works: Callable[..., Working], waits: list[float]) -> None:
    works(lost())
    with pytest.raises(OperationalError):
        call_command("worker", "--batch")
    assert waits == []
