"""A fact-checker works on the claim's own page: assesses, links and remarks, without a page load."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from claims.choices import AssessmentStatus, Status
from claims.models import Assessment, Claim, Comment, Link
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, take_time
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.accountable


@pytest.fixture
def page(open_browser: OpenBrowser, fact_checker: User, claim: Claim) -> Iterator[Page]:
    page = open_browser(fact_checker)
    page.goto(f"/claims/{claim.pk}/")
    with same_load(page):
        yield page


def write_assessment(page: Page) -> None:
    page.get_by_text("Write an assessment").click()
    page.get_by_label("Rating").select_option("Unproven")
    page.get_by_label("Explanation").fill("No report of the weeks in question has been published.")


def test_an_assessment_is_published_with_its_evidence(page: Page, claim: Claim, fact_checker: User) -> None:
    write_assessment(page)
    page.get_by_role("button", name="Add evidence").click()
    row = page.locator("[data-row]")
    row.get_by_label("Title").fill("Incident reports, September 2018")
    row.get_by_label("Address").fill("https://records.example/basra")
    page.get_by_role("button", name="Publish").click()
    expect_said(page, "Assessment saved.")
    section = page.locator("#assessments")
    expect(section.get_by_role("heading", level=3)).to_contain_text("Unproven")
    expect(section.get_by_role("link", name="Incident reports, September 2018")).to_be_visible()
    expect(card_of(page, claim)).to_contain_text("Rated Unproven")
    assessment = Assessment.objects.get()
    assert (assessment.claim, assessment.author) == (claim, fact_checker)
    assert assessment.status == AssessmentStatus.PUBLISHED
    assert assessment.evidence.get().url == "https://records.example/basra"


def test_a_draft_is_published_later_and_withdrawn_again(page: Page, claim: Claim) -> None:
    write_assessment(page)
    page.get_by_role("button", name="Save as a draft").click()
    expect_said(page, "Assessment saved.")
    expect(card_of(page, claim)).not_to_contain_text("Rated")
    publish = page.locator("#assessments .actions").get_by_role("button", name="Publish")
    expect(publish).to_be_visible()
    take_time(page)
    publish.click()
    expect(card_of(page, claim)).to_contain_text("Rated Unproven")
    expect(publish).to_be_disabled()
    take_time(page)
    page.get_by_role("button", name="Withdraw").click()
    expect(card_of(page, claim)).not_to_contain_text("Rated")
    assert Assessment.objects.get().status == AssessmentStatus.WITHDRAWN


def test_evidence_without_a_title_is_refused_beside_its_field_and_nothing_is_lost(page: Page) -> None:
    write_assessment(page)
    page.get_by_role("button", name="Add evidence").click()
    row = page.locator("[data-row]")
    row.get_by_label("Title").fill("Incident reports")
    row.get_by_label("Address").fill("not an address")
    page.get_by_role("button", name="Publish").click()
    expect(row.get_by_label("Address")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Explanation")).to_have_value("No report of the weeks in question has been published.")
    assert not Assessment.objects.exists()


def test_a_link_that_the_machine_suggested_is_confirmed_and_undone(
    open_browser: OpenBrowser, fact_checker: User, newsroom: Newsroom
) -> None:
    link = Link.objects.get(claim=newsroom.condemns)
    page = open_browser(fact_checker)
    page.goto(f"/claims/{link.claim_id}/")
    with same_load(page):
        confirm = page.locator("#links").get_by_role("button", name="Confirm")
        confirm.click()
        expect_said(page, "Link confirmed.")
        link.refresh_from_db()
        assert link.status == Status.CONFIRMED
        expect(confirm).to_have_attribute("aria-pressed", "true")
        expect(confirm).to_be_focused()
        take_time(page)
        confirm.click()
        expect_said(page, "Link back to suggested.")
    link.refresh_from_db()
    assert link.status == Status.SUGGESTED


def test_a_remark_is_made_and_deleted(page: Page, claim: Claim, fact_checker: User) -> None:
    page.get_by_label("Add a comment").fill("Worth a call to the ministry.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect_said(page, "Comment added.")
    expect(page.locator("#comments")).to_contain_text("Worth a call to the ministry.")
    expect(card_of(page, claim)).to_contain_text("1 comment")
    assert Comment.objects.get().author == fact_checker
    take_time(page)
    page.get_by_role("button", name="Delete").click()
    expect_said(page, "Comment deleted.")
    assert not Comment.objects.exists()


def test_what_is_being_written_survives_a_reload(open_browser: OpenBrowser, fact_checker: User, claim: Claim) -> None:
    page = open_browser(fact_checker)
    page.goto(f"/claims/{claim.pk}/")
    write_assessment(page)
    page.reload()
    expect(page.get_by_label("Explanation")).to_have_value("No report of the weeks in question has been published.")
