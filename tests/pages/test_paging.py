"""Long lists on a page lead on to the rest, each by itself, and claims keep their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import Relation
from claims.models import Assessment, Claim, Comment, Link
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    OutletFactory,
    RatingFactory,
    SpeakerFactory,
    UserFactory,
)

Browser = Callable[[Any], Any]


def section_of(page: str, name: str) -> str:
    """What stands in a section of the page."""
    return page[page.index(f'<section id="{name}"') :].split("</section>")[0]


def link_in(html: str, way: str = "next") -> str:
    return unescape(re.search(rf'rel="{way}" href="([^"]+)"', html)[1])


def link_many(claim: Claim) -> None:
    speaker, article = SpeakerFactory(), ArticleFactory()
    others = [ClaimFactory(speaker=speaker, article=article) for _ in range(101)]
    Link.objects.bulk_create(
        Link(claim=claim, other=other, relation=relation)
        for other in others
        for relation in (Relation.REPEATS, Relation.SUPPORTS)
    )


def comment_much(claim: Claim) -> None:
    author = UserFactory()
    Comment.objects.bulk_create(Comment(claim=claim, author=author, text="Worth a call.") for _ in range(502))


def assess_often(claim: Claim) -> None:
    author, rating = UserFactory(), RatingFactory()
    Assessment.objects.bulk_create(
        Assessment(claim=claim, author=author, rating=rating, explanation="A draft.") for _ in range(52)
    )


@pytest.mark.parametrize(
    ("name", "fill", "row", "total"),
    [
        ("links", link_many, '<li class="row is-', 202),
        ("comments", comment_much, '<li class="row">', 502),
        ("assessments", assess_often, '<article class="assessment', 52),
    ],
)
def test_a_section_of_a_claim_leads_on_to_its_rest_and_back(
    name: str, fill: Callable[[Claim], None], row: str, total: int, browser: Browser, editor: Any
) -> None:
    claim, client = ClaimFactory(), browser(editor)
    fill(claim)
    first = section_of(client.get(reverse("claim", args=[claim.pk])).content.decode(), name)
    second_link = link_in(first)
    assert second_link.endswith(f"#{name}")
    second = section_of(client.get(second_link).content.decode(), name)
    assert first.count(row) + second.count(row) == total
    assert 'rel="next"' not in second
    assert section_of(client.get(link_in(second, "prev")).content.decode(), name).count(row) == first.count(row)


def test_two_sections_are_paged_by_themselves(browser: Browser, editor: Any) -> None:
    claim, client = ClaimFactory(), browser(editor)
    comment_much(claim)
    assess_often(claim)
    first = client.get(reverse("claim", args=[claim.pk])).content.decode()
    second = client.get(link_in(section_of(first, "comments"))).content.decode()
    both = client.get(link_in(section_of(second, "assessments"))).content.decode()
    assert section_of(both, "comments").count('<li class="row">') == 2
    assert section_of(both, "assessments").count('<article class="assessment') == 2


def test_claims_are_numbered_on_from_page_to_page_of_an_article(browser: Browser, editor: Any) -> None:
    article, speaker, client = ArticleFactory(), SpeakerFactory(), browser(editor)
    earlier = ClaimFactory(article=article, speaker=speaker)
    ArticleVersionFactory(article=article, text=f"{earlier.version.text} More follows.")
    model = ClaimFactory(article=article, speaker=speaker)
    Claim.objects.bulk_create(copies_of(model, 501))
    first = client.get(reverse("article", args=[article.pk])).content.decode()
    second = client.get(link_in(first)).content.decode()
    assert numbers_on(first) == list(range(1, 500))
    assert numbers_on(second) == [500, 501, 502]
    assert "Claims 500 to 502" in second
    assert numbers_on(client.get(link_in(second, "prev")).content.decode()) == numbers_on(first)


def copies_of(claim: Claim, number: int) -> list[Claim]:
    """The claim again and again, though each without spans."""
    names = ("article_id", "version_id", "speaker_id", "content", "start", "quote_type", "listed_at")
    return [Claim(**{name: getattr(claim, name) for name in names}) for _ in range(number)]


def numbers_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<a class="number"[^>]*>(\d+)</a>', page)]


def test_the_form_for_an_article_asks_for_the_outlets_that_it_does_not_list(browser: Browser, editor: Any) -> None:
    OutletFactory.create_batch(51)
    page = browser(editor).get(reverse("take-in")).content.decode()
    assert page.count("<option value=") == 50
    assert 'data-suggest="outlets/?"' in page
