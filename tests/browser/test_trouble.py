"""What goes wrong while an editor works: nothing they did is lost, and the page says what they can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from rest_framework.test import APIClient

from claims.choices import Status
from claims.models import Claim, Comment, Speaker
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, open_picker, same_load, take_time, work_on
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import PASSWORD
from tests.writing import delete

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.accountable


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, claim: Claim) -> Iterator[Page]:
    """The claim's article in the editor's browser. Whatever the test does there loads no other page."""
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    with same_load(page):
        yield page


@pytest.fixture
def meanwhile(administrator: User, as_user: Callable[[User], APIClient], claim: Claim) -> Callable[..., None]:
    """Somebody else changes the claim through the API: ``meanwhile(status="rejected")``."""

    def change(**changes: object) -> None:
        address = f"/api/v1/claims/{claim.pk}/"
        other = as_user(administrator)
        answer = other.patch(address, changes, headers={"If-Match": other.get(address)["ETag"]})
        assert answer.status_code == 200

    return change


def press(page: Page, claim: Claim, name: str) -> None:
    work_on(page, claim).get_by_role("button", name=name).click()


def status_of(claim: Claim) -> str:
    claim.refresh_from_db()
    return claim.status


def gone(route: Route) -> None:
    route.abort()


# The next request reaches the server, and its answer nobody.
LOSE_AN_ANSWER = """() => {
  const whole = window.fetch;
  window.fetch = async (...request) => {
    window.fetch = whole;
    await whole(...request);
    throw new TypeError("network error");
  };
}"""


def test_a_card_that_is_out_of_date_says_so_and_shows_the_present_state(
    page: Page, claim: Claim, meanwhile: Callable[..., None]
) -> None:
    meanwhile(status=Status.REJECTED, speaker=Speaker.objects.get(name="John Bolton").pk)
    press(page, claim, "Confirm")
    trouble = work_on(page, claim).get_by_role("alert")
    expect(trouble).to_contain_text("administrator changed this meanwhile.")
    expect(trouble.get_by_role("row")).to_have_text(
        ["FactadministratorYou", "Decisionrejected by administratorconfirmed", "SpeakerJohn Boltonnot altered"],
        ignore_case=True,
    )
    assert violations(page) == []
    assert status_of(claim) == Status.REJECTED, "nothing is overwritten in silence"
    press(page, claim, "Show it as it is now")
    expect(card_of(page, claim).locator(".card-top")).to_contain_text("Rejected")
    expect(card_of(page, claim).get_by_role("link", name="John Bolton")).to_be_visible()
    expect(card_of(page, claim).get_by_role("alert")).to_be_empty()


def test_what_one_changed_in_another_window_is_said_to_be_ones_own(
    page: Page, claim: Claim, editor: User, as_user: Callable[[User], APIClient]
) -> None:
    as_user(editor).patch(f"/api/v1/claims/{claim.pk}/", {"status": "rejected"}, headers={"If-Match": "*"})
    press(page, claim, "Confirm")
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("You changed this in another window.")


def test_an_editor_who_has_read_the_present_state_may_put_theirs_in_its_place(
    page: Page, claim: Claim, meanwhile: Callable[..., None]
) -> None:
    meanwhile(status=Status.REJECTED)
    press(page, claim, "Confirm")
    press(page, claim, "Apply mine anyway")
    expect_said(page, "Confirmed.")
    assert status_of(claim) == Status.CONFIRMED


def test_a_tag_that_another_put_on_meanwhile_is_kept(
    page: Page, claim: Claim, meanwhile: Callable[..., None], as_user: Callable[[User], APIClient], editor: User
) -> None:
    tag = as_user(editor).post("/api/v1/tags/", {"name": "militias"}).json()
    meanwhile(tags=[tag["id"]])
    work_on(page, claim).get_by_label("Add a tag to this claim").fill("Basra consulate")
    press(page, claim, "Add")
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("Tagsmilitiastag Basra consulate")
    press(page, claim, "Apply mine anyway")
    expect_said(page, "Tagged: Basra consulate.")
    assert {tag.name for tag in claim.tags.all()} == {"militias", "Basra consulate"}


def test_a_decision_is_kept_while_the_server_is_gone_and_can_be_sent_again(page: Page, claim: Claim) -> None:
    page.route("**/api/v1/claims/**", gone)
    press(page, claim, "Confirm")
    trouble = work_on(page, claim).get_by_role("alert")
    expect(trouble).to_have_text("The server could not be reached. Your change is kept here: Confirm.Try againDismiss")
    press(page, claim, "Try again")
    expect(trouble).to_contain_text("could not be reached")
    page.unroute("**/api/v1/claims/**")
    press(page, claim, "Try again")
    expect_said(page, "Confirmed.")
    expect(trouble).to_be_empty()
    assert status_of(claim) == Status.CONFIRMED


def test_what_was_done_though_its_answer_was_lost_is_not_done_again(page: Page, claim: Claim) -> None:
    page.goto(f"/claims/{claim.pk}/")
    with same_load(page):
        comment = page.get_by_label("Add a comment")
        comment.fill("Ask the consulate.")
        page.evaluate(LOSE_AN_ANSWER)
        page.get_by_role("button", name="Comment", exact=True).click()
        trouble = page.get_by_role("alert").filter(has_text="Your change is kept here")
        expect(trouble).to_contain_text("could not be reached")
        trouble.get_by_role("button", name="Try again").click()
        expect_said(page, "Comment added.")
        comment.fill("Ask the consulate.")
        take_time(page)
        page.get_by_role("button", name="Comment", exact=True).click()
        expect(page.locator("#comments").get_by_text("Ask the consulate.")).to_have_count(2)
    assert claim.comments.count() == 2


def test_a_speaker_typed_while_the_server_is_gone_is_kept(page: Page, claim: Claim) -> None:
    open_picker(page, claim).fill("Ada Lind")
    page.get_by_role("option").filter(has_text="New speaker").click()
    page.route("**/api/v1/speakers/**", gone)
    press(page, claim, "Add and use")
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("Your change is kept here: speaker Ada Lind.")
    page.unroute("**/api/v1/speakers/**")
    press(page, claim, "Try again")
    expect_said(page, "Speaker corrected: Ada Lind.")
    assert Speaker.objects.filter(name="Ada Lind").count() == 1


def test_what_is_loaded_only_now_may_find_the_server_gone(page: Page, claim: Claim) -> None:
    page.route("**/speaker-picker.js", gone)
    press(page, claim, "Correct the speaker")
    expect_said(page, "The server could not be reached. Try it again.")


def test_a_tag_typed_while_the_server_fails_is_kept(page: Page, claim: Claim) -> None:
    page.route("**/api/v1/claims/**", lambda route: route.fulfill(status=503, body="Down for an hour"))
    field = work_on(page, claim).get_by_label("Add a tag to this claim")
    field.fill("militias")
    press(page, claim, "Add")
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("Your change is kept here: tag militias.")
    expect(field).to_have_value("militias")
    page.unroute("**/api/v1/claims/**")
    press(page, claim, "Try again")
    expect_said(page, "Tagged: militias.")


def test_a_session_that_ended_in_between_costs_a_sign_in_and_nothing_else(
    page: Page, claim: Claim, editor: User
) -> None:
    page.context.clear_cookies(name="sessionid")
    press(page, claim, "Confirm")
    trouble = work_on(page, claim).get_by_role("alert")
    expect(trouble).to_contain_text("You are no longer signed in. Your change is kept here: Confirm.")
    with page.context.expect_page() as opened:
        trouble.get_by_role("link", name="Sign in").click()
    opened.value.get_by_label("User name").fill(editor.username)
    opened.value.get_by_label("Password").fill(PASSWORD)
    opened.value.get_by_role("button", name="Sign in").click()
    expect(work_on(opened.value, claim).get_by_role("button", name="Confirm")).to_be_visible()
    opened.value.close()
    press(page, claim, "Try again")
    expect_said(page, "Confirmed.")
    assert status_of(claim) == Status.CONFIRMED


def test_a_card_that_cannot_be_shown_anew_stays_as_it_was(page: Page, claim: Claim) -> None:
    """The session ended between the change and the card's page, which answers with the page to sign in."""
    page.route("**/card/", lambda route: route.fulfill(content_type="text/html", body="<main>Sign in</main>"))
    press(page, claim, "Confirm")
    expect_said(page, "Saved, but this card could not be shown anew. Reload the page to see it.")
    assert "null" not in (page.locator("main").text_content() or "")
    assert status_of(claim) == Status.CONFIRMED


