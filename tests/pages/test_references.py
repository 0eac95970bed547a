"""What a page describes or labels by an id is on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import ArticleFactory, ArticleVersionFactory, BatchFactory, FeedFactory, IntakeFactory

Browser = Callable[[Any], Client]
BY_ID = ("aria-describedby", "aria-labelledby", "for")


class Ids(HTMLParser):
    """The ids of a page, and those that its elements refer to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.there: list[str] = []
        self.referred: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.there.append(value or "")
            elif name in BY_ID:
                self.referred += [(name, one) for one in (value or "").split() or [""]]


def addresses(newsroom: SimpleNamespace) -> Iterator[str]:
    claim, article = newsroom.confirmed, newsroom.confirmed.article
    ArticleVersionFactory(article=article, number=2, text="Other words.")
    FeedFactory(failures=2, last_result="The server answered 404 Not Found.")
    lists = ("claims", "review", "articles", "speakers", "take-in", "intakes", "batches", "feeds")
    yield from map(reverse, (*lists, "account", "password", "sign-in", "api-docs"))
    for name in ("claim", "claim-card", "claim-details"):
        yield from (reverse(name, args=[one.pk]) for one in (claim, newsroom.suggested))
    for one in (article, newsroom.suggested.article, ArticleFactory(text="Nobody said a word.")):
        yield reverse("article", args=[one.pk])
    yield reverse("article-difference", args=[article.pk])
    yield reverse("article-version", args=[article.pk, 1])
    yield reverse("speaker", args=[claim.speaker_id])
    yield reverse("intake", args=[IntakeFactory(failed=True).pk])
    yield reverse("batch", args=[BatchFactory().pk])
    yield from ("/nothing/", "/claims/?status=unheard-of", "/claims/?q=zeppelin")


@pytest.mark.parametrize("who", ["visitor", "reader", "fact_checker", "editor", "administrator"])
def test_nothing_refers_to_an_id_that_is_not_on_its_page(
    who: str, newsroom: Any, browser: Browser, member: Callable[[str], Any], visitors_read: Callable[[str], None]
) -> None:
    visitors_read("everything")
    client = browser(member(who))
    pages = {address: Ids(client.get(address).content.decode()) for address in addresses(newsroom)}
    lost = {
        address: missing
        for address, ids in pages.items()
        if (missing := [(name, to) for name, to in ids.referred if to not in ids.there])
    }
    assert lost == {}


def test_what_is_wrong_with_a_new_password_is_said_at_its_field(browser: Browser, editor: Any) -> None:
    wrong = {"old_password": "not it", "new_password1": "bridge", "new_password2": "river"}
    page = Ids(browser(editor).post(reverse("password"), wrong).content.decode())
    referred = [to for name, to in page.referred if name == "aria-describedby"]
    assert {"id_old_password_error", "id_new_password2_error"} <= set(referred) <= set(page.there)
