"""An editor corrects what is known of an article on its page, in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.services.articles import update_article
from newsapp.accounts.models import User
from tests.browser.actions import expect_said, same_load
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import ArticleFactory, OutletFactory, UserFactory

pytestmark = pytest.mark.browser


def test_an_untitled_article_of_no_outlet_gets_both_in_place_and_loses_them_by_undo(
    open_browser: OpenBrowser, editor: User
) -> None:
    article = ArticleFactory(title="", outlet=None, author="Ann Roe")
    OutletFactory(name="Morning Post")
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    with same_load(page):
        page.get_by_text("Give it a title").press("Enter")
        page.get_by_label("Title").fill("Bridge opens")
        page.get_by_label("Outlet").press_sequentially("Mor")
        expect(page.locator("#outlets option")).to_have_attribute("value", "Morning Post")
        page.get_by_label("Outlet").fill("Morning Post")
        assert violations(page) == []
        page.get_by_label("Outlet").press("Enter")
        expect_said(page, "Article corrected.")
        expect(page.locator("h1")).to_have_text("Bridge opens")
        expect(page.locator(".byline")).to_contain_text("Morning Post by Ann Roe")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("h1")).to_have_text("Untitled article")
    article.refresh_from_db()
    assert (article.title, article.outlet, article.author) == ("", None, "Ann Roe")


def test_a_stale_correction_leaves_what_others_corrected_meanwhile(open_browser: OpenBrowser, editor: User) -> None:
    article = ArticleFactory(author="Ann Roe")
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    page.get_by_text("Correct what is known of it").click()
    page.get_by_label("Title").fill("Later")
    update_article(article, author="Bob Stone", by=UserFactory())
    page.locator("#article-facts").get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Apply mine anyway").click()
    expect(page.locator("h1")).to_have_text("Later")
    expect(page.locator(".byline")).to_contain_text("by Bob Stone")


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(open_browser: OpenBrowser, editor: User) -> None:
    article = ArticleFactory()
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    page.get_by_text("Correct what is known of it").click()
    page.get_by_label("Published").fill("the day before")
    page.get_by_label("Title").fill("Later")
    page.locator("#article-facts").get_by_role("button", name="Save").click()
    expect(page.get_by_label("Published")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Title")).to_have_value("Later")
    assert violations(page) == []


def test_whoever_may_not_correct_it_is_offered_nothing(open_browser: OpenBrowser, fact_checker: User) -> None:
    article = ArticleFactory(title="")
    page = open_browser(fact_checker)
    page.goto(f"/articles/{article.pk}/")
    expect(page.locator("h1")).to_have_text("Untitled article")
    expect(page.locator("#article-facts form")).to_have_count(0)
