"""What is shown when a page cannot be, in the style of the house and open to everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims.pages.speakers import SpeakersPage
from newsapp.accounts.models import User
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser


def expect_error(page: Page, heading: str) -> None:
    """It says what is the matter, leads back to the claims, and axe finds nothing wrong with it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("main").get_by_role("link", name="To the claims")).to_be_visible()
    assert violations(page) == []


def status_of(page: Page, path: str) -> int:
    answer = page.goto(path)
    assert answer
    return answer.status


@pytest.mark.parametrize("path", ["/nothing/", "/claims/999999/", "/articles/999999/", "/speakers/999999/"])
def test_what_is_not_there(open_browser: OpenBrowser, newsroom: Newsroom, path: str) -> None:
    page = open_browser()
    assert status_of(page, path) == 404
    expect_error(page, "There is nothing here")
    expect(page.get_by_role("main").get_by_role("link", name="sign in")).to_be_visible()


def test_what_an_account_may_not_open(open_browser: OpenBrowser, reader: User) -> None:
    page = open_browser(reader)
    assert status_of(page, "/articles/new/") == 403
    expect_error(page, "Your account may not do this")
    expect(page.get_by_role("main")).to_contain_text("You are signed in as reader (reader).")


def test_a_form_that_is_out_of_date(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser()
    page.goto("/sign-in/")
    page.context.clear_cookies()
    page.get_by_label("User name").fill(editor.username)
    page.get_by_label("Password").fill("anything")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("main")).to_contain_text("This form was out of date")
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    assert violations(page) == []


def test_too_many_tries_to_sign_in(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser()
    page.goto("/sign-in/")
    for _ in range(5):
        page.get_by_label("User name").fill(editor.username)
        page.get_by_label("Password").fill("guessed")
        page.get_by_role("button", name="Sign in").click()
    expect_error(page, "Too many tries")
    expect(page.get_by_role("main")).to_contain_text("a quarter of an hour")


def test_what_nobody_foresaw(open_browser: OpenBrowser, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: SpeakersPage, answers: dict[str, Any]) -> dict[str, Any]:
        raise RuntimeError("not foreseen, by this test")

    monkeypatch.setattr(SpeakersPage, "more", fail)
    page = open_browser()
    assert status_of(page, "/speakers/") == 500
    expect_error(page, "Internal Server Error")
    expect(page.get_by_role("main")).not_to_contain_text("by this test")
