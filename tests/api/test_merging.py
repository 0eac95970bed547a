"""Speakers merged, looked up by their old numbers, taken apart again and split, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Status
from claims.models import Claim, Speaker
from tests.api.helpers import ANY, V1, fields_of, listed, problem_of
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

SPEAKERS = f"{V1}speakers/"


@pytest.fixture
def mike() -> Speaker:
    return SpeakerFactory(name="Mike Pompeo")


@pytest.fixture
def michael() -> Speaker:
    return ClaimFactory(speaker__name="Michael R. Pompeo", status=Status.CONFIRMED).speaker


def merge(client: APIClient, into: Speaker, *others: int, match: str = "*") -> Any:
    body = {"speakers": list(others)}
    return client.post(f"{SPEAKERS}{into.pk}/merge/", body, headers={"If-Match": match})


def preview(client: APIClient, into: Speaker, *others: Any) -> Any:
    return client.get(f"{SPEAKERS}{into.pk}/merge-preview/", {"speakers": others})


def test_the_merged_have_one_record_which_their_numbers_and_names_lead_to(
    mike: Speaker, michael: Speaker, as_editor: APIClient, as_visitor: APIClient
) -> None:
    answer = merge(as_editor, mike, michael.pk)
    shown = answer.json()
    assert (answer.status_code, answer.headers["ETag"], shown["claim_count"]) == (200, '"2"', 1)
    assert ([alias["name"] for alias in shown["aliases"]], shown["merged"]) == (
        ["Michael R. Pompeo", "Mike Pompeo"],
        [michael.pk],
    )
    assert listed(as_editor, "speakers") == listed(as_editor, "speakers", q="Michael") == [mike.pk]
    assert [facet["value"] for facet in as_editor.get(f"{V1}claims/facets/").json()["speaker"]] == [mike.pk]
    for client in (as_editor, as_visitor):
        moved = client.get(f"{SPEAKERS}{michael.pk}/")
        assert (moved.status_code, moved.headers["Location"]) == (302, f"{SPEAKERS}{mike.pk}/")


def test_undone_the_merge_leaves_two(mike: Speaker, michael: Speaker, as_editor: APIClient) -> None:
    before = [as_editor.get(f"{SPEAKERS}{speaker.pk}/").json() for speaker in (mike, michael)]
    change = merge(as_editor, mike, michael.pk).headers["Change-Id"]
    assert as_editor.get(f"{V1}changes/{change}/").json()["kind"] == "merge"
    undone = as_editor.post(f"{V1}changes/{change}/undo/", {})
    assert undone.json()["kind"] == "unmerge"
    after = [as_editor.get(f"{SPEAKERS}{speaker.pk}/").json() for speaker in (mike, michael)]
    for one in (*before, *after, *(alias for shown in (*before, *after) for alias in shown["aliases"])):
        del one["revision"], one["updated_at"]
    assert after == before


def test_the_merges_that_stand_are_told_to_who_may_take_them_apart(
    mike: Speaker, michael: Speaker, as_editor: APIClient, as_reader: APIClient, as_visitor: APIClient
) -> None:
    def merges(of: Speaker, client: APIClient = as_editor) -> list[tuple[int, str, list[str]]]:
        told = client.get(f"{SPEAKERS}{of.pk}/").json()["merges"]
        return [(row["change"], row["merged_by"], [one["name"] for one in row["speakers"]]) for row in told]

    susan, secretary = SpeakerFactory(name="Susan Pompeo"), SpeakerFactory(name="M. Pompeo")
    first = int(merge(as_editor, mike, michael.pk, susan.pk).headers["Change-Id"])
    assert merges(mike) == [(first, "editor", ["Michael R. Pompeo", "Susan Pompeo"])]
    assert merges(mike, as_reader) == merges(mike, as_visitor) == []
    second = int(merge(as_editor, secretary, mike.pk).headers["Change-Id"])
    assert merges(secretary) == [(second, "editor", ["Mike Pompeo"])]
    for change, left in ((second, [first]), (first, [])):
        assert as_editor.post(f"{V1}changes/{change}/undo/", {}).status_code == 201
        assert [row[0] for row in merges(mike)] == left
    again = int(merge(as_editor, mike, susan.pk).headers["Change-Id"])
    assert merges(mike) == [(again, "editor", ["Susan Pompeo"])]


def test_an_editor_is_told_which_merge_only_an_administrator_takes_apart(
    mike: Speaker, michael: Speaker, as_editor: APIClient, as_administrator: APIClient
) -> None:
    change = merge(as_administrator, mike, michael.pk).headers["Change-Id"]
    for client, may in ((as_editor, False), (as_administrator, True)):
        assert [row["may_take_apart"] for row in client.get(f"{SPEAKERS}{mike.pk}/").json()["merges"]] == [may]
        assert client.post(f"{V1}changes/{change}/undo/", {}).status_code == (201 if may else 403)


def test_whoever_read_either_before_the_merge_is_told(mike: Speaker, michael: Speaker, as_editor: APIClient) -> None:
    claim = Claim.objects.get()
    change = merge(as_editor, mike, michael.pk, match='"1"').headers["Change-Id"]
    stale = {"If-Match": '"1"'}
    problem_of(as_editor.patch(f"{SPEAKERS}{mike.pk}/", {"kind": "group"}, headers=stale), 412, "stale")
    problem_of(as_editor.patch(f"{V1}claims/{claim.pk}/", {"status": "rejected"}, headers=stale), 412, "stale")
    as_editor.post(f"{V1}changes/{change}/undo/", {})
    assert as_editor.get(f"{SPEAKERS}{mike.pk}/").json()["revision"] == 3


def test_a_merge_says_what_it_was_read_from(mike: Speaker, michael: Speaker, as_editor: APIClient) -> None:
    problem_of(merge(as_editor, mike, michael.pk, match='"7"'), 412, "stale")
    answer = as_editor.post(f"{SPEAKERS}{mike.pk}/merge/", {"speakers": [michael.pk]})
    problem_of(answer, 428, "if-match-missing")
    assert listed(as_editor, "speakers") == [michael.pk, mike.pk]


@pytest.mark.parametrize("ask", [merge, preview])
def test_what_is_no_merge_is_refused_in_words(ask: Any, mike: Speaker, as_editor: APIClient) -> None:
    assert fields_of(ask(as_editor, mike)) == {"speakers"}
    assert ask(as_editor, mike, 10**9).json()["detail"] == "speakers: There is no speaker 1000000000."
    assert fields_of(ask(as_editor, mike, mike.pk)) == {"speakers"}
    assert fields_of(ask(as_editor, SpeakerFactory(unnamed=True), mike.pk)) == {"speakers"}


def test_the_preview_says_what_will_move(
    mike: Speaker, michael: Speaker, as_editor: APIClient, as_fact_checker: APIClient
) -> None:
    assert preview(as_editor, mike, michael.pk).json() == {
        "claims": 1,
        "passed_on": 0,
        "articles": 1,
        "aliases": 1,
        "different": [],
    }
    problem_of(preview(as_fact_checker, mike, michael.pk), 403, "permission-denied")
    assert listed(as_editor, "speakers") == [michael.pk, mike.pk]


def test_the_history_of_a_claim_still_names_who_was_merged(
    mike: Speaker, michael: Speaker, as_editor: APIClient
) -> None:
    merge(as_editor, mike, michael.pk)
    claim = Claim.objects.get()
    latest = as_editor.get(f"{V1}claims/{claim.pk}/history/").json()[0]
    assert latest["differences"] == [
        {"field": "speaker", "before": "Michael R. Pompeo", "after": "Mike Pompeo"},
    ]


def split(client: APIClient, speaker: Speaker, /, **body: Any) -> Any:
    return client.post(f"{SPEAKERS}{speaker.pk}/split/", body, headers=ANY)


def test_claims_are_split_off_to_another_speaker_or_a_new_one(
    mike: Speaker, michael: Speaker, as_editor: APIClient
) -> None:
    claim, other = Claim.objects.get(), ClaimFactory(speaker=michael)
    moved = split(as_editor, michael, claims=[claim.pk], speaker=mike.pk)
    assert (moved.status_code, moved.json()["id"], moved.json()["claim_count"]) == (200, mike.pk, 1)
    made = split(as_editor, michael, claims=[other.pk], name="State Department", kind="government").json()
    assert (made["name"], made["kind"], made["claim_count"]) == ("State Department", "government", 1)
    assert as_editor.get(f"{V1}changes/{moved.headers['Change-Id']}/").json()["kind"] == "split"


def test_what_is_no_split_is_refused(mike: Speaker, michael: Speaker, as_editor: APIClient) -> None:
    claim = Claim.objects.get()
    assert fields_of(split(as_editor, michael, claims=[claim.pk])) == {"speaker"}
    assert fields_of(split(as_editor, michael, claims=[claim.pk], speaker=mike.pk, name="Ada")) == {"speaker"}
    assert fields_of(split(as_editor, michael, claims=[ClaimFactory().pk], speaker=mike.pk)) == {"claims"}
    assert fields_of(split(as_editor, michael, claims=[], speaker=mike.pk)) == {"claims"}
