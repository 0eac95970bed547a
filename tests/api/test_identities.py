"""Who an unnamed speaker was, once it came out: told to whom it may be, and nothing printed is another for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from claims.choices import SpeakerKind, Status
from claims.models import Change, Speaker
from claims.services.merging import merge_speakers
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, fields_of
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def official() -> Speaker:
    article = ArticleFactory()
    speaker = SpeakerFactory(name="a senior official", kind=SpeakerKind.UNNAMED, article=article)
    claim = ClaimFactory(article=article, speaker=speaker, status=Status.CONFIRMED)
    claim.hops.update(name_as_printed="a senior official")
    return speaker


@pytest.fixture
def felt() -> Speaker:
    speaker: Speaker = ClaimFactory(speaker=SpeakerFactory(name="Mark Felt"), status=Status.CONFIRMED).speaker
    return speaker


def say(client: APIClient, official: Speaker, **values: object) -> int:
    return client.patch(f"{V1}speakers/{official.pk}/", values, headers=ANY).status_code


def name_for(client: APIClient, official: Speaker) -> str | None:
    identity = client.get(f"{V1}speakers/{official.pk}/").json()["identity"]
    return identity and identity["name"]


def test_without_a_day_editors_alone_are_told(
    as_editor: APIClient,
    as_fact_checker: APIClient,
    as_reader: APIClient,
    as_visitor: APIClient,
    official: Speaker,
    felt: Speaker,
) -> None:
    assert say(as_editor, official, known_as=felt.pk) == 200
    told = [name_for(client, official) for client in (as_editor, as_fact_checker, as_reader, as_visitor)]
    assert told == ["Mark Felt", None, None, None]


@pytest.mark.parametrize(("days", "told"), [(-1, "Mark Felt"), (0, "Mark Felt"), (1, None)])
def test_readers_are_told_from_the_day_on(
    days: int, told: str | None, as_editor: APIClient, as_visitor: APIClient, official: Speaker, felt: Speaker
) -> None:
    day = (timezone.localdate() + timedelta(days=days)).isoformat()
    assert say(as_editor, official, known_as=felt.pk, known_from=day) == 200
    assert name_for(as_visitor, official) == told


def test_what_the_article_prints_and_whose_claim_it_is_stay(
    as_editor: APIClient, official: Speaker, felt: Speaker
) -> None:
    say(as_editor, official, known_as=felt.pk)
    (claim,) = official.claims.all()
    assert (official.name, claim.hops.get().name_as_printed) == ("a senior official", "a senior official")


def test_it_is_changed_to_nobody_with_its_day(as_editor: APIClient, official: Speaker, felt: Speaker) -> None:
    say(as_editor, official, known_as=felt.pk, known_from="2026-03-02")
    assert say(as_editor, official, known_as=None) == 200
    official.refresh_from_db()
    assert (official.known_as, official.known_from) == (None, None)


def test_undo_takes_it_back(as_editor: APIClient, official: Speaker, felt: Speaker, editor: User) -> None:
    say(as_editor, official, known_as=felt.pk)
    undo_change(Change.objects.latest("pk"), by=editor)
    assert name_for(as_editor, official) is None


def test_it_follows_a_merge(as_editor: APIClient, official: Speaker, felt: Speaker, editor: User) -> None:
    say(as_editor, official, known_as=felt.pk)
    merge_speakers(SpeakerFactory(name="W. Mark Felt"), [felt], by=editor)
    assert name_for(as_editor, official) == "W. Mark Felt"


def test_only_an_unnamed_speaker_becomes_known_and_only_as_a_named_one(
    as_editor: APIClient, official: Speaker, felt: Speaker
) -> None:
    assert say(as_editor, felt, known_as=SpeakerFactory().pk) == 400
    assert say(as_editor, official, known_as=official.pk) == 400
    assert say(as_editor, official, known_as=10**12) == 400


def test_who_may_not_change_speakers_may_not_say_it(
    as_reader: APIClient, as_visitor: APIClient, official: Speaker, felt: Speaker
) -> None:
    assert [say(client, official, known_as=felt.pk) for client in (as_reader, as_visitor)] == [403, 401]


def test_a_day_without_a_name_is_refused(as_editor: APIClient, official: Speaker) -> None:
    answer = as_editor.patch(f"{V1}speakers/{official.pk}/", {"known_from": "2026-03-02"}, headers=ANY)
    assert fields_of(answer) == {"known_as"}
