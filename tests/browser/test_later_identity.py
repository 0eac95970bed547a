"""An editor says who an unnamed source was, on the page of the source, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.choices import SpeakerKind
from claims.models import Speaker
from newsapp.accounts.models import User
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def official(newsroom: Newsroom) -> Speaker:
    article = newsroom.accountable.article
    speaker = SpeakerFactory(name="a source close to the talks", kind=SpeakerKind.UNNAMED, article=article)
    ClaimFactory(article=article, speaker=speaker)
    SpeakerFactory(name="Wilhelmina Felt")
    return speaker


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, official: Speaker) -> Page:
    page = open_browser(editor)
    page.goto(f"/speakers/{official.pk}/")
    page.get_by_text("Correct the name, or say who they were").click()
    return page


def test_by_mouse(page: Page, official: Speaker) -> None:
    page.get_by_role("button", name="Choose a speaker…").and_(page.locator("#identity button")).click()
    page.get_by_role("combobox", name="Who were they?").fill("Wilhelmina")
    page.get_by_role("option", name="Wilhelmina Felt").click()
    page.get_by_role("button", name="Save who they were").click()
    expect(page.locator("#speaker")).to_contain_text("Later known as Wilhelmina Felt (for editors only)")
    expect(page.get_by_role("heading", level=1)).to_have_text("a source close to the talks")
    assert violations(page) == []


def test_by_keyboard_with_a_day_and_then_nobody(page: Page, official: Speaker) -> None:
    page.locator("[data-pick-identity]").press("Enter")
    page.keyboard.type("Wilhelmina")
    expect(page.get_by_role("option", name="Wilhelmina Felt")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("Told to readers from").fill("2026-03-02")
    page.get_by_label("Told to readers from").press("Enter")
    expect(page.locator("#speaker")).to_contain_text("Later known as Wilhelmina Felt, since 2 Mar 2026")
    page.reload()
    page.locator("summary", has_text="Correct the name, or say who they were").press("Enter")
    page.locator("[data-forget-identity]").press("Enter")
    page.get_by_role("button", name="Save who they were").press("Enter")
    expect(page.locator("#speaker")).not_to_contain_text("Later known as")
