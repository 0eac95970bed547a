"""The page of an attribution map: drawn, and as tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import Status
from claims.models import Article, Claim
from tests.factories import ArticleFactory, ClaimFactory, LinkFactory, OutletFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

Shown = Callable[..., tuple[str, str]]


@pytest.fixture
def shown(browser: Callable[[Any], Any], reader: Any) -> Shown:
    """The drawing and the tables of a map of these articles."""

    def of(*articles: Article) -> tuple[str, str]:
        query = "&".join(f"article={article.pk}" for article in articles)
        html = browser(reader).get(f"{reverse('map')}?{query}").content.decode()
        drawing, tables = html.split('<table class="map-table">', 1)
        return drawing[drawing.index('<svg class="map"') :], tables

    return of


def test_a_single_claim_is_led_to_by_its_mark_and_several_by_their_row(shown: Shown) -> None:
    claim = ClaimFactory()
    several = ClaimFactory(article=claim.article)
    also = ClaimFactory(article=claim.article, speaker=several.speaker, content="Nobody has asked us")
    drawing, tables = shown(claim.article)
    assert f'href="{reverse("claim", args=[claim.pk])}"' in drawing
    assert f'href="{reverse("claim", args=[several.pk])}"' not in drawing
    (row,) = re.findall(r'href="#(said-\d)"', drawing)
    listed = tables[tables.index(f'id="{row}"') :].split("</tr>")[0]
    assert re.findall(r'href="/claims/(\d+)/"', listed) == [str(several.pk), str(also.pk)]


@pytest.mark.parametrize(("status", "dashed"), [(Status.SUGGESTED, True), (Status.CONFIRMED, False)])
def test_what_nobody_confirmed_is_dashed(status: str, dashed: bool, shown: Shown) -> None:
    drawing, _ = shown(ClaimFactory(status=status).article)
    assert ("map-words is-suggested" in drawing, "map-way is-suggested" in drawing) == (dashed, dashed)


def test_a_solid_mark_shows_words_that_were_confirmed(shown: Shown) -> None:
    suggested = ClaimFactory()
    ClaimFactory(
        article=suggested.article, speaker=suggested.speaker, content="Nobody has asked us", status=Status.CONFIRMED
    )
    drawing, _ = shown(suggested.article)
    assert "Nobody has asked us" in drawing
    assert suggested.content not in drawing


def test_a_denial_is_called_one(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.reading.claims.denies", lambda cue: True)
    drawing, tables = shown(ClaimFactory().article)
    assert '<tspan class="map-denies">denies</tspan>' in drawing
    assert '<strong class="denies">denies</strong>' in tables


def test_with_whom_to_whom_and_through_whom_stand_on_the_way(shown: Shown) -> None:
    lee, stone, agency = (SpeakerFactory(name=name) for name in ("Ann Lee", "Bob Stone", "Press Agency"))
    claim = ClaimFactory(speaker=lee, chain=[agency], chain__together=[stone], addressee="the council")
    drawing, _ = shown(claim.article)
    for note in ("with Bob Stone", "with Ann Lee", "to the council", "via Press Agency"):
        assert f"<title>{note}</title>" in drawing


def test_an_answer_leads_to_the_links_of_the_claim_that_answers(shown: Shown) -> None:
    claim = ClaimFactory()
    LinkFactory(claim=claim, other=ClaimFactory(article=claim.article), relation="contradicts")
    drawing, tables = shown(claim.article)
    assert f'href="{reverse("claim", args=[claim.pk])}#links"' in drawing
    assert "Who answered whom" in tables


def test_a_story_names_its_articles_and_who_printed_what(shown: Shown) -> None:
    claims: list[Claim] = [ClaimFactory(article__outlet=OutletFactory(name=name)) for name in ("Post", "Echo")]
    drawing, tables = shown(*(claim.article for claim in claims))
    assert drawing.count('<g class="map-end">') == 2
    for claim in claims:
        assert f'href="{reverse("article", args=[claim.article_id])}"' in tables


def test_the_name_of_who_printed_it_takes_as_many_lines_as_fit(shown: Shown) -> None:
    article = ArticleFactory(title="US pulls staff from Iraq", outlet=None)
    ClaimFactory(article=article)
    drawing, _ = shown(article)
    assert re.findall(r"<text[^>]*>([^<]*(?:US pulls|Iraq)[^<]*)</text>", drawing) == ["US pulls staff…"]
    for _ in range(2):
        ClaimFactory(article=article, speaker=SpeakerFactory())
    drawing, _ = shown(article)
    assert "<title>US pulls staff from Iraq</title>" in drawing
    assert re.findall(r"<text[^>]*>([^<]*(?:US pulls|Iraq)[^<]*)</text>", drawing) == ["US pulls staff", "from Iraq"]


def test_hostile_names_are_words(shown: Shown) -> None:
    speaker = SpeakerFactory(name='"><script>alert(1)</script>')
    drawing, tables = shown(ClaimFactory(speaker=speaker, addressee="</svg><b>").article)
    assert "<script>" not in drawing + tables
    assert "</svg><b>" not in drawing + tables


def test_of_an_article_without_claims_it_says_so(browser: Callable[[Any], Any], reader: Any) -> None:
    html = browser(reader).get(reverse("article-map", args=[ArticleFactory().pk])).content.decode()
    assert "No claim to draw" in html
    assert "<svg" not in html


def test_an_article_that_is_not_there_is_named(browser: Callable[[Any], Any], reader: Any) -> None:
    answer = browser(reader).get(f"{reverse('map')}?article=987")
    assert answer.status_code == 400
    assert "There is no article of this number: 987." in answer.content.decode()
    assert browser(reader).get(reverse("article-map", args=[987])).status_code == 404


def test_of_no_chosen_article_it_says_how_many_to_choose(browser: Callable[[Any], Any], reader: Any) -> None:
    answer = browser(reader).get(reverse("map"))
    assert answer.status_code == 400
    assert "Name one to 20 articles" in answer.content.decode()
    assert "without filters" not in answer.content.decode()
