"""What each member of the cast is offered beside an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, work_on
from tests.browser.conftest import Member, OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser


def test_a_fact_checker_tags_claims_but_decides_on_none(
    open_browser: OpenBrowser, newsroom: Newsroom, fact_checker: User
) -> None:
    claim = newsroom.accountable
    page = open_browser(fact_checker)
    page.goto(f"/articles/{claim.article_id}/")
    card = work_on(page, claim)
    for name in ("Confirm", "Reject", "Correct the speaker"):
        expect(card.get_by_role("button", name=name)).to_have_count(0)
    with same_load(page):
        card.get_by_label("Add a tag to this claim").fill("militias")
        work_on(page, claim).get_by_role("button", name="Add").click()
        expect_said(page, "Tagged: militias.")
    assert [tag.name for tag in claim.tags.all()] == ["militias"]


@pytest.mark.parametrize("who", ["visitor", "reader"])
def test_who_only_reads_is_offered_nothing_to_press(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, member: Callable[[str], Any], who: str
) -> None:
    page = open_browser(None if who == "visitor" else member(who))
    for path in (f"/articles/{busy_newsroom.consulate.pk}/", f"/claims/{busy_newsroom.threats.pk}/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        buttons = page.get_by_role("main").get_by_role("button")
        assert set(buttons.all_text_contents()) <= {"All", "Undecided", "Rejected", "Keys to work with", "×"}
        expect(page.get_by_role("main").get_by_role("textbox")).to_have_count(0)


@pytest.mark.parametrize(
    ("role", "told"),
    [("reader", "editors decide on them"), ("fact_checker", "Editors decide on claims and alter them;")],
)
def test_whoever_may_not_alter_words_is_told_who_may(
    open_browser: OpenBrowser, newsroom: Newsroom, member: Member, role: str, told: str
) -> None:
    page = open_browser(member(role))
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    work_on(page, newsroom.accountable)
    page.keyboard.press("e")
    expect(page.locator("#announcer")).to_contain_text(told)
    expect(card_of(page, newsroom.accountable)).to_be_focused()


def test_a_reader_is_not_led_to_the_page_for_taking_in(open_browser: OpenBrowser, reader: User) -> None:
    page = open_browser(reader)
    page.goto("/")
    expect(page.get_by_role("banner")).to_contain_text("Reader")
    expect(page.get_by_role("link", name="Take in an article")).to_have_count(0)


def test_where_visitors_read_confirmed_claims_only_they_see_no_suggestion(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, visitors_read: Callable[[str], None]
) -> None:
    visitors_read("confirmed")
    page = open_browser()
    page.goto(f"/articles/{busy_newsroom.consulate.pk}/")
    expect(page.locator(".card.is-confirmed")).to_have_count(2)
    expect(page.locator(".card:not(.is-confirmed)")).to_have_count(0)


def test_where_visitors_read_nothing_they_are_asked_to_sign_in(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, visitors_read: Callable[[str], None]
) -> None:
    visitors_read("nothing")
    page = open_browser()
    for path in ("/", f"/articles/{busy_newsroom.consulate.pk}/", f"/claims/{busy_newsroom.threats.pk}/"):
        page.goto(path)
        expect(page.get_by_role("main")).not_to_contain_text("Pompeo")
        expect(page.get_by_role("link", name="Sign in").or_(page.get_by_label("User name")).first).to_be_visible()
