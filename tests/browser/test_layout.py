"""Every page fits its window, stands still, and asks its own server alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, open_picker, work_on
from tests.browser.conftest import Member, OpenBrowser
from tests.browser.every_page import PAGES_OF, pages_to_embed
from tests.browser.layout import WINDOWS, shifts, watch_shifts, wider_than_window
from tests.browser.newsroom import Newsroom
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.browser

SHIFT_ALLOWED = 0.05

LINES = """(element) => {
    const words = new Range();
    words.selectNodeContents(element);
    return words.getClientRects().length;
}"""


@pytest.mark.parametrize("who", ["editor", "administrator"])
@pytest.mark.parametrize("window", WINDOWS)
def test_no_page_scrolls_sideways_or_shifts_while_it_loads(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, member: Member, who: str, window: str
) -> None:
    page = open_browser(member(who), **WINDOWS[window])
    watch_shifts(page)
    wide, moved = {}, {}
    for name, path in (PAGES_OF[who](busy_newsroom) | pages_to_embed(busy_newsroom)).items():
        page.goto(path)
        total, seen = shifts(page)
        if total > SHIFT_ALLOWED:
            moved[name] = seen
        if found := wider_than_window(page):
            wide[name] = found
    assert (wide, moved) == ({}, {})


@pytest.mark.parametrize("window", ["360 px", "200 % zoom"])
def test_no_open_card_scrolls_sideways(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, editor: User, window: str
) -> None:
    claim = busy_newsroom.accountable
    page = open_browser(editor, **WINDOWS[window])
    page.goto(f"/articles/{claim.article_id}/")
    open_picker(page, claim).fill("o")
    expect(page.get_by_role("option").first).to_be_visible()
    assert wider_than_window(page) == []
    page.get_by_role("option").filter(has_text="New speaker").click()
    page.route("**/api/v1/**", lambda route: route.abort())
    work_on(page, claim).get_by_role("button", name="Add and use").click()
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("could not be reached")
    assert wider_than_window(page) == []


def test_a_long_word_breaks_before_the_page_does(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor, **WINDOWS["360 px"])
    page.goto("/articles/new/")
    page.get_by_label("Text or HTML").fill(f"“We {'will' * 80},” Ada {'Lind' * 40} said on Monday.")
    page.get_by_label("Title").fill("Bridge" * 40)
    page.get_by_label("Outlet").fill("Post" * 40)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("BridgeBridge")
    for path in (page.url, "/", "/articles/", "/speakers/", "/articles/new/"):
        page.goto(path)
        assert wider_than_window(page) == [], path


def test_the_count_beside_a_long_name_stays_in_one_line(open_browser: OpenBrowser, editor: User) -> None:
    ClaimFactory.create_batch(12, speaker=SpeakerFactory(name="A former executive of Halden Bank"))
    page = open_browser(editor)
    page.goto("/claims/")
    count = page.locator(".facets").get_by_role("link", name="Halden Bank").locator(".count")
    expect(count).to_have_text("12")
    assert count.evaluate(LINES) == 1


def test_a_card_is_drawn_by_itself_and_its_frame_whole(
    open_browser: OpenBrowser, newsroom: Newsroom, editor: User
) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    card = work_on(page, newsroom.accountable)
    item = page.locator(".cards > li").filter(has=card)
    assert item.evaluate("item => getComputedStyle(item).contain") == "content"
    box = card.bounding_box()
    assert box
    beside: Any = {"x": box["x"] + box["width"] + 1, "y": box["y"], "width": 2, "height": box["height"]}
    framed = page.screenshot(clip=beside)
    card.evaluate("card => card.blur()")
    expect(card).to_have_attribute("aria-current", "true")
    assert page.screenshot(clip=beside) != framed


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_shifts_when_a_claim_is_confirmed(
    open_browser: OpenBrowser, newsroom: Newsroom, editor: User, window: str
) -> None:
    page = open_browser(editor, **WINDOWS[window])
    watch_shifts(page)
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    confirm = work_on(page, newsroom.accountable).get_by_role("button", name="Confirm")
    unfolding, _ = shifts(page)  # the script that focused the card asked for it, which counts as nobody's deed
    confirm.click()
    expect_said(page, "Confirmed.")
    total, seen = shifts(page)
    assert total - unfolding <= SHIFT_ALLOWED, seen
