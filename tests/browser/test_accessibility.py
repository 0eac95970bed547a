"""axe-core finds nothing wrong with any page, in light and dark, wide and narrow, closed and open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from rest_framework.test import APIClient

from claims.models import Article
from newsapp.accounts.models import User
from tests.browser.actions import card_of, open_picker, work_on
from tests.browser.axe import violations
from tests.browser.conftest import Member, OpenBrowser
from tests.browser.every_page import PAGES_OF, pages_to_embed
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("who", ["visitor", "editor", "administrator"])
def test_every_page(open_browser: OpenBrowser, busy_newsroom: Newsroom, member: Member, who: str, width: int) -> None:
    user = None if who == "visitor" else member(who)
    page = open_browser(user, viewport={"width": width, "height": 900})
    found = {}
    for name, path in (PAGES_OF[who](busy_newsroom) | pages_to_embed(busy_newsroom)).items():
        page.goto(path)
        if wrong := violations(page):
            found[name] = wrong
    assert found == {}


@pytest.fixture
def page(open_browser: OpenBrowser, busy_newsroom: Newsroom, editor: User) -> Iterator[Page]:
    """An article before the editor, which the test brings into a state; nothing may be wrong with it then."""
    page = open_browser(editor)
    page.goto(f"/articles/{busy_newsroom.consulate.pk}/")
    yield page
    assert violations(page) == []


def test_the_picker_of_speakers_while_it_offers_some(page: Page, busy_newsroom: Newsroom) -> None:
    open_picker(page, busy_newsroom.accountable).fill("bol")
    expect(page.get_by_role("option").first).to_contain_text("John Bolton")
    page.keyboard.press("ArrowDown")


def test_the_picker_of_speakers_while_it_asks_for_the_kind_of_a_new_one(page: Page, busy_newsroom: Newsroom) -> None:
    open_picker(page, busy_newsroom.accountable).fill("Ada Lind")
    page.get_by_role("option").filter(has_text="New speaker").click()
    expect(page.get_by_label("is a new")).to_be_focused()


def test_an_article_whose_page_is_missing(page: Page, busy_newsroom: Newsroom) -> None:
    Article.objects.filter(pk=busy_newsroom.consulate.pk).update(page_missing_since=timezone.now())
    page.reload()
    expect(page.get_by_text("Its page was gone when it was last looked at")).to_be_visible()


def test_a_comment_that_names_nobody(page: Page, busy_newsroom: Newsroom) -> None:
    page.goto(f"/claims/{busy_newsroom.accountable.pk}/")
    page.get_by_label("Add a comment").fill("@nobody.here, is this so?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("No colleague was found by @nobody.here")).to_be_visible()


def test_a_tag_that_is_being_typed(page: Page, busy_newsroom: Newsroom) -> None:
    field = work_on(page, busy_newsroom.accountable).get_by_label("Add a tag to this claim")
    field.press_sequentially("mil")
    expect(page.locator("#known-tags option")).to_have_count(1)


def test_an_error_beside_a_card(page: Page, busy_newsroom: Newsroom) -> None:
    card = work_on(page, busy_newsroom.accountable)
    page.route("**/api/v1/claims/**", lambda route: route.abort())
    card.get_by_role("button", name="Reject").click()
    expect(card.get_by_role("alert")).to_contain_text("could not be reached")


def test_a_conflict_beside_a_card(
    page: Page, busy_newsroom: Newsroom, administrator: User, as_user: Callable[[Any], APIClient]
) -> None:
    claim = busy_newsroom.accountable
    answer = as_user(administrator).patch(
        f"/api/v1/claims/{claim.pk}/", {"status": "suggested"}, headers={"If-Match": "*"}
    )
    assert answer.status_code == 200
    work_on(page, claim).get_by_role("button", name="Reject").click()
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("administrator changed this meanwhile.")


def test_a_card_and_its_words_that_light_each_other_up(page: Page, busy_newsroom: Newsroom) -> None:
    card_of(page, busy_newsroom.accountable).hover()
    expect(card_of(page, busy_newsroom.accountable)).to_contain_class("lit")


def test_a_form_with_errors(page: Page) -> None:
    page.goto("/articles/new/")
    page.get_by_label("Published").fill("the day before yesterday")
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("[aria-invalid]").first).to_be_visible()


def test_the_forms_of_a_claim_when_they_are_open(page: Page, busy_newsroom: Newsroom) -> None:
    page.goto(f"/claims/{busy_newsroom.threats.pk}/")
    for summary in page.locator("summary").all():
        summary.click()
    for add in page.get_by_role("button", name="Add evidence").all():
        add.click()
    expect(page.get_by_role("button", name="Link", exact=True)).to_be_visible()
