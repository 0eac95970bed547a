"""Many articles at once in the browser: sent, followed over a reload, corrected."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from newsapp.accounts.models import User
from tests.browser.actions import take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import BatchFactory
from tests.ingest.batches import jsonl_of, texts
from tests.working import work_off

pytestmark = pytest.mark.browser

CALENDAR = "BEGIN:VCALENDAR\nEND:VCALENDAR\n"


def test_a_file_of_many_is_followed_to_its_end_over_a_reload(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor)
    page.goto("/articles/new/")
    page.get_by_role("link", name="Take in many at once").click()
    rows = jsonl_of(*texts(2), {"text": CALENDAR})
    file = {"name": "quays.jsonl", "mimeType": "application/jsonl", "buffer": rows}
    page.get_by_label("Files", exact=True).set_input_files(file)
    page.get_by_role("button", name="Take them in").click()
    expect(page).to_have_url(re.compile(r"/batches/\d+/$"))
    page.reload()
    bar = page.get_by_role("progressbar", name="Articles taken in")
    expect(bar).to_have_attribute("max", "3")
    expect(bar).to_have_attribute("value", "0")
    assert violations(page) == []
    work_off()
    expect(bar).to_have_attribute("value", "3", timeout=10_000)
    expect(page.get_by_role("main")).to_contain_text("This text is a calendar")
    expect(page.locator("#announcer")).to_contain_text("2 done, 1 failed.")
    page.get_by_role("link", name="Quay 2").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/$"))


def test_what_is_wrong_with_a_file_stands_beside_it(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor)
    page.goto("/batches/")
    file = {"name": "quays.csv", "mimeType": "text/csv", "buffer": b"words\nOne.\n"}
    page.get_by_label("Files", exact=True).set_input_files(file)
    page.get_by_role("button", name="Take them in").click()
    expect(page.get_by_role("main")).to_contain_text("There is no column “words”.")
    assert violations(page) == []


def test_the_failed_ones_are_retried_and_the_rest_cancelled_and_gone_on_with(
    open_browser: OpenBrowser, editor: User
) -> None:
    batch = BatchFactory()
    page = open_browser(editor)
    page.goto(f"/batches/{batch.pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the failed ones").click()
    assert download.value.suggested_filename == f"failed-of-batch-{batch.pk}.jsonl"
    page.get_by_role("button", name="Retry the failed ones").click()
    region = page.locator("#batch")
    expect(region).to_contain_text("2 waiting")
    take_time(page)
    page.get_by_role("button", name="Cancel", exact=True).click()
    expect(region).to_contain_text("3 cancelled")
    assert violations(page) == []
    take_time(page)
    page.get_by_role("button", name="Go on").click()
    expect(region).to_contain_text("3 waiting")
    work_off()
    expect(region).to_contain_text("3 done", timeout=10_000)
