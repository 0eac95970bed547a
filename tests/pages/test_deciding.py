"""Whose role does not let them decide is told why, once a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.templatetags.cards import OF_FACT_CHECKERS, OF_READERS
from tests.factories import ArticleFactory, ArticleVersionFactory, ClaimFactory, SpeakerFactory

Browser = Callable[[Any], Any]
LISTS = ("claims", "review", "article", "article-version", "speaker")


@pytest.fixture
def addresses(db: None) -> dict[str, str]:
    """Pages that show several claims, and that of one."""
    speaker, article = SpeakerFactory(), ArticleFactory()
    one, _, _ = ClaimFactory.create_batch(3, speaker=speaker, article=article)
    earlier = ArticleFactory()
    ClaimFactory.create_batch(2, article=earlier)
    ArticleVersionFactory(article=earlier, number=2, text="Other words.")
    return {
        "claims": reverse("claims"),
        "review": reverse("review"),
        "article": reverse("article", args=[article.pk]),
        "article-version": reverse("article-version", args=[earlier.pk, 1]),
        "speaker": reverse("speaker", args=[speaker.pk]),
        "claim": reverse("claim", args=[one.pk]),
        "only earlier": reverse("article", args=[earlier.pk]),
    }


@pytest.mark.parametrize("name", [*LISTS, "claim", "only earlier"])
@pytest.mark.parametrize(("who", "reason"), [("reader", OF_READERS), ("fact_checker", OF_FACT_CHECKERS)])
def test_who_may_not_decide_is_told_why_once_before_the_cards(
    addresses: dict[str, str], browser: Browser, member: Any, name: str, who: str, reason: str
) -> None:
    page = browser(member(who)).get(addresses[name]).content.decode()
    assert page.count('class="card is-') == 1 if name == "claim" else page.count('class="card is-') > 1
    assert page.count(reason) == 1
    assert page.index(reason) < page.index('class="card is-')


@pytest.mark.parametrize("name", [*LISTS, "claim"])
@pytest.mark.parametrize("who", ["editor", "visitor"])
def test_who_may_decide_and_who_has_no_account_is_told_nothing(
    addresses: dict[str, str], browser: Browser, member: Any, visitors_read: Any, name: str, who: str
) -> None:
    visitors_read("everything")
    page = browser(member(who)).get(addresses[name]).content.decode()
    assert 'class="card is-' in page
    assert "may-not" not in page


def test_a_fact_checker_beside_claims_of_their_own_is_told_nothing(browser: Browser, fact_checker: Any) -> None:
    own = ClaimFactory(author=fact_checker)
    page = browser(fact_checker).get(reverse("claims")).content.decode()
    assert 'data-action="decide"' in page
    assert "may-not" not in page
    ClaimFactory(article=own.article)
    assert browser(fact_checker).get(reverse("claims")).content.decode().count(OF_FACT_CHECKERS) == 1


def test_where_no_claim_is_shown_there_is_nothing_to_explain(browser: Browser, reader: Any, db: None) -> None:
    assert "may-not" not in browser(reader).get(reverse("claims")).content.decode()


def test_a_card_that_is_shown_anew_does_not_say_it_again(
    addresses: dict[str, str], browser: Browser, reader: Any
) -> None:
    assert OF_READERS not in browser(reader).get(f"{addresses['claim']}card/").content.decode()
