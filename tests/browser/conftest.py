"""A running newsapp and a Chromium that visits it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from claims.extraction import Extractor
from newsapp.accounts.models import User
from tests.browser.chromium import chromium_path, launched
from tests.browser.kept import Kept
from tests.browser.newsroom import Newsroom, take_in_samples, work_on_claims
from tests.browser.session import sign_in
from tests.browser.watch import Watch

expect.set_options(timeout=10_000)

OpenBrowser = Callable[..., Page]
Member = Callable[[str], User]
Begin = Callable[[str, Callable[[], object]], None]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One for all these tests of a worker; tests that come after them find no event loop of Playwright's."""
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is not installed (Debian: chromium-headless-shell), and CHROMIUM names none")
    with launched(path) as browser:
        yield browser


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """pytest-django's own, which must end before its database does."""
    return live_server


@pytest.fixture(scope="package", autouse=True)
def read_once() -> Iterator[None]:
    """What the engine finds in a text is looked for once: most tests begin with the same samples."""
    with pytest.MonkeyPatch.context() as patch:
        found = cache(Extractor.extract)
        patch.setattr(Extractor, "extract", lambda *args, **named: [*found(*args, **named)])
        yield


@pytest.fixture(scope="package")
def begin_with() -> Begin:
    """Have ``make`` make a newsroom of this name the first time; put its rows back from then on."""
    kept: dict[str, Kept] = {}

    def begin(name: str, make: Callable[[], object]) -> None:
        if name in kept:
            kept[name].put_back()
        else:
            kept[name] = Kept(make)

    return begin


@pytest.fixture
def newsroom(live_server: LiveServer, begin_with: Begin, editor: User) -> Newsroom:
    """The sample articles, their claims all suggested; visitors may read everything, as `make run` sets it."""
    begin_with("suggested", lambda: take_in_samples(editor))
    return Newsroom.of_samples()


@pytest.fixture
def busy_newsroom(newsroom: Newsroom, begin_with: Begin, editor: User, fact_checker: User) -> Newsroom:
    """The same, after a morning's work."""
    begin_with("busy", lambda: work_on_claims(newsroom, editor=editor, fact_checker=fact_checker))
    return newsroom


@pytest.fixture(autouse=True)
def visitors_read_everything(settings: Settings) -> None:
    """As `make run` sets it."""
    settings.NEWSAPP_VISITORS = "everything"


# Without motion: a press while the page still glides to the active claim would meet something else.
USUAL: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture
def open_browser(chromium: Browser, live_server: LiveServer) -> Iterator[OpenBrowser]:
    """A page of a browser of one's own: ``open_browser(editor, color_scheme="dark")``; nobody signs in by default.

    When the test ends, no page may have done what none may do (see `Watch`).
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def call(user: User | None = None, **options: Any) -> Page:
        context = chromium.new_context(base_url=live_server.url, **(USUAL | options))
        opened.append((context, Watch(context, live_server.url)))
        if user:
            sign_in(context, user, live_server.url)
        return context.new_page()

    yield call
    offences = []
    for context, watch in opened:
        context.close()
        offences += watch.offences
    assert offences == []
