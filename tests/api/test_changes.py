"""What was done, and taking it back, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Change, Claim
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, problem_of
from tests.factories import ClaimFactory, SpeakerFactory, TagFactory

pytestmark = pytest.mark.django_db


def undo(client: APIClient, answer: Any, **body: Any) -> Any:
    return client.post(f"{V1}changes/{answer.headers['Change-Id']}/undo/", body)


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


@pytest.fixture
def address(claim: Claim) -> str:
    return f"{V1}claims/{claim.pk}/"


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("decide", lambda: {"status": "confirmed"}),
        ("tag", lambda: {"tags": [TagFactory().pk]}),
        ("edit", lambda: {"speaker": SpeakerFactory().pk}),
        ("edit", lambda: {"status": "rejected", "tags": [TagFactory().pk]}),
    ],
)
def test_an_answer_names_the_change_that_it_made(
    kind: str, changes: Any, address: str, as_editor: APIClient, editor: User
) -> None:
    before = as_editor.get(address).json()
    answer = as_editor.patch(address, changes(), headers=ANY)
    told = as_editor.get(f"{V1}changes/{answer.headers['Change-Id']}/").json()
    assert (told["kind"], told["actor"], told["machine"], told["cause"]) == (kind, "editor", False, None)
    undone = undo(as_editor, answer, note="by mistake")
    assert undone.status_code == 201
    assert (undone.json()["kind"], undone.json()["cause"], undone.json()["note"]) == ("undo", told["id"], "by mistake")
    counted = {"revision", "updated_at"}
    after = as_editor.get(address).json()
    assert {name for name in before if before[name] != after[name]} == counted


def test_a_change_that_changed_nothing_has_no_number(address: str, as_editor: APIClient) -> None:
    answer = as_editor.patch(address, {"status": "suggested"}, headers=ANY)
    assert answer.status_code == 200
    assert "Change-Id" not in answer.headers


def test_what_was_undone_can_be_done_again_by_its_number(address: str, as_editor: APIClient) -> None:
    answer = as_editor.patch(address, {"status": "confirmed"}, headers=ANY)
    undo(as_editor, undo(as_editor, answer))
    assert as_editor.get(address).json()["status"] == "confirmed"


@pytest.mark.parametrize("family", ["outlets", "speakers", "tags", "links", "comments", "assessments", "claims"])
def test_what_was_made_goes(family: str, as_editor: APIClient) -> None:
    from tests.api.records import new_record

    made = as_editor.post(f"{V1}{family}/", new_record(family))
    assert made.status_code == 201, made.content
    assert undo(as_editor, made).status_code == 201
    assert as_editor.get(f"{V1}{family}/{made.json()['id']}/").status_code == 404


def test_what_was_deleted_comes_back(as_editor: APIClient) -> None:
    tag = TagFactory(name="harbour")
    gone = as_editor.delete(f"{V1}tags/{tag.pk}/", headers=ANY)
    assert gone.status_code == 204
    assert undo(as_editor, gone).status_code == 201
    assert as_editor.get(f"{V1}tags/{tag.pk}/").json()["name"] == "harbour"


def test_an_article_taken_in_by_mistake_goes_with_its_claims(as_fact_checker: APIClient) -> None:
    taken = as_fact_checker.post(f"{V1}articles/", {"text": "“It opens in May,” Ada Lind said.", "outlet": "The Post"})
    assert taken.json()["new_claims"] == 1
    assert undo(as_fact_checker, taken).status_code == 201
    assert as_fact_checker.get(f"{V1}articles/{taken.json()['id']}/").status_code == 404
    assert as_fact_checker.get(f"{V1}speakers/").json()["results"] == []


def test_later_work_is_not_lost_and_the_refusal_says_whose(
    address: str, as_editor: APIClient, as_administrator: APIClient
) -> None:
    first = as_editor.patch(address, {"status": "confirmed"}, headers=ANY)
    later = as_administrator.patch(address, {"status": "rejected"}, headers=ANY)
    refused = problem_of(undo(as_editor, first), 409, "changed-since")
    assert [(change["id"], change["actor"]) for change in refused["changes"]] == [
        (int(later.headers["Change-Id"]), "administrator")
    ]
    assert as_editor.get(address).json()["status"] == "rejected"


def test_a_change_that_is_not_there_is_not_found(as_editor: APIClient) -> None:
    problem_of(as_editor.post(f"{V1}changes/{Change.objects.count() + 999}/undo/", {}), 404, "not-found")
