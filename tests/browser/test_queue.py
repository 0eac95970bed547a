"""The queue of all articles is gone through by keyboard, each claim in its paragraph."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Status
from claims.models import Claim
from claims.services.altering import update_claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, marks_of, same_load
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser


@pytest.fixture
def queue(newsroom: Newsroom) -> list[Claim]:
    """All claims of the newsroom, least certain first."""
    return list(Claim.objects.order_by("confidence", "id"))


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, queue: list[Claim]) -> Page:
    page = open_browser(editor)
    page.goto("/claims/")
    page.get_by_role("link", name="Review").click()
    expect(page.get_by_role("heading", name=f"{len(queue)} claims await a decision")).to_be_visible()
    return page


def expect_active(page: Page, claim: Claim) -> None:
    expect(page.locator('.card[aria-current="true"]')).to_have_id(f"claim-{claim.pk}")


def test_each_claim_stands_in_its_paragraph_least_certain_first(page: Page, queue: list[Claim]) -> None:
    shown = page.locator(".cards .card").evaluate_all("cards => cards.map(card => Number(card.dataset.claim))")
    assert shown == [claim.pk for claim in queue]
    for claim in queue[:5]:
        item = page.locator("li", has=card_of(page, claim))
        expect(item.locator(".article-text")).to_contain_text(claim.content.split(" … ")[-1][:40])
        expect(marks_of(page, claim).first).to_be_visible()


def test_keys_decide_and_go_on_and_take_back(page: Page, queue: list[Claim]) -> None:
    left = len(queue) - 1
    with same_load(page):
        page.keyboard.press("j")
        expect_active(page, queue[0])
        page.keyboard.press("y")
        expect(page.locator("#announcer")).to_contain_text(f"Confirmed. {left} left. Next: ")
        expect_active(page, queue[1])
        expect(marks_of(page, queue[0]).first).to_contain_class("is-confirmed")
        expect(page.locator(".progress-words")).to_have_text("1 decided")
        page.keyboard.press("x")
        expect(page.locator("#announcer")).to_contain_text("Rejected.")
        expect_active(page, queue[2])
        page.keyboard.press("k")
        page.keyboard.press("j")
        page.keyboard.press("u")
        expect_said(page, "Taken back.")
        expect(page.locator(".progress-words")).to_have_text("1 decided")
    queue[1].refresh_from_db()
    assert queue[1].status == Status.SUGGESTED


def test_who_comes_back_to_the_queue_is_at_the_card_they_left_as_it_is_now(
    page: Page, queue: list[Claim], editor: User
) -> None:
    page.wait_for_load_state("networkidle")  # what notes where they were is loaded last
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect_active(page, queue[1])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/claims/{queue[1].pk}/"))
    update_claim(queue[1], by=editor, status=Status.CONFIRMED)
    page.go_back()
    expect(card_of(page, queue[1])).to_be_focused()
    expect(card_of(page, queue[1])).to_contain_class("is-confirmed")
    expect(page.locator(".progress-words")).to_have_text("1 decided")


def test_the_last_one_of_a_page_leads_to_the_next(page: Page, queue: list[Claim]) -> None:
    page.goto("/review/?page_size=1")
    page.keyboard.press("j")
    page.keyboard.press("y")
    expect(page.locator("#announcer")).to_contain_text("All on this page are decided: Enter shows the next.")
    expect(page.locator("[data-go-on]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(card_of(page, queue[1])).to_be_visible()
    expect(card_of(page, queue[0])).to_have_count(0)


def test_a_claim_whose_text_changed_is_kept_by_the_key(page: Page, queue: list[Claim]) -> None:
    claim = queue[0]
    Claim.objects.filter(pk=claim.pk).update(status=Status.CONFIRMED, needs_look=True, words_before="as it was")
    page.goto("/review/?changed=true")
    expect(card_of(page, claim)).to_contain_text("as it was")
    page.keyboard.press("j")
    expect_active(page, claim)
    page.keyboard.press("y")
    expect(page.locator("#announcer")).to_contain_text("Kept as it is.")
    claim.refresh_from_db()
    assert (claim.status, claim.needs_look) == (Status.CONFIRMED, False)


def test_filters_narrow_the_queue_and_nothing_scrolls_sideways_on_a_phone(page: Page, queue: list[Claim]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("link", name="High: 90 % and more").click()
    sure = [claim for claim in queue if (claim.confidence or 0) >= 0.9]
    expect(page.locator(".cards .card")).to_have_count(len(sure))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_text("Many at once").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_it_is_read_without_script(open_browser: OpenBrowser, editor: User, queue: list[Claim]) -> None:
    page = open_browser(editor, java_script_enabled=False)
    page.goto("/review/")
    expect(page.locator(".in-paragraph .article-text").first).to_be_visible()
    expect(page.get_by_text("Many at once")).to_be_hidden()
    expect(page.get_by_role("checkbox")).to_have_count(0)
