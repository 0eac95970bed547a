"""Many claims are chosen, seen in a list, and done with at once; one Undo takes it all back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Status
from claims.models import Change, Claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, tab_to, take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import ArticleFactory, SpeakerFactory
from tests.writing import save

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, newsroom: Newsroom) -> Page:
    return open_browser(editor)


def open_bar(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Many at once").click()


def statuses() -> set[str]:
    return set(Claim.objects.filter(quote_type="direct").values_list("status", flat=True))


def test_all_that_fit_a_filter_are_confirmed_and_taken_back(page: Page) -> None:
    direct = Claim.objects.filter(quote_type="direct")
    open_bar(page, "/review/?quote_type=direct&page_size=1")
    page.get_by_role("button", name=f"All {direct.count()} that fit").click()
    page.get_by_role("button", name="Confirm", exact=True).last.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text(f"Confirm {direct.count()} claims")
    expect(dialog.get_by_text("That fit: Direct")).to_be_visible()
    expect(dialog.get_by_text(f"From {Claim.objects.values('article').distinct().count()} articles")).to_be_visible()
    expect(dialog.get_by_role("listitem")).to_have_count(direct.count())
    assert violations(page) == []
    assert statuses() == {Status.SUGGESTED}
    dialog.get_by_role("button", name="Confirm").click()
    expect(page.locator("#announcer")).to_have_text(f"Confirmed: {direct.count()} claims.")
    expect(page.get_by_text("No claim awaits a decision")).to_be_visible()
    assert statuses() == {Status.CONFIRMED}
    assert Change.objects.latest("id").kind == "bulk"
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#announcer")).to_have_text("Taken back.")
    expect(page.locator(".cards .card")).to_have_count(1)
    expect(page.locator("#bulk")).to_have_attribute("open", "")
    assert statuses() == {Status.SUGGESTED}


def test_chosen_claims_are_rejected_by_keyboard_alone(page: Page, newsroom: Newsroom) -> None:
    page.goto("/claims/")
    summary = page.locator(".bulk summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    chosen = [newsroom.threats, newsroom.condemns]
    for claim in chosen:
        box = page.locator(f'[data-chosen="{claim.pk}"]')
        box.focus()
        page.keyboard.press("Space")
    expect(page.locator(".bulk-count")).to_have_text("2 chosen")
    summary.focus()
    tab_to(page, page.locator(".bulk").get_by_role("button", name="Reject"))
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Reject 2 claims")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    take_time(page)
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Reject 2 claims")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text("Rejected: 2 claims.")
    for claim in chosen:
        expect(card_of(page, claim)).to_contain_class("is-rejected")


def test_a_tag_and_a_speaker_for_all_on_the_page(page: Page) -> None:
    count = Claim.objects.count()
    open_bar(page, "/claims/")
    page.get_by_role("button", name="All on this page").click()
    page.get_by_label("A tag for the chosen claims").fill("Basra")
    page.get_by_role("button", name="Add tag").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Add tag “Basra”: {count} claims").click()
    expect(page.locator("#announcer")).to_have_text(f"Tagged “Basra”: {count} claims.")
    page.get_by_role("button", name="All on this page").click()
    page.get_by_role("button", name="Set speaker").click()
    page.get_by_role("combobox", name="Who said it?").fill("bol")
    page.get_by_role("option", name="John Bolton").click()
    page.get_by_role("dialog").get_by_role("button", name="Set the speaker John Bolton").click()
    expect(page.locator("#announcer")).to_contain_text("Speaker set: John Bolton:")
    assert set(Claim.objects.values_list("speaker__name", "tags__name")) == {("John Bolton", "Basra")}


def test_the_unnamed_of_one_name_are_told_apart_by_outlet_and_day(page: Page, newsroom: Newsroom) -> None:
    for outlet in ("Gulf Wire", "Harbour Times"):
        article = ArticleFactory(outlet__name=outlet, published_at="2018-09-28T12:00Z")
        SpeakerFactory(name="A tired official", kind="unnamed", article=article)
    open_bar(page, "/claims/")
    page.get_by_role("button", name="All on this page").click()
    page.get_by_role("button", name="Set speaker").click()
    page.get_by_role("combobox", name="Who said it?").fill("tired")
    options = page.get_by_role("option", name="A tired official")
    expect(options.filter(has_text="Gulf Wire, 28 Sep 2018, 0 claims")).to_have_count(1)
    expect(options.filter(has_text="Harbour Times, 28 Sep 2018, 0 claims")).to_have_count(1)


def test_what_somebody_changed_meanwhile_is_left_alone_and_said(page: Page, newsroom: Newsroom) -> None:
    open_bar(page, "/claims/")
    for claim in (newsroom.threats, newsroom.condemns):
        page.locator(f'[data-chosen="{claim.pk}"]').check()
    save(newsroom.threats)
    page.locator(".bulk").get_by_role("button", name="Confirm").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"From “{newsroom.condemns.article.title}”")
    expect(dialog).to_contain_text("1 left out, since somebody changed them meanwhile.")
    dialog.get_by_role("button", name="Confirm 1 claim").click()
    expect(page.locator("#announcer")).to_have_text("Confirmed: 1 claim.")
    assert Claim.objects.get(status=Status.CONFIRMED) == newsroom.condemns


def test_a_fact_checker_may_tag_many_and_a_reader_nothing(
    open_browser: OpenBrowser, newsroom: Newsroom, fact_checker: User, reader: User
) -> None:
    page = open_browser(fact_checker)
    open_bar(page, "/claims/")
    expect(page.get_by_role("button", name="Add tag")).to_be_visible()
    expect(page.locator(".bulk").get_by_role("button", name="Confirm")).to_have_count(0)
    page = open_browser(reader)
    page.goto("/claims/")
    expect(page.get_by_text("Many at once")).to_have_count(0)
    expect(page.get_by_role("link", name="Review")).to_have_count(0)


def test_claims_are_assigned_and_taken_back(page: Page, newsroom: Newsroom, fact_checker: User) -> None:
    open_bar(page, "/claims/")
    page.locator(f'[data-chosen="{newsroom.threats.pk}"]').check()
    field = page.get_by_label("Who is to work on the chosen claims, by user name; empty: nobody")
    tab_to(page, field)
    page.keyboard.type("fact_checker")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Assign to fact_checker: 1 claim")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text("Assigned to fact_checker: 1 claim.")
    expect(card_of(page, newsroom.threats)).to_contain_text("assigned to fact_checker")
    assert list(Claim.objects.filter(assignee=fact_checker)) == [newsroom.threats]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#announcer")).to_have_text("Taken back.")
    assert not Claim.objects.filter(assignee=fact_checker).exists()


def test_what_did_not_reach_the_server_is_tried_again_by_key(page: Page, newsroom: Newsroom) -> None:
    open_bar(page, "/review/?confidence_from=0.9")
    page.get_by_role("button", name="All on this page").click()
    page.route("**/bulk/", lambda route: route.abort())
    page.locator('[data-many="confirmed"]').click()
    again = page.locator("#bulk .card-messages").get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    page.unroute("**/bulk/")
    again.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_name_that_nobody_has_is_told_in_the_bar(page: Page, newsroom: Newsroom) -> None:
    open_bar(page, "/claims/")
    page.get_by_role("button", name="All on this page").click()
    page.get_by_placeholder("User name").fill("nobody of ours")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.locator("#bulk .card-messages")).to_contain_text("nobody of ours")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert violations(page) == []
