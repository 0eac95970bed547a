"""What docs/api.md teaches for a shell does what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.choices import QuoteType, Status
from claims.models import Article, Batch, Claim, Feed, Webhook
from newsapp.accounts.models import Token, User
from newsapp.accounts.roles import Scope
from tests.api.test_docs import SECTIONS
from tests.factories import ClaimFactory, OutletFactory

pytestmark = pytest.mark.django_db(transaction=True)

BLOCK, INLINE = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE), re.compile(r"`(curl [^`]+)`")
COMMANDS = {title: [*BLOCK.findall(text), *INLINE.findall(text)] for title, text in SECTIONS}
TEXT = "“The bridge opens in May, after two years of work,” Ada Holm, the mayor, said on Monday. " * 4

Run = Callable[..., str]


@pytest.fixture
def run(live_server: LiveServer, administrator: User, tmp_path: Path) -> Run:
    """What a command of the section prints, in a directory with a page and a table of articles."""
    page = f"<html><head><title>Bridges</title></head><body><article><p>{TEXT}</p></article></body></html>"
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "articles.jsonl").write_text(json.dumps({"text": TEXT}) + "\n")
    _, token = Token.objects.create(administrator, name="a script", scope=Scope.ADMIN)
    environment = os.environ | {"NEWSAPP": live_server.url, "TOKEN": token}

    def run(section: str, number: int = 0) -> str:
        asked = ["sh", "-ec", COMMANDS[section][number]]
        done = subprocess.run(asked, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def answer(told: str) -> dict[str, Any]:
    """The record that was answered, which is no problem."""
    record: dict[str, Any] = json.loads(told)
    assert "detail" not in record, told
    return record


def test_each_command_is_run_here() -> None:
    assert {title: len(commands) for title, commands in COMMANDS.items() if commands} == {
        "Get all claims": 1,
        "Send an article as it is": 1,
        "Take in many articles at once": 1,
        "Let news come in by feeds": 1,
        "Be told of changes": 2,
        "Do one thing to many claims": 1,
    }


def test_all_claims_come_compressed(run: Run) -> None:
    claim = ClaimFactory()
    first, last = map(json.loads, run("Get all claims").splitlines())
    assert (first["id"], last["count"]) == (claim.pk, 1)


def test_a_page_is_sent_as_it_is(run: Run) -> None:
    article = Article.objects.get(pk=answer(run("Send an article as it is"))["id"])
    assert article.outlet is not None
    assert (article.outlet.name, article.published_at.date().isoformat()) == ("Evening Post", "2026-03-02")


def test_a_table_of_articles_becomes_a_batch(run: Run) -> None:
    batch = Batch.objects.get(pk=answer(run("Take in many articles at once"))["id"])
    assert batch.intakes.count() == 1


def test_a_feed_is_added(run: Run) -> None:
    feed = Feed.objects.get(pk=answer(run("Let news come in by feeds"))["id"])
    assert (feed.outlet.name, feed.url, feed.every_minutes) == ("Evening Post", "https://post.example/feed.xml", 15)


def test_webhooks_are_made(run: Run) -> None:
    OutletFactory(pk=1)
    of_kinds, of_filter = (answer(run("Be told of changes", number)) for number in (0, 1))
    assert Webhook.objects.get(pk=of_kinds["id"]).kinds == ["decide", "assess"]
    assert Webhook.objects.get(pk=of_filter["id"]).filter == "outlet=1&status=confirmed"


def test_what_would_be_done_to_many_claims_is_rehearsed(run: Run) -> None:
    claim = ClaimFactory(quote_type=QuoteType.DIRECT, confidence=0.95)
    ClaimFactory(quote_type=QuoteType.INDIRECT, confidence=0.95)
    results = answer(run("Do one thing to many claims"))["results"]
    assert [(result["id"], result["result"]) for result in results] == [(claim.pk, "done")]
    assert Claim.objects.get(pk=claim.pk).status == Status.SUGGESTED
