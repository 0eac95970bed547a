"""A fact-checker works on the claim's own page: assesses, links and remarks, without a page load."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from claims.choices import AssessmentStatus, Status
from claims.models import Assessment, Claim, Comment, Link
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, tab_to, take_time
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import AssessmentFactory, LinkFactory

pytestmark = pytest.mark.browser

SAVED = "Saved as a draft. Below is what readers will see."


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


def need_no_evidence(page: Page) -> None:
    page.get_by_label("No evidence is needed, because …").check()
    page.get_by_label("Why no evidence is needed").fill("The claim speaks of what nobody can know.")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and preview").click()
    expect_said(page, SAVED)


def test_an_assessment_is_published_with_its_evidence(page: Page, claim: Claim, fact_checker: User) -> None:
    write_assessment(page)
    page.get_by_role("button", name="Add evidence").click()
    row = page.locator("[data-row]")
    expect(row.get_by_label("Address")).to_be_focused()
    row.get_by_label("Title").fill("Incident reports, September 2018")
    row.get_by_label("Address").fill("records.example/basra")
    row.get_by_label("Address").press("Enter")
    save(page)
    section = page.locator("#assessments")
    expect(section.get_by_role("link", name="Incident reports, September 2018")).to_be_visible()
    expect(card_of(page, claim)).not_to_contain_text("Rated")
    take_time(page)
    section.get_by_role("button", name="Publish").click()
    expect_said(page, "Assessment published.")
    expect(section.get_by_role("heading", level=3)).to_contain_text("Unproven")
    expect(section.get_by_role("link", name="Incident reports, September 2018")).to_be_visible()
    expect(card_of(page, claim)).to_contain_text("Rated Unproven")
    assessment = Assessment.objects.get()
    assert (assessment.claim, assessment.author) == (claim, fact_checker)
    assert assessment.status == AssessmentStatus.PUBLISHED
    assert assessment.evidence.get().url == "https://records.example/basra"


def test_a_draft_is_published_later_and_withdrawn_again(page: Page, claim: Claim) -> None:
    write_assessment(page)
    need_no_evidence(page)
    save(page)
    expect(card_of(page, claim)).not_to_contain_text("Rated")
    publish = page.locator("#assessments .actions").get_by_role("button", name="Publish")
    expect(publish).to_be_visible()
    take_time(page)
    publish.click()
    expect(card_of(page, claim)).to_contain_text("Rated Unproven")
    expect(publish).to_be_disabled()
    take_time(page)
    page.get_by_text("Withdraw this assessment").click()
    page.get_by_label("Why it is withdrawn").fill("The reports have been published since.")
    page.get_by_role("button", name="Withdraw").click()
    expect(card_of(page, claim)).not_to_contain_text("Rated")
    expect(page.locator("#assessments")).to_contain_text("Withdrawn: The reports have been published since.")
    assert Assessment.objects.get().status == AssessmentStatus.WITHDRAWN


def test_a_draft_may_lack_what_the_page_then_names_before_it_can_be_published(page: Page) -> None:
    page.get_by_text("Write an assessment").click()
    expect(page.get_by_label("Rating")).to_have_value("")
    page.get_by_label("Explanation").fill("No report has been published.")
    save(page)
    section = page.locator("#assessments")
    expect(section.get_by_text("Choose a rating.")).to_be_visible()
    expect(section.get_by_text("Give evidence, or say why none is needed.")).to_be_visible()
    expect(section.get_by_role("button", name="Publish")).to_be_disabled()
    page.get_by_text("Change this assessment").click()
    page.get_by_role("textbox", name="Explanation").fill("")
    take_time(page)
    save(page)
    expect(section.get_by_text("Explain the rating.")).to_be_visible()
    assert Assessment.objects.get().explanation == ""


def test_a_claim_that_nobody_confirmed_is_confirmed_beside_what_is_being_written(
    open_browser: OpenBrowser, editor: User, claim: Claim
) -> None:
    page = open_browser(editor)
    page.goto(f"/claims/{claim.pk}/")
    write_assessment(page)
    take_time(page)
    page.get_by_role("button", name="Confirm the claim").click()
    expect_said(page, "Confirmed.")
    expect(page.get_by_text("has not been confirmed")).to_have_count(0)
    expect(page.locator("#unconfirmed")).to_be_focused()
    expect(page.get_by_label("Explanation")).to_have_value("No report of the weeks in question has been published.")


def test_the_claim_its_context_and_its_links_stay_in_view_while_one_writes(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    write_assessment(page)
    for _ in range(3):
        page.get_by_role("button", name="Add evidence").click()
    page.get_by_role("button", name="Save and preview").scroll_into_view_if_needed()
    page.wait_for_function("scrollY > 300")
    for name in ("Who said what", "In context"):
        box = page.get_by_role("heading", name=name).bounding_box()
        assert box
        assert 0 <= box["y"] < 800, name
    expect(page.locator(".claim-in-view #links")).to_have_count(1)


def test_the_preview_is_what_a_reader_then_reads(page: Page, claim: Claim, open_browser: OpenBrowser) -> None:
    def as_read(of: Page) -> list[str]:
        lines: list[str] = of.locator("#assessments article > :not(.hint, .actions, details, h3)").all_inner_texts()
        return lines

    write_assessment(page)
    page.get_by_role("button", name="Add evidence").click()
    page.locator("[data-row]").get_by_label("Title").fill("Incident reports, September 2018")
    save(page)
    section = page.locator("#assessments")
    expect(section).to_contain_text("It is what readers will see once it is published.")
    expect(section.get_by_role("heading", name="Assessment")).to_be_in_viewport()
    preview = as_read(page)
    reader = open_browser()
    reader.goto(page.url)
    expect(reader.locator("#assessments")).to_contain_text("No assessment of this claim is published.")
    take_time(page)
    section.get_by_role("button", name="Publish").click()
    expect_said(page, "Assessment published.")
    reader.reload()
    assert as_read(reader) == preview
    assert "Incident reports, September 2018" in " ".join(preview)


def test_what_is_written_waits_where_the_server_is_gone(page: Page) -> None:
    write_assessment(page)
    page.route("**/api/v1/assessments/", lambda route: route.abort())
    page.get_by_role("button", name="Save and preview").click()
    expect(page.get_by_role("alert").filter(has_text="could not be reached")).to_be_visible()
    expect(page.get_by_label("Explanation")).to_have_value("No report of the weeks in question has been published.")
    page.unroute("**/api/v1/assessments/")
    page.get_by_role("button", name="Try again").click()
    expect_said(page, SAVED)


def test_what_was_ticked_and_unticked_is_not_lost_and_survives_a_reload(page: Page) -> None:
    page.evaluate("window.markOfThisLoad = null")
    write_assessment(page)
    need_no_evidence(page)
    tick, why = page.get_by_label("No evidence is needed, because …"), page.get_by_label("Why no evidence is needed")
    tick.uncheck()
    expect(why).to_be_hidden()
    tick.check()
    expect(why).to_have_value("The claim speaks of what nobody can know.")
    page.reload()
    expect(tick).to_be_checked()
    expect(why).to_have_value("The claim speaks of what nobody can know.")
    page.evaluate("window.markOfThisLoad = true")


def test_a_review_is_asked_for_and_the_colleague_publishes(
    page: Page, claim: Claim, open_browser: OpenBrowser, editor: User
) -> None:
    write_assessment(page)
    need_no_evidence(page)
    save(page)
    take_time(page)
    page.get_by_role("button", name="Ask for a review").click()
    expect_said(page, "Review asked for.")
    at_editors = open_browser(editor)
    at_editors.goto(f"/claims/{claim.pk}/")
    expect(at_editors.locator("#assessments")).to_contain_text("Review asked for")
    at_editors.locator("#assessments").get_by_role("button", name="Publish").click()
    expect(card_of(at_editors, claim)).to_contain_text("Rated Unproven")


def test_a_correction_is_written_by_keyboard_and_keeps_what_stood_before(
    page: Page, claim: Claim, fact_checker: User
) -> None:
    first = AssessmentFactory(claim=claim, author=fact_checker, status=AssessmentStatus.PUBLISHED)
    page.evaluate("window.markOfThisLoad = null")
    page.reload()
    tab_to(page, page.get_by_text("Correct this assessment"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("What is corrected, and why"))
    page.keyboard.type("We misread the minutes.")
    tab_to(page, page.get_by_label("Rating"))
    page.keyboard.type("Mostly t")
    tab_to(page, page.get_by_label("Explanation"))
    page.keyboard.press("Control+A")
    page.keyboard.type("The date is right, the year is not.")
    tab_to(page, page.get_by_label("Why no evidence is needed"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Save and preview"))
    page.keyboard.press("Enter")
    expect_said(page, SAVED)
    assert Assessment.objects.count() == 2, "Enter in a field saved it too"
    take_time(page)
    tab_to(page, page.locator("#assessments").get_by_role("button", name="Publish").first)
    page.keyboard.press("Enter")
    expect(card_of(page, claim)).to_contain_text("Rated Mostly true")
    section = page.locator("#assessments")
    expect(section.get_by_role("heading", level=3)).to_have_text(["Mostly true Published", re.compile("Corrected$")])
    expect(section).to_contain_text("Corrects an earlier assessment: We misread the minutes.")
    first.refresh_from_db()
    assert first.status == AssessmentStatus.CORRECTED
    page.evaluate("window.markOfThisLoad = true")


def test_evidence_without_a_title_is_refused_beside_its_field_and_nothing_is_lost(page: Page) -> None:
    write_assessment(page)
    page.get_by_role("button", name="Add evidence").click()
    row = page.locator("[data-row]")
    row.get_by_label("Title").fill("Incident reports")
    row.get_by_label("Address").fill("not an address")
    page.get_by_role("button", name="Save and preview").click()
    expect(row).to_contain_text("This is no address of a web page.")
    expect(row.get_by_label("Address")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Explanation")).to_have_value("No report of the weeks in question has been published.")
    assert not Assessment.objects.exists()


def test_words_that_changed_are_marked_until_somebody_looks_again(
    page: Page, claim: Claim, fact_checker: User, open_browser: OpenBrowser
) -> None:
    AssessmentFactory(claim=claim, author=fact_checker, status=AssessmentStatus.PUBLISHED, words="They will pay.")
    reader = open_browser()
    reader.goto(page.url)
    mark = "the words have changed since"
    expect(card_of(reader, claim)).to_contain_text(mark)
    expect(reader.locator("#assessments")).to_contain_text("It was made for: They will pay.")
    page.evaluate("window.markOfThisLoad = null")
    page.reload()
    tab_to(page, page.get_by_role("button", name="It holds for the words as they are now"))
    page.keyboard.press("Enter")
    expect(card_of(page, claim)).not_to_contain_text(mark)
    page.get_by_role("button", name="Undo").click()
    expect(card_of(page, claim)).to_contain_text(mark)
    page.evaluate("window.markOfThisLoad = true")


def test_an_assessment_shows_on_a_claim_that_repeats_its_own_and_leads_there(
    page: Page, claim: Claim, newsroom: Newsroom
) -> None:
    other = newsroom.condemns
    finding = AssessmentFactory(claim=other, status=AssessmentStatus.PUBLISHED)
    LinkFactory(claim=claim, other=other)
    page.evaluate("window.markOfThisLoad = null")
    page.reload()
    expect(card_of(page, claim)).to_contain_text(f"Rated {finding.rating.name} for similar words elsewhere")
    section = page.locator("#assessments")
    expect(section).to_contain_text("It was made for another claim")
    expect(section.get_by_text("Withdraw this assessment")).to_have_count(0)
    expect(section.get_by_text("Write an assessment")).to_be_visible()
    section.get_by_role("link", name="another claim").click()
    expect(page).to_have_url(re.compile(f"/claims/{other.pk}/#assessment-{finding.pk}$"))
    page.evaluate("window.markOfThisLoad = true")


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
