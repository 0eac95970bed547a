"""Keys are chosen on the account page, and the pages that are opened then take them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from newsapp.accounts.models import User
from tests.browser.actions import card_of, tab_to, work_on
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User) -> Page:
    page = open_browser(editor)
    page.goto("/account/")
    return page


def store(page: Page) -> None:
    page.get_by_role("button", name="Store the keys").click()
    expect(page.get_by_text("Your keys are stored.")).to_be_visible()


def test_a_key_of_ones_own_does_the_deed_and_the_old_one_does_nothing(page: Page, newsroom: Newsroom) -> None:
    claim = newsroom.threats
    page.get_by_label("Confirm, and go on").fill("q")
    page.get_by_label("New claim of the selected words").fill("z")
    store(page)
    expect(page.get_by_label("Confirm, and go on")).to_have_value("q")
    page.goto(f"/articles/{claim.article_id}/")
    work_on(page, claim)
    page.keyboard.press("y")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys")
    expect(help_.locator("div", has_text="confirm, and go on").locator("kbd")).to_have_text("q")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(card_of(page, claim)).to_contain_class("is-suggested")
    work_on(page, claim)
    page.keyboard.press("q")
    expect(card_of(page, claim)).to_contain_class("is-confirmed")
    page.keyboard.press("v")
    tools = page.get_by_role("toolbar", name="The selected words")
    expect(tools.get_by_role("button", name="New claim")).to_have_text("New claim z")


def test_it_is_done_by_keyboard_alone(page: Page, editor: User) -> None:
    field = page.get_by_label("Reject, and go on")
    tab_to(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("r")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your keys are stored.")).to_be_visible()
    editor.refresh_from_db()
    assert editor.own_keys == {"reject": "r"}


def test_no_keys_at_all(page: Page, newsroom: Newsroom) -> None:
    claim = newsroom.threats
    page.get_by_label("Use no keys").check()
    store(page)
    page.goto(f"/articles/{claim.article_id}/")
    work_on(page, claim)
    page.keyboard.press("y")
    page.get_by_role("button", name="Keys to work with").click()
    help_ = page.get_by_role("dialog", name="Keys")
    expect(help_).to_contain_text("Your account uses no keys.")
    expect(card_of(page, claim)).to_contain_class("is-suggested")
    help_.get_by_role("link", name="Change the keys of your account").click()
    expect(page.get_by_label("Use no keys")).to_be_checked()
    page.locator("summary", has_text="As delivered").click()
    expect(page.get_by_text("those of your own are forgotten")).to_be_visible()
    page.get_by_role("button", name="Yes, as delivered").click()
    expect(page.get_by_label("Use no keys")).not_to_be_checked()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_clash_is_shown_at_its_keys(open_browser: OpenBrowser, editor: User, width: int) -> None:
    page = open_browser(editor, viewport={"width": width, "height": 900})
    page.goto("/account/")
    page.get_by_label("Confirm, and go on").fill("x")
    page.get_by_role("button", name="Store the keys").click()
    expect(page.get_by_role("alert").filter(has_text="Nothing was stored")).to_be_visible()
    field = page.get_by_label("Confirm, and go on")
    expect(field).to_have_accessible_description("“x” is the key of “Reject, and go on” too.")
    expect(field).to_have_value("x")
    expect(field).to_be_focused()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_form_needs_no_script(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor, java_script_enabled=False)
    page.goto("/account/")
    page.get_by_label("Take back the last deed").fill("z")
    store(page)
    expect(page.get_by_label("Take back the last deed")).to_have_value("z")
