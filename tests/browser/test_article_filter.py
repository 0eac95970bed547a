"""Lists of claims are narrowed to those of one article, found by its title or its outlet."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from newsapp.accounts.models import User
from tests.browser.actions import tab_to
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, newsroom: Newsroom) -> Page:
    return open_browser(editor)


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Article", exact=True)


def offered(page: Page, **chosen: bool) -> Locator:
    return page.get_by_role("listbox", name="Articles").get_by_role("option", **chosen)


def expect_narrowed_to(page: Page, title: str, count: int) -> None:
    expect(page.get_by_role("list", name="Filters that are on")).to_contain_text(f"Article: {title}")
    expect(page.get_by_role("heading", name=re.compile(rf"^{count} claims?\b"))).to_be_visible()


def test_the_queue_is_narrowed_by_keyboard_alone_and_keeps_its_other_filters(page: Page, newsroom: Newsroom) -> None:
    article = newsroom.answers
    page.goto("/review/?quote_type=indirect&page_size=1")
    page.keyboard.press("Tab")  # one goes to a later page: the article's claims are shown from the first on
    tab_to(page, page.get_by_role("link", name="Next"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("cursor="))
    tab_to(page, field(page))
    page.keyboard.type("basra")
    expect(offered(page)).to_have_count(3)
    page.keyboard.type(" evacuation")
    expect(offered(page)).to_have_text([re.compile(f"^{article.title}.*The Harbour Post")])
    page.keyboard.press("ArrowDown")
    expect(offered(page, selected=True)).to_contain_text(article.title)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/review/\?quote_type=indirect&page_size=1&article={article.pk}$"))
    expect_narrowed_to(page, article.title, article.claims.filter(quote_type="indirect").count())


def test_the_claims_of_an_article_that_is_found_by_its_outlet(page: Page, newsroom: Newsroom) -> None:
    article = newsroom.warning
    page.goto("/claims/")
    field(page).press_sequentially("meridian")
    offered(page).filter(has_text="Articles of Meridian Courier").click()
    option = offered(page).filter(has_text=article.title)
    expect(offered(page)).to_have_count(1)
    assert violations(page) == []
    option.click()
    expect_narrowed_to(page, article.title, article.claims.count())


def test_it_says_that_nothing_is_found_or_why_until_escape(page: Page) -> None:
    page.goto("/claims/")
    field(page).press_sequentially("zebra")
    expect(offered(page)).to_have_text("No article is found.")
    page.keyboard.press("Enter")
    page.route("**/api/v1/articles/**", lambda route: route.abort())
    page.keyboard.type("s")
    expect(offered(page)).to_contain_text("could not be reached")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(offered(page)).to_have_count(0)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_on_a_phone_nothing_scrolls_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/review/")
    field(page).press_sequentially("basra")
    expect(offered(page)).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_without_script_the_address_narrows_the_list_and_there_is_no_field(
    open_browser: OpenBrowser, newsroom: Newsroom
) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(f"/claims/?article={newsroom.warning.pk}")
    expect_narrowed_to(page, newsroom.warning.title, newsroom.warning.claims.count())
    expect(field(page)).to_have_count(0)
