"""Speakers and their other names through the API."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rest_framework.test import APIClient

from claims.api.speakers import views as speakers
from claims.choices import SpeakerKind, Status
from tests.api.helpers import ANY, V1, fields_of, listed, problem_of
from tests.factories import AliasFactory, ArticleFactory, ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

SPEAKERS = f"{V1}speakers/"


def test_speakers_in_a_list_say_how_many_claims_one_may_read(as_reader: APIClient, as_visitor: APIClient) -> None:
    speaker = ClaimFactory(status=Status.CONFIRMED).speaker
    ClaimFactory(speaker=speaker)
    counts = [client.get(SPEAKERS).json()["results"][0]["claim_count"] for client in (as_reader, as_visitor)]
    assert counts == [2, 1]


def test_claims_are_counted_up_to_a_bound(as_reader: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speakers, "CLAIMS_AT_MOST", 2)
    many, few = SpeakerFactory(name="Ada"), SpeakerFactory(name="Bea")
    ClaimFactory.create_batch(3, speaker=many)
    ClaimFactory(speaker=few)
    assert [row["claim_count"] for row in as_reader.get(SPEAKERS).json()["results"]] == [2, 1]
    assert as_reader.get(f"{SPEAKERS}{many.pk}/").json()["claim_count"] == 2


def test_of_many_roles_the_latest_are_shown(as_reader: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speakers, "ROLES_AT_MOST", 2)
    speaker = SpeakerFactory()
    for month in (1, 3, 2):
        claim = ClaimFactory(speaker=speaker, article__published_at=datetime(2026, month, 1, tzinfo=UTC))
        claim.hops.update(role_as_printed=f"role {month}")
    shown = as_reader.get(f"{SPEAKERS}{speaker.pk}/").json()["roles"]
    assert [role["role"] for role in shown] == ["role 3", "role 2"]


def test_a_speaker_has_names_and_the_roles_that_articles_print_with_their_dates(as_reader: APIClient) -> None:
    speaker = SpeakerFactory(aliases=["Mayor Holm"])
    days = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2, 3)]
    for day, role in zip(days, ("mayor", "mayor", "minister"), strict=True):
        ClaimFactory(speaker=speaker, article__published_at=day).hops.update(role_as_printed=role)
    shown = as_reader.get(f"{SPEAKERS}{speaker.pk}/").json()
    assert [alias["name"] for alias in shown["aliases"]] == sorted([speaker.name, "Mayor Holm"])
    roles = [(role["role"], role["claims"], role["first"][:10], role["last"][:10]) for role in shown["roles"]]
    assert roles == [("minister", 1, "2026-03-01", "2026-03-01"), ("mayor", 2, "2026-01-01", "2026-02-01")]


def test_a_role_has_the_days_on_which_articles_print_it_and_none_where_they_have_no_date(as_reader: APIClient) -> None:
    speaker = SpeakerFactory()
    for day, role in ((None, "envoy"), (datetime(2026, 1, 1, tzinfo=UTC), "mayor"), (None, "mayor")):
        ClaimFactory(speaker=speaker, article__published_at=day).hops.update(role_as_printed=role)
    shown = as_reader.get(f"{SPEAKERS}{speaker.pk}/").json()["roles"]
    roles = [(role["role"], role["claims"], role["first"], role["last"]) for role in shown]
    assert roles == [("mayor", 2, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), ("envoy", 1, None, None)]


def test_a_visitor_reads_no_role_that_only_a_suggested_claim_has(as_visitor: APIClient) -> None:
    speaker = ClaimFactory(status=Status.CONFIRMED).speaker
    ClaimFactory(speaker=speaker).hops.update(role_as_printed="minister")
    assert [role["role"] for role in as_visitor.get(f"{SPEAKERS}{speaker.pk}/").json()["roles"]] == ["mayor"]


def test_a_new_speaker_is_known_by_their_name(as_editor: APIClient) -> None:
    answer = as_editor.post(SPEAKERS, {"name": "Ada Holm"})
    made = answer.json()
    assert (answer.status_code, made["kind"], made["claim_count"]) == (201, "person", 0)
    assert [alias["name"] for alias in made["aliases"]] == ["Ada Holm"]


def test_a_speaker_under_a_new_name_keeps_the_old_one_as_an_alias(as_editor: APIClient) -> None:
    speaker = SpeakerFactory(name="Ada Holm")
    after = as_editor.patch(f"{SPEAKERS}{speaker.pk}/", {"name": "Ada Berg"}, headers=ANY).json()
    assert (after["name"], {alias["name"] for alias in after["aliases"]}) == ("Ada Berg", {"Ada Holm", "Ada Berg"})


def test_a_speaker_who_has_claims_is_not_deleted_and_their_number_is_said(as_administrator: APIClient) -> None:
    speaker = SpeakerFactory()
    ClaimFactory(speaker=speaker)
    ClaimFactory(chain=[speaker, speaker])
    answer = as_administrator.delete(f"{SPEAKERS}{speaker.pk}/", headers=ANY)
    assert problem_of(answer, 409, "speaker-has-claims")["detail"].startswith("2 claims ")
    assert speaker.pk in listed(as_administrator, "speakers")


def test_a_speaker_without_claims_goes_with_their_names(as_administrator: APIClient) -> None:
    speaker = SpeakerFactory()
    assert as_administrator.delete(f"{SPEAKERS}{speaker.pk}/", headers=ANY).status_code == 204
    assert listed(as_administrator, "aliases") == []


def test_an_unnamed_speaker_comes_with_an_article_and_stays_unnamed(as_editor: APIClient) -> None:
    assert fields_of(as_editor.post(SPEAKERS, {"name": "an engineer", "kind": "unnamed"})) == {"kind"}
    unnamed, named = SpeakerFactory(unnamed=True), SpeakerFactory()
    assert as_editor.get(f"{SPEAKERS}{unnamed.pk}/").json()["article"] == unnamed.article_id
    assert fields_of(as_editor.patch(f"{SPEAKERS}{unnamed.pk}/", {"kind": "person"}, headers=ANY)) == {"kind"}
    assert fields_of(as_editor.patch(f"{SPEAKERS}{named.pk}/", {"kind": "unnamed"}, headers=ANY)) == {"kind"}
    renamed = as_editor.patch(f"{SPEAKERS}{unnamed.pk}/", {"name": "a senior engineer"}, headers=ANY).json()
    assert (renamed["name"], renamed["aliases"]) == ("a senior engineer", [])


def test_two_unnamed_speakers_of_an_article_cannot_bear_one_descriptor(as_editor: APIClient) -> None:
    one = SpeakerFactory(unnamed=True)
    other = SpeakerFactory(kind=SpeakerKind.UNNAMED, article=one.article, name="a resident")
    answer = as_editor.patch(f"{SPEAKERS}{other.pk}/", {"name": one.name.upper()}, headers=ANY)
    problem_of(answer, 409, "conflict")


@pytest.mark.parametrize("q", ["holm", "HOLM", "ada h", "Hol", "Secretary Holm", "Ada Holm's", "Håll", "skip"])
def test_speakers_are_found_by_the_beginning_of_a_word_of_any_of_their_names(q: str, as_reader: APIClient) -> None:
    speaker = SpeakerFactory(name="Ada Holm", aliases=["A. Hållberg", "The Skipper"])
    SpeakerFactory(name="Omar Berg")
    assert listed(as_reader, "speakers", q=q) == [speaker.pk]


@pytest.mark.parametrize("q", ["Halberg", "hallbreg", "skiper"])
def test_where_nobody_is_named_so_typing_errors_are_forgiven(q: str, as_reader: APIClient) -> None:
    speaker = SpeakerFactory(name="Ada Holm", aliases=["A. Hållberg", "The Skipper"])
    SpeakerFactory(name="Omar Berg")
    assert listed(as_reader, "speakers", q=q) == [speaker.pk]
    exact = SpeakerFactory(name=q)
    assert listed(as_reader, "speakers", q=q) == [exact.pk]


@pytest.mark.parametrize("q", ["olm", "!!!", "%", "_", "nobody"])
def test_no_speaker_is_found_by_anything_else(q: str, as_reader: APIClient) -> None:
    SpeakerFactory(name="Ada Holm")
    assert listed(as_reader, "speakers", q=q) == []


def test_speakers_are_filtered_by_kind_and_sorted_by_name_or_age(as_reader: APIClient) -> None:
    bea, port, ada = (
        SpeakerFactory(name=name, kind=kind).pk
        for name, kind in (("Bea", "person"), ("Port", "organization"), ("Ada", "person"))
    )
    assert listed(as_reader, "speakers") == [ada, bea, port]
    assert listed(as_reader, "speakers", order="newest") == [ada, port, bea]
    assert listed(as_reader, "speakers", kind="organization") == [port]


def test_an_alias_belongs_to_a_named_speaker_and_stands_once(as_editor: APIClient) -> None:
    speaker, unnamed = SpeakerFactory(), SpeakerFactory(unnamed=True)
    body = {"speaker": speaker.pk, "name": "Holm"}
    made = as_editor.post(f"{V1}aliases/", body).json()
    assert as_editor.post(f"{V1}aliases/", body).status_code == 400
    assert fields_of(as_editor.post(f"{V1}aliases/", {**body, "speaker": unnamed.pk})) == {"speaker"}
    assert made["id"] in listed(as_editor, "aliases", speaker=speaker.pk)
    other = AliasFactory()
    assert other.pk not in listed(as_editor, "aliases", speaker=speaker.pk)


def test_for_an_article_there_are_the_named_speakers_and_its_own_unnamed_ones(as_reader: APIClient) -> None:
    own, named = SpeakerFactory(unnamed=True, name="an official"), SpeakerFactory(name="Official Post")
    SpeakerFactory(unnamed=True, name="an official")
    assert set(listed(as_reader, "speakers", q="official", article=own.article_id)) == {own.pk, named.pk}


def test_why_an_unnamed_speaker_is_not_named_can_be_put_right(as_editor: APIClient) -> None:
    unnamed = SpeakerFactory(kind=SpeakerKind.UNNAMED, article=ArticleFactory(), reason="as she feared reprisals")
    address = f"{SPEAKERS}{unnamed.pk}/"
    assert as_editor.get(address).json()["reason"] == "as she feared reprisals"
    changed = as_editor.patch(address, {"reason": "because she is a witness"}, headers=ANY)
    assert changed.json()["reason"] == "because she is a witness"


def test_a_named_speaker_has_no_reason_not_to_be_named(as_editor: APIClient) -> None:
    refused = as_editor.post(SPEAKERS, {"name": "Ada Holm", "reason": "because she is shy"})
    assert fields_of(refused) == {"reason"}


def test_a_list_tells_the_role_printed_in_the_latest_claim(as_reader: APIClient) -> None:
    speaker = SpeakerFactory()
    for month, role in ((1, "mayor"), (3, "former mayor"), (2, "acting mayor")):
        claim = ClaimFactory(speaker=speaker, listed_at=datetime(2026, month, 1, tzinfo=UTC))
        claim.hops.update(role_as_printed=role)
    assert as_reader.get(SPEAKERS).json()["results"][0]["last_role"] == "former mayor"
    SpeakerFactory(name="Nobody yet")
    assert {row["last_role"] for row in as_reader.get(SPEAKERS).json()["results"]} == {"former mayor", ""}


def test_who_speaks_in_an_article_is_told_by_the_claims_one_may_read(
    as_reader: APIClient, as_visitor: APIClient
) -> None:
    article = ArticleFactory()
    confirmed = ClaimFactory(article=article, status=Status.CONFIRMED).speaker
    suggested = ClaimFactory(article=article).speaker
    elsewhere = ClaimFactory(status=Status.CONFIRMED)
    ClaimFactory(speaker=suggested, article=elsewhere.article, status=Status.CONFIRMED)
    found = [
        {row["id"] for row in client.get(f"{SPEAKERS}?speaks_in={article.pk}").json()["results"]}
        for client in (as_reader, as_visitor)
    ]
    assert found == [{confirmed.pk, suggested.pk}, {confirmed.pk}]
