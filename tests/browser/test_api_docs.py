"""The page that documents the API needs nothing from elsewhere; that nothing is asked for there, every test checks."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import OpenBrowser

pytestmark = pytest.mark.browser


def test_the_documentation_of_the_api_is_drawn_from_its_schema_offline(
    open_browser: OpenBrowser, live_server: LiveServer, transactional_db: None
) -> None:
    page = open_browser()
    page.context.set_default_timeout(30_000)
    page.route(lambda url: not url.startswith(live_server.url), lambda route: route.abort())
    page.goto("/api/docs/")
    expect(page.get_by_role("heading", name="newsapp")).to_be_visible()
    # The first of the list: those further down are drawn when they are scrolled to.
    expect(page.locator("[data-path='/api/v1/aliases/']").first).to_be_visible()
    page.locator("[data-path='/api/v1/aliases/']").first.click()
    expect(page.get_by_text("page_size").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_documentation_follows_the_theme_and_leads_back(
    open_browser: OpenBrowser, transactional_db: None, scheme: Literal["light", "dark"]
) -> None:
    page = open_browser(color_scheme=scheme)
    page.context.set_default_timeout(30_000)
    page.goto("/api/docs/")
    expect(page.get_by_role("heading", name="newsapp")).to_be_visible()
    paper, title = page.evaluate(
        """() => [document.documentElement, document.querySelector(".info .title")].map((one, at) => {
            const { backgroundColor, color } = getComputedStyle(one);
            const [red, green, blue] = (at ? color : backgroundColor).match(/[\\d.]+/g).map(Number);
            return (red + green + blue) / 3;
        })"""
    )
    assert (paper < 128 < title) if scheme == "dark" else (title < 128 < paper)
    page.get_by_role("link", name="Back to the claims").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims")
