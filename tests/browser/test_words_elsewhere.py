"""The way from a claim to its words where they were published, and the data in its head."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from claims.choices import Status
from tests.factories import ClaimFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FAR_DOWN = "<p>The bridge is old.</p>" * 200
WORDS = "The ferry - they say, at last - stops in May & June"


def test_the_link_scrolls_to_the_words(live_server: LiveServer, chromium: Browser) -> None:
    page = chromium.new_page()
    printed = (
        f"<!doctype html><title>Bridge</title>{FAR_DOWN}<p id=words>“{WORDS.replace('&', '&amp;')},” she said.</p>"
    )
    page.context.route(
        "https://post.example/**", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=printed)
    )
    claim = ClaimFactory(content=WORDS, status=Status.CONFIRMED, article__url="https://post.example/far")
    page.goto(f"{live_server.url}/claims/{claim.pk}/")
    page.get_by_role("link", name="See the words where they were published").click()
    page.wait_for_url("https://post.example/**")
    expect(page.locator("#words")).to_be_in_viewport()
    page.close()


def test_the_data_in_the_head_is_no_script_that_the_policy_would_stop(
    live_server: LiveServer, chromium: Browser
) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    page, complaints = chromium.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{live_server.url}/claims/{claim.pk}/")
    data = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert data["@graph"][0]["text"] == claim.content
    assert complaints == []
    page.close()
