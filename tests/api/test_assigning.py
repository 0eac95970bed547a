"""A claim is one colleague's work: who may say so, of whom, and how it is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Status
from claims.models import Change, Claim
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.api.helpers import ANY, V1, fields_of, listed, problem_of
from tests.factories import ClaimFactory, TagFactory, UserFactory
from tests.writing import save

pytestmark = pytest.mark.django_db


def address(claim: Claim) -> str:
    return f"{V1}claims/{claim.pk}/"


def assigned(claim: Claim) -> str | None:
    return Claim.objects.values_list("assignee__username", flat=True).get(pk=claim.pk)


def test_a_fact_checker_assigns_any_claim_to_a_colleague_and_to_nobody(
    as_fact_checker: APIClient, editor: User
) -> None:
    claim = ClaimFactory()
    answer = as_fact_checker.patch(address(claim), {"assignee": "editor"}, headers=ANY)
    assert (answer.status_code, answer.json()["assignee"], answer.json()["revision"]) == (200, "editor", 2)
    assert as_fact_checker.patch(address(claim), {"assignee": None}, headers=ANY).json()["assignee"] is None


def test_to_assign_and_to_tag_at_once_is_no_decision(as_fact_checker: APIClient, editor: User) -> None:
    body = {"assignee": "editor", "tags": [TagFactory().pk]}
    assert as_fact_checker.patch(address(ClaimFactory()), body, headers=ANY).status_code == 200
    refused = as_fact_checker.patch(address(ClaimFactory()), body | {"status": "confirmed"}, headers=ANY)
    assert "status" in problem_of(refused, 403, "permission-denied")["detail"]


@pytest.mark.parametrize(("who", "status"), [("visitor", 401), ("reader", 403), ("editor", 200)])
def test_who_may_assign(
    who: str, status: int, member: Callable[[str], Any], as_user: Callable[[Any], APIClient], fact_checker: User
) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    assert as_user(member(who)).patch(address(claim), {"assignee": "fact_checker"}, headers=ANY).status_code == status


@pytest.mark.parametrize("name", ["nobody of ours", "reader", "left", "FACT_CHECKER", 7, "a\0b", ""])
def test_only_those_who_work_on_claims_can_be_given_one(name: Any, as_editor: APIClient, reader: User) -> None:
    UserFactory(username="left", role=Role.EDITOR, is_active=False)
    UserFactory(username="fact_checker", role=Role.FACT_CHECKER)
    claim = ClaimFactory()
    refused = as_editor.patch(address(claim), {"assignee": name}, headers=ANY)
    assert fields_of(refused) == {"assignee"}
    assert assigned(claim) is None


def test_a_stale_one_is_refused(as_editor: APIClient, editor: User) -> None:
    claim = ClaimFactory()
    save(claim)
    answer = as_editor.patch(address(claim), {"assignee": "editor"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, assigned(claim)) == (412, None)


def test_it_is_a_change_of_the_claims_history_and_can_be_taken_back(as_editor: APIClient, editor: User) -> None:
    claim = ClaimFactory()
    number = as_editor.patch(address(claim), {"assignee": "editor"}, headers=ANY)["Change-Id"]
    assert Change.objects.get(pk=number).kind == "edit"
    entry = as_editor.get(f"{address(claim)}history/").json()[0]
    assert entry["differences"] == [{"field": "assignee", "before": "", "after": "editor"}]
    assert as_editor.post(f"{V1}changes/{number}/undo/", {}).status_code == 201
    assert assigned(claim) is None


def test_the_same_again_is_no_change(as_editor: APIClient, editor: User) -> None:
    claim = ClaimFactory(assignee=editor)
    answer = as_editor.patch(address(claim), {"assignee": "editor"}, headers=ANY)
    assert (answer.json()["revision"], "Change-Id" in answer) == (1, False)


def test_claims_are_found_by_whose_work_they_are(as_editor: APIClient, editor: User, fact_checker: User) -> None:
    mine, theirs, free = (ClaimFactory(assignee=who).pk for who in (editor, fact_checker, None))
    for asked, found in (("me", mine), ("editor", mine), ("fact_checker", theirs), ("none", free)):
        assert listed(as_editor, "claims", assignee=asked) == [found]
        assert as_editor.get(f"{V1}claims/facets/", {"assignee": asked}).json()["total"] == 1
    assert listed(as_editor, "claims", assignee="somebody else") == []


def test_claims_are_counted_by_whose_work_they_are(
    as_editor: APIClient, as_visitor: APIClient, editor: User, fact_checker: User
) -> None:
    for assignee in (editor, editor, fact_checker, None, None, None):
        ClaimFactory(status=Status.CONFIRMED, assignee=assignee)
    rows = as_editor.get(f"{V1}claims/facets/").json()["assignee"]
    counted = [("none", 3), ("editor", 2), ("fact_checker", 1)]
    assert rows == [{"value": name, "name": name, "count": count} for name, count in counted]
    assert as_visitor.get(f"{V1}claims/facets/").json()["assignee"] == []


@pytest.mark.parametrize("asked", ["me", "none", "editor"])
def test_visitors_do_not_learn_whose_work_a_claim_is(asked: str, as_visitor: APIClient, editor: User) -> None:
    for assignee in (editor, None):
        ClaimFactory(status=Status.CONFIRMED, assignee=assignee)
    assert listed(as_visitor, "claims", assignee=asked) == []


def test_many_are_assigned_at_once_and_taken_back_at_once(as_fact_checker: APIClient, editor: User) -> None:
    claims = [*ClaimFactory.create_batch(2), ClaimFactory(assignee=editor)]
    named = [{"id": claim.pk, "revision": claim.revision} for claim in claims]
    answer = as_fact_checker.post(f"{V1}claims/bulk/", {"claims": named, "assignee": "editor"})
    assert [answer.json()[word] for word in ("done", "unchanged", "refused")] == [2, 1, 0]
    assert [assigned(claim) for claim in claims] == ["editor"] * 3
    assert as_fact_checker.post(f"{V1}changes/{answer['Change-Id']}/undo/", {}).status_code == 201
    assert [assigned(claim) for claim in claims] == [None, None, "editor"]


def test_colleagues_are_offered_by_the_beginning_of_a_name(as_fact_checker: APIClient, reader: User) -> None:
    UserFactory(username="ada", first_name="Ada", last_name="Holm", role=Role.EDITOR)
    UserFactory(username="adam", is_active=False)
    (found,) = as_fact_checker.get(f"{V1}colleagues/", {"q": "hol"}).json()["results"]
    assert found == {"username": "ada", "name": "Ada Holm", "role": "editor", "can_be_assigned": True}
    assert [row["username"] for row in as_fact_checker.get(f"{V1}colleagues/").json()["results"]] == [
        *("ada", "fact_checker", "reader")
    ]
    offered = as_fact_checker.get(f"{V1}colleagues/", {"can_be_assigned": "true"}).json()["results"]
    assert [row["username"] for row in offered] == ["ada", "fact_checker"]
