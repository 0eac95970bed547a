"""A slip of the finger never does the opposite of what was meant, and the focus is never lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.choices import AssessmentStatus, Status
from claims.models import Assessment, Claim, Comment, Link
from claims.services.altering import update_claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, tab_to, take_time, work_on
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import AssessmentFactory, CommentFactory

pytestmark = pytest.mark.browser

PAUSES = range(0, 300, 50)  # ms between the two presses


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.accountable


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, claim: Claim) -> Iterator[Page]:
    """The claim's own page in the editor's browser; whatever is done there, something has the focus."""
    page = open_browser(editor)
    page.goto(f"/claims/{claim.pk}/")
    yield page
    assert page.evaluate("document.activeElement !== document.body"), "nothing has the focus"


def double_click(page: Page, target: Locator, pause: int) -> None:
    """Two presses at one place of the window, whatever stands there by then."""
    box = target.bounding_box()
    assert box
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*at)
    page.wait_for_timeout(pause)
    page.mouse.click(*at)


def test_slow_double_clicks_on_confirm_never_reject_nor_take_back(page: Page, claim: Claim) -> None:
    confirm = work_on(page, claim).get_by_role("button", name="Confirm")
    for pause in PAUSES:
        double_click(page, confirm, pause=pause)
        expect_said(page, "Confirmed.")
        claim.refresh_from_db()
        assert claim.status == Status.CONFIRMED
        take_time(page)
        confirm.click()
        expect_said(page, "Back to suggested.")
        take_time(page)
    assert not claim.history.filter(status=Status.REJECTED).exists()


def test_confirm_and_reject_keep_their_places(page: Page, claim: Claim) -> None:
    card = work_on(page, claim)
    before = [card.get_by_role("button", name=name).bounding_box() for name in ("Confirm", "Reject")]
    card.get_by_role("button", name="Reject").click()
    expect_said(page, "Rejected.")
    after = [card.get_by_role("button", name=name).bounding_box() for name in ("Confirm", "Reject")]
    assert [(box["x"], box["y"]) for box in after if box] == [(box["x"], box["y"]) for box in before if box]


def test_a_double_click_on_a_link_confirms_it(open_browser: OpenBrowser, newsroom: Newsroom, editor: User) -> None:
    link = Link.objects.get(claim=newsroom.condemns)
    page = open_browser(editor)
    page.goto(f"/claims/{link.claim_id}/")
    confirm = page.locator("#links").get_by_role("button", name="Confirm")
    confirm.scroll_into_view_if_needed()
    double_click(page, confirm, pause=200)
    expect_said(page, "Link confirmed.")
    page.wait_for_timeout(300)
    link.refresh_from_db()
    assert link.status == Status.CONFIRMED


def test_a_double_click_on_publish_does_not_withdraw(page: Page, claim: Claim, editor: User) -> None:
    AssessmentFactory(claim=claim, author=editor, status=AssessmentStatus.DRAFT)
    page.reload()
    publish = page.locator("#assessments .actions").get_by_role("button", name="Publish")
    publish.scroll_into_view_if_needed()
    double_click(page, publish, pause=200)
    expect_said(page, "Assessment published.")
    page.wait_for_timeout(300)
    assert Assessment.objects.get().status == AssessmentStatus.PUBLISHED
    expect(publish).to_be_disabled()


def test_a_double_click_on_delete_deletes_one_comment(page: Page, claim: Claim, administrator: User) -> None:
    for text in ("First.", "Second.", "Third."):
        CommentFactory(claim=claim, author=User.objects.get(username="editor"), text=text)
    page.reload()
    delete = page.locator("#comments").get_by_role("button", name="Delete").first
    delete.scroll_into_view_if_needed()
    double_click(page, delete, pause=200)
    expect_said(page, "Comment deleted.")
    page.wait_for_timeout(300)
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("keys", ["u", "Control+z"])
def test_a_key_takes_the_last_deed_back(page: Page, claim: Claim, keys: str) -> None:
    work_on(page, claim).get_by_role("button", name="Reject").click()
    expect_said(page, "Rejected.")
    page.keyboard.press(keys)
    expect_said(page, "Taken back.")
    claim.refresh_from_db()
    assert claim.status == Status.SUGGESTED
    expect(card_of(page, claim)).to_be_focused()


def test_the_same_keys_are_letters_while_one_types(page: Page, claim: Claim) -> None:
    work_on(page, claim).get_by_role("button", name="Reject").click()
    expect_said(page, "Rejected.")
    field = work_on(page, claim).get_by_label("Add a tag to this claim")
    field.click()
    page.keyboard.type("u")
    page.keyboard.press("Control+z")
    page.wait_for_timeout(300)
    expect_said(page, "Rejected.")
    claim.refresh_from_db()
    assert claim.status == Status.REJECTED


def test_an_undo_that_is_refused_leaves_the_focus_on_the_page(page: Page, claim: Claim, administrator: User) -> None:
    work_on(page, claim).get_by_role("button", name="Confirm").click()
    expect_said(page, "Confirmed.")
    update_claim(Claim.objects.get(pk=claim.pk), by=administrator, status=Status.REJECTED)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#announcer")).to_contain_text("Not taken back.")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_dismissed_trouble_leaves_the_focus_on_the_card(page: Page, claim: Claim) -> None:
    page.route("**/api/v1/claims/**", lambda route: route.abort())
    card = work_on(page, claim)
    card.get_by_role("button", name="Reject").click()
    card.get_by_role("button", name="Dismiss").click()
    expect(card).to_be_focused()


def test_a_revoked_token_leaves_the_focus_in_the_list_of_tokens(page: Page) -> None:
    page.goto("/account/")
    page.get_by_label("What it is for").fill("a script")
    page.get_by_role("button", name="Make a token").click()
    tab_to(page, page.locator("summary", has_text="Revoke the token a script"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Yes, revoke it"))
    page.keyboard.press("Enter")
    expect_said(page, "Token revoked.")
    expect(page.locator("#tokens")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_message_is_whole_and_does_not_cover_the_card(
    open_browser: OpenBrowser, editor: User, claim: Claim, width: int
) -> None:
    page = open_browser(editor, viewport={"width": width, "height": 640})
    page.goto(f"/articles/{claim.article_id}/")
    card = work_on(page, claim)
    card.evaluate("element => element.scrollIntoView({ block: 'end' })")
    card.get_by_role("button", name="Confirm").click()
    expect_said(page, "Confirmed.")
    toast, about = page.locator(".toast").bounding_box(), card.bounding_box()
    assert toast
    assert about
    assert toast["x"] >= 0
    assert toast["x"] + toast["width"] <= width
    apart = toast["y"] >= about["y"] + about["height"] or toast["y"] + toast["height"] <= about["y"]
    beside = toast["x"] + toast["width"] <= about["x"] or toast["x"] >= about["x"] + about["width"]
    assert apart or beside
