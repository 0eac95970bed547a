"""Commands whose output nobody reads any more, as behind `| head -1`, end as a shell expects it and say nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytest_django.live_server_helper import LiveServer

from newsapp.accounts.models import User
from tests.clients.conftest import token_of
from tests.factories import ClaimFactory


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


def expect_quiet_end(arguments: list[str], closed_pipe: int, **environment: str) -> None:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, env=os.environ | environment, stdout=closed_pipe, stderr=subprocess.PIPE, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("command", ["help", "diffsettings"])
def test_a_command_of_the_server(command: str, closed_pipe: int) -> None:
    expect_quiet_end(["manage.py", command], closed_pipe)


@pytest.mark.django_db(transaction=True)
def test_an_export_of_the_client(live_server: LiveServer, editor: User, closed_pipe: int) -> None:
    ClaimFactory.create_batch(20)
    environment = {"PYTHONPATH": "clients/python", "NEWSAPP": live_server.url, "NEWSAPP_TOKEN": token_of(editor)}
    expect_quiet_end(["-m", "newsapp_claims.command", "export"], closed_pipe, **environment)
