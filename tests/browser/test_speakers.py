"""Correcting and merging speakers on the page of one, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from rest_framework.test import APIClient

from claims.models import Speaker
from newsapp.accounts.models import User
from tests.browser.actions import expect_said, same_load, tab_to, take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def speaker(newsroom: Newsroom) -> Speaker:
    speaker = newsroom.threats.speaker
    assert speaker
    return speaker


@pytest.fixture
def other(newsroom: Newsroom) -> Speaker:
    return ClaimFactory(speaker__name="Michael R. Pompeo").speaker


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, speaker: Speaker) -> Iterator[Page]:
    """The speaker before the editor. Whatever the test does there loads no other page."""
    page = open_browser(editor)
    page.goto(f"/speakers/{speaker.pk}/")
    with same_load(page):
        yield page


def pick(page: Page, name: str) -> None:
    page.get_by_role("button", name="Merge with…").click()
    page.locator(".picker").get_by_role("combobox").fill(name)
    page.locator(".picker").get_by_role("option").filter(has_text=name).click()


def test_two_records_are_merged_and_taken_apart_again(page: Page, speaker: Speaker, other: Speaker) -> None:
    names, number = speaker.aliases.count(), other.pk
    pick(page, "Michael R. Pompeo")
    sentence = f"1 claim and 1 new name (from 1 article) will move from Michael R. Pompeo to {speaker.name}."
    expect(page.locator(".merge-preview")).to_contain_text(sentence)
    merge = page.get_by_role("button", name="Merge", exact=True)
    expect(merge).to_be_focused()
    assert violations(page) == []
    merge.click()
    expect_said(page, "Merged: Michael R. Pompeo.")
    expect(page.locator("#speaker")).to_be_focused()
    expect(page.get_by_role("listitem").filter(has_text="Michael R. Pompeo").first).to_be_visible()
    assert violations(page) == []
    assert (speaker.aliases.count(), Speaker.objects.filter(pk=number).exists()) == (names + 1, False)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect_said(page, "Taken back.")
    expect(page.locator("#speaker")).not_to_contain_text("Michael R. Pompeo")
    assert Speaker.objects.get(pk=number).claims.count() == 1


def test_the_old_address_leads_to_who_remains(
    open_browser: OpenBrowser, editor: User, speaker: Speaker, other: Speaker, as_editor: APIClient
) -> None:
    as_editor.post(f"/api/v1/speakers/{speaker.pk}/merge/", {"speakers": [other.pk]}, headers={"If-Match": "*"})
    page = open_browser(editor)
    page.goto(f"/speakers/{other.pk}/")
    expect(page).to_have_url(f"{page.url.split('/speakers/')[0]}/speakers/{speaker.pk}/")


def test_a_merge_of_earlier_is_taken_apart_and_what_was_given_away_since_stays(
    page: Page, speaker: Speaker, other: Speaker, as_editor: APIClient
) -> None:
    kept, moved = other.claims.get(), ClaimFactory(speaker=other)
    as_editor.post(f"/api/v1/speakers/{speaker.pk}/merge/", {"speakers": [other.pk]}, headers={"If-Match": "*"})
    bolton = Speaker.objects.get(name="John Bolton")
    as_editor.patch(f"/api/v1/claims/{moved.pk}/", {"speaker": bolton.pk}, headers={"If-Match": "*"})
    page.evaluate("window.markOfThisLoad = null")
    page.reload()
    page.evaluate("window.markOfThisLoad = true")
    tab_to(page, page.get_by_role("button", name="Take apart Michael R. Pompeo"))
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect_said(page, "Taken apart again.")
    expect(page.get_by_text("Merged into this record")).to_have_count(0)
    expect(page.locator("#speaker")).not_to_contain_text("Michael R. Pompeo")
    kept.refresh_from_db()
    moved.refresh_from_db()
    assert (kept.speaker, moved.speaker) == (other, bolton)


def test_merging_by_keyboard_alone(page: Page, speaker: Speaker, other: Speaker) -> None:
    tab_to(page, page.get_by_role("button", name="Merge with…"))
    page.keyboard.press("Enter")
    expect(page.locator(".picker input")).to_be_focused()
    page.keyboard.type("Michael R")
    expect(page.locator(".picker").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Merge", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect_said(page, "Merged: Michael R. Pompeo.")
    tab_to(page, page.locator(".toast").get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    expect_said(page, "Taken back.")
    assert Speaker.objects.filter(pk=other.pk).exists()


def test_who_was_picked_by_mistake_is_left_out(page: Page, other: Speaker) -> None:
    pick(page, "Michael R. Pompeo")
    page.get_by_role("button", name="Leave out Michael R. Pompeo").click()
    expect(page.get_by_role("button", name="Merge", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Merge with…")).to_be_focused()


def test_what_would_move_is_said_without_what_there_is_none_of(page: Page, speaker: Speaker, other: Speaker) -> None:
    ClaimFactory(chain=[SpeakerFactory(name="Gulf Relay")])
    SpeakerFactory(name="Bare Record").aliases.update(name=speaker.name)
    pick(page, "Gulf Relay")
    moving = "1 claim passed on and 1 new name (from 1 article) will move from Gulf Relay to"
    expect(page.locator(".merge-preview")).to_have_text(re.compile(f"^{re.escape(moving)}"))
    page.get_by_role("button", name="Cancel").click()
    pick(page, "Bare Record")
    expect(page.locator(".merge-preview")).to_contain_text("No claims and no new names will move from Bare Record to")


def test_the_speaker_of_the_page_and_who_is_picked_already_are_not_offered(
    page: Page, speaker: Speaker, other: Speaker
) -> None:
    third = SpeakerFactory(name="Mick Pompeo")
    pick(page, "Michael R. Pompeo")
    expect(page.locator(".merge-preview")).to_contain_text("will move")
    page.get_by_role("button", name="Merge with…").click()
    page.locator(".picker").get_by_role("combobox").fill("pompeo")
    expect(page.locator(".picker").get_by_role("option")).to_have_count(1)
    expect(page.locator(".picker").get_by_role("option")).to_contain_text(third.name)


def test_who_changed_the_speaker_meanwhile_is_not_overruled_unasked(
    page: Page, speaker: Speaker, other: Speaker, administrator: User, as_user: Callable[[Any], APIClient]
) -> None:
    pick(page, "Michael R. Pompeo")
    merge = page.get_by_role("button", name="Merge", exact=True)
    expect(merge).to_be_focused()
    address = f"/api/v1/speakers/{speaker.pk}/"
    as_user(administrator).patch(address, {"name": "Mike Pompeo (US)"}, headers={"If-Match": "*"})
    merge.click()
    expect(page.get_by_role("alert").filter(has_text="administrator changed this meanwhile")).to_be_visible()
    assert violations(page) == []
    assert Speaker.objects.filter(pk=other.pk).exists()
    page.get_by_role("button", name="Apply mine anyway").click()
    expect_said(page, "Merged: Michael R. Pompeo.")


def test_name_kind_and_other_names_are_corrected_in_place(page: Page, speaker: Speaker) -> None:
    page.get_by_text("Correct the name or the kind").click()
    assert violations(page) == []
    page.get_by_label("Name", exact=True).fill("Michael Pompeo")
    page.get_by_label("Kind").select_option("Organization")
    page.get_by_role("button", name="Save").click()
    expect_said(page, "Speaker corrected.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Michael Pompeo")
    take_time(page)
    page.get_by_text("Correct the name or the kind").click()
    page.get_by_label("Another name").fill("Secretary P.")
    page.get_by_role("button", name="Add the name").click()
    expect_said(page, "Name added.")
    remove = page.get_by_role("button", name="Remove the name Secretary P.")
    expect(remove).to_be_visible()
    take_time(page)
    remove.click()
    expect_said(page, "Name removed.")
    speaker.refresh_from_db()
    assert (speaker.name, speaker.kind) == ("Michael Pompeo", "organization")
    assert not speaker.aliases.filter(name="Secretary P.").exists()


def test_only_editors_are_offered_to_change_a_speaker(
    open_browser: OpenBrowser, speaker: Speaker, fact_checker: User
) -> None:
    page = open_browser(fact_checker)
    page.goto(f"/speakers/{speaker.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(speaker.name)
    expect(page.get_by_role("button", name="Merge with…")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