def test_a_role_taken_away_in_between_is_said(page: Page, claim: Claim, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(role="reader")
    press(page, claim, "Confirm")
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("Your account may not do this.")
    assert status_of(claim) == Status.SUGGESTED


def test_a_claim_deleted_in_between_is_said(page: Page, claim: Claim) -> None:
    delete(Claim.objects.get(pk=claim.pk))
    press(page, claim, "Confirm")
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("This is no longer there")


def test_leaving_with_a_change_unsaved_asks_first(open_browser: OpenBrowser, editor: User, claim: Claim) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    page.route("**/api/v1/claims/**", gone)
    press(page, claim, "Confirm")
    expect(card_of(page, claim).get_by_role("alert")).to_contain_text("kept here")
    with page.expect_event("dialog") as asked:
        page.get_by_role("link", name="Speakers").click()
    assert asked.value.type == "beforeunload"


def test_a_comment_is_kept_while_the_server_is_gone(open_browser: OpenBrowser, editor: User, claim: Claim) -> None:
    page = open_browser(editor)
    page.goto(f"/claims/{claim.pk}/")
    with same_load(page):
        page.route("**/api/v1/comments/", gone)
        page.get_by_label("Add a comment").fill("Worth a call to the ministry.")
        page.get_by_role("button", name="Comment", exact=True).click()
        expect(page.get_by_role("alert").filter(has_text="could not be reached")).to_be_visible()
        expect(page.get_by_label("Add a comment")).to_have_value("Worth a call to the ministry.")
        page.unroute("**/api/v1/comments/")
        page.get_by_role("button", name="Try again").click()
        expect(page.locator("#comments")).to_contain_text("Worth a call to the ministry.")
    assert Comment.objects.get().author == editor
