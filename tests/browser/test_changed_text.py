"""What was decided on before an article changed is looked at again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.choices import Anchoring, Status
from claims.ingest import Document
from claims.services.altering import update_claim
from claims.services.articles import take_in
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser

pytestmark = pytest.mark.browser

URL = "https://post.example/bridge"
TEXT = "The bridge is old.\n\n“It will open in May,” said Ada Lind, who chairs the board."


def test_an_editor_finds_the_altered_claim_sees_both_wordings_and_keeps_the_new_one(
    open_browser: OpenBrowser, editor: User
) -> None:
    claim = take_in(document=Document(text=TEXT, url=URL), by=editor).claims[0]
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    take_in(document=Document(text=TEXT.replace("will open", "will not open"), url=URL), by=editor)
    page = open_browser(editor)
    page.goto("/claims/")
    page.get_by_role("link", name="Decided before the article changed").click()
    card = card_of(page, claim)
    expect(card).to_contain_text("When this was confirmed, it said: “It will open in May”")
    expect(card.locator(".card-words")).to_contain_text("“It will not open in May”")
    assert violations(page) == []
    card.get_by_role("button", name="Keep as it is now").press("Enter")
    expect_said(page, "Kept as it is.")
    expect(card).not_to_contain_text("it said")
    claim.refresh_from_db()
    assert (claim.status, claim.needs_look, claim.anchoring) == (Status.CONFIRMED, False, Anchoring.HELD)


def test_an_editor_keeps_the_words_that_were_decided_on_and_takes_that_back(
    open_browser: OpenBrowser, editor: User
) -> None:
    claim = take_in(document=Document(text=TEXT, url=URL), by=editor).claims[0]
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    take_in(document=Document(text=TEXT.replace("will open", "will not open"), url=URL), by=editor)
    page = open_browser(editor)
    page.goto("/review/?changed=yes")
    card_of(page, claim).get_by_role("button", name="Keep as it was").press("Enter")
    expect_said(page, "Kept as it was.")
    expect(card_of(page, claim).locator(".card-words")).to_contain_text("“It will open in May”")
    claim.refresh_from_db()
    assert (claim.status, claim.needs_look, claim.anchoring) == (Status.CONFIRMED, False, Anchoring.VANISHED)
    page.get_by_role("button", name="Undo").click()
    expect(card_of(page, claim).locator(".card-words")).to_contain_text("“It will not open in May”")


def test_by_one_key_an_altered_claim_is_kept_as_it_was_and_the_next_one_is_active(
    open_browser: OpenBrowser, editor: User
) -> None:
    claims = [take_in(document=Document(text=TEXT, url=f"{URL}/{n}"), by=editor).claims[0] for n in (1, 2)]
    for n, claim in enumerate(claims, start=1):
        update_claim(claim, by=editor, status=Status.CONFIRMED)
        take_in(document=Document(text=TEXT.replace("will open", "will not open"), url=f"{URL}/{n}"), by=editor)
    page = open_browser(editor)
    page.goto("/review/?changed=yes")
    page.keyboard.press("j")
    active = page.locator('.card[aria-current="true"]')
    first = active.get_attribute("data-claim")
    page.keyboard.press("o")
    expect(page.locator("#announcer")).to_contain_text("Kept as it was.")
    expect(page.locator(f"#claim-{first} .card-words")).to_contain_text("“It will open in May”")
    expect(active).not_to_have_attribute("data-claim", str(first))
    expect(active).to_be_focused()
    page.keyboard.press("k")
    page.locator(f"#claim-{first}").focus()
    page.keyboard.press("o")
    expect_said(page, "It has no earlier words.")


def test_what_was_taken_away_and_what_was_added_is_marked_for_eyes_and_ears(
    open_browser: OpenBrowser, editor: User
) -> None:
    claim = take_in(document=Document(text=TEXT, url=URL), by=editor).claims[0]
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    take_in(document=Document(text=TEXT.replace("in May", "in June"), url=URL), by=editor)
    page = open_browser(editor)
    page.goto("/review/?changed=yes")
    wordings = card_of(page, claim).locator(".wording")
    before, now = wordings.first, wordings.last
    expect(before).to_have_text("“It will open in [taken away: May]”")
    expect(now).to_have_text("“It will open in [added: June]”")
    expect(before.locator("del")).to_contain_text("May")
    expect(now.locator("ins")).to_contain_text("June")
    assert violations(page) == []
