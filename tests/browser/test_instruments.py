"""The instruments of these tests find what they are there to find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.axe import violations
from tests.browser.layout import shifts, watch_shifts, wider_than_window
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def context(chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=live_server.url)
    yield context
    context.close()


@pytest.fixture
def watch(context: BrowserContext, live_server: LiveServer) -> Watch:
    return Watch(context, live_server.url)


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    page = context.new_page()
    watch_shifts(page)
    page.goto("/sign-in/")
    return page


def put(page: Page, html: str) -> None:
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", html)


def test_axe_finds_a_picture_without_words_and_pale_text(page: Page) -> None:
    put(page, '<img src="/static/claims/icon.svg"><p id="pale">Pale</p>')
    page.evaluate("document.getElementById('pale').style.color = '#bbbbbb'")
    assert {one.partition(":")[0] for one in violations(page)} == {"image-alt", "color-contrast"}


def test_a_paragraph_that_pushes_the_page_down_is_a_shift(page: Page) -> None:
    put(page, f"<p>{'Words that come late. ' * 80}</p>")
    total, _ = shifts(page)
    assert total > 0.05


def test_a_word_that_does_not_break_makes_the_page_too_wide(page: Page) -> None:
    put(page, f"<pre>{'wide' * 500}</pre>")
    assert wider_than_window(page)[0] == "the page scrolls sideways"


@pytest.mark.parametrize(
    ("html", "offence"),
    [
        ('<img alt="" src="https://elsewhere.example/x.png">', "asked another origin: https://elsewhere.example/x.png"),
        ('<img alt="" src="x" onerror="alert(1)">', "console: Executing inline event handler violates"),
        ('<p style="color: red">Red</p>', "console: Applying inline style violates"),
        ('<img alt="" src="/missing.png">', "404 for "),
    ],
    ids=["another origin", "inline handler", "inline style", "missing file"],
)
def test_what_no_page_may_do_is_noted(page: Page, watch: Watch, html: str, offence: str) -> None:
    put(page, html)
    wait_for_offence(page, watch, offence)


def test_a_dialog_is_noted(page: Page, watch: Watch) -> None:
    page.evaluate("alert('hello')")
    wait_for_offence(page, watch, "dialog: hello")


def test_a_failing_script_is_noted(page: Page, watch: Watch) -> None:
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    wait_for_offence(page, watch, "script: ")


def wait_for_offence(page: Page, watch: Watch, offence: str) -> None:
    """It is noted; a few frames may pass before it is."""
    for _ in range(200):
        if any(one.startswith(offence) for one in watch.offences):
            return
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    raise AssertionError(f"not noted; but {watch.offences}")
