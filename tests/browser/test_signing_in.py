"""An editor signs in and out; a visitor is told how to."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from newsapp.accounts.models import User
from tests.browser.actions import work_on
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser


def test_an_editor_signs_in_and_lands_where_they_were(
    open_browser: OpenBrowser, newsroom: Newsroom, editor: User
) -> None:
    page = open_browser()
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_label("User name").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(rf"/articles/{newsroom.consulate.pk}/$"))
    expect(page.get_by_role("banner")).to_contain_text("editor")
    expect(work_on(page, newsroom.accountable).get_by_role("button", name="Confirm")).to_be_visible()


def test_an_editor_signs_out_and_reads_on_as_a_visitor(
    open_browser: OpenBrowser, newsroom: Newsroom, editor: User
) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)


def test_a_wrong_password_is_said_and_the_name_stays(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser()
    page.goto("/sign-in/")
    page.get_by_label("User name").fill(editor.username)
    page.get_by_label("Password").fill("guessed")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("correct")
    expect(page.get_by_label("User name")).to_have_value(editor.username)


@pytest.mark.parametrize("path", ["/", "/articles/{article}/", "/claims/{claim}/"])
def test_a_visitor_is_told_how_to_sign_in(open_browser: OpenBrowser, newsroom: Newsroom, path: str) -> None:
    page = open_browser()
    page.goto(path.format(article=newsroom.consulate.pk, claim=newsroom.threats.pk))
    note = page.get_by_role("main").get_by_text("You are reading as a visitor.")
    note.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    told = "the start command prints the name and password of a first editor"
    expect(page.get_by_role("main")).to_contain_text(told)


def test_a_page_for_colleagues_asks_a_visitor_to_sign_in(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser()
    page.goto("/articles/new/")
    page.get_by_label("User name").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Take in an article")).to_be_visible()
