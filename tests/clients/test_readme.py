"""What clients/python/README.md teaches does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.choices import Status
from newsapp.accounts.models import User
from tests.api.test_docs import run
from tests.clients.conftest import wait_until_settled
from tests.factories import ClaimFactory
from tests.writing import delete

pytestmark = pytest.mark.django_db(transaction=True)

SNIPPETS = re.findall(r"^```python\n(.*?)^```$", Path("clients/python/README.md").read_text(), re.DOTALL | re.MULTILINE)


def test_claims_are_read(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    ClaimFactory()
    assert run(SNIPPETS[0], live_server, reader) == f"{claim.speaker.name} said {claim.content}\n"


def test_a_copy_is_made_and_kept_in_step(live_server: LiveServer, reader: User, tmp_path: Path) -> None:
    claims = ClaimFactory.create_batch(2)
    snippet = SNIPPETS[1]
    for name in ("place", "copies"):
        snippet = snippet.replace(f'Path("{name}")', f"Path({str(tmp_path / name)!r})")
    assert run(snippet, live_server, reader) == "2 claims\n"
    delete(claims[0])
    wait_until_settled()
    assert run(snippet, live_server, reader) == "1 claims\n"


def test_claims_are_written(live_server: LiveServer, editor: User) -> None:
    assert run(SNIPPETS[2], live_server, editor) == "It is rejected now.\n['spans.content']\n"


def test_many_claims_are_changed(live_server: LiveServer, editor: User) -> None:
    claims = ClaimFactory.create_batch(2)
    printed = run(SNIPPETS[3], live_server, editor).splitlines()
    assert sorted(printed) == [f"{claim.pk} is confirmed" for claim in claims]
