"""Where words may begin and end that are moved by keyboard, and what goes with words that are dropped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from newsapp.accounts.models import User
from tests.browser.conftest import OpenBrowser
from tests.factories import ArticleFactory

pytestmark = pytest.mark.browser

OpenArticle = Callable[[str], Page]

DROPPED = """async ([ranges, words]) => {
  const { without } = await import(new URL("dropping.js", document.querySelector("script[src*=main]").src));
  return without(ranges, words);
}"""
EDGES = """async (length) => {
  const { nextEdge } = await import(new URL("places.js", document.querySelector("script[src*=main]").src));
  const places = Array.from({ length }, (_, place) => place);
  const all = (edge, first) => [...new Set(places.map((place) => nextEdge(place + first, edge, 1)))];
  return [all("start", -1).slice(0, 9), all("end", 0).slice(0, 9)];
}"""


@pytest.fixture
def open_article(open_browser: OpenBrowser, editor: User) -> OpenArticle:
    def opened(text: str) -> Page:
        page = open_browser(editor)
        page.goto(f"/articles/{ArticleFactory(text=text).pk}/")
        return page

    return opened


def test_a_mark_that_opens_before_what_is_dropped_or_closes_behind_it_goes_too(open_article: OpenArticle) -> None:
    text = 'He said that “the old bridge is closed” and that "all is 🌉 well", as before.'
    page = open_article(text)
    for dropped, left in (
        ("the old bridge", ["He said that", 'is closed” and that "all is 🌉 well", as before.']),
        ("old bridge is closed", ["He said that “the", 'and that "all is 🌉 well", as before.']),
        ("all is 🌉", ["He said that “the old bridge is closed” and that", 'well", as before.']),
        ("is 🌉 well", ['He said that “the old bridge is closed” and that "all', "as before."]),
    ):
        start = text.index(dropped)
        ranges = page.evaluate(DROPPED, [[[0, len(text)]], {"start": start, "end": start + len(dropped)}])
        assert [text[first:beyond] for first, beyond in ranges] == left


def test_an_edge_steps_over_dashes_and_signs_but_not_over_quotation_marks(open_article: OpenArticle) -> None:
    text = "It — 🌉 🇺🇸 – costs, “we 5 % hope.”"
    page = open_article(text)
    starts, ends = page.evaluate(EDGES, len(text))
    assert [text[start:] for start in starts] == [text[text.index(word) :] for word in ("It", *"🌉🇺c“w5h”")]
    assert [text[:end].split()[-1] for end in ends] == ["It", "🌉", "🇺🇸", "costs", "“", "“we", "5", "hope", "hope.”"]


def test_arrows_follow_the_direction_of_the_paragraph_that_they_move_in(open_article: OpenArticle) -> None:
    page = open_article("The mayor spoke.\n\nقال رئيس البلدية إن الجسر مفتوح.")
    directions = page.locator(".article-text p").evaluate_all(
        "all => all.map(each => getComputedStyle(each).direction)"
    )
    assert directions == ["ltr", "rtl"]
    page.locator(".article-text").focus()
    for keys, selected in (
        (["v"], "The"),
        (["ArrowRight"], "mayor"),
        (["ArrowRight", "ArrowRight"], "قال"),
        (["ArrowLeft"], "رئيس"),
        (["Shift+ArrowLeft"], "رئيس البلدية"),
        (["Shift+ArrowRight"], "رئيس"),
    ):
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_function("(words) => getSelection().toString() === words", arg=selected)
