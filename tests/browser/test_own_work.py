"""Claims are given to a colleague, comments mention one, and each has a page of what awaits them."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from claims.choices import AssessmentStatus
from claims.models import Claim, Comment, Mention
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, tab_to, take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import AssessmentFactory, CommentFactory, FeedFactory, MentionFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.accountable


@pytest.fixture
def page(open_browser: OpenBrowser, fact_checker: User, claim: Claim) -> Page:
    page = open_browser(fact_checker)
    page.goto(f"/claims/{claim.pk}/")
    return page


def assignee_of(claim: Claim) -> str | None:
    return Claim.objects.values_list("assignee__username", flat=True).get(pk=claim.pk)


def test_a_claim_is_taken_and_given_back_by_mouse(page: Page, claim: Claim) -> None:
    section = page.locator("#assignment")
    with same_load(page):
        mine, nobodys = (section.get_by_role("button", name=f"Assign to {whom}") for whom in ("me", "nobody"))
        places = [button.evaluate("button => button.offsetLeft") for button in (mine, nobodys)]
        mine.click()
        expect(section).to_contain_text("Assigned to fact_checker.")
        expect(card_of(page, claim)).to_contain_text("assigned to fact_checker")
        assert assignee_of(claim) == "fact_checker"
        expect(page.locator("#open-work")).to_have_text("1 open")
        expect(mine).to_be_disabled()
        assert [button.evaluate("button => button.offsetLeft") for button in (mine, nobodys)] == places
        assert violations(page) == []
        take_time(page)
        nobodys.click()
        expect(section).to_contain_text("Assigned to nobody.")
        expect(page.locator("#open-work")).to_be_empty()
        assert assignee_of(claim) is None
        page.get_by_role("button", name="Undo").click()
        expect_said(page, "Taken back.")
        expect(section).to_contain_text("Assigned to fact_checker.")
        assert assignee_of(claim) == "fact_checker"


def test_a_claim_is_given_to_a_colleague_by_keyboard(page: Page, claim: Claim, editor: User) -> None:
    field = page.get_by_label("Who is to work on this claim, by user name")
    tab_to(page, field)
    page.keyboard.type("edi")
    expect(page.locator("#colleagues option")).to_have_count(1)
    page.keyboard.type("tor")
    page.keyboard.press("Enter")
    expect_said(page, "Assigned.")
    expect(page.locator("#assignment")).to_contain_text("Assigned to editor.")
    assert assignee_of(claim) == "editor"


def test_a_name_that_nobody_has_is_refused_beside_the_field(page: Page, claim: Claim) -> None:
    page.get_by_label("Who is to work on this claim, by user name").fill("nobody of ours")
    page.locator("#assignment").get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text("Nobody with an active account has the user name “nobody of ours”.")).to_be_visible()
    assert violations(page) == []


def test_the_queue_shows_only_what_is_mine(open_browser: OpenBrowser, editor: User, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(assignee=editor)
    page = open_browser(editor)
    page.goto("/review/")
    page.get_by_role("list", name="Assigned to").get_by_role("link", name="me 1").click()
    expect(page.get_by_role("heading", name="1 claim awaits a decision")).to_be_visible()
    expect(page.get_by_role("link", name="Remove the filter Assigned to: me")).to_be_visible()
    page.get_by_role("list", name="Assigned to").get_by_role("link", name="nobody 30").click()
    expect(page.get_by_role("link", name="Remove the filter Assigned to: nobody")).to_be_visible()
    expect(card_of(page, claim)).to_have_count(0)


def test_visitors_see_neither_whose_work_it_is_nor_a_filter(
    open_browser: OpenBrowser, editor: User, claim: Claim
) -> None:
    Claim.objects.filter(pk=claim.pk).update(assignee=editor)
    page = open_browser()
    page.goto("/claims/")
    expect(card_of(page, claim)).to_be_visible()
    expect(page.get_by_text("Assigned to")).to_have_count(0)
    page.goto(f"/claims/{claim.pk}/")
    expect(page.get_by_text("Whose work it is")).to_have_count(0)


@pytest.fixture
def mention(editor: User, claim: Claim) -> Mention:
    comment = CommentFactory(claim=claim, text="Was it @editor?\n\n<b>Call</b> them.")
    return MentionFactory(user=editor, comment=comment)


def test_my_work_is_one_link_away_and_says_what_awaits_me(
    open_browser: OpenBrowser, editor: User, claim: Claim, newsroom: Newsroom, mention: Mention
) -> None:
    Claim.objects.filter(pk=claim.pk).update(assignee=editor)
    AssessmentFactory(claim=newsroom.threats, author=editor)
    AssessmentFactory(claim=newsroom.condemns, status=AssessmentStatus.REVIEW)
    page = open_browser(editor)
    page.goto("/claims/")
    expect(page.locator("#open-work")).to_have_text("3 open")
    page.get_by_role("link", name="My work 3 open").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    for section, words in {
        "mentions": "<b>Call</b> them.",
        "assigned": "held accountable",
        "reviews": "condemns any attack",
        "drafts": "have increased over",
    }.items():
        expect(page.locator(f"#{section} li")).to_have_count(1)
        expect(page.locator(f"#{section} li")).to_contain_text(words)
    expect(page.locator("#mentions .mention")).to_have_text("@editor")
    assert violations(page) == []
    page.locator("#drafts").get_by_role("link", name="have increased over").click()
    expect(page).to_have_url(f"{page.evaluate('location.origin')}/claims/{newsroom.threats.pk}/#assessments")


def test_on_a_phone_the_number_stands_in_the_menu_and_the_header_on_one_row(
    open_browser: OpenBrowser, editor: User, mention: Mention
) -> None:
    page = open_browser(editor, viewport={"width": 360, "height": 740})
    page.goto("/claims/")
    tall = page.locator(".site-header").bounding_box()
    assert tall
    assert tall["height"] < 64, "one row"
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#open-work")).to_have_text("1 open")
    expect(page.locator("#open-work")).to_be_visible()
    assert violations(page) == []


def test_a_mention_is_ticked_off_and_back_by_keyboard(
    open_browser: OpenBrowser, editor: User, mention: Mention
) -> None:
    page = open_browser(editor)
    page.goto("/work/")
    with same_load(page):
        tab_to(page, page.get_by_role("button", name="Done with the comment of"))
        page.keyboard.press("Enter")
        expect(page.get_by_text("None that is neither answered nor ticked off.")).to_be_visible()
        expect_said(page, "Ticked off.")
        expect(page.locator("#open-work")).to_be_empty()
        assert Mention.objects.get().done
        tab_to(page, page.get_by_role("button", name="Undo"))
        page.keyboard.press("Enter")
        expect(page.locator("#mentions .mention")).to_be_visible()
        expect(page.locator("#open-work")).to_have_text("1 open")
        assert not Mention.objects.get().done


def test_a_reader_ticks_off_what_they_may_not_take_back(open_browser: OpenBrowser, reader: User, claim: Claim) -> None:
    MentionFactory(user=reader, comment=CommentFactory(claim=claim, text="@reader"))
    page = open_browser(reader)
    page.goto("/work/")
    page.get_by_role("button", name="Done with the comment of").click()
    expect_said(page, "Ticked off.")
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    assert Mention.objects.get().done


def test_a_comment_by_typing_alone_mentions_a_colleague(page: Page, editor: User) -> None:
    page.get_by_label("Add a comment").fill("@editor, is this so? ask@editor.example")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#comments .mention")).to_have_text("@editor")
    assert Comment.objects.get().mentions.get().user == editor


def test_colleagues_are_offered_after_an_at_and_chosen_by_keyboard(page: Page, editor: User) -> None:
    field = page.get_by_label("Add a comment")
    options = page.get_by_role("listbox", name="Colleagues").get_by_role("option")
    tab_to(page, field)
    with same_load(page):
        page.keyboard.type("Ask @")
        expect(options).to_have_text(["@editor editor", "@fact_checker fact-checker"])
        assert violations(page) == []
        page.keyboard.type("ed")
        expect(options).to_have_text(["@editor editor"])
        page.keyboard.press("Enter")
        expect(field).to_have_value("Ask @editor ")
        expect(options).to_have_count(0)
        page.keyboard.press("Enter")
        expect(field).to_have_value("Ask @editor \n")
        page.keyboard.type("or @fact")
        expect(options).to_have_count(1)
        page.keyboard.press("Escape")
        expect(options).to_have_count(0)
        expect(field).to_be_focused()


def test_a_colleague_is_chosen_by_mouse(page: Page, editor: User) -> None:
    field = page.get_by_label("Add a comment")
    field.press_sequentially("Is it, @e")
    page.get_by_role("option", name="@editor").click()
    expect(field).to_have_value("Is it, @editor ")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#comments .mention")).to_have_text("@editor")


def test_an_editor_is_told_of_feeds_that_have_stopped_until_they_are_gone(
    open_browser: OpenBrowser, editor: User
) -> None:
    why = "The server answered 404 Not Found. It has failed for a week and is not polled any more."
    for outlet in ("Harbour Times", "Evening Post"):
        FeedFactory(outlet__name=outlet, stopped_at=timezone.now(), last_result=why)
    page = open_browser(editor)
    page.goto("/feeds/")
    expect(page.locator("#open-work")).to_have_text("2 open")
    page.get_by_role("link", name="Show what has stopped").click()
    expect(page.locator("#feeds .row")).to_have_count(2)
    page.get_by_role("link", name="My work").click()
    stopped = page.locator("#stopped")
    row = stopped.locator(".row", has_text="Harbour Times")
    expect(row).to_contain_text(why)
    assert violations(page) == []
    row.get_by_role("button", name="Remove").click()
    expect_said(page, "Removed. What has come in by it stays.")
    expect(row).to_have_count(0)
    expect(stopped).to_contain_text("Evening Post")
    expect(page.locator("#open-work")).to_have_text("1 open")
