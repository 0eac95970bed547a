"""On an article's page speech comes first; stances stand behind one switch, which the address keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import Form, Status
from claims.models import Claim
from tests.factories import ArticleFactory, ClaimFactory

Browser = Callable[[Any], Any]
pytestmark = pytest.mark.django_db
TEXT = "“We will open the bridge,” Ann Lee said. She believes that taxes are too high. She wants a new harbour."


@pytest.fixture
def said() -> Claim:
    return ClaimFactory(article=ArticleFactory(text=TEXT), content="We will open the bridge")


@pytest.fixture
def stances(said: Claim) -> list[Claim]:
    words = ("taxes are too high", "a new harbour")
    return [ClaimFactory(article=said.article, speaker=said.speaker, content=one, form=Form.THOUGHT) for one in words]


def page(browser: Browser, user: Any, claim: Claim, query: str = "") -> str:
    answer: str = browser(user).get(reverse("article", args=[claim.article_id]) + query).content.decode()
    return answer


def cards(shown: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="claim-(\d+)" tabindex', shown)]


def test_stances_are_left_out_of_cards_marks_and_counts(
    said: Claim, stances: list[Claim], browser: Browser, editor: Any
) -> None:
    shown = page(browser, editor, said)
    assert cards(shown) == [said.pk]
    assert f'data-claims="{stances[0].pk}"' not in shown
    assert "0 of 1 decided" in shown
    assert re.search(r'href="[^"]*\?stances=shown#claims"[^>]*>Show 2 stances<', shown)


def test_switched_on_they_stand_in_the_order_of_the_text(
    said: Claim, stances: list[Claim], browser: Browser, editor: Any
) -> None:
    shown = page(browser, editor, said, "?stances=shown")
    assert cards(shown) == [said.pk, *(claim.pk for claim in stances)]
    assert "0 of 3 decided" in shown
    assert "Hide 2 stances" in shown


def test_all_that_was_said_being_decided_the_next_article_is_offered(
    said: Claim, stances: list[Claim], browser: Browser, editor: Any
) -> None:
    Claim.objects.filter(pk=said.pk).update(status=Status.CONFIRMED)
    assert "All are decided." in page(browser, editor, said)
    assert "All are decided." not in page(browser, editor, said, "?stances=shown")


def test_a_card_of_a_stance_leads_to_its_words_where_they_are_shown(
    said: Claim, stances: list[Claim], browser: Browser, editor: Any
) -> None:
    shown = browser(editor).get(reverse("claims")).content.decode()
    assert f"?stances=shown#words-{stances[0].pk}" in shown
    assert f"{reverse('article', args=[said.article_id])}#words-{said.pk}" in shown


def test_without_stances_there_is_no_switch(said: Claim, browser: Browser, editor: Any) -> None:
    assert "stance" not in page(browser, editor, said)
    stance = ClaimFactory(form=Form.THOUGHT)
    assert "only stances" in page(browser, editor, stance)
