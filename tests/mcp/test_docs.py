"""What docs/mcp.md teaches does what it says; how a client starts it, tests/management/test_mcp.py tries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.mcp.tools import TOOLS, Listing
from newsapp.accounts.models import User
from tests.api.records import confirmed_claim
from tests.api.test_docs import run
from tests.factories import SpeakerFactory

TEXT = Path("docs/mcp.md").read_text()
(SNIPPET,) = re.findall(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_each_tool_is_there_with_all_that_it_takes() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", TEXT, re.MULTILINE))
    assert list(rows) == list(TOOLS)
    for name, tool in TOOLS.items():
        assert set(re.findall(r"`(\w+)`", rows[name])) == set(tool.takes.model_fields) - set(Listing.model_fields)
    for name in Listing.model_fields:
        assert f"`{name}`" in TEXT


@pytest.mark.django_db(transaction=True)
def test_claims_are_found_over_http(live_server: LiveServer, reader: User) -> None:
    claim = confirmed_claim(content="The bridge opens in May", speaker=SpeakerFactory(name="Ada Lind"))
    told = run(SNIPPET, live_server, reader)
    assert told == f"Ada Lind “The bridge opens in May” {live_server.url}/claims/{claim.pk}/\n"
