"""Links between claims through the API."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Relation, Status
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, fields_of, listed, problem_of
from tests.factories import ClaimFactory, LinkFactory

pytestmark = pytest.mark.django_db

LINKS = f"{V1}links/"


def test_a_link_carries_what_a_card_shows_of_both_its_ends(as_fact_checker: APIClient) -> None:
    one, other = ClaimFactory(), ClaimFactory(speaker=None)
    body = {"claim": one.pk, "relation": "responds_to", "other": other.pk, "note": "the same day"}
    answer = as_fact_checker.post(LINKS, body)
    made: dict[str, Any] = answer.json()
    assert answer.status_code == 201, made
    assert (
        made.items()
        >= {
            **body,
            "status": "confirmed",
            "author": "fact_checker",
            "claim_content": one.content,
            "claim_quote_type": "direct",
            "claim_cue": "said",
            "claim_denies": False,
            "claim_speaker": one.speaker.name,
            "other_content": other.content,
            "other_speaker": None,
        }.items()
    )
    assert as_fact_checker.get(f"{LINKS}{made['id']}/").json() == made


def test_a_claim_is_not_linked_to_itself(as_editor: APIClient) -> None:
    claim = ClaimFactory().pk
    body = {"claim": claim, "relation": "repeats", "other": claim}
    assert fields_of(as_editor.post(LINKS, body)) == {"other"}
    link = LinkFactory()
    assert fields_of(as_editor.patch(f"{LINKS}{link.pk}/", {"other": link.claim_id}, headers=ANY)) == {"other"}


def test_two_claims_have_one_link_of_a_kind_whichever_way_round(as_editor: APIClient) -> None:
    link = LinkFactory()
    for claim, other in ((link.claim_id, link.other_id), (link.other_id, link.claim_id)):
        body = {"claim": claim, "relation": "repeats", "other": other}
        assert problem_of(as_editor.post(LINKS, body), 400, "unique")["errors"][0]["field"] == "other"
    assert as_editor.post(LINKS, {**body, "relation": "supports"}).status_code == 201


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.CONFIRMED, "linked already: repeats."),
        (Status.SUGGESTED, "linked already: repeats, which is suggested. Confirm that link."),
        (Status.REJECTED, "linked already: repeats, which is rejected. Confirm that link."),
    ],
)
def test_whoever_makes_a_link_that_is_there_is_told_what_is_to_be_done(
    as_editor: APIClient, status: str, told: str
) -> None:
    link = LinkFactory(status=status)
    body = {"claim": link.claim_id, "relation": "repeats", "other": link.other_id}
    message = problem_of(as_editor.post(LINKS, body), 400, "unique")["errors"][0]["message"]
    assert message == f"These two claims are {told}"


def test_a_suggested_link_is_confirmed_or_rejected(as_fact_checker: APIClient) -> None:
    link = LinkFactory(status=Status.SUGGESTED)
    for status in ("confirmed", "rejected", "suggested"):
        after = as_fact_checker.patch(f"{LINKS}{link.pk}/", {"status": status}, headers=ANY).json()
        assert after["status"] == status


def test_a_fact_checker_decides_on_links_of_others_but_does_not_turn_them_into_other_links(
    as_fact_checker: APIClient, as_editor: APIClient
) -> None:
    link = LinkFactory(status=Status.SUGGESTED)
    address = f"{LINKS}{link.pk}/"
    for change in ({"relation": "contradicts"}, {"claim": ClaimFactory().pk}, {"other": ClaimFactory().pk}):
        refused = as_fact_checker.patch(address, {"status": "confirmed", **change}, headers=ANY)
        assert problem_of(refused, 403, "permission-denied")["detail"].endswith(f"{next(iter(change))}.")
        assert as_editor.patch(address, change, headers=ANY).status_code == 200
    as_read = as_fact_checker.get(address).json()
    assert as_read["status"] == "suggested"
    kept = as_fact_checker.patch(address, {**as_read, "status": "confirmed"}, headers=ANY)
    assert kept.json()["status"] == "confirmed"


def test_a_fact_checker_changes_and_deletes_their_own_links(as_fact_checker: APIClient, fact_checker: User) -> None:
    address = f"{LINKS}{LinkFactory(author=fact_checker).pk}/"
    assert as_fact_checker.patch(address, {"relation": "contradicts"}, headers=ANY).json()["relation"] == "contradicts"
    assert as_fact_checker.delete(address, headers=ANY).status_code == 204


def test_visitors_are_not_told_who_made_a_link(as_visitor: APIClient, as_reader: APIClient, fact_checker: User) -> None:
    claim, other = (ClaimFactory(status=Status.CONFIRMED) for _ in range(2))
    LinkFactory(claim=claim, other=other, author=fact_checker)
    authors = [client.get(LINKS).json()["results"][0]["author"] for client in (as_visitor, as_reader)]
    assert authors == [None, "fact_checker"]


def test_links_are_filtered_by_either_end_its_article_relation_and_status(as_reader: APIClient) -> None:
    link = LinkFactory(relation=Relation.CONTRADICTS, status=Status.SUGGESTED)
    LinkFactory()
    for query in (
        {"claim": link.claim_id},
        {"claim": link.other_id},
        {"article": link.claim.article_id},
        {"article": link.other.article_id},
        {"relation": "contradicts"},
        {"status": "suggested"},
    ):
        assert listed(as_reader, "links", **query) == [link.pk]
    assert len(listed(as_reader, "links")) == 2


def test_a_visitor_reads_links_not_rejected_between_claims_they_may_read(as_visitor: APIClient) -> None:
    def confirmed() -> Any:
        return ClaimFactory(status=Status.CONFIRMED)

    shown = LinkFactory(claim=confirmed(), other=confirmed())
    LinkFactory(claim=confirmed(), other=confirmed(), status=Status.REJECTED)
    LinkFactory(claim=confirmed())
    LinkFactory(other=confirmed())
    assert listed(as_visitor, "links") == [shown.pk]
