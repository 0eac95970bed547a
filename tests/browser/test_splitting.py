"""Moving claims of one speaker to another or a new one, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Speaker
from newsapp.accounts.models import User
from tests.browser.actions import expect_said, same_load, tab_to, take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def pompeo() -> Speaker:
    """Three claims under one record, two of which print another name."""
    speaker: Speaker = SpeakerFactory(name="Pompeo")
    ClaimFactory(speaker=speaker)
    for claim in ClaimFactory.create_batch(2, speaker=speaker):
        claim.hops.update(name_as_printed="Susan Pompeo", role_as_printed="donor")
    return speaker


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, pompeo: Speaker) -> Iterator[Page]:
    page = open_browser(editor)
    page.goto(f"/speakers/{pompeo.pk}/split/")
    with same_load(page):
        yield page


def test_all_of_one_printed_name_move_to_a_new_speaker_and_back(page: Page, pompeo: Speaker) -> None:
    page.get_by_role("checkbox", name="All 2 printed as Susan Pompeo").check()
    expect(page.locator(".split-count")).to_have_text("2 claims chosen")
    page.get_by_label("Name").fill("Susan Pompeo")
    expect(page.get_by_role("radio", name="A new speaker")).to_be_checked()
    assert violations(page) == []
    page.get_by_role("button", name="Move the chosen claims").click()
    expect_said(page, "2 claims moved to Susan Pompeo.")
    expect(page.get_by_role("checkbox")).to_have_count(1)
    moved = Claim.objects.filter(speaker__name="Susan Pompeo", speaker__kind="person")
    assert [hop.role_as_printed for claim in moved for hop in claim.hops.all()] == ["donor", "donor"]
    take_time(page)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect_said(page, "Taken back.")
    expect(page.get_by_role("checkbox")).to_have_count(4)
    assert pompeo.claims.count() == 3
    assert not Speaker.objects.filter(name="Susan Pompeo").exists()


def test_a_claim_moves_to_a_known_speaker_by_keyboard_alone(page: Page, pompeo: Speaker) -> None:
    michael = SpeakerFactory(name="Michael R. Pompeo")
    tab_to(page, page.get_by_role("group", name="Printed as Pompeo").get_by_role("checkbox"))
    page.keyboard.press("Space")
    expect(page.locator(".split-count")).to_have_text("1 claim chosen")
    tab_to(page, page.get_by_role("button", name="Choose a speaker…"))
    page.keyboard.press("Enter")
    page.keyboard.type("Michael")
    expect(page.locator(".picker").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".split-known")).to_have_text("Michael R. Pompeo")
    tab_to(page, page.get_by_role("button", name="Move the chosen claims"))
    page.keyboard.press("Enter")
    expect_said(page, "1 claim moved to Michael R. Pompeo.")
    expect(page.locator("#split")).to_be_focused()
    assert (michael.claims.count(), pompeo.claims.count()) == (1, 2)


def test_a_group_is_half_ticked_where_some_of_it_are(page: Page) -> None:
    group = page.get_by_role("group", name="Printed as Susan Pompeo")
    group.get_by_role("checkbox").nth(1).check()
    expect(page.locator(".split-count")).to_have_text("1 claim chosen")
    every = group.get_by_role("checkbox", name="All 2")
    assert every.evaluate("box => box.indeterminate")
    every.check()
    expect(page.locator(".split-count")).to_have_text("2 claims chosen")


def test_without_claims_or_without_a_speaker_nothing_is_sent(page: Page, pompeo: Speaker) -> None:
    move = page.get_by_role("button", name="Move the chosen claims")
    move.click()
    expect_said(page, "Choose some claims first.")
    page.get_by_role("checkbox").first.check()
    move.click()
    expect_said(page, "Say first who said them.")
    assert pompeo.claims.count() == 3


def test_who_changed_the_speaker_meanwhile_is_not_overruled_unasked(page: Page, pompeo: Speaker) -> None:
    page.get_by_role("checkbox", name="All 2 printed as Susan Pompeo").check()
    page.get_by_label("Name").fill("Susan Pompeo")
    Speaker.objects.filter(pk=pompeo.pk).update(revision=pompeo.revision + 1)
    page.get_by_role("button", name="Move the chosen claims").click()
    expect(page.get_by_role("alert").filter(has_text="changed this meanwhile")).to_be_visible()
    assert pompeo.claims.count() == 3
    take_time(page)
    page.get_by_role("button", name="Apply mine anyway").click()
    expect_said(page, "2 claims moved to Susan Pompeo.")
