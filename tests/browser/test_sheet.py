"""On a phone the card of tapped words comes up as a sheet, with what decides at the thumb."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Status
from claims.models import Claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, marks_of, same_load
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
FINGER = 44  # CSS pixels


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.accountable


@pytest.fixture
def page(open_browser: OpenBrowser, claim: Claim, editor: User) -> Iterator[Page]:
    page = open_browser(editor, viewport=PHONE, has_touch=True)
    page.goto(f"/articles/{claim.article_id}/")
    with same_load(page):
        yield page


def tap_words(page: Page, claim: Claim) -> None:
    marks_of(page, claim).first.tap()
    expect(card_of(page, claim)).to_be_focused()
    expect(page.locator(".sheet .card")).to_have_id(f"claim-{claim.pk}")


def test_tapped_words_bring_their_card_up_and_stay_in_sight(
    open_browser: OpenBrowser, claim: Claim, editor: User
) -> None:
    page = open_browser(editor, viewport=PHONE, has_touch=True)
    page.goto(f"/articles/{claim.article_id}/")
    tap_words(page, claim)
    sheet = page.locator(".sheet").bounding_box()
    assert sheet
    top = sheet["y"]
    assert top + sheet["height"] == PHONE["height"]
    for words in marks_of(page, claim).all():
        box = words.bounding_box()
        assert box
        assert 0 <= box["y"] <= top - box["height"]
    for name in ("Confirm", "Reject"):
        box = page.locator(".sheet").get_by_role("button", name=name).bounding_box()
        assert box
        assert box["height"] >= FINGER
        assert box["y"] > PHONE["height"] * 0.8
    assert violations(page) == []


def test_what_decides_stands_on_the_ground_of_the_card(page: Page, claim: Claim) -> None:
    tap_words(page, claim)
    ground = card_of(page, claim).evaluate("(card) => getComputedStyle(card).backgroundColor")
    expect(page.locator(".sheet .card-tools")).to_have_css("background-color", ground)


def test_confirming_in_the_sheet_leaves_it_open_with_what_became_of_the_claim(page: Page, claim: Claim) -> None:
    tap_words(page, claim)
    page.locator(".sheet").get_by_role("button", name="Confirm").tap()
    expect_said(page, "Confirmed.")
    expect(page.locator(".sheet .card.is-confirmed")).to_have_id(f"claim-{claim.pk}")
    claim.refresh_from_db()
    assert claim.status == Status.CONFIRMED


def test_the_text_scrolls_behind_the_sheet_and_other_words_bring_up_theirs(
    page: Page, claim: Claim, newsroom: Newsroom
) -> None:
    tap_words(page, claim)
    before = page.evaluate("scrollY")
    page.mouse.move(180, 100)
    page.mouse.wheel(0, -200)
    page.wait_for_function("before => scrollY < before", arg=before)
    tap_words(page, newsroom.threats)
    expect(page.locator(".sheet")).to_have_count(1)


@pytest.mark.parametrize("how", ["button", "Escape", "beside"])
def test_the_sheet_closes_and_the_focus_goes_back_to_the_words(page: Page, claim: Claim, how: str) -> None:
    tap_words(page, claim)
    if how == "button":
        page.get_by_role("button", name="Close the claim").tap()
    elif how == "Escape":
        page.keyboard.press("Escape")
    else:
        page.touchscreen.tap(2, 200)
    expect(page.locator(".sheet")).to_have_count(0)
    expect(page.locator(f"#words-{claim.pk}")).to_be_focused()


def test_escape_in_the_picker_of_speakers_closes_the_picker_alone(page: Page, claim: Claim) -> None:
    tap_words(page, claim)
    page.get_by_role("button", name="Correct the speaker").locator("visible=true").tap()
    expect(page.get_by_role("combobox", name="Who said it?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox", name="Who said it?")).to_have_count(0)
    expect(page.locator(".sheet .card")).to_have_id(f"claim-{claim.pk}")


def test_the_number_opens_the_sheet_by_keyboard(page: Page, claim: Claim) -> None:
    page.locator(f"#words-{claim.pk}").focus()
    page.keyboard.press("Enter")
    expect(card_of(page, claim)).to_be_focused()
    expect(page.locator(".sheet .card")).to_have_id(f"claim-{claim.pk}")


def test_where_the_window_is_wide_there_is_no_sheet(open_browser: OpenBrowser, claim: Claim, editor: User) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    marks_of(page, claim).first.click()
    expect(card_of(page, claim)).to_be_focused()
    expect(page.locator(".sheet")).to_have_count(0)
