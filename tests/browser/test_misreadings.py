"""Whom a printed name does not mean in an outlet is told on its claims, with who said so."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from newsapp.accounts.models import User
from tests.browser.actions import expect_said, take_time, work_on
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import SpeakerFactory

pytestmark = pytest.mark.browser


def test_a_namesake_is_chosen_then_nobody_and_taken_back(
    open_browser: OpenBrowser, newsroom: Newsroom, editor: User
) -> None:
    claim = newsroom.accountable
    SpeakerFactory(name="Susan Pompeo")
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    work_on(page, claim)
    page.keyboard.press("s")
    expect(page.get_by_role("combobox", name="Who said it?")).to_be_focused()
    page.keyboard.type("susan")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Susan Pompeo")
    page.keyboard.press("Enter")
    expect_said(page, "Speaker corrected: Susan Pompeo.")
    page.goto(f"/claims/{claim.pk}/")
    chain = page.get_by_role("region", name="How the words reached the page")
    expect(chain).to_contain_text("“Pompeo” in Gulf Wire Daily is Susan Pompeo, not Mike Pompeo, said editor")
    work_on(page, claim).get_by_role("button", name="Correct the speaker").click()
    page.get_by_role("option", name="Not known").click()
    expect_said(page, "Speaker corrected: not known.")
    expect(chain).to_contain_text("may not be Mike Pompeo: left open, said editor")
    assert violations(page) == []
    take_time(page)
    page.keyboard.press("u")
    expect(chain).to_contain_text("is Susan Pompeo, not Mike Pompeo")
