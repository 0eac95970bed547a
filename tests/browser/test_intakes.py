"""What comes in later: the page of an Intake leads to the article, and failed ones are tried again or deleted."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from claims.choices import IntakeState
from claims.limits import MAX_TEXT_AT_ONCE
from claims.models import Intake
from newsapp.accounts.models import User
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import IntakeFactory, prose
from tests.working import work_off

pytestmark = pytest.mark.browser


def test_a_long_text_leads_to_its_intake_and_when_done_to_the_article(
    open_browser: OpenBrowser, editor: User, settings: Settings
) -> None:
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.marks"  # the shipped one takes long for so much
    page = open_browser(editor)
    page.goto("/articles/new/")
    text = prose(content="We will open it", name="Ada Lind") + "\n\nThe bridge is old." * (MAX_TEXT_AT_ONCE // 20)
    file = {"name": "bridge.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_label("or a file").set_input_files(file)
    page.get_by_role("button", name="Take it in").click()
    expect(page).to_have_url(re.compile(r"/intakes/\d+/$"))
    expect(page.get_by_role("status").filter(has_text="being taken in")).to_be_visible()
    assert violations(page) == []
    work_off()
    expect(page).to_have_url(re.compile(r"/articles/\d+/$"), timeout=30_000)
    expect(page.locator("#announcer")).to_contain_text("Taken in")


def test_a_failed_one_says_why_and_is_tried_again(open_browser: OpenBrowser, editor: User) -> None:
    intake = IntakeFactory(failed=True)
    page = open_browser(editor)
    page.goto("/intakes/?state=failed")
    expect(page.get_by_role("main")).to_contain_text("This file is a calendar.")
    assert violations(page) == []
    page.get_by_role("button", name="Retry").click()
    expect(page.get_by_role("main")).not_to_contain_text("This file is a calendar.")
    work_off()
    page.goto(f"/intakes/{intake.pk}/")
    page.get_by_role("link", name="Read the article").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/$"))


def test_one_whose_server_is_busy_says_so_and_until_when(open_browser: OpenBrowser, editor: User) -> None:
    intake = IntakeFactory(state=IntakeState.WAITING)
    page = open_browser(editor)
    page.goto(f"/intakes/{intake.pk}/")
    expect(page.get_by_role("status").filter(has_text="being taken in")).to_be_visible()
    Intake.objects.update(waits_until=datetime(2026, 3, 2, 17, 30, tzinfo=UTC))
    expect(page.get_by_role("main")).to_contain_text("Its server is busy, or asked to be left alone for now.")
    expect(page.locator("#intake time[datetime^='2026-03-02T17:30']")).to_be_visible()
    assert violations(page) == []


def test_a_failed_one_is_deleted_after_one_question(open_browser: OpenBrowser, editor: User) -> None:
    IntakeFactory(failed=True)
    page = open_browser(editor)
    page.goto("/intakes/")
    page.locator("summary", has_text="Delete").click()
    expect(page.get_by_text("cannot be brought back. Delete it?")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing has come in yet.")
    assert not Intake.objects.exists()


def test_without_script_a_link_looks_again_and_leads_to_the_article(open_browser: OpenBrowser, editor: User) -> None:
    intake = IntakeFactory(failed=True)
    Intake.objects.update(state="waiting", error_code="", error="")
    page = open_browser(editor, java_script_enabled=False)
    page.goto(f"/intakes/{intake.pk}/")
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("main")).to_contain_text("being taken in")
