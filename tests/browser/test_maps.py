"""From the map of an article or a story to its claims, by keyboard and by mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from newsapp.accounts.models import User
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.layout import wider_than_window
from tests.browser.newsroom import Newsroom
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.browser


def test_an_editor_goes_from_the_article_to_its_map_and_on_to_a_claim_by_keyboard(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, editor: User
) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{busy_newsroom.warning.pk}/")
    page.get_by_role("link", name="who said what, through whom").press("Enter")
    way = page.locator("svg.map").get_by_role("link", name=re.compile("condemns any attack.*via Press TV"))
    page.get_by_role("region", name="Attribution map").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if way.evaluate("link => link === document.activeElement"):
            break
    expect(way).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/claims/{busy_newsroom.condemns.pk}/$"))


def test_a_mark_of_several_claims_leads_to_the_row_that_lists_them(open_browser: OpenBrowser, editor: User) -> None:
    claim: Claim = ClaimFactory()
    ClaimFactory(article=claim.article, speaker=claim.speaker, content="Nobody has asked us")
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/map/")
    page.locator("svg.map").get_by_role("link", name=re.compile("and 1 more")).click()
    expect(page.locator("#said-1")).to_be_in_viewport()
    expect(page.locator("#said-1 li")).to_have_count(2)
    page.keyboard.press("Tab")
    expect(page.locator("#said-1").get_by_role("link").first).to_be_focused()


def test_chosen_articles_are_mapped_as_a_story(
    open_browser: OpenBrowser, busy_newsroom: Newsroom, editor: User
) -> None:
    page = open_browser(editor)
    page.goto("/articles/")
    for article in (busy_newsroom.consulate, busy_newsroom.answers):
        page.get_by_role("checkbox", name=article.title).press("Space")
    page.get_by_role("button", name="Map the chosen articles").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in 2 articles")
    answer = page.locator("svg.map").get_by_role("link", name=re.compile("^Tehran contradicts"))
    answer.first.click()
    expect(page).to_have_url(re.compile(r"/claims/\d+/#links$"))


def test_three_hundred_claims_of_sixty_speakers_are_drawn_without_fault(
    open_browser: OpenBrowser, editor: User
) -> None:
    first: Claim = ClaimFactory()
    agency = SpeakerFactory(name="Press Agency", kind="organization")
    for number in range(60):
        speaker = SpeakerFactory(name=f"Councillor {number} of the harbour board and the bridge")
        ClaimFactory.create_batch(3, article=first.article, speaker=speaker)
        ClaimFactory.create_batch(2, article=first.article, speaker=speaker, chain=[agency])
    page = open_browser(editor, viewport={"width": 360, "height": 740})
    page.goto(f"/articles/{first.article_id}/map/")
    expect(page.locator("svg.map .map-lane")).to_have_count(121)
    assert violations(page) == []
    assert wider_than_window(page) == []
    page.emulate_media(forced_colors="active")
    assert violations(page) == []
