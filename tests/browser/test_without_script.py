"""Reading needs no JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from newsapp.accounts.models import User
from tests.browser.conftest import Member, OpenBrowser
from tests.browser.every_page import PAGES_OF, pages_to_embed
from tests.browser.newsroom import Newsroom
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_browser: OpenBrowser, busy_newsroom: Newsroom) -> Page:
    return open_browser(java_script_enabled=False)


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_every_page_can_be_read_and_shows_nothing_that_needs_a_script(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, member: Member, who: str
) -> None:
    page = open_browser(member(who), java_script_enabled=False)
    for path in (PAGES_OF[who](busy_newsroom) | pages_to_embed(busy_newsroom)).values():
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for control in page.locator(".needs-script").all():
            expect(control).to_be_hidden()


def test_the_article_shows_its_words_marked_and_its_claims(page: Page, busy_newsroom: Newsroom) -> None:
    article = busy_newsroom.consulate
    page.goto(f"/articles/{article.pk}/")
    paragraphs = page.locator(".article-text p")
    expect(paragraphs).to_have_text(article.current_version.text.split("\n\n"))
    expect(page.locator(".card")).to_have_count(article.claims.count())
    page.get_by_role("link", name="Claim 1, to its card").click()
    expect(page).to_have_url(re.compile(r"#claim-\d+$"))


def test_the_claim_shows_its_context_chain_links_and_assessment(page: Page, busy_newsroom: Newsroom) -> None:
    page.goto(f"/claims/{busy_newsroom.threats.pk}/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Pompeo said in a statement.")
    expect(page.get_by_role("img", name=re.compile("Mike Pompeo.*printed by Gulf Wire Daily"))).to_be_visible()
    expect(page.locator("#links")).to_contain_text("repeats")
    expect(page.locator("#assessments")).to_contain_text("Unproven")
    expect(page.locator("#assessments").get_by_role("link", name="Incident reports, September 2018")).to_be_visible()
    expect(page.get_by_role("heading", name="How to cite it")).to_be_visible()


def test_the_chain_names_who_passed_the_words_on(page: Page, busy_newsroom: Newsroom) -> None:
    page.goto(f"/claims/{busy_newsroom.condemns.pk}/")
    chain = page.locator(".chain figcaption")
    expect(chain).to_contain_text(re.compile("Bahram Qassemi.*passed on by Press TV.*printed by Meridian Courier"))


def test_claims_are_searched_filtered_and_sorted(page: Page, busy_newsroom: Newsroom) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("weeks")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".card")).to_have_count(2)
    page.get_by_role("complementary", name="Filters").get_by_role("link", name="Confirmed").click()
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("link", name="Remove the filter Words").click()
    page.get_by_label("Sort").select_option("Oldest first")
    page.get_by_role("button", name="Sort").click()
    expect(page).to_have_url(re.compile(r"status=confirmed.*order=oldest"))
    expect(page.locator(".card.is-confirmed")).to_have_count(4)


def test_the_speaker_page_leads_from_names_to_claims(page: Page, busy_newsroom: Newsroom) -> None:
    page.goto("/speakers/")
    page.get_by_role("link", name="Mike Pompeo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mike Pompeo")
    expect(page.get_by_role("main")).to_contain_text("Secretary of State")
    page.locator(".card").first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", name="In context")).to_be_visible()


def test_signing_in_needs_no_script_either(page: Page, editor: User) -> None:
    page.goto("/sign-in/")
    page.get_by_label("User name").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("banner")).to_contain_text("Editor")


def test_the_form_for_taking_in_says_that_it_needs_a_script(
    open_browser: OpenBrowser, newsroom: Newsroom, editor: User
) -> None:
    page = open_browser(editor, java_script_enabled=False)
    page.goto("/articles/new/")
    # Chromium parses <noscript> as text where a debugger, not its user, has switched scripts off.
    assert "This form needs JavaScript." in page.locator("main noscript").inner_html()
