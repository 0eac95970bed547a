"""What changed between two versions of an article is read, with the keyboard too."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.ingest import Document
from claims.services.articles import take_in
from newsapp.accounts.models import User
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser

pytestmark = pytest.mark.browser

URL = "https://post.example/bridge"
FILLING = " ".join(f"The board heard from resident {number} about the road to the ferry." for number in range(40))
FIRST = (
    "The bridge is old.\n\n“It will open in May,” said Ada Lind, who chairs the board.\n\n"
    f"{FILLING}\n\nThe ferry runs on."
)
SECOND = (
    "The ferry runs on.\n\nThe bridge is very old.\n\n“It will not open in May,” said Ada Lind, who chairs the board."
    f"\n\n{FILLING}"
)


def test_a_reader_sees_what_changed_unfolds_the_rest_and_goes_to_the_earlier_text(
    open_browser: OpenBrowser, editor: User
) -> None:
    take_in(document=Document(text=FIRST, url=URL, title="Bridge to open"), by=editor)
    article = take_in(document=Document(text=SECOND, url=URL, title="Bridge not to open"), by=editor).article
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    page.get_by_role("link", name="version 2 of 2").press("Enter")
    text = page.locator(".difference")
    expect(text.get_by_text("quotation changed, denial added")).to_be_visible()
    expect(text.locator("details:not([open])")).to_have_count(1)
    assert violations(page) == []
    text.locator("summary").press("Enter")
    expect(text.locator("details[open]")).to_contain_text("resident 20")
    page.get_by_role("link", name="version 1").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge to open")
    assert violations(page) == []
