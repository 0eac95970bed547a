"""The facts of an attribution map: who spoke, through whom, and who answered whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.choices import Form, Relation, SpeakerKind, Status
from claims.models import Article, Claim, Speaker
from claims.reading import maps
from claims.reading.maps import map_of
from newsapp.accounts.models import User
from tests.factories import ArticleFactory, ArticleVersionFactory, ClaimFactory, LinkFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return ArticleFactory()


@pytest.fixture
def lee() -> Speaker:
    return SpeakerFactory(name="Ann Lee")


@pytest.fixture
def stone() -> Speaker:
    return SpeakerFactory(name="Bob Stone")


@pytest.fixture
def agency() -> Speaker:
    return SpeakerFactory(name="Press Agency", kind=SpeakerKind.ORGANIZATION)


def names_in(found: dict[str, Any]) -> list[str]:
    return [party["name"] for party in found["parties"]]


def statements_in(found: dict[str, Any]) -> list[tuple[list[str], list[str], list[int]]]:
    """The speakers, who passed the words on, and the claims of each row."""
    names = {party["number"]: party["name"] for party in found["parties"]}
    return [
        (
            [names[number] for number in row["speakers"]],
            [names[number] for number in row["via"]],
            [claim["id"] for claim in row["claims"]],
        )
        for row in found["statements"]
    ]


def test_claims_that_came_the_same_way_are_one_row(
    article: Article, lee: Speaker, agency: Speaker, reader: User
) -> None:
    straight = ClaimFactory(article=article, speaker=lee, status=Status.CONFIRMED)
    also = ClaimFactory(article=article, speaker=lee, content="Nobody has asked us")
    passed_on = ClaimFactory(article=article, speaker=lee, chain=[agency])
    found = map_of([article.pk], reader)
    assert statements_in(found) == [
        (["Ann Lee"], [], [straight.pk, also.pk]),
        (["Ann Lee"], ["Press Agency"], [passed_on.pk]),
    ]
    assert [(row["confirmed"], row["suggested"]) for row in found["statements"]] == [(1, 1), (0, 1)]
    assert [(party["name"], party["speaks"], party["passes_on"]) for party in found["parties"]] == [
        ("Ann Lee", 3, 0),
        ("Press Agency", 0, 1),
    ]


def test_those_who_spoke_together_stand_in_one_row_and_each_counts_it(
    article: Article, lee: Speaker, stone: Speaker, reader: User
) -> None:
    claim = ClaimFactory(article=article, speaker=lee, chain__together=[stone], addressee="the council")
    found = map_of([article.pk], reader)
    assert statements_in(found) == [(["Ann Lee", "Bob Stone"], [], [claim.pk])]
    assert found["statements"][0]["addressee"] == "the council"
    assert [party["speaks"] for party in found["parties"]] == [1, 1]


def test_parties_stand_by_kind_those_without_a_record_last_and_who_is_not_named_after_all(
    article: Article, lee: Speaker, agency: Speaker, reader: User
) -> None:
    unnamed = SpeakerFactory(unnamed=True, name="an engineer", article=article)
    for speaker in (None, agency, unnamed, lee, lee):
        ClaimFactory(article=article, speaker=speaker)
    as_printed = ClaimFactory(article=article, speaker=None)
    as_printed.hops.update(name_as_printed="the harbour office")
    found = map_of([article.pk], reader)
    assert names_in(found) == ["Ann Lee", "Press Agency", "an engineer", "the harbour office", ""]
    assert [party["number"] for party in found["parties"]] == [1, 2, 3, 4, 5]


def test_the_same_name_without_a_record_is_another_party_in_another_article(reader: User) -> None:
    claims = ClaimFactory.create_batch(2, speaker=None)
    for claim in claims:
        claim.hops.update(name_as_printed="the harbour office")
    assert names_in(map_of([claim.article_id for claim in claims], reader)) == ["the harbour office"] * 2


@pytest.mark.parametrize("relation", Relation.values)
def test_links_between_the_claims_say_who_answered_whom(
    relation: str, article: Article, lee: Speaker, stone: Speaker, reader: User
) -> None:
    claim = ClaimFactory(article=article, speaker=stone)
    others = ClaimFactory.create_batch(2, article=article, speaker=lee)
    links = [LinkFactory(claim=claim, other=other, relation=relation, status="suggested") for other in others]
    found = map_of([article.pk], reader)
    (answer,) = found["answers"]
    assert (names_in(found)[answer["speakers"][0] - 1], answer["relation"]) == ("Bob Stone", relation)
    assert names_in(found)[answer["others"][0] - 1] == "Ann Lee"
    assert (answer["confirmed"], answer["suggested"]) == (0, 2)
    assert [link["id"] for link in answer["links"]] == [link.pk for link in links]


def test_a_rejected_link_and_one_to_a_claim_outside_of_the_map_are_left_out(article: Article, reader: User) -> None:
    one, other = ClaimFactory.create_batch(2, article=article)
    LinkFactory(claim=one, other=other, status=Status.REJECTED)
    outside = LinkFactory(claim=one)
    assert map_of([article.pk], reader)["answers"] == []
    assert len(map_of([article.pk, outside.other.article_id], reader)["answers"]) == 1


def test_rejected_claims_stances_and_words_of_an_earlier_text_are_left_out(reader: User) -> None:
    rejected = ClaimFactory(status=Status.REJECTED)
    stance = ClaimFactory(form=Form.THOUGHT)
    earlier = ClaimFactory()
    ArticleVersionFactory(article=earlier.article)
    found = map_of([claim.article_id for claim in (rejected, stance, earlier)], reader)
    assert (found["statements"], found["parties"], len(found["articles"])) == ([], [], 3)


def test_a_visitor_sees_the_confirmed_claims_alone(article: Article, lee: Speaker, visitors_read: Any) -> None:
    visitors_read("confirmed")
    confirmed = ClaimFactory(article=article, speaker=lee, status=Status.CONFIRMED)
    LinkFactory(claim=confirmed, other=ClaimFactory(article=article))
    found = map_of([article.pk], AnonymousUser())
    assert statements_in(found) == [(["Ann Lee"], [], [confirmed.pk])]
    assert (names_in(found), found["answers"]) == (["Ann Lee"], [])


def test_of_too_many_claims_the_first_are_shown_and_it_says_so(
    article: Article, lee: Speaker, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maps, "CLAIMS_AT_MOST", 2)
    claims: list[Claim] = ClaimFactory.create_batch(3, article=article, speaker=lee)
    found = map_of([article.pk], reader)
    assert (statements_in(found), found["capped"]) == ([(["Ann Lee"], [], [claim.pk for claim in claims[:2]])], True)
