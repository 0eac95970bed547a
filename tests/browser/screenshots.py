"""`python -m tests.browser.screenshots [OUTDIR]`: pictures of every page in light, dark and at 360 px.

They go to var/screenshots by default. The picture in the README, docs/img/article.png, is made anew as well. The
pages are served from a database of their own, which goes when the pictures are made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test.utils import get_runner, override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

import tests.browser.standalone  # noqa: F401
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.browser.actions import card_of, marks_of
from tests.browser.chromium import chromium_path, launched
from tests.browser.every_page import pages_to_work
from tests.browser.newsroom import Newsroom, claim_in, take_in_samples, work_on_claims
from tests.browser.session import sign_in
from tests.factories import UserFactory

ROOT = Path(__file__).resolve().parents[2]
README_PICTURE = ROOT / "docs" / "img" / "article.png"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "360px": {"viewport": NARROW, "color_scheme": "light"},
}


def main(outdir: Path) -> None:
    path = chromium_path()
    if path is None:
        raise SystemExit("Chromium is not installed (Debian: chromium-headless-shell), and CHROMIUM names none")
    outdir.mkdir(parents=True, exist_ok=True)
    with launched(path) as browser, serving() as (url, newsroom, editor):
        for look in LOOKS:
            page = editors_page(browser, url, editor, look)
            for name, address in pages_to_work(newsroom).items():
                page.goto(address)
                page.screenshot(path=outdir / f"{name}-{look}.png", full_page=True)
        page = editors_page(browser, url, editor, "light")
        page.goto(f"/articles/{newsroom.consulate.pk}/")
        show_at_work(page, newsroom)
        README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=README_PICTURE)
    sys.stdout.write(f"Pictures of every page: {outdir}\nThe picture of the README: {README_PICTURE}\n")


@contextmanager
def serving() -> Iterator[tuple[str, Newsroom, User]]:
    """newsapp on a port of its own, with the samples taken in and worked on: its address, the articles, an editor."""
    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    server = LiveServer("localhost")
    try:
        with override_settings(NEWSAPP_VISITORS="everything", ALLOWED_HOSTS=["localhost"]):
            editor = UserFactory(username="editor", role=Role.EDITOR)
            newsroom = take_in_samples(editor)
            fact_checker = UserFactory(username="fact-checker", role=Role.FACT_CHECKER)
            work_on_claims(newsroom, editor=editor, fact_checker=fact_checker)
            yield server.url, newsroom, editor
    finally:
        server.stop()
        runner.teardown_databases(databases)


def editors_page(browser: Browser, url: str, editor: User, look: str) -> Page:
    context = browser.new_context(base_url=url, **LOOKS[look])
    sign_in(context, editor, url)
    return context.new_page()


def show_at_work(page: Page, newsroom: Newsroom) -> None:
    """A suggestion that the editor looks at: its words and its card are lit, decided claims stand around it."""
    card_of(page, newsroom.threats).evaluate(
        """card => {
            const list = card.closest("section");
            list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top - 10;
        }"""
    )
    marks_of(page, claim_in(newsroom.consulate, "directly responsible")).first.hover()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "screenshots")
