"""One deed on many claims, by their ids or by a filter."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import QuoteType, Status
from claims.models import Claim
from claims.services import bulk
from tests.api.helpers import V1, fields_of, problem_of
from tests.factories import ClaimFactory, SpeakerFactory, TagFactory

pytestmark = pytest.mark.django_db

BULK = f"{V1}claims/bulk/"


def named(*claims: Claim) -> list[dict[str, int]]:
    return [{"id": claim.pk, "revision": claim.revision} for claim in claims]


def results_of(answer: Any) -> dict[int, str]:
    assert answer.status_code == 200, answer.content
    return {row["id"]: row["result"] for row in answer.json()["results"]}


def test_named_claims_are_confirmed_and_each_has_its_result(as_editor: APIClient) -> None:
    first, second, done_before = ClaimFactory(), ClaimFactory(), ClaimFactory(status=Status.CONFIRMED)
    seen = [*named(first, done_before), {"id": second.pk, "revision": 7}]
    answer = as_editor.post(BULK, {"claims": seen, "status": "confirmed"})
    assert results_of(answer) == {first.pk: "done", done_before.pk: "unchanged", second.pk: "stale"}
    body = answer.json()
    assert [body[word] for word in ("done", "unchanged", "refused", "stale")] == [1, 1, 0, 1]
    assert body["results"][0] == {
        "id": first.pk,
        "result": "done",
        "reason": "",
        "revision": 2,
        "speaker": first.speaker.name,
        "content": first.content,
        "quote_type": "direct",
        "article": {"id": first.article_id, "title": first.article.title},
    }


def test_a_filter_in_the_address_says_which(as_editor: APIClient) -> None:
    sure = ClaimFactory.create_batch(2, confidence=0.95)
    ClaimFactory(confidence=0.5), ClaimFactory(confidence=0.95, quote_type=QuoteType.INDIRECT)
    answer = as_editor.post(f"{BULK}?quote_type=direct&confidence_from=0.9", {"status": "confirmed"})
    assert set(results_of(answer)) == {claim.pk for claim in sure}
    assert Claim.objects.filter(status=Status.CONFIRMED).count() == 2


def test_a_rehearsal_says_which_and_its_revisions_lead_to_the_deed(as_editor: APIClient) -> None:
    claim, speaker = ClaimFactory(), SpeakerFactory()
    address = f"{BULK}?undecided=true"
    rehearsed = as_editor.post(address, {"speaker": speaker.pk, "rehearse": True})
    assert results_of(rehearsed) == {claim.pk: "done"}
    assert rehearsed.json()["rehearsed"] is True
    assert "Change-Id" not in rehearsed
    seen = [{"id": row["id"], "revision": row["revision"]} for row in rehearsed.json()["results"]]
    assert results_of(as_editor.post(BULK, {"claims": seen, "speaker": speaker.pk})) == {claim.pk: "done"}
    assert Claim.objects.get(pk=claim.pk).speaker == speaker


def test_the_answer_names_the_change_and_one_undo_takes_it_back(as_editor: APIClient) -> None:
    claims = ClaimFactory.create_batch(3)
    answer = as_editor.post(BULK, {"claims": named(*claims), "status": "rejected"})
    number = answer["Change-Id"]
    assert as_editor.get(f"{V1}changes/{number}/").json()["kind"] == "bulk"
    assert as_editor.post(f"{V1}changes/{number}/undo/", {}).status_code == 201
    assert set(Claim.objects.values_list("status", flat=True)) == {"suggested"}


def test_no_claim_fits_the_filter(as_editor: APIClient) -> None:
    answer = as_editor.post(f"{BULK}?status=rejected", {"status": "confirmed"})
    assert results_of(answer) == {}
    assert "Change-Id" not in answer


def test_more_than_a_thousand_are_refused(as_editor: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.api.claims.views.AT_MOST", 2)
    ClaimFactory.create_batch(3)
    body = problem_of(as_editor.post(f"{BULK}?status=suggested", {"status": "confirmed"}), 400, "too-many")
    assert "Narrow it" in body["detail"]
    seen = [{"id": number, "revision": 1} for number in range(1, bulk.AT_MOST + 2)]
    assert fields_of(as_editor.post(BULK, {"claims": seen, "status": "confirmed"})) == {"claims"}


@pytest.mark.parametrize(
    ("query", "body", "fields"),
    [
        ("", {"status": "confirmed"}, {"claims"}),
        ("?order=newest", {"status": "confirmed"}, {"claims"}),
        ("?speaker=1", {"claims": [{"id": 1, "revision": 1}], "status": "confirmed"}, {"claims"}),
        ("?speaker=1&page_size=2", {"status": "confirmed"}, {"page_size"}),
        ("?speker=1", {"claims": [{"id": 1, "revision": 1}], "status": "confirmed"}, {"speker"}),
        ("?confidence_from=2", {"status": "confirmed"}, {"confidence_from"}),
        ("?confidence_from=nan", {"status": "confirmed"}, {"confidence_from"}),
        ("?speaker=1", {}, {""}),
        ("?speaker=1", {"status": "confirmed", "speaker": None}, {""}),
        ("?speaker=1", {"status": "sure"}, {"status"}),
        ("?speaker=1", {"add_tag": 99}, {"add_tag"}),
        ("?speaker=1", {"status": "confirmed", "content": "x"}, {"content"}),
        ("", {"claims": [], "status": "confirmed"}, {"claims"}),
        ("", {"claims": [{"id": 1}], "status": "confirmed"}, {"claims.0.revision"}),
        ("", {"claims": [{"id": 1, "revision": 1}] * 2, "status": "confirmed"}, {"claims"}),
    ],
)
def test_what_is_wrong_is_named(query: str, body: dict[str, Any], fields: set[str], as_editor: APIClient) -> None:
    assert fields_of(as_editor.post(BULK + query, body)) == fields


def test_what_a_fact_checker_may_not_do_is_refused_item_by_item(as_fact_checker: APIClient) -> None:
    claim = ClaimFactory()
    answer = as_fact_checker.post(BULK, {"claims": named(claim), "status": "confirmed"})
    assert results_of(answer) == {claim.pk: "refused"}
    answer = as_fact_checker.post(BULK, {"claims": named(claim), "add_tag": TagFactory().pk})
    assert results_of(answer) == {claim.pk: "done"}
