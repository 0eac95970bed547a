"""Webhooks on their pages: made, tried, changed, given another secret, switched off and deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from standardwebhooks import Webhook as Verifier

from claims.choices import DeliveryState
from claims.models import Delivery, Webhook
from newsapp.accounts.models import User
from tests.browser.actions import expect_said, same_load, tab_to, take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import WebhookFactory
from tests.news_site import NewsSite
from tests.receiving import OK, secret_of, webhook_at

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_browser: OpenBrowser, administrator: User) -> Page:
    return open_browser(administrator)


@pytest.fixture
def webhook(news_site: NewsSite, administrator: User) -> Webhook:
    return webhook_at(news_site, author=administrator)


@pytest.fixture
def at_it(page: Page, webhook: Webhook) -> Iterator[Page]:
    """The page of the webhook. Whatever the test does there loads no other page."""
    page.goto(f"/webhooks/{webhook.pk}/")
    with same_load(page):
        yield page


def test_one_is_made_from_the_account_page_and_shows_its_secret_once(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/account/")
    page.get_by_role("link", name="Webhooks").click()
    expect(page.get_by_role("main")).to_contain_text("There are no webhooks yet.")
    page.get_by_label("Address").fill("https://receiver.example/changes")
    page.get_by_label("Decided").check()
    page.get_by_label("Assessed").check()
    with same_load(page):
        page.get_by_role("button", name="Add the webhook").click()
        expect_said(page, "Added. Copy its secret now; it is shown this once.")
        expect(page.locator("#webhooks")).to_contain_text("told of: decided, assessed")
        secret = page.get_by_label("The secret that messages are signed with")
        expect(secret).to_have_value(re.compile("^whsec_.{40,}$"))
        page.get_by_role("button", name="Copy").click()
        expect_said(page, "Copied.")
    assert violations(page) == []
    webhook = Webhook.objects.get()
    assert secret.input_value() == secret_of(webhook) == page.evaluate("navigator.clipboard.readText()")
    assert webhook.kinds == ["decide", "assess"]
    page.get_by_role("link", name="https://receiver.example/changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("https://receiver.example/changes")
    assert secret_of(webhook) not in page.content()


def test_what_is_typed_and_ticked_of_a_new_one_is_there_after_signing_in_anew(page: Page) -> None:
    page.goto("/webhooks/")
    page.get_by_label("Address").fill("https://receiver.example/changes")
    page.get_by_label("Decided").check()
    page.reload()
    expect(page.get_by_label("Address")).to_have_value("https://receiver.example/changes")
    expect(page.get_by_label("Decided")).to_be_checked()
    expect(page.get_by_label("Assessed")).not_to_be_checked()


def test_what_is_no_address_is_said_at_the_field(page: Page) -> None:
    page.goto("/webhooks/")
    page.get_by_label("Address").fill("receiver.example")
    page.get_by_role("button", name="Add the webhook").click()
    expect(page.locator("#address-error")).to_contain_text("An address that begins with http:// or https://")
    expect(page.get_by_label("Address")).to_be_focused()
    expect(page.get_by_label("Address")).to_have_value("receiver.example")


def test_one_is_made_with_a_filter_whose_faults_are_said_at_the_field(page: Page) -> None:
    page.goto("/webhooks/")
    page.get_by_label("Address").fill("https://receiver.example/changes")
    only = page.get_by_label("Only claims that fit this filter")
    only.fill("speakr=3&status=confirmed&outlt=2")
    page.get_by_role("button", name="Add the webhook").click()
    error = page.locator("#filter-error")
    expect(error).to_contain_text("filter.speakr: There is no such parameter here.")
    expect(error).to_contain_text("filter.outlt: There is no such parameter here.")
    expect(only).to_be_focused()
    assert violations(page) == []
    only.fill("speaker=3&status=confirmed")
    take_time(page)
    page.get_by_role("button", name="Add the webhook").click()
    expect_said(page, "Added. Copy its secret now; it is shown this once.")
    expect(error).to_have_count(0)
    expect(page.locator("#webhooks")).to_contain_text("speaker=3&status=confirmed")
    assert Webhook.objects.get().filter == "speaker=3&status=confirmed"


def test_its_filter_is_changed_and_taken_away(at_it: Page, webhook: Webhook) -> None:
    narrowed = at_it.locator("#webhook .byline", has_text="where claims fit status=confirmed")
    for query in ("status=confirmed", ""):
        at_it.get_by_text("Change the address, or what it is told of").click()
        at_it.get_by_label("Only claims that fit this filter").fill(query)
        at_it.get_by_role("button", name="Yes, save it").click()
        expect_said(at_it, "Webhook changed.")
        expect(narrowed).to_have_count(1 if query else 0)
        webhook.refresh_from_db()
        assert webhook.filter == query
        take_time(at_it)


def test_a_test_is_sent_and_the_log_tells_of_it(at_it: Page, webhook: Webhook, news_site: NewsSite) -> None:
    news_site.serve(OK, "/changes")
    at_it.get_by_role("button", name="Send a test").click()
    expect_said(at_it, "The test was delivered.")
    expect(at_it.locator("#deliveries .row")).to_have_count(1)
    expect(at_it.locator("#deliveries .row")).to_contain_text("Delivered")
    expect(at_it.locator("#deliveries .row")).to_contain_text("answered 204")
    news_site.pages.clear()
    take_time(at_it)
    at_it.get_by_role("button", name="Send a test").click()
    expect_said(at_it, "The test was not delivered: the log says why.")
    expect(at_it.locator("#deliveries .row").first).to_contain_text("The server answered 404.")
    assert violations(at_it) == []
    assert Delivery.objects.filter(webhook=webhook, state=DeliveryState.FAILED).count() == 1


def test_what_is_typed_beside_stays_while_it_gets_another_secret(at_it: Page, webhook: Webhook) -> None:
    at_it.get_by_text("Change the address, or what it is told of").click()
    at_it.get_by_label("Address").fill("https://other.example/changes")
    at_it.get_by_label("Commented").check()
    at_it.locator("summary", has_text="Make a new secret").click()
    at_it.get_by_role("button", name="Yes, make a new secret").click()
    expect_said(at_it, "It has a new secret. Copy it now; it is shown this once.")
    expect(at_it.get_by_label("Address")).to_have_value("https://other.example/changes")
    expect(at_it.get_by_label("Commented")).to_be_checked()
    take_time(at_it)
    at_it.get_by_role("button", name="Save").click()
    expect_said(at_it, "Webhook changed.")
    webhook.refresh_from_db()
    assert (webhook.address, webhook.kinds) == ("https://other.example/changes", ["comment"])


def test_it_is_changed_and_gets_another_secret(at_it: Page, webhook: Webhook) -> None:
    before = secret_of(webhook)
    at_it.locator("summary", has_text="Make a new secret").click()
    at_it.get_by_role("button", name="Yes, make a new secret").click()
    expect_said(at_it, "It has a new secret. Copy it now; it is shown this once.")
    secret = at_it.get_by_label("The secret that messages are signed with")
    expect(secret).to_be_focused()
    assert secret.input_value() == secret_of(webhook) != before
    Verifier(secret.input_value())
    take_time(at_it)
    at_it.get_by_text("Change the address, or what it is told of").click()
    at_it.get_by_label("Address").fill("https://other.example/changes")
    at_it.get_by_label("Commented").check()
    assert violations(at_it) == []
    expect(at_it.get_by_text("no undo brings back what stood here before. Save it?")).to_be_visible()
    at_it.get_by_role("button", name="Yes, save it").click()
    expect_said(at_it, "Webhook changed.")
    expect(at_it.get_by_role("heading", level=1)).to_have_text("https://other.example/changes")
    expect(at_it.locator("#webhook .byline")).to_contain_text("told of: commented")
    webhook.refresh_from_db()
    assert (webhook.address, webhook.kinds) == ("https://other.example/changes", ["comment"])


def test_it_is_switched_off_after_one_question_and_on_by_keyboard(at_it: Page, webhook: Webhook) -> None:
    tab_to(at_it, at_it.locator("summary", has_text="Switch it off"))
    at_it.keyboard.press("Enter")
    expect(at_it.get_by_text("is not sent, not even later. Switch it off?")).to_be_visible()
    assert violations(at_it) == []
    tab_to(at_it, at_it.get_by_role("button", name="Yes, switch it off"))
    at_it.keyboard.press("Enter")
    expect_said(at_it, "Switched off.")
    expect(at_it.locator("#webhook")).to_be_focused()
    webhook.refresh_from_db()
    assert not webhook.active
    take_time(at_it)
    tab_to(at_it, at_it.get_by_role("button", name="Switch on"))
    at_it.keyboard.press("Enter")
    expect_said(at_it, "Switched on.")
    expect(at_it.locator("#webhook")).to_be_focused()
    webhook.refresh_from_db()
    assert webhook.active


def test_one_that_was_switched_off_says_why(page: Page) -> None:
    webhook = WebhookFactory(active=False, notice="Switched off, since messages could not be delivered.")
    for path in ("/webhooks/", f"/webhooks/{webhook.pk}/"):
        page.goto(path)
        expect(page.locator(".problem")).to_contain_text("messages could not be delivered")


def test_it_is_deleted_after_one_question(page: Page, webhook: Webhook) -> None:
    page.goto(f"/webhooks/{webhook.pk}/")
    page.get_by_text("Delete this webhook").click()
    expect(page.get_by_text("cannot be brought back. Delete it?")).to_be_visible()
    page.get_by_role("button", name="Yes, delete it").click()
    expect_said(page, "Webhook deleted.")
    expect(page.get_by_role("main")).to_contain_text("There are no webhooks yet.")
    assert not Webhook.objects.exists()


def test_those_who_may_have_none_are_led_to_none(open_browser: OpenBrowser, editor: User) -> None:
    page = open_browser(editor)
    page.goto("/account/")
    expect(page.get_by_role("link", name="Webhooks")).to_have_count(0)
