"""The page that documents the API needs nothing from elsewhere; that nothing is asked for there, every test checks."""

from __future__ import annotations

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
    expect(page.locator("[data-path='/api/v1/claims/']").first).to_be_visible()
    page.locator("[data-path='/api/v1/claims/']").first.click()
    expect(page.get_by_text("page_size").first).to_be_visible()
