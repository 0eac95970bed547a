"""Clients of a live newsapp."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from time import sleep

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.models import Change, Outlet
from newsapp.accounts.models import Token, User
from newsapp_claims import Client, export, transport


def token_of(user: User, *outlets: Outlet) -> str:
    """A token, perhaps limited to outlets."""
    _, token = Token.objects.create(user, name="a script", outlets=[outlet.pk for outlet in outlets] or None)
    return token


def wait_until_settled() -> None:
    """On PostgreSQL, transactions of other databases on the same server hold back Changes too, while they run."""
    for _ in range(600):
        if Change.objects.settled().count() == Change.objects.count():
            return
        sleep(0.1)
    raise AssertionError("it was never settled")


@pytest.fixture
def client_of(live_server: LiveServer) -> Iterator[Callable[..., Client]]:
    """A client in the name of a user: ``client_of(editor)``; perhaps by way of another address."""
    with ExitStack() as clients:
        yield lambda user, base=live_server.url: clients.enter_context(Client(base, token_of(user)))


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How many seconds the client would have waited, each time: the tests do not."""
    seconds: list[float] = []
    for module in (transport, export):
        monkeypatch.setattr(module, "sleep", seconds.append)
    return seconds
