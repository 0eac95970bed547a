"""Where two people decide differently, the card, the claim's page and the queue say who decided what."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Status
from claims.models import Claim
from claims.services.altering import update_claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, take_time, work_on
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser

BOTH = "administrator confirmed, editor rejected"


@pytest.fixture
def claim(newsroom: Newsroom, administrator: User) -> Claim:
    """The administrator has confirmed it."""
    return update_claim(newsroom.threats, by=administrator, status=Status.CONFIRMED)


def disagree(page: Page, claim: Claim) -> None:
    page.goto(f"/articles/{claim.article_id}/")
    with same_load(page):
        work_on(page, claim).get_by_role("button", name="Reject").click()
        expect_said(page, "Rejected.")
        expect(card_of(page, claim).locator(".disagreement")).to_contain_text(BOTH)


def test_the_card_says_so_at_once_and_no_more_when_the_decision_is_taken_back(
    open_browser: OpenBrowser, editor: User, claim: Claim
) -> None:
    page = open_browser(editor)
    disagree(page, claim)
    assert violations(page) == []
    page.get_by_role("button", name="Undo").click()
    expect(card_of(page, claim).locator(".disagreement")).to_have_count(0)
    expect(card_of(page, claim)).to_contain_class("is-confirmed")


def test_who_confirms_what_another_confirmed_agrees_and_a_double_click_does_no_more(
    open_browser: OpenBrowser, editor: User, claim: Claim
) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    card = work_on(page, claim)
    confirm = card.get_by_role("button", name="Confirm")
    expect(confirm).to_have_attribute("aria-pressed", "false")
    expect(card).to_contain_text("Confirmed by administrator")
    confirm.dblclick()
    expect_said(page, "Confirmed.")
    expect(card).to_contain_text("Confirmed by administrator and editor")
    expect(confirm).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []
    take_time(page)
    confirm.click()
    expect_said(page, "Taken back; others stand by it.")
    expect(card).to_contain_class("is-confirmed")
    expect(card.locator(".decided-by")).to_have_text("Confirmed by administrator")
    expect(confirm).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Undo").click()
    expect(card).to_contain_text("Confirmed by administrator and editor")


def test_by_keyboard_one_agrees_too_and_once_only(open_browser: OpenBrowser, editor: User, claim: Claim) -> None:
    page = open_browser(editor, viewport={"width": 360, "height": 740})
    page.goto(f"/articles/{claim.article_id}/")
    card = work_on(page, claim)
    page.keyboard.press("y")
    expect(card).to_contain_text("Confirmed by administrator and editor")
    take_time(page)
    work_on(page, claim)
    page.keyboard.press("y")
    expect(page.locator("#announcer")).to_contain_text("This claim is confirmed already.")
    expect(card).to_contain_text("Confirmed by administrator and editor")


def test_by_keyboard_too(open_browser: OpenBrowser, editor: User, claim: Claim) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    work_on(page, claim)
    page.keyboard.press("x")
    expect(card_of(page, claim).locator(".disagreement")).to_contain_text(BOTH)


def test_the_claims_page_tells_both_with_their_times_and_follows_what_is_decided_there(
    open_browser: OpenBrowser, editor: User, claim: Claim
) -> None:
    page = open_browser(editor)
    disagree(page, claim)
    page.goto(f"/claims/{claim.pk}/")
    decisions = page.get_by_role("region", name="Who decided what")
    expect(decisions).to_contain_text("People disagree about this claim.")
    expect(decisions.get_by_role("listitem")).to_contain_text(["administrator confirmed it", "editor rejected it"])
    expect(decisions.locator("time")).to_have_count(2)
    assert violations(page) == []
    card_of(page, claim).get_by_role("button", name="Confirm").click()
    expect(decisions.get_by_role("listitem")).to_contain_text(["administrator confirmed it", "editor confirmed it"])
    expect(decisions).not_to_contain_text("disagree")


def test_the_queue_lists_them_and_the_list_of_claims_counts_them(
    open_browser: OpenBrowser, editor: User, claim: Claim
) -> None:
    page = open_browser(editor)
    disagree(page, claim)
    page.goto("/review/")
    page.get_by_role("link", name="About which people disagree").click()
    expect(page.get_by_role("heading", name="1 claim awaits agreement")).to_be_visible()
    expect(card_of(page, claim)).to_contain_text(BOTH)
    assert violations(page) == []
    page.goto("/claims/")
    page.get_by_role("list", name="People disagree").get_by_role("link", name="yes 1").click()
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_role("link", name="Remove the filter People disagree: yes")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("reader", "You read as a reader: fact-checkers tag, link and assess claims, editors decide on them."),
        ("fact_checker", "Editors decide on claims and alter them; as a fact-checker you do so with your own."),
    ],
)
def test_who_may_not_decide_is_told_why(
    open_browser: OpenBrowser, claim: Claim, request: pytest.FixtureRequest, who: str, reason: str
) -> None:
    page = open_browser(request.getfixturevalue(who))
    page.goto(f"/articles/{claim.article_id}/")
    expect(page.locator(".may-not").get_by_text(reason)).to_be_visible()
    work_on(page, claim)
    page.keyboard.press("l" if who == "reader" else "s")
    expect_said(page, reason)
    page.goto(f"/claims/{claim.pk}/")
    expect(page.locator(".may-not").get_by_text(reason)).to_be_visible()
    assert violations(page) == []
