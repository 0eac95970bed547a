"""Claims about which people disagree: who decided what, and how to list them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Status
from claims.models import Claim
from claims.services.altering import update_claim
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, listed
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


def disputed(editor: User, administrator: User) -> Claim:
    claim = ClaimFactory()
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    return update_claim(claim, by=administrator, status=Status.REJECTED)


@pytest.fixture
def claim(editor: User, administrator: User) -> Claim:
    return disputed(editor, administrator)


def test_both_decisions_are_told_with_their_authors_and_times(claim: Claim, as_reader: APIClient) -> None:
    earlier = claim.earlier_decisions.get()
    in_list = as_reader.get(f"{V1}claims/").json()["results"][0]
    alone = as_reader.get(f"{V1}claims/{claim.pk}/").json()
    for row in (in_list, alone):
        assert row["disagreement"] is True
        assert row["decisions"] == [
            {"by": "editor", "status": "confirmed", "at": f"{earlier.at:%Y-%m-%dT%H:%M:%S.%fZ}"},
            {"by": "administrator", "status": "rejected", "at": row["decided_at"]},
        ]


def test_visitors_are_not_told_who_decided(claim: Claim, client: Any, settings: Any) -> None:
    settings.NEWSAPP_VISITORS = "everything"
    row = client.get(f"{V1}claims/{claim.pk}/").json()
    assert (row["disagreement"], row["decisions"]) == (True, [])


def test_a_decision_taken_back_ends_the_disagreement(claim: Claim, as_administrator: APIClient) -> None:
    answer = as_administrator.patch(f"{V1}claims/{claim.pk}/", {"status": "suggested"}, headers=ANY).json()
    assert (answer["status"], answer["disagreement"]) == ("suggested", False)
    assert [one["by"] for one in answer["decisions"]] == ["editor"]


def test_a_decision_on_many_ends_it_too(claim: Claim, as_administrator: APIClient) -> None:
    named = [{"id": claim.pk, "revision": claim.revision}]
    as_administrator.post(f"{V1}claims/bulk/", {"claims": named, "status": "confirmed"})
    answer = as_administrator.get(f"{V1}claims/{claim.pk}/").json()
    assert (answer["status"], answer["disagreement"]) == ("confirmed", False)


def test_who_confirms_what_another_confirmed_is_told_beside_them(editor: User, as_administrator: APIClient) -> None:
    claim = update_claim(ClaimFactory(), by=editor, status=Status.CONFIRMED)
    answer = as_administrator.patch(f"{V1}claims/{claim.pk}/", {"status": "confirmed"}, headers=ANY).json()
    assert (answer["status"], answer["disagreement"], answer["revision"]) == ("confirmed", False, claim.revision + 1)
    assert [(one["by"], one["status"]) for one in answer["decisions"]] == [
        ("editor", "confirmed"),
        ("administrator", "confirmed"),
    ]


@pytest.mark.parametrize("many", [True, False], ids=["many", "one"])
def test_who_takes_their_agreement_back_leaves_the_claim_as_the_other_left_it(
    editor: User, administrator: User, as_administrator: APIClient, many: bool
) -> None:
    claim = update_claim(ClaimFactory(), by=editor, status=Status.CONFIRMED)
    update_claim(claim, by=administrator, status=Status.CONFIRMED)
    address = f"{V1}claims/{claim.pk}/"
    if many:
        named = [{"id": claim.pk, "revision": claim.revision}]
        as_administrator.post(f"{V1}claims/bulk/", {"claims": named, "status": "suggested"})
    else:
        as_administrator.patch(address, {"status": "suggested"}, headers=ANY)
    answer = as_administrator.get(address).json()
    assert (answer["status"], answer["decided_by"], answer["revision"]) == ("confirmed", "editor", claim.revision + 1)
    assert [one["by"] for one in answer["decisions"]] == ["editor"]


def test_a_claim_sent_back_as_it_was_read_agrees_with_nobody(editor: User, as_administrator: APIClient) -> None:
    claim = update_claim(ClaimFactory(), by=editor, status=Status.CONFIRMED)
    read = as_administrator.get(f"{V1}claims/{claim.pk}/").json()
    sent = {name: read[name] for name in ("status", "quote_type", "form", "said_on", "addressee", "needs_look")}
    answer = as_administrator.patch(f"{V1}claims/{claim.pk}/", sent, headers=ANY).json()
    assert (answer["decided_by"], answer["revision"]) == ("editor", claim.revision)


def test_they_can_be_listed_counted_and_exported(claim: Claim, as_reader: APIClient) -> None:
    other = ClaimFactory(status=Status.CONFIRMED)
    assert listed(as_reader, "claims", disagreement="true") == [claim.pk]
    assert listed(as_reader, "claims", disagreement="false") == [other.pk]
    facets = as_reader.get(f"{V1}claims/facets/").json()
    assert facets["disagreement"] == [{"value": "true", "name": "true", "count": 1}]
    lines = as_reader.get(f"{V1}export/claims.csv?disagreement=true")
    header, row, *rest = b"".join(lines).decode().splitlines()
    assert (row.split(",")[header.split(",").index("disagreement")], rest) == ("true", [])


def test_no_disagreement_costs_a_query(
    editor: User, administrator: User, as_reader: APIClient, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    ClaimFactory()
    without = query_count(lambda: as_reader.get(f"{V1}claims/"))
    for _ in range(5):
        disputed(editor, administrator)
    assert query_count(lambda: as_reader.get(f"{V1}claims/")) == without
