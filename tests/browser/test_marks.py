"""The words of an article are marked: which claims they belong to, as what, and what became of these."""

from __future__ import annotations

import pytest
from django.db.models import Q
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.choices import Part, Status
from claims.models import Article, ArticleVersion, Claim
from claims.reading.citing import as_cited
from claims.services.claims import create_claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, marks_of
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import ArticleFactory

pytestmark = pytest.mark.browser

NESTED = (
    "The harbour office said the mayor had called the bridge “a gift to the town” on Monday, before the council met."
)
# What a reader of UTF-16 counts as two, as several, as none, and from the other side.
BEFORE = "👩‍👩‍👧 Zoe\u0308 wrote in a\u0301ll calm 🌉🌉, and مرحبا بالعالم stood on the wall. 𝔘nd so."


def words_marked(page: Page, claim: Claim, part: str) -> str:
    """The marked words, put together as they stand on the page."""
    pieces = page.locator(f'.article-text .part-{part}[data-claims~="{claim.pk}"]')
    return "".join(pieces.all_text_contents())


def claim_on(article: Article, user: User, words: str, **values: object) -> Claim:
    version: ArticleVersion = article.current_version
    start = version.text.index(words)
    return create_claim(by=user, version=version, spans={Part.CONTENT: [(start, start + len(words))]}, **values)


def test_every_claim_of_an_article_has_its_words_marked_as_the_api_counts_them(
    open_browser: OpenBrowser, newsroom: Newsroom
) -> None:
    page = open_browser()
    for article in (newsroom.consulate, newsroom.answers, newsroom.warning):
        page.goto(f"/articles/{article.pk}/")
        found = page.request.get(f"/api/v1/claims/?article={article.pk}&page_size=500").json()["results"]
        assert len(found) == article.claims.count()
        for claim in found:
            text = article.current_version.text
            words = "".join(text[start:end] for start, end in claim["spans"]["content"])
            marked = page.locator(f'.article-text .part-content[data-claims~="{claim["id"]}"]')
            assert "".join(marked.all_text_contents()) == words
            expect(page.locator(f"#claim-{claim['id']} .card-words")).to_have_text(
                as_cited(claim["content"], claim["quote_type"])
            )


def test_cue_and_speaker_words_are_marked_as_such(open_browser: OpenBrowser, newsroom: Newsroom) -> None:
    page = open_browser()
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    claim = newsroom.accountable
    assert words_marked(page, claim, "cue").strip() == "told"
    assert "Pompeo" in words_marked(page, claim, "speaker")


def test_nested_and_overlapping_claims_are_each_marked_in_full(
    open_browser: OpenBrowser, live_server: LiveServer, editor: User
) -> None:
    article = ArticleFactory(text=NESTED)
    outer = claim_on(article, editor, "the mayor had called the bridge “a gift to the town”")
    inner = claim_on(article, editor, "a gift to the town")
    across = claim_on(article, editor, "town” on Monday, before the council met")
    page = open_browser()
    page.goto(f"/articles/{article.pk}/")
    for claim in (outer, inner, across):
        assert words_marked(page, claim, "content") == claim.content
    shared = page.locator(f'.mark[data-claims~="{outer.pk}"][data-claims~="{inner.pk}"][data-claims~="{across.pk}"]')
    expect(shared).to_have_text("town")


def test_a_click_on_nested_words_leads_to_the_innermost_claim(
    open_browser: OpenBrowser, live_server: LiveServer, editor: User
) -> None:
    article = ArticleFactory(text=NESTED)
    claim_on(article, editor, "the mayor had called the bridge “a gift to the town”")
    inner = claim_on(article, editor, "a gift to the town")
    page = open_browser()
    page.goto(f"/articles/{article.pk}/")
    marks_of(page, inner).click()
    expect(card_of(page, inner)).to_be_focused()


def test_words_and_card_light_each_other_up(open_browser: OpenBrowser, newsroom: Newsroom) -> None:
    page = open_browser()
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    claim = newsroom.accountable
    marks_of(page, claim).first.hover()
    expect(card_of(page, claim)).to_contain_class("lit")
    card_of(page, claim).hover()
    expect(marks_of(page, claim).first).to_contain_class("lit")
    page.get_by_role("heading", level=1).hover()
    expect(page.locator(".lit")).to_have_count(0)


def test_suggested_confirmed_and_rejected_look_different_and_say_so(
    open_browser: OpenBrowser, busy_newsroom: Newsroom
) -> None:
    page = open_browser()
    page.goto(f"/articles/{busy_newsroom.consulate.pk}/")
    looks = set()
    for status in Status:
        claim = busy_newsroom.consulate.claims.filter(status=status).first()
        assert claim
        expect(card_of(page, claim).locator(".card-top")).to_contain_text(status.label)
        mark = marks_of(page, claim).first
        looks.add(mark.evaluate("element => getComputedStyle(element).textDecoration"))
    assert len(looks) == len(Status)


def test_emoji_combining_marks_and_words_from_the_right_before_a_quotation_shift_nothing(
    open_browser: OpenBrowser, editor: User
) -> None:
    page = open_browser(editor)
    page.goto("/articles/new/")
    page.get_by_label("Text or HTML").fill(
        f"Bridge to open\n\n{BEFORE} “We will open the bridge 🌉 before the winter,” Ada Lind said on Monday.\n\n"
        f"“سوف نفتح الجسر,” Omar Berg said."
    )
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge to open")
    claims = Claim.objects.filter(Q(content__contains="🌉 before the winter") | Q(content__contains="سوف نفتح الجسر"))
    assert len(claims) == 2
    for claim in claims:
        assert words_marked(page, claim, "content") == claim.content
    page.goto(f"/claims/{claims[0].pk}/")
    assert words_marked(page, claims[0], "content") == claims[0].content
