"""Suggestions of who may be the same speaker, and "different people", through the API."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Status
from claims.models import Change, Speaker
from newsapp.accounts.models import User
from tests.api.helpers import V1, fields_of
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

SPEAKERS = f"{V1}speakers/"


@pytest.fixture
def john() -> Speaker:
    return SpeakerFactory(name="John Smith")


@pytest.fixture
def initial() -> Speaker:
    return ClaimFactory(speaker__name="J. Smith", status=Status.CONFIRMED).speaker


def duplicates(client: APIClient, speaker: Speaker) -> Any:
    return client.get(f"{SPEAKERS}{speaker.pk}/duplicates/").json()


def say(client: APIClient, speaker: Speaker, other: Any) -> Any:
    return client.post(f"{SPEAKERS}{speaker.pk}/different/", {"speaker": other})


def test_suggestions_say_who_and_why(john: Speaker, initial: Speaker, as_editor: APIClient) -> None:
    assert duplicates(as_editor, john) == [
        {
            "id": initial.pk,
            "name": "J. Smith",
            "kind": "person",
            "claim_count": 1,
            "reason": "“J. Smith” is short for “John Smith”",
        }
    ]
    assert duplicates(as_editor, SpeakerFactory(name="Ada Lind")) == []


def test_different_people_is_one_change_that_can_be_taken_back(
    john: Speaker, initial: Speaker, as_editor: APIClient, editor: User
) -> None:
    answer = say(as_editor, john, initial.pk)
    assert (answer.status_code, answer.json()) == (200, [])
    change = Change.objects.get(pk=answer.headers["Change-Id"])
    assert (change.kind, change.user) == ("edit", editor)
    assert duplicates(as_editor, john) == duplicates(as_editor, initial) == []
    assert "Change-Id" not in say(as_editor, initial, john.pk).headers
    assert as_editor.post(f"{V1}changes/{change.pk}/undo/", {}).status_code == 201
    assert [row["id"] for row in duplicates(as_editor, initial)] == [john.pk]


def test_what_cannot_be_different_is_refused_in_words(john: Speaker, as_editor: APIClient) -> None:
    assert fields_of(say(as_editor, john, john.pk)) == {"speaker"}
    assert fields_of(say(as_editor, john, SpeakerFactory(unnamed=True).pk)) == {"speaker"}
    assert say(as_editor, john, 999).json()["detail"] == "speaker: There is no speaker with the number 999."


def test_the_preview_of_a_merge_says_who_said_that_they_are_different(
    john: Speaker, initial: Speaker, as_editor: APIClient, editor: User
) -> None:
    change = Change.objects.get(pk=say(as_editor, john, initial.pk).headers["Change-Id"])
    preview = as_editor.get(f"{SPEAKERS}{john.pk}/merge-preview/", {"speakers": [initial.pk]}).json()
    [said] = preview["different"]
    assert (said["one"], said["other"], said["said_by"]) == (
        *sorted((john.pk, initial.pk)),
        editor.shown_name,
    )
    assert said["said_at"][:19] == change.at.isoformat()[:19]


# All of them


def test_the_list_of_all_says_who_may_be_who_was_there_before(
    john: Speaker, initial: Speaker, as_editor: APIClient
) -> None:
    SpeakerFactory(name="Ada Lind")
    [row] = as_editor.get(f"{SPEAKERS}duplicates/").json()["results"]
    assert row == {
        "id": initial.pk,
        "name": "J. Smith",
        "kind": "person",
        "claim_count": 1,
        "duplicates": [
            {
                "id": john.pk,
                "name": "John Smith",
                "kind": "person",
                "claim_count": 0,
                "reason": "“J. Smith” is short for “John Smith”",
            }
        ],
    }
    say(as_editor, john, initial.pk)
    assert as_editor.get(f"{SPEAKERS}duplicates/").json()["results"] == []


def test_a_page_of_all_leads_on_where_it_lists_nobody(john: Speaker, initial: Speaker, as_editor: APIClient) -> None:
    SpeakerFactory(name="Mary Smith")
    first = as_editor.get(f"{SPEAKERS}duplicates/", {"page_size": 1}).json()
    assert (first["results"], first["previous"]) == ([], None)
    second = as_editor.get(first["next"]).json()
    assert ([row["id"] for row in second["results"]], second["next"]) == ([initial.pk], None)
    assert as_editor.get(second["previous"]).json()["results"] == []


def test_what_the_list_of_all_does_not_know_is_refused(as_editor: APIClient) -> None:
    assert fields_of(as_editor.get(f"{SPEAKERS}duplicates/", {"kind": "person"})) == {"kind"}
    assert fields_of(as_editor.get(f"{SPEAKERS}duplicates/", {"page_size": 101})) == {"page_size"}
