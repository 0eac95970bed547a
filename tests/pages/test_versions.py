"""The pages of an article's versions, and of what changed between two."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.models import Article
from tests.factories import ArticleFactory, ArticleVersionFactory, ClaimFactory

Browser = Callable[[Any], Any]
pytestmark = pytest.mark.django_db

LONG = " ".join(f"Word {number} of many." for number in range(300))


def changed(before: str, after: str) -> Article:
    article = ArticleFactory(text=before)
    ArticleVersionFactory(article=article, text=after)
    return article


def page_of(browser: Browser, user: Any, article: Article, query: str = "") -> str:
    return browser(user).get(reverse("article-difference", args=[article.pk]) + query).content.decode()


def body_of(page: str) -> str:
    return re.search(r'<div class="article-text difference"[^>]*>(.*?)</main>', page, re.S)[1]


def test_the_byline_leads_to_what_changed(browser: Browser, reader: Any) -> None:
    article = changed("One.", "Two.")
    page = browser(reader).get(reverse("article", args=[article.pk])).content.decode()
    assert f'<a href="{reverse("article-difference", args=[article.pk])}">version 2 of 2</a>' in page


def test_an_earlier_version_keeps_its_address_and_the_present_one_leads_to_the_article(
    browser: Browser, reader: Any
) -> None:
    claim = ClaimFactory()
    earlier = reverse("article-version", args=[claim.article_id, 1])
    assert browser(reader).get(earlier).url == reverse("article", args=[claim.article_id])
    text = claim.version.text
    ArticleVersionFactory(article=claim.article, text="All of it is new.")
    page = browser(reader).get(earlier)
    assert page.status_code == 200
    assert text.split(".")[0] in re.sub(r"<[^>]+>", "", html.unescape(page.content.decode()))
    assert f'id="claim-{claim.pk}"' in page.content.decode()
    assert "?from=1&amp;to=2" in page.content.decode()


@pytest.mark.parametrize("number", [3, 0, 10**30])
def test_a_version_that_never_was_is_not_found(number: int, browser: Browser, reader: Any) -> None:
    article = changed("One.", "Two.")
    assert browser(reader).get(reverse("article-version", args=[article.pk, number])).status_code == 404


def test_words_that_changed_are_told_and_marked(browser: Browser, reader: Any) -> None:
    article = changed("“We will pay,” said <b>Ann</b>.", "“We will not pay,” said <b>Ann</b>.")
    body = body_of(page_of(browser, reader, article))
    assert '<ins>not </ins> <strong class="edit-note">quotation changed, denial added</strong>' in body
    assert "&lt;b&gt;Ann&lt;/b&gt;" in body


def test_what_did_not_change_is_folded_but_for_the_words_beside(browser: Browser, reader: Any) -> None:
    article = changed(f"{LONG} It is old. {LONG}", f"{LONG} It is new. {LONG}")
    body = body_of(page_of(browser, reader, article))
    assert len(re.findall(r"<details><summary>[\d,]+ words unchanged</summary>", body)) == 2
    shown = re.sub(r"<details>.*?</details>", "", body, flags=re.S)
    assert "of many. It is <del>old</del><ins>new</ins>. Word 0" in shown
    assert len(shown) < 700


def test_a_paragraph_that_moved_is_shown_at_both_places(browser: Browser, reader: Any) -> None:
    article = changed(
        "Ann went home.\n\nIt rained all day.\n\nBob came.", "It rained all day.\n\nBob came.\n\nAnn went home."
    )
    body = body_of(page_of(browser, reader, article))
    assert "<strong>Moved from here</strong> <del>Ann went home.</del>" in body
    assert "<strong>Moved here</strong> Ann went home." in body


def test_two_versions_of_several_are_chosen(browser: Browser, reader: Any) -> None:
    article = changed("One.", "One. Two.")
    ArticleVersionFactory(article=article, text="One. Two. Three.")
    page = page_of(browser, reader, article, "?from=1&to=2")
    assert "<option selected>1</option>" in page
    assert "<option selected>2</option>" in page
    assert "1 word added, 0 removed" in page


def test_a_version_that_is_not_there_is_told_as_the_api_tells_it(browser: Browser, reader: Any) -> None:
    answer = browser(reader).get(reverse("article-difference", args=[changed("One.", "Two.").pk]) + "?to=9")
    assert answer.status_code == 400
