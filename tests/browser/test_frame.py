"""What stands round every page: the header in one row, its menu, and the line for visitors."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from newsapp.accounts.models import User
from tests.browser.axe import violations
from tests.browser.conftest import Member, OpenBrowser
from tests.browser.every_page import PAGES_OF
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
WIDTHS = (360, 768, 1280)
ROW_AT_MOST, FINGER = 64, 44  # CSS pixels

# Of what is seen in the element: how tall and how wide at the least.
SMALLER_THAN_A_FINGER = """(root, least) =>
    [...root.querySelectorAll("a, button, input:not([type=hidden])")]
        .filter((one) => one.checkVisibility())
        .map((one) => ({ of: one.outerHTML.slice(0, 80), box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.height < least || box.width < least)
        .map(({ of, box }) => [of, box.width, box.height])
"""


@pytest.fixture
def phone(open_browser: OpenBrowser, newsroom: Newsroom, editor: User) -> Page:
    page = open_browser(editor, viewport=PHONE)
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    return page


@pytest.mark.parametrize("who", ["editor", "administrator"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_header_is_one_row(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, member: Member, who: str, width: int
) -> None:
    user = member(who)
    user.username = "a-name-of-an-editor-that-is-as-long-as-names-of-editors-get"
    user.save()
    page = open_browser(user, viewport={"width": width, "height": 740})
    heights = {}
    for name, path in PAGES_OF[who](busy_newsroom).items():
        page.goto(path)
        heights[name] = page.get_by_role("banner").evaluate("header => header.getBoundingClientRect().height")
    assert max(heights.values()) <= ROW_AT_MOST, heights


def test_on_a_phone_all_in_the_header_and_its_menu_can_be_hit_by_a_finger(phone: Page) -> None:
    header = phone.get_by_role("banner")
    header.get_by_role("button", name="Menu").click()
    expect(header.get_by_role("link", name="Speakers")).to_be_visible()
    assert header.evaluate(SMALLER_THAN_A_FINGER, FINGER) == []
    assert violations(phone) == []


def test_the_menu_leads_on_and_closes_beside_itself(phone: Page) -> None:
    menu = phone.locator("#menu")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Menu").click()
    expect(menu.get_by_role("button", name="Sign out")).to_be_visible()
    phone.mouse.click(2, 700)  # beside the words, which would bring up their card
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Speakers").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Speakers")


def test_the_menu_by_keyboard_alone(phone: Page) -> None:
    opener = phone.get_by_role("button", name="Menu")
    opener.focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Claims", exact=True)).to_be_focused()
    phone.keyboard.press("Escape")
    expect(phone.locator("#menu")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_menu_and_the_search_need_no_script(open_browser: OpenBrowser, newsroom: Newsroom, editor: User) -> None:
    page = open_browser(editor, viewport=PHONE, java_script_enabled=False)
    page.goto("/articles/?page_size=1")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Speakers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Speakers")
    page.get_by_label("Find claims").fill("weeks")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".card")).to_have_count(2)
    expect(page.get_by_label("Find claims")).to_have_value("weeks")


def test_searching_from_the_header_keeps_the_filters_of_the_list(phone: Page) -> None:
    phone.goto("/claims/?quote_type=direct")
    phone.get_by_label("Find claims").fill("bridge")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("link", name="Remove the filter Quote type")).to_be_visible()
    expect(phone.get_by_role("link", name="Remove the filter Words")).to_be_visible()


def test_the_note_for_visitors_is_one_line_until_they_dismiss_it(open_browser: OpenBrowser, newsroom: Newsroom) -> None:
    page = open_browser(viewport=PHONE)
    page.goto("/")
    note = page.locator(".visitor-note")
    assert note.evaluate("note => note.getBoundingClientRect().height") <= FINGER + 2
    note.get_by_role("button", name="Do not show this again").click()
    expect(note).to_have_count(0)
    expect(page.get_by_role("main")).to_be_focused()
    page.goto("/speakers/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Speakers")
    expect(note).to_have_count(0)


def test_the_note_for_visitors_stands_where_there_is_no_script(open_browser: OpenBrowser, newsroom: Newsroom) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/")
    expect(page.locator(".visitor-note")).to_contain_text("You are reading as a visitor. Sign in to confirm")


def test_where_colours_are_forced_what_is_chosen_is_still_told_from_the_rest(
    open_browser: OpenBrowser, editor: User, newsroom: Newsroom
) -> None:
    page = open_browser(editor)
    page.emulate_media(forced_colors="active")
    page.goto("/review/")
    lines = "link => getComputedStyle(link).textDecorationLine"
    menu = page.locator(".site-header")
    assert menu.get_by_role("link", name="Review").evaluate(lines) == "underline"
    assert menu.get_by_role("link", name="Articles").evaluate(lines) == "none"
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    pressed, other = (
        page.get_by_role("button", name=name, exact=True).evaluate("button => getComputedStyle(button).backgroundColor")
        for name in ("All", "Undecided")
    )
    assert pressed != other
    chosen = page.get_by_role("button", name="All", exact=True)
    expect(chosen).to_have_css("forced-color-adjust", "none")  # else its words stand on a plate of their own colour
