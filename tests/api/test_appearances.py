"""Where the words of a claim appeared, through the API and on its page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.choices import QuoteType, Relation, SpeakerKind, Status
from claims.models import Claim
from claims.reading import repeats
from tests.api.helpers import V1
from tests.factories import ArticleFactory, ClaimFactory, LinkFactory, OutletFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def said_on(day: int, content: str, **values: Any) -> Claim:
    """A claim of these words in an article of a day in March."""
    claim = ClaimFactory(content=content, **values)
    claim.article.__class__.objects.filter(pk=claim.article_id).update(published_at=f"2026-03-{day:02}T08:00:00Z")
    return claim


def repeat(*claims: Claim, **values: Any) -> None:
    """Each is confirmed to repeat the one before."""
    for other, claim in pairwise(claims):
        LinkFactory(claim=claim, other=other, relation=Relation.REPEATS, **values)


def shown(client: APIClient, claim: Claim) -> Any:
    answer = client.get(f"{V1}claims/{claim.pk}/appearances/")
    assert answer.status_code == 200
    return answer.json()


def numbers(answer: Any) -> list[int]:
    return [appearance["claim"]["id"] for appearance in answer["appearances"]]


def test_every_appearance_is_told_earliest_first_with_how_its_words_differ(as_reader: APIClient) -> None:
    middle = said_on(2, "We will leave the city")
    first = said_on(1, "We will not leave the city")
    last = said_on(3, "We will not leave … city")
    repeat(first, last, middle)
    for claim in (first, middle, last):
        answer = shown(as_reader, claim)
        assert numbers(answer) == [first.pk, middle.pk, last.pk]
        assert (answer["articles"], answer["origins"], answer["capped"]) == (3, 3, False)
    assert [one["signs"] for one in answer["appearances"]] == [[], ["changed_words", "dropped_not"], ["ellipsis"]]
    assert answer["appearances"][1]["pieces"] == [
        {"same": True, "earlier": "We will ", "later": "We will "},
        {"same": False, "earlier": "not ", "later": ""},
        {"same": True, "earlier": "leave the city", "later": "leave the city"},
    ]


def test_a_paraphrase_that_became_a_quotation_is_told(as_reader: APIClient) -> None:
    claims = said_on(1, "it opens soon", quote_type=QuoteType.INDIRECT), said_on(2, "it opens soon")
    repeat(*claims)
    assert [one["signs"] for one in shown(as_reader, claims[0])["appearances"]] == [[], ["now_quoted"]]


def test_wire_copy_counts_once(as_reader: APIClient) -> None:
    agency = SpeakerFactory(name="Example Press Agency", kind=SpeakerKind.ORGANIZATION)
    words = "We will open the bridge"
    first = said_on(1, words, article__outlet=OutletFactory(name="Example Press Agency"))
    copies = [said_on(2, words, chain=[agency]), said_on(3, words, chain=[agency])]
    same_text = said_on(4, words, article=ArticleFactory(text=copies[1].version.text))
    elsewhere = said_on(5, words)
    repeat(first, *copies, same_text, elsewhere)
    answer = shown(as_reader, first)
    assert (answer["articles"], answer["origins"]) == (5, 2)
    assert [one["origin"] for one in answer["appearances"]] == [1, 1, 1, 1, 2]


def test_what_only_a_machine_suggests_or_is_rejected_is_no_appearance(as_reader: APIClient) -> None:
    claim, other, rejected = said_on(1, "We go"), said_on(2, "We go"), said_on(3, "We go", status=Status.REJECTED)
    repeat(claim, other, status=Status.SUGGESTED)
    repeat(claim, rejected)
    LinkFactory(claim=claim, other=ClaimFactory(), relation=Relation.SUPPORTS)
    assert numbers(shown(as_reader, claim)) == [claim.pk]


def test_a_visitor_sees_the_appearances_they_may_read(as_visitor: APIClient) -> None:
    confirmed = [said_on(day, "We go", status=Status.CONFIRMED) for day in (1, 2)]
    repeat(*confirmed, said_on(3, "We go"))
    assert numbers(shown(as_visitor, confirmed[0])) == [claim.pk for claim in confirmed]


def test_a_group_has_a_bound_and_says_so(as_reader: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "AT_MOST", 3)
    claims = [said_on(day, "We go") for day in range(1, 6)]
    for other in claims[1:]:
        repeat(claims[0], other)
    answer = shown(as_reader, claims[0])
    assert (numbers(answer), answer["capped"]) == ([claim.pk for claim in claims[:3]], True)


def test_the_page_of_a_claim_shows_them(as_editor: APIClient, client: Any, editor: Any) -> None:
    claims = said_on(1, "We will not leave"), said_on(2, "We will leave")
    repeat(*claims)
    client.force_login(editor)
    page = client.get(reverse("claim", args=[claims[1].pk])).content.decode()
    assert "2 articles, 2 origins." in page
    assert "<del>not </del>" in page
    assert "a “not” dropped" in page
