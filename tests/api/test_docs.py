"""What docs/api.md teaches does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.choices import AssessmentStatus, Status
from newsapp.accounts.models import Token, User
from tests.factories import AssessmentFactory, ClaimFactory

pytestmark = pytest.mark.django_db(transaction=True)

SNIPPETS = re.findall(r"^```python\n(.*?)^```$", Path("docs/api.md").read_text(), re.DOTALL | re.MULTILINE)


def run(snippet: str, server: LiveServer, user: User) -> str:
    _, token = Token.objects.create(user, name="a script")
    environment = os.environ | {"NEWSAPP": server.url, "TOKEN": token, "PYTHONPATH": "clients/python"}
    done = subprocess.run([sys.executable, "-c", snippet], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_all_claims_are_got(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    ClaimFactory()
    assert run(SNIPPETS[0], live_server, reader) == f"{claim.content} - {claim.speaker.name}\n"


def test_fact_checks_are_read_as_claim_reviews(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    finding = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    assert run(SNIPPETS[1], live_server, reader) == f"{claim.content} - {finding.rating.name}\n"


def test_claims_are_followed_in_a_feed(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED, content="It opens in May", speaker__name="Ada Lind")
    ClaimFactory()
    link = f"{claim.article.url}#:~:text=It%20opens%20in%20May"
    assert run(SNIPPETS[2], live_server, reader) == f"Ada Lind: It opens in May {link}\n"


def test_annotations_become_claims(live_server: LiveServer, fact_checker: User) -> None:
    lines = run(SNIPPETS[3], live_server, fact_checker).splitlines()
    assert lines[0] == "made "
    assert "She may be right" in lines[1:]


def test_a_copy_is_made_and_brought_up_to_date(live_server: LiveServer, reader: User) -> None:
    ClaimFactory.create_batch(2)
    assert run(SNIPPETS[4], live_server, reader) == "2 claims\n"


def test_claims_are_decided_on_by_the_client(live_server: LiveServer, editor: User) -> None:
    claim = ClaimFactory()
    assert run(SNIPPETS[5], live_server, editor) == f"{claim.content} - {claim.speaker.name}\n"
