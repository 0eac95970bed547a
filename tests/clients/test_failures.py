"""What the client does when a connection breaks or newsapp is busy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.models import Article, Claim
from newsapp.accounts.models import User
from newsapp_claims import Client, Damaged, NewsappError, Stale, TooMany, Unavailable, client
from newsapp_claims.transport import TRIES
from tests.clients.between import Answer, Between, between, broken_off, failing
from tests.factories import ArticleFactory, ClaimFactory

pytestmark = pytest.mark.django_db(transaction=True)

Clients = Callable[..., Client]
By = Callable[..., tuple[Client, Between]]


@pytest.fixture
def by_way_of(live_server: LiveServer, client_of: Clients) -> Iterator[By]:
    """A client and the server that it reaches newsapp through: ``by_way_of(reader, failing(503))``."""
    with ExitStack() as servers:

        def connected(user: User, *answers: Answer) -> tuple[Client, Between]:
            server = servers.enter_context(between(live_server.url, *answers))
            return client_of(user, server.url), server

        yield connected


def test_what_is_read_is_asked_for_again(by_way_of: By, reader: User, waits: list[float]) -> None:
    claim = ClaimFactory()
    newsapp, server = by_way_of(reader, failing(503), broken_off(0.5), failing(502), broken_off(0))
    assert newsapp.claim(claim.pk)["id"] == claim.pk
    assert len(server.requests) == 5
    assert waits == sorted(waits)  # longer each time
    assert 0.5 <= waits[0] <= 1


def test_it_waits_as_long_as_it_is_told(by_way_of: By, reader: User, waits: list[float]) -> None:
    soon = failing(429, Retry_After="7")
    newsapp, _ = by_way_of(reader, soon, failing(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"))
    assert list(newsapp.claims()) == []
    assert 7.5 <= waits[0] <= 8
    assert 1 <= waits[1] <= 2


def test_it_waits_out_a_whole_minute(by_way_of: By, reader: User, waits: list[float]) -> None:
    newsapp, _ = by_way_of(reader, failing(429, Retry_After="60"))
    assert list(newsapp.claims()) == []
    assert 60 < waits[0] <= 61


def test_it_gives_up_after_some_tries(by_way_of: By, reader: User, waits: list[float]) -> None:
    newsapp, server = by_way_of(reader, *[failing(503)] * 9)
    with pytest.raises(Unavailable) as error:
        newsapp.claim(1)
    assert (error.value.status, len(server.requests), len(waits)) == (503, TRIES, TRIES - 1)


def test_it_does_not_wait_for_an_hour(by_way_of: By, reader: User, waits: list[float]) -> None:
    newsapp, _ = by_way_of(reader, failing(429, Retry_After="3600"))
    with pytest.raises(TooMany) as error:
        newsapp.claim(1)
    assert (error.value.retry_after, waits) == (3600, [])


def test_a_server_that_is_not_there_is_unavailable(waits: list[float]) -> None:
    with Client("http://127.0.0.1:9") as newsapp, pytest.raises(Unavailable, match=r"127\.0\.0\.1"):
        newsapp.claim(1)
    assert len(waits) == TRIES - 1


def test_a_server_that_is_not_newsapp_is_told_of(by_way_of: By, reader: User) -> None:
    newsapp, _ = by_way_of(reader, failing(200))
    with pytest.raises(NewsappError, match="Is it newsapp"):
        newsapp.claim(1)


def test_the_token_goes_to_no_other_address(
    by_way_of: By, reader: User, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "AT_ONCE", 1)
    ClaimFactory.create_batch(2)
    newsapp, server = by_way_of(reader)  # behind which newsapp calls itself by its own address
    assert len(list(newsapp.claims())) == 2
    assert len(server.requests) == 2


@pytest.mark.parametrize("failure", [failing(503), broken_off(0), broken_off(0.5)])
def test_a_claim_whose_answer_was_lost_is_added_once(
    failure: Answer, by_way_of: By, editor: User, waits: list[float]
) -> None:
    newsapp, server = by_way_of(editor, failure, failure)
    version = ArticleFactory().current_version.pk
    claim = newsapp.add_claim(version=version, spans={"content": [(1, 9)]})
    assert [found.pk for found in Claim.objects.all()] == [claim["id"]]
    assert len(server.requests) == 3


def test_a_file_is_sent_again_whole(by_way_of: By, editor: User, waits: list[float], tmp_path: Path) -> None:
    newsapp, server = by_way_of(editor, failing(503), broken_off(0))
    (tmp_path / "bridge.txt").write_text("The bridge is old.\n\n“It opens in May,” Ada Lind said.")
    article = newsapp.take_in(file=tmp_path / "bridge.txt")
    assert article["created"] is True  # the first answer, and not that it is there already
    assert Article.objects.count() == 1
    assert len(server.requests) == 3


def test_what_is_still_being_done_is_waited_for(by_way_of: By, editor: User, waits: list[float]) -> None:
    def still(between: Between, request: Any) -> None:
        request.rfile.read(int(request.headers["Content-Length"]))
        request.send_response(409)
        request.send_header("Retry-After", "1")
        request.end_headers()
        request.wfile.write(b'{"code": "still-running"}')

    newsapp, _ = by_way_of(editor, still)
    assert newsapp.take_in(text="The bridge is old.\n\n“It opens in May,” Ada Lind said.")["id"]
    assert 1.5 <= waits[0] <= 2


def test_a_decision_whose_answer_was_lost_is_made_once(by_way_of: By, editor: User, waits: list[float]) -> None:
    claim = ClaimFactory()
    newsapp, server = by_way_of(editor, broken_off(0))
    decided = newsapp.decide(claim.pk, "confirmed", revision=claim.revision)
    assert (decided["status"], decided["revision"]) == ("confirmed", claim.revision + 1)
    assert len(server.requests) == 2


def test_a_change_of_many_whose_answer_was_lost_is_made_once(by_way_of: By, editor: User, waits: list[float]) -> None:
    claims = ClaimFactory.create_batch(2)
    newsapp, server = by_way_of(editor, failing(503), broken_off(0), broken_off(0.5))
    results = newsapp.change_claims(
        {"id": claim.pk, "revision": claim.revision, "status": "rejected"} for claim in claims
    )
    assert [(result["status"], result["revision"]) for result in results] == [(200, 2), (200, 2)]
    assert len(server.requests) == 4


def test_a_lost_answer_does_not_hide_what_somebody_else_did(by_way_of: By, editor: User, waits: list[float]) -> None:
    claim = ClaimFactory()
    newsapp, _ = by_way_of(editor, failing(503))
    newsapp.decide(claim.pk, "rejected", revision=claim.revision)
    newsapp, _ = by_way_of(editor, failing(503))
    with pytest.raises(Stale):
        newsapp.decide(claim.pk, "confirmed", revision=claim.revision)


@pytest.mark.parametrize("share", [0, 0.3, 0.7, 0.99])
def test_an_export_goes_on_where_it_broke_off(share: float, by_way_of: By, reader: User, waits: list[float]) -> None:
    claims = ClaimFactory.create_batch(4)
    newsapp, server = by_way_of(reader, broken_off(share), broken_off(share))
    assert [claim["id"] for claim in newsapp.export_claims()] == [claim.pk for claim in claims]
    assert len(server.requests) == 3
    assert all(claim["content"] for claim in newsapp.export_claims())


def test_an_export_that_never_goes_on_ends(by_way_of: By, reader: User, waits: list[float]) -> None:
    ClaimFactory()
    newsapp, server = by_way_of(reader, *[broken_off(0.1)] * 9)
    with pytest.raises(Unavailable):
        list(newsapp.export_claims())
    assert len(server.requests) == TRIES


@pytest.mark.parametrize("last", [{"count": 2, "sha256": "0"}, {"count": 1, "sha256": "0"}])
def test_an_export_that_is_not_what_was_sent_is_damaged(last: dict[str, Any], by_way_of: By, reader: User) -> None:
    def damaged(server: Between, request: Any) -> None:
        request.send_response(200)
        request.end_headers()
        request.wfile.write(b'{"id": 1}\n' + json.dumps(last).encode() + b"\n")

    newsapp, _ = by_way_of(reader, damaged)
    with pytest.raises(Damaged):
        list(newsapp.export_claims())


def test_line_separators_in_claims_end_no_line(client_of: Clients, reader: User) -> None:
    claim = ClaimFactory(content="It opens\u2028in May")
    assert [found["content"] for found in client_of(reader).export_claims()] == [claim.content]
    assert Claim.objects.count() == 1
