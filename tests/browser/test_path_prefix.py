"""The scripts of the pages under a path prefix: what they ask and where they lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.actions import take_time
from tests.browser.watch import Watch
from tests.factories import PASSWORD, prose
from tests.whole_program import ADMINISTRATOR, served

pytestmark = pytest.mark.browser


def test_an_editor_works_under_a_path_prefix(chromium: Browser, tmp_path: Path) -> None:
    with served(tmp_path, SCRIPT_NAME="/news") as origin:
        context = chromium.new_context()
        watch = Watch(context, f"{origin}/news")
        page = context.new_page()
        page.goto(f"{origin}/news/articles/new/")
        page.get_by_label("User name").fill(ADMINISTRATOR)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Text or HTML").fill(prose(content="We will open the bridge", name="Ada Lindmark"))
        page.get_by_role("button", name="Take it in").click()
        expect(page).to_have_url(re.compile(r"/news/articles/\d+/$"))

        card = page.locator(".card").first
        card.focus()
        card.get_by_role("button", name="Confirm").click()
        expect(card.locator(".status")).to_have_text("Confirmed")
        take_time(page)
        card.get_by_label("Add a tag to this claim").fill("harbour")
        card.get_by_role("button", name="Add", exact=True).click()
        expect(card.locator(".tag")).to_contain_text("harbour")
        take_time(page)
        card.get_by_role("button", name="Correct the speaker").click()
        card.get_by_role("combobox", name="Who said it?").fill("pompeo")
        card.get_by_role("option", name="Pompeo").first.click()  # the article's own stand there until they are found
        expect(card.locator(".card-who")).to_contain_text("Pompeo")
        take_time(page)

        context.clear_cookies()
        card.get_by_role("button", name="Reject").click()
        href = card.get_by_role("link", name="Sign in").get_attribute("href")
        assert href.startswith("/news/sign-in/?next=%2Fnews%2Farticles%2F")
        context.close()
        assert watch.offences == []
