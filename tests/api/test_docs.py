"""What docs/api.md teaches does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from rest_framework.test import APIClient

from claims.api.pagination import KeysetPagination
from claims.choices import AssessmentStatus, DeliveryState, SpeakerKind, Status
from claims.filters.fields import IDS_AT_MOST, WORDS_AT_MOST
from claims.ingest.reviews import REVIEWS_AT_ONCE
from claims.limits import MAX_BATCH, MAX_BYTES, MAX_FILES, MAX_ROWS, MAX_TEXT
from claims.models import Article, Assessment, Claim, Delivery
from claims.services.bulk import AT_MOST
from claims.services.delivering import send_next
from newsapp.accounts.models import Token, User
from tests.factories import AssessmentFactory, ClaimFactory, SpeakerFactory, TagFactory, WebhookFactory
from tests.whole_program import free_port

pytestmark = pytest.mark.django_db(transaction=True)

DEEP = 800  # what is always taken; orjson takes 1,024, and the stack of calls may have less room

SECTIONS = re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", Path("docs/api.md").read_text(), re.DOTALL | re.MULTILINE)
SNIPPETS = {title: re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE) for title, text in SECTIONS}


def run(snippet: str, server: LiveServer, user: User) -> str:
    _, token = Token.objects.create(user, name="a script")
    environment = os.environ | {"NEWSAPP": server.url, "TOKEN": token, "PYTHONPATH": "clients/python"}
    done = subprocess.run([sys.executable, "-c", snippet], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_all_claims_are_got(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    ClaimFactory()
    assert run(SNIPPETS["Get all claims"][0], live_server, reader) == f"{claim.content} - {claim.speaker.name}\n"


def test_people_are_read_from_a_table(live_server: LiveServer, reader: User) -> None:
    ClaimFactory(speaker__name="Ada Lind")
    SpeakerFactory(kind=SpeakerKind.ORGANIZATION)
    assert run(SNIPPETS["Get all claims"][1], live_server, reader) == "Ada Lind 1\n"


def test_confirmed_claims_of_a_speaker_are_pulled(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED, speaker__name="Ada Lind")
    ClaimFactory(speaker=claim.speaker)
    ClaimFactory(status=Status.CONFIRMED)
    told = run(SNIPPETS["Ask for the claims you want"][0], live_server, reader)
    assert told == f"{claim.content} - {claim.article.title}\n"


def test_the_limits_are_those_that_are_kept(as_editor: APIClient) -> None:
    (text,) = (text for title, text in SECTIONS if title == "Keep to the limits")
    told = re.findall(r"^\|[^|]+\|([^|]+)\|", text, re.MULTILINE)[2:]
    kept = [
        *([MAX_BYTES], [MAX_BATCH, MAX_FILES, MAX_ROWS], [MAX_TEXT], [DEEP], [KeysetPagination.max_page_size]),
        *([AT_MOST], [REVIEWS_AT_ONCE], [IDS_AT_MOST], [WORDS_AT_MOST]),
    ]
    for cell, numbers in zip(told, kept, strict=False):
        assert re.findall(r"\d[\d,]*", cell.replace("UTF-8", "")) == [f"{number:,}" for number in numbers]
    for depth, code in ((DEEP, "invalid"), (1025, "parse-error")):
        body = "[" * depth + "]" * depth
        answer = as_editor.post("/api/v1/claims/", body, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_what_comes_back_is_chosen(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED, speaker__name="Ada Lind")
    ClaimFactory(status=Status.CONFIRMED, speaker=None)
    told = run(SNIPPETS["Choose what comes back"][0], live_server, reader)
    assert f"{claim.content} - Ada Lind, mayor\n" in told


def test_fact_checks_are_read_as_claim_reviews(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    finding = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    assert (
        run(SNIPPETS["Publish claims and fact-checks as schema.org"][0], live_server, reader)
        == f"{claim.content} - {finding.rating.name}\n"
    )


def test_fact_checks_of_others_become_drafts(live_server: LiveServer, fact_checker: User) -> None:
    ClaimFactory(speaker__name="Ada Lind", content="The bridge will open before the winter")
    told = run(SNIPPETS["Take in fact-checks of others"][0], live_server, fact_checker)
    draft = Assessment.objects.get()
    assert told == f"https://checks.example/bridge {draft.pk}\n"


def test_cards_of_claims_are_got(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    ClaimFactory()
    told = run(SNIPPETS["Show a claim in another site"][0], live_server, reader)
    assert re.findall(r'src="([^?]+)[^>]* width="(\d+)"', told) == [
        (f"{live_server.url}/claims/{claim.pk}/embed/", "400")
    ]


def test_claims_are_followed_in_a_feed(live_server: LiveServer, reader: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED, content="It opens in May", speaker__name="Ada Lind")
    ClaimFactory()
    link = f"{claim.article.url}#:~:text=It%20opens%20in%20May"
    assert (
        run(SNIPPETS["Follow claims in a feed reader"][0], live_server, reader) == f"Ada Lind: It opens in May {link}\n"
    )


def test_annotations_become_claims(live_server: LiveServer, fact_checker: User) -> None:
    lines = run(SNIPPETS["Exchange annotations of an article's words"][0], live_server, fact_checker).splitlines()
    assert lines[0] == "made "
    assert "She may be right" in lines[1:]


def test_a_copy_is_made_and_brought_up_to_date(live_server: LiveServer, reader: User) -> None:
    ClaimFactory.create_batch(2)
    assert run(SNIPPETS["Stay in step"][0], live_server, reader) == "2 claims\n"


def test_a_receiver_is_told_of_changes_and_believes_nobody_else(settings: Settings) -> None:
    settings.FETCH_PRIVATE_ADDRESSES = True
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    webhook = WebhookFactory(address=address)
    environment = os.environ | {"PORT": str(port), "SECRET": webhook.secrets.get().text}
    with subprocess.Popen(
        [sys.executable, "-c", SNIPPETS["Be told of changes"][0]], env=environment, stdout=subprocess.PIPE
    ) as receiver:
        try:
            wait_for(address)
            TagFactory()
            while send_next():
                pass
            assert receiver.stdout is not None
            assert [receiver.stdout.readline() for _ in range(2)] == [b"change.made edit\n", b"change.made take-in\n"]
        finally:
            receiver.kill()
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.DELIVERED}


def wait_for(address: str) -> None:
    """Until the receiver is there, which refuses what is not signed."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            assert httpx.post(address, content=b"{}").status_code == 401
            return
        time.sleep(0.1)
    raise AssertionError("The receiver never came up.")


def test_what_got_no_answer_is_sent_again(live_server: LiveServer, editor: User) -> None:
    assert int(run(SNIPPETS["Send again what got no answer"][0], live_server, editor)) == Article.objects.get().pk


def test_many_claims_are_added(live_server: LiveServer, editor: User) -> None:
    told = run(SNIPPETS["Add many claims"][0], live_server, editor).splitlines()
    added = Claim.objects.latest("pk")
    assert told == [f"0 201 {added.pk}", "1 400 spans.content"]
    assert (added.content, added.author) == ("It opens in May", editor)


def test_claims_are_decided_on_by_the_client(live_server: LiveServer, editor: User) -> None:
    claim = ClaimFactory()
    assert run(SNIPPETS["The client for Python"][0], live_server, editor) == f"{claim.content} - {claim.speaker.name}\n"
