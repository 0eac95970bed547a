"""What was just done can be taken back from the message that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Status
from claims.models import Article, Claim, Comment
from claims.services.altering import update_claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, work_on
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import CommentFactory, TagFactory
from tests.writing import tag

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    tag(newsroom.accountable, TagFactory(name="militias"))
    return newsroom.accountable


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, claim: Claim) -> Iterator[Page]:
    """The claim's article in the editor's browser. Whatever the test does there loads no other page."""
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    with same_load(page):
        yield page


def undo(page: Page) -> None:
    page.locator(".toast").get_by_role("button", name="Undo").click()


def test_a_decision_is_taken_back_and_the_card_has_the_focus(page: Page, claim: Claim) -> None:
    work_on(page, claim).get_by_role("button", name="Reject").click()
    expect_said(page, "Rejected.")
    undo(page)
    expect_said(page, "Taken back.")
    expect(card_of(page, claim).locator(".card-top")).to_contain_text("Suggested")
    expect(card_of(page, claim)).to_be_focused()
    expect(page.locator(".toast").get_by_role("button")).to_be_hidden()
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by) == (Status.SUGGESTED, None)


def test_a_tag_taken_off_is_put_back(page: Page, claim: Claim) -> None:
    work_on(page, claim).get_by_role("button", name="Remove the tag militias").click()
    expect_said(page, "Tag removed: militias.")
    undo(page)
    expect(card_of(page, claim).locator("[data-tag]")).to_contain_text("militias")
    assert [one.name for one in claim.tags.all()] == ["militias"]


def test_what_somebody_else_decided_meanwhile_stays_and_the_message_says_whose_it_is(
    page: Page, claim: Claim, administrator: User
) -> None:
    work_on(page, claim).get_by_role("button", name="Confirm").click()
    expect_said(page, "Confirmed.")
    update_claim(Claim.objects.get(pk=claim.pk), by=administrator, status=Status.REJECTED)
    undo(page)
    expect(page.locator("#announcer")).to_contain_text("Not taken back. This has been changed since, by administrator")
    claim.refresh_from_db()
    assert claim.status == Status.REJECTED


def test_a_deleted_comment_comes_back(open_browser: OpenBrowser, claim: Claim, fact_checker: User) -> None:
    CommentFactory(claim=claim, author=fact_checker, text="Call the ministry.")
    page = open_browser(fact_checker)
    page.goto(f"/claims/{claim.pk}/")
    page.locator("#comments").get_by_role("button", name="Delete").click()
    expect_said(page, "Comment deleted.")
    assert not Comment.objects.exists()
    undo(page)
    expect_said(page, "Taken back.")
    expect(page.locator("#comments")).to_contain_text("Call the ministry.")
    expect(page.locator("#comments")).to_be_focused()


def test_an_article_taken_in_by_mistake_goes_again(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor)
    page.goto("/articles/new/")
    page.get_by_label("Text or HTML").fill("“The bridge opens in May,” Ada Lind said on Monday.")
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("#announcer")).to_contain_text("Taken in")
    undo(page)
    expect(page).to_have_url(re.compile(r"/articles/$"))
    expect_said(page, "Taken back.")
    assert not Article.objects.exists()
