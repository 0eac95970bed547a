"""Many articles at once in the browser: sent, followed over a reload, corrected."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from claims import tasks
from claims.choices import BatchForm, Status
from claims.ingest.rows import Row
from claims.models import Batch, Claim
from claims.services.altering import update_claim
from newsapp.accounts.models import User
from tests.browser.actions import take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import BatchFactory
from tests.ingest.batches import jsonl_of, texts
from tests.working import work_off

pytestmark = pytest.mark.browser

CALENDAR = "BEGIN:VCALENDAR\nEND:VCALENDAR\n"


def take_in(rows: list[dict[str, str]], by: User) -> Batch:
    given = (
        Row(number, row["text"].encode(), stated={"title": row["title"]}) for number, row in enumerate(rows, start=1)
    )
    return tasks.take_in_batch(rows=given, form=BatchForm.JSONL, name="quays.jsonl", by=by)


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


def test_the_whole_is_taken_back_after_one_question_and_what_was_kept_says_why(
    open_browser: OpenBrowser, editor: User, administrator: User
) -> None:
    batch = take_in(texts(2), editor)
    work_off()
    claim = Claim.objects.filter(article__title="Quay 1")[0]
    update_claim(claim, by=administrator, status=Status.CONFIRMED)
    page = open_browser(editor)
    page.goto(f"/batches/{batch.pk}/")
    page.get_by_text("Take back the whole batch").click()
    expect(page.locator("#batch")).to_contain_text("Take it back?")
    assert violations(page) == []
    page.get_by_role("button", name="Yes, take it back").click()
    bar = page.get_by_role("progressbar", name="Articles taken back or kept")
    expect(bar).to_have_attribute("max", "2")
    expect(page.get_by_text("Take back the whole batch")).to_have_count(0)
    assert violations(page) == []
    work_off()
    expect(page.locator("#announcer")).to_contain_text("1 taken back, 1 kept.", timeout=10_000)
    expect(page.locator("#batch")).to_contain_text("Taken back by editor")
    page.get_by_role("link", name="Show what was kept, and why").click()
    results = page.locator("#results")
    expect(results).to_contain_text("This has been changed since, by administrator; that work would be lost.")
    expect(results.get_by_role("listitem")).to_have_count(1)
    assert violations(page) == []


def test_only_who_asked_for_a_batch_and_administrators_are_offered_to_take_it_back(
    open_browser: OpenBrowser, editor: User, administrator: User, fact_checker: User
) -> None:
    batch = take_in(texts(1), fact_checker)
    work_off()
    for user, offers in ((editor, 0), (administrator, 1), (fact_checker, 1)):
        page = open_browser(user)
        page.goto(f"/batches/{batch.pk}/")
        expect(page.get_by_role("heading", name="quays.jsonl")).to_be_visible()
        expect(page.get_by_text("Take back the whole batch")).to_have_count(offers)
