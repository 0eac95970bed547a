"""Words moved by Shift and arrows are stored of the claim they were moved of, whatever follows before they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Status
from claims.models import Claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, take_time, work_on
from tests.browser.conftest import OpenBrowser
from tests.factories import ArticleFactory, ClaimFactory

pytestmark = pytest.mark.browser

TEXT = "“The bridge opens in May,” Ada Lind said.\n\n“The port is closed on Monday,” Per Holm said.\n"
FIRST, SECOND = "The bridge opens in May", "The port is closed on Monday"


@pytest.fixture
def claims(live_server: object) -> list[Claim]:
    article = ArticleFactory(text=TEXT)
    return [ClaimFactory(article=article, content=words) for words in (FIRST, SECOND)]


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, claims: list[Claim]) -> Page:
    page = open_browser(editor)
    page.goto(f"/articles/{claims[0].article_id}/")
    work_on(page, claims[0])
    expect(page.locator("[data-edge]")).to_have_count(2)
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def expect_stored(claims: list[Claim], *expected: tuple[str, str]) -> None:
    for claim in claims:
        claim.refresh_from_db()
    assert [(claim.content, claim.status) for claim in claims] == list(expected)


def settled(page: Page) -> None:
    expect(page.locator(":root:not([data-doing])")).to_have_count(1)


def test_going_on_stores_them_and_leaves_the_next_claim_alone(page: Page, claims: list[Claim]) -> None:
    press(page, "Shift+ArrowLeft", "j")
    expect_said(page, "Words set.")
    settled(page)
    expect_stored(claims, ("The bridge opens in", Status.SUGGESTED), (SECOND, Status.SUGGESTED))
    expect(card_of(page, claims[1])).to_have_attribute("aria-current", "true")
    expect(card_of(page, claims[1])).to_be_focused()


@pytest.mark.parametrize("resting", [0, 620])
def test_a_decision_waits_for_them(page: Page, claims: list[Claim], resting: int) -> None:
    press(page, "Shift+ArrowLeft", "Shift+ArrowLeft")
    page.wait_for_timeout(resting)  # the words are just being stored
    press(page, "y")
    expect(page.locator("#announcer")).to_contain_text("Confirmed. 1 left.")
    settled(page)
    expect_stored(claims, ("The bridge opens", Status.CONFIRMED), (SECOND, Status.SUGGESTED))
    expect(card_of(page, claims[0])).to_have_attribute("data-status", "confirmed")
    expect(card_of(page, claims[1])).to_be_focused()


def test_going_on_and_deciding_reaches_the_claim_gone_to(page: Page, claims: list[Claim]) -> None:
    press(page, "Shift+ArrowLeft", "j", "x")
    expect(page.locator("#announcer")).to_contain_text("Rejected. 1 left.")
    settled(page)
    expect_stored(claims, ("The bridge opens in", Status.SUGGESTED), (SECOND, Status.REJECTED))


def test_undo_takes_the_movement_back_and_not_what_was_done_before(page: Page, claims: list[Claim]) -> None:
    press(page, "y", "k")
    expect(page.locator("#announcer")).to_contain_text("Confirmed.")
    take_time(page)
    work_on(page, claims[1])
    press(page, "Shift+ArrowLeft", "u")
    expect_said(page, "Taken back.")
    settled(page)
    expect_stored(claims, (FIRST, Status.CONFIRMED), (SECOND, Status.SUGGESTED))


def test_what_is_being_typed_meanwhile_goes_on(page: Page, claims: list[Claim]) -> None:
    press(page, "Shift+ArrowLeft", "t")
    page.keyboard.type("yxy", delay=250)
    settled(page)
    expect(card_of(page, claims[0]).locator(".tag-form input")).to_have_value("yxy")
    expect(card_of(page, claims[0]).locator(".tag-form input")).to_be_focused()
    expect_stored(claims, ("The bridge opens in", Status.SUGGESTED), (SECOND, Status.SUGGESTED))


def test_leaving_the_page_stores_them(page: Page, claims: list[Claim]) -> None:
    press(page, "Shift+ArrowLeft")
    page.goto("/speakers/")
    for _ in range(50):
        claims[0].refresh_from_db()
        if claims[0].revision > 1:
            break
        page.wait_for_timeout(100)
    expect_stored(claims, ("The bridge opens in", Status.SUGGESTED), (SECOND, Status.SUGGESTED))


def test_where_they_cannot_be_stored_the_decision_is_not_made_and_both_can_be(page: Page, claims: list[Claim]) -> None:
    page.route("**/api/**", lambda route: route.abort())
    press(page, "Shift+ArrowLeft", "y")
    trouble = card_of(page, claims[0]).get_by_role("alert")
    expect(trouble).to_contain_text("Your change is kept here: words set.")
    settled(page)
    expect_stored(claims, (FIRST, Status.SUGGESTED), (SECOND, Status.SUGGESTED))
    page.unroute("**/api/**")
    trouble.get_by_role("button", name="Try again").click()
    expect_said(page, "Words set.")
    take_time(page)
    press(page, "y")
    expect(page.locator("#announcer")).to_contain_text("Confirmed.")
    settled(page)
    expect_stored(claims, ("The bridge opens in", Status.CONFIRMED), (SECOND, Status.SUGGESTED))
