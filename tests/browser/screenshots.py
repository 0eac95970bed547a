"""`python -m tests.browser.screenshots [OUTDIR]`: pictures of every page in light, dark and at 360 px.

They go to var/screenshots by default. The picture in the README, docs/img/article.png, is made anew as well. The
pages are served from a database of their own, which goes when the pictures are made.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium_path, launched

if TYPE_CHECKING:
    from claims.models import User
    from tests.browser.newsroom import Newsroom

ROOT = Path(__file__).resolve().parents[2]
README_PICTURE = ROOT / "docs" / "img" / "article.png"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "360px": {"viewport": NARROW, "color_scheme": "light"},
}


def main(outdir: Path) -> int:
    path = chromium_path()
    if path is None:
        print("Chromium is not installed (Debian: apt-get install chromium), and CHROMIUM names none", file=sys.stderr)
        return 2
    outdir.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    # A file in the settings' temporary folder, whatever database this machine has.
    os.environ.pop("DATABASE_URL", None)
    with launched(path) as browser, serving() as (url, newsroom, editor):
        picture_every_page(browser, url, newsroom, editor, outdir)
        picture_for_readme(browser, url, newsroom, editor)
    print(f"{len(list(outdir.glob('*.png')))} pictures in {outdir}; the README's is {README_PICTURE}")
    return 0


@contextmanager
def serving() -> Iterator[tuple[str, Newsroom, User]]:
    """newsapp on a port of its own, with the samples taken in and worked on: its address, the articles, an editor."""
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import get_runner, override_settings
    from pytest_django.live_server_helper import LiveServer

    from tests.browser.newsroom import take_in_samples, work_on_claims
    from tests.factories import UserFactory

    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    editor = UserFactory(username="editor", role="editor")
    newsroom = take_in_samples(editor)
    work_on_claims(newsroom, editor=editor, fact_checker=UserFactory(username="fact-checker", role="fact-checker"))
    server = LiveServer("localhost")
    try:
        with override_settings(NEWSAPP_VISITORS="everything", ALLOWED_HOSTS=["localhost"]):
            yield server.url, newsroom, editor
    finally:
        server.stop()
        runner.teardown_databases(databases)


def picture_every_page(browser: Browser, url: str, newsroom: Newsroom, editor: User, outdir: Path) -> None:
    from tests.browser.every_page import pages_to_work
    from tests.browser.session import sign_in

    for look, options in LOOKS.items():
        context = browser.new_context(base_url=url, **options)
        sign_in(context, editor, url)
        page = context.new_page()
        for name, path in pages_to_work(newsroom).items():
            page.goto(path)
            page.screenshot(path=outdir / f"{name}-{look}.png", full_page=True)
        context.close()


def picture_for_readme(browser: Browser, url: str, newsroom: Newsroom, editor: User) -> None:
    """The article before an editor who is about to decide on a claim: its words and its card light each other up."""
    from tests.browser.session import sign_in

    context = browser.new_context(base_url=url, **LOOKS["light"])
    sign_in(context, editor, url)
    page = context.new_page()
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    show_at_work(page, newsroom)
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=README_PICTURE)
    context.close()


def show_at_work(page: Page, newsroom: Newsroom) -> None:
    from tests.browser.actions import card_of, marks_of

    marks_of(page, newsroom.accountable).first.hover()
    card_of(page, newsroom.accountable).scroll_into_view_if_needed()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "screenshots"))
