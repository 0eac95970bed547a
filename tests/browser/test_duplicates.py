"""Who may be the same speaker is suggested on the page of one, to be merged or told apart, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.models import Distinction, Speaker
from newsapp.accounts.models import User
from tests.browser.actions import expect_said, same_load, tab_to
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.layout import wider_than_window
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def speaker() -> Speaker:
    return SpeakerFactory(name="John Smith")


@pytest.fixture
def other() -> Speaker:
    return ClaimFactory(speaker__name="J. Smith").speaker


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, speaker: Speaker, other: Speaker) -> Iterator[Page]:
    page = open_browser(editor)
    page.goto(f"/speakers/{speaker.pk}/")
    with same_load(page):
        yield page


def suggestions(page: Page) -> Locator:
    return page.get_by_role("region", name="Perhaps the same as")


def test_one_press_tells_two_apart_and_another_takes_it_back(page: Page, speaker: Speaker, other: Speaker) -> None:
    expect(suggestions(page)).to_contain_text("1 claim. Why: “J. Smith” is short for “John Smith”")
    assert violations(page) == []
    suggestions(page).get_by_role("button", name="Different people").click()
    expect_said(page, "John Smith and J. Smith are not the same.")
    expect(suggestions(page)).to_have_count(0)
    expect(page.locator("#speaker")).to_be_focused()
    assert Distinction.objects.values_list("one", "other").get() == tuple(sorted((speaker.pk, other.pk)))
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect_said(page, "Taken back.")
    expect(suggestions(page)).to_contain_text("J. Smith")
    assert not Distinction.objects.exists()


def test_a_suggestion_is_merged_by_keyboard(page: Page, other: Speaker) -> None:
    tab_to(page, suggestions(page).get_by_role("button", name="Merge with J. Smith"))
    page.keyboard.press("Enter")
    expect(page.locator(".merge-preview")).to_contain_text("will move from J. Smith to John Smith.")
    expect(page.get_by_role("button", name="Merge", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect_said(page, "Merged: J. Smith.")
    expect(suggestions(page)).to_have_count(0)
    assert not Speaker.objects.filter(pk=other.pk).exists()


def test_two_are_told_apart_by_keyboard(page: Page) -> None:
    tab_to(page, suggestions(page).get_by_role("button", name="Different people"))
    page.keyboard.press("Enter")
    expect_said(page, "John Smith and J. Smith are not the same.")


def test_who_merges_two_that_were_told_apart_is_told_by_whom(page: Page, editor: User) -> None:
    suggestions(page).get_by_role("button", name="Different people").click()
    expect(suggestions(page)).to_have_count(0)
    page.get_by_role("button", name="Merge with…").click()
    page.locator(".picker").get_by_role("combobox").fill("J. Smith")
    page.locator(".picker").get_by_role("option").filter(has_text="J. Smith").click()
    said = f"{editor.shown_name} said on "
    expect(page.locator(".merge-preview")).to_contain_text(said)
    expect(page.locator(".merge-preview")).to_contain_text("that John Smith and J. Smith are not the same.")


def test_it_fits_a_narrow_window(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    expect(suggestions(page)).to_be_visible()
    assert violations(page) == []
    assert wider_than_window(page) == []


def test_without_a_script_it_can_be_read(
    open_browser: OpenBrowser, editor: User, speaker: Speaker, other: Speaker
) -> None:
    page = open_browser(editor, java_script_enabled=False)
    page.goto(f"/speakers/{speaker.pk}/")
    expect(suggestions(page)).to_contain_text("“J. Smith” is short for “John Smith”")
    expect(suggestions(page).get_by_role("button")).to_have_count(0)


# All of them


@pytest.fixture
def editors_page(open_browser: OpenBrowser, editor: User, speaker: Speaker, other: Speaker) -> Page:
    page = open_browser(editor)
    page.goto("/speakers/")
    page.get_by_role("link", name="Who may be on record twice").click()
    expect(page.get_by_role("listitem").filter(has_text="J. Smith")).to_contain_text("is short for “John Smith”")
    return page


def test_in_the_list_of_all_two_are_told_apart_by_keyboard_and_it_is_taken_back(editors_page: Page) -> None:
    with same_load(editors_page):
        assert violations(editors_page) == []
        tab_to(editors_page, editors_page.get_by_role("button", name="Different people"))
        editors_page.keyboard.press("Enter")
        expect_said(editors_page, "J. Smith and John Smith are not the same.")
        expect(editors_page.get_by_text("Nobody seems to be on record twice.")).to_be_visible()
        editors_page.locator(".toast").get_by_role("button", name="Undo").click()
        expect_said(editors_page, "Taken back.")
        expect(editors_page.get_by_text("is short for")).to_be_visible()
    assert not Distinction.objects.exists()


def test_the_list_of_all_leads_to_the_preview_of_the_merge(editors_page: Page, speaker: Speaker) -> None:
    editors_page.get_by_role("link", name="Merge… J. Smith with John Smith").click()
    expect(editors_page).to_have_url(re.compile(f"/speakers/{speaker.pk}/#duplicates-title$"))
    editors_page.wait_for_load_state()
    suggestions(editors_page).get_by_role("button", name="Merge with J. Smith").click()
    expect(editors_page.locator(".merge-preview")).to_contain_text("will move from J. Smith to John Smith.")


def test_the_list_of_all_fits_a_narrow_window(editors_page: Page) -> None:
    editors_page.set_viewport_size({"width": 360, "height": 740})
    assert violations(editors_page) == []
    assert wider_than_window(editors_page) == []


def test_without_a_script_the_list_of_all_can_be_read(
    open_browser: OpenBrowser, editor: User, speaker: Speaker, other: Speaker
) -> None:
    page = open_browser(editor, java_script_enabled=False)
    page.goto("/speakers/duplicates/")
    expect(page.get_by_role("listitem").filter(has_text="J. Smith")).to_contain_text("is short for “John Smith”")
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
