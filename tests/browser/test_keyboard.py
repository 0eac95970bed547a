"""The editor's path with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Status
from claims.models import Claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, tab_to, take_time, work_on
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    """The first one beside its article, so that Tab need not go far."""
    claim = newsroom.consulate.claims.order_by("start", "id").first()
    assert claim
    return claim


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, claim: Claim) -> Page:
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    return page


def test_signing_in_by_keyboard(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser()
    page.goto("/sign-in/")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type(editor.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("banner")).to_contain_text("Editor")


def test_taking_in_by_keyboard(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor)
    page.goto("/articles/new/")
    tab_to(page, page.get_by_label("Text or HTML"))
    page.keyboard.insert_text("Bridge to open\n\n“We will open the bridge before the winter,” Ada Lind said.")
    tab_to(page, page.get_by_role("button", name="Take it in"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge to open")


def test_the_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_confirming_and_undoing_by_keyboard(page: Page, claim: Claim) -> None:
    card = work_on(page, claim)
    with same_load(page):
        tab_to(page, card.get_by_role("button", name="Confirm"))
        page.keyboard.press("Enter")
        expect_said(page, "Confirmed.")
        # The focus is kept at the button: what was pressed is taken back where it was pressed.
        take_time(page)
        page.keyboard.press("Space")
        expect_said(page, "Back to suggested.")
    claim.refresh_from_db()
    assert claim.status == Status.SUGGESTED
    assert claim.history.count() >= 3


def test_correcting_the_speaker_by_keyboard(page: Page, claim: Claim) -> None:
    card = work_on(page, claim)
    with same_load(page):
        tab_to(page, card.get_by_role("button", name="Correct the speaker"))
        page.keyboard.press("Enter")
        field = card.get_by_role("combobox", name="Who said it?")
        expect(field).to_be_focused()
        page.keyboard.type("bolton")
        expect(page.get_by_role("option").first).to_contain_text("John Bolton")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("option", selected=True)).not_to_contain_text("John Bolton")
        page.keyboard.press("ArrowUp")
        expect(page.get_by_role("option", selected=True)).to_contain_text("John Bolton")
        page.keyboard.press("Enter")
        expect_said(page, "Speaker corrected: John Bolton.")
    claim.refresh_from_db()
    assert claim.speaker
    assert claim.speaker.name == "John Bolton"


def test_naming_a_new_speaker_by_keyboard(page: Page, claim: Claim) -> None:
    card = work_on(page, claim)
    tab_to(page, card.get_by_role("button", name="Correct the speaker"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Who said it?")).to_be_focused()
    page.keyboard.type("Ada Lind")
    expect(page.get_by_role("option", selected=True)).to_contain_text("New speaker “Ada Lind”")
    page.keyboard.press("Enter")
    expect(card.get_by_label("is a new")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option", selected=True)).to_contain_text("New speaker “Ada Lind”")
    page.keyboard.press("Enter")
    tab_to(page, card.get_by_role("button", name="Add and use"), at_most=2)
    page.keyboard.press("Enter")
    expect_said(page, "Speaker corrected: Ada Lind.")
    claim.refresh_from_db()
    assert claim.speaker
    assert claim.speaker.name == "Ada Lind"


def test_escape_closes_the_picker_and_leads_back_to_its_button(page: Page, claim: Claim) -> None:
    button = work_on(page, claim).get_by_role("button", name="Correct the speaker")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Who said it?")).to_be_focused()
    page.keyboard.type("bol")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox", name="Who said it?")).to_have_count(0)
    expect(button).to_be_focused()


def test_tagging_and_untagging_by_keyboard(page: Page, claim: Claim) -> None:
    card = work_on(page, claim)
    with same_load(page):
        tab_to(page, card.get_by_label("Add a tag to this claim"))
        page.keyboard.type("militias")
        page.keyboard.press("Enter")
        expect_said(page, "Tagged: militias.")
        expect(card.get_by_label("Add a tag to this claim")).to_be_focused()
        assert [tag.name for tag in claim.tags.all()] == ["militias"]
        take_time(page)
        page.keyboard.press("Shift+Tab")
        expect(card.get_by_role("button", name="Remove the tag militias")).to_be_focused()
        page.keyboard.press("Enter")
        expect_said(page, "Tag removed: militias.")
    assert not claim.tags.exists()


def test_the_words_lead_to_their_card_and_the_card_to_its_words(page: Page, claim: Claim) -> None:
    tab_to(page, page.get_by_role("link", name="Claim 1, to its card"))
    page.keyboard.press("Enter")
    expect(card_of(page, claim)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Claim 1, to its words")).to_be_focused()
