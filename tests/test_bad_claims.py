"""Bad input about claims, whose only door is the API: a clear error, and nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from claims.models import Claim
from newsapp.accounts.models import User
from tests.doors import PROBLEM, URL, answered, row_counts
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor: User, as_user: Callable[[User], APIClient]) -> APIClient:
    client = as_user(editor)
    client.raise_request_exception = False  # a 500 is an answer too, and a wrong one
    return client


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


def patched(client: APIClient, claim: Claim, change: dict[str, Any], revision: int | str = "*") -> Any:
    tag = revision if revision == "*" else f'"{revision}"'
    return client.patch(f"/api/v1/claims/{claim.pk}/", change, HTTP_IF_MATCH=tag)


@pytest.mark.parametrize(
    ("spans", "code", "field"),
    [
        ({"content": [[0, 100_000]]}, "span-outside-text", "spans.content"),
        ({"content": [[7, 7]]}, "span-outside-text", "spans.content"),
        ({"content": [[9, 3]]}, "span-outside-text", "spans.content"),
        ({"cue": [[0, 3], [2, 5]]}, "spans-overlap", "spans.cue"),
        ({"content": []}, "no-content", "spans.content"),
        ({"content": [[-1, 3]]}, "min-value", "spans.content.0.0"),
        ({"content": [[0, 2**40]]}, "max-value", "spans.content.0.1"),
        ({"content": [["a", 3]]}, "invalid", "spans.content.0.0"),
        ({"words": [[0, 3]]}, "unknown-field", "spans.words"),
    ],
)
def test_spans_that_do_not_fit_the_text_are_refused(client, claim, spans, code, field):
    before = row_counts()
    change = answered(patched(client, claim, {"spans": spans, "status": "confirmed"}))
    whole = {"content": [[0, 3]]} | spans
    made = answered(client.post("/api/v1/claims/", {"version": claim.version_id, "spans": whole}))
    for outcome in (change, made):
        assert (outcome.code, outcome.field) == (code, field)
        assert outcome.error != ""
    assert row_counts() == before
    claim.refresh_from_db()
    assert (claim.status, claim.revision) == ("suggested", 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"speaker": 10**6}, "speaker"),
        ({"hops": [{"speaker": 10**6, "name_as_printed": "Nobody"}]}, "hops.0.speaker"),
        ({"tags": [10**6]}, "tags.0"),
    ],
)
def test_a_speaker_that_does_not_exist_is_refused(client, claim, change, field):
    before = row_counts()
    content = [[0, 3]]
    outcomes = [
        answered(patched(client, claim, change)),
        answered(
            client.post("/api/v1/claims/", {"version": claim.version_id, "spans": {"content": content}, **change})
        ),
    ]
    assert [(outcome.code, outcome.field) for outcome in outcomes] == [("does-not-exist", field)] * 2
    assert row_counts() == before


def test_a_speaker_that_does_not_exist_has_no_page_and_no_record(client):
    for address in ("/api/v1/speakers/1000000/", f"/api/v1/speakers/{10**30}/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Content-Type"]) == (404, PROBLEM)
    assert client.get("/speakers/1000000/").status_code == 404
    assert client.get(f"/speakers/{10**30}/").status_code == 404


def test_the_second_of_two_editors_is_told_what_the_first_one_did(client, claim):
    speaker = SpeakerFactory(name="Omar Berg")
    assert patched(client, claim, {"status": "confirmed"}, claim.revision).status_code == 200
    before = row_counts()
    response = patched(client, claim, {"speaker": speaker.pk, "status": "rejected"}, claim.revision)
    assert (response.status_code, response.headers["Content-Type"]) == (412, PROBLEM)
    problem = response.json()
    assert (problem["code"], problem["current"]["status"], problem["current"]["revision"]) == ("stale", "confirmed", 2)
    assert row_counts() == before
    claim.refresh_from_db()
    assert (claim.status, claim.speaker == speaker) == ("confirmed", False)


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_the_very_same_time_one_wins_whole(editor, administrator, as_user):
    claim, others = ClaimFactory(), SpeakerFactory.create_batch(2)
    barrier, statuses = Barrier(2, timeout=20), []

    def correct(user: User, status: str, speaker: Any) -> None:
        client = as_user(user)
        barrier.wait()
        response = patched(client, claim, {"status": status, "speaker": speaker.pk}, 1)
        statuses.append((response.status_code, status))
        connection.close()

    threads = [
        Thread(target=correct, args=arguments)
        for arguments in ((editor, "confirmed", others[0]), (administrator, "rejected", others[1]))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(code for code, _ in statuses) == [200, 412]
    winner = dict(statuses)[200]
    claim.refresh_from_db()
    assert (claim.status, claim.revision) == (winner, 2)
    assert claim.speaker == claim.hops.get(position=0).speaker == others[winner == "rejected"]


def test_two_editors_who_take_in_one_article_have_one_article(client, administrator, as_user):
    first = client.post(URL, {"text": "The bridge is old. It stays so."})
    second = as_user(administrator).post(URL, {"text": "The bridge is old. It stays so."})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]


def test_an_article_that_does_not_exist_can_hold_no_claim(client):
    ArticleFactory()
    outcome = answered(client.post("/api/v1/claims/", {"version": 10**6, "spans": {"content": [[0, 3]]}}))
    assert (outcome.code, outcome.field) == ("does-not-exist", "version")
