"""Changes of many claims in one request, each with its own values, each judged as if it were sent by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from claims.choices import Part, Status
from claims.models import Claim, EarlierDecision
from newsapp.accounts.models import User
from tests.api.helpers import V1, fields_of, problem_of
from tests.factories import ClaimFactory, SpeakerFactory, TagFactory
from tests.services.states import everything

pytestmark = pytest.mark.django_db

BATCH = f"{V1}claims/batch/"


def item(claim: Claim, **changes: Any) -> dict[str, Any]:
    return {"id": claim.pk, "revision": claim.revision, **changes}


def test_each_gets_its_own_values_in_one_change_that_one_undo_takes_back(as_editor: APIClient) -> None:
    claims, speaker, tag = ClaimFactory.create_batch(4), SpeakerFactory(), TagFactory()
    before = everything()
    sent = [
        item(claims[0], status="rejected"),
        item(claims[1], speaker=speaker.pk, said_on="2026-03-01"),
        item(claims[2], tags=[tag.pk], spans={"content": [[1, 9]]}),
        item(claims[3]),
    ]
    answer = as_editor.patch(BATCH, {"claims": sent})
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["changed"], told["refused"]) == (4, 0)
    for claim in claims:
        claim.refresh_from_db()
    assert [(row["id"], row["revision"]) for row in told["results"]] == [(c.pk, c.revision) for c in claims]
    assert [claim.revision for claim in claims] == [2, 2, 2, 1]
    assert claims[0].status == Status.REJECTED
    assert (claims[1].speaker, str(claims[1].said_on)) == (speaker, "2026-03-01")
    assert list(claims[2].tags.all()) == [tag]
    assert list(claims[2].spans.filter(part=Part.CONTENT).values_list("start", "end")) == [(1, 9)]
    number = answer["Change-Id"]
    assert as_editor.get(f"{V1}changes/{number}/").json()["kind"] == "bulk"
    assert as_editor.post(f"{V1}changes/{number}/undo/", {}).status_code == 201
    assert everything() == before


def test_one_that_is_refused_hinders_no_other_and_says_why(as_editor: APIClient) -> None:
    claims, stranger = ClaimFactory.create_batch(5), SpeakerFactory(unnamed=True)
    sent = [
        item(claims[0], status="rejected"),
        item(claims[1], status="forgotten"),
        item(claims[2], speaker=stranger.pk),
        {**item(claims[3], status="rejected"), "revision": 7},
        {"id": 999_999, "revision": 1, "status": "rejected"},
        item(claims[0], status="confirmed"),
        item(claims[4], spans={"content": [[1, 99_999]]}),
    ]
    results = as_editor.patch(BATCH, {"claims": sent}).json()["results"]
    assert [result["status"] for result in results] == [200, 400, 400, 412, 404, 400, 400]
    codes = [result["problem"] and result["problem"]["code"] for result in results]
    assert codes[:1] + codes[3:5] == [None, "stale", "not-found"]
    named = [error["field"] for n in (1, 2, 5, 6) for error in results[n]["problem"]["errors"]]
    assert named == ["status", "speaker", "id", "spans.content"]
    assert list(Claim.objects.filter(status=Status.REJECTED)) == [claims[0]]


def test_where_it_is_atomic_one_that_is_refused_has_all_refused(as_editor: APIClient) -> None:
    first, second = ClaimFactory.create_batch(2)
    before = everything()
    sent = [item(first, status="rejected"), {**item(second, tags=[]), "revision": 7}, item(second, form="whisper")]
    answer = as_editor.patch(BATCH, {"claims": sent, "atomic": True})
    problem_of(answer, 400, "invalid")
    assert fields_of(answer) == {"claims.1", "claims.2.form"}
    assert everything() == before


def test_who_may_tag_and_assign_changes_no_more_than_that(as_fact_checker: APIClient, fact_checker: User) -> None:
    first, second = ClaimFactory.create_batch(2)
    sent = [item(first, tags=[TagFactory().pk], assignee=fact_checker.username), item(second, status="rejected")]
    results = as_fact_checker.patch(BATCH, {"claims": sent}).json()["results"]
    assert [result["status"] for result in results] == [200, 403]
    assert "but not change its status" in results[1]["problem"]["detail"]
    assert Claim.objects.get(pk=first.pk).assignee == fact_checker


@pytest.mark.parametrize("body", [{}, {"claims": []}, {"claims": "all"}, {"claims": [{}] * 1_001}, {"claim": []}])
def test_a_body_that_is_no_batch_changes_nothing(as_editor: APIClient, body: dict[str, Any]) -> None:
    answer = as_editor.patch(BATCH, body)
    assert answer.status_code == 400
    assert fields_of(answer) <= {"claims", "claim"}


def test_ten_times_as_many_take_as_many_statements(
    as_editor: APIClient, administrator: User, query_count: Callable[[Callable[[], object]], int]
) -> None:
    speakers, tags = SpeakerFactory.create_batch(2), TagFactory.create_batch(2)
    hops = [{"speaker": speaker.pk, "name_as_printed": speaker.name} for speaker in speakers]
    ways: list[dict[str, Any]] = [
        {"status": "rejected", "tags": [tags[0].pk]},
        {"status": "confirmed"},
        {"speaker": speakers[0].pk, "said_on": "2026-03-01"},
        {"hops": hops, "addressee": "the council"},
        {"spans": {"content": [[1, 9]], "cue": [[10, 12]]}, "tags": [tags[1].pk]},
    ]

    def queries_of(number: int) -> int:
        decided = {"status": Status.CONFIRMED, "decided_by": administrator, "decided_at": timezone.now()}
        claims = [ClaimFactory(**(decided if way == ways[1] else {})) for way in ways * number]
        sent = [item(claim, **way) for claim, way in zip(claims, ways * number, strict=True)]
        told: list[Any] = []
        count = query_count(lambda: told.append(as_editor.patch(BATCH, {"claims": sent}).json()))
        assert told[0]["changed"] == len(sent)
        assert EarlierDecision.objects.filter(claim__in=claims, user=administrator).count() == number
        return count

    assert queries_of(10) - queries_of(1) <= 1  # SQLite takes a thousand values in a statement


def test_a_claim_of_several_gets_no_single_speaker_but_a_whole_list(as_editor: APIClient) -> None:
    first, second, other = SpeakerFactory.create_batch(3)
    together = [ClaimFactory(speaker=first, chain__together=[second]) for _ in range(3)]
    hops = [{"speaker": other.pk, "name_as_printed": other.name}]
    sent = [
        item(together[0], speaker=other.pk, status="rejected"),
        item(together[1], speaker=first.pk, status="rejected"),
        item(together[2], hops=hops),
    ]
    results = as_editor.patch(BATCH, {"claims": sent}).json()["results"]
    assert [result["status"] for result in results] == [400, 200, 200]
    (error,) = results[0]["problem"]["errors"]
    assert (error["field"], error["code"]) == ("speaker", "several-speakers")
    for claim in together:
        claim.refresh_from_db()
    assert [(claim.speaker, claim.status) for claim in together] == [
        (first, Status.SUGGESTED),
        (first, Status.REJECTED),
        (other, Status.SUGGESTED),
    ]
