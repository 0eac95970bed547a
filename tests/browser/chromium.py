"""Debian's Chromium, driven by Playwright: no browser is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from playwright.sync_api import Browser, sync_playwright

# First the one without windows: the same engine for two thirds of the work.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The suggestions below Chromium's address bar are pages themselves, made anew for each window: they would cost a test
# more than its own page does. The last --disable-features counts, so what Playwright switches off stands here too, as
# far as it changes what pages do.
_FEATURES_OFF = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
]
# Nothing that a test sees may hang on the network or on a graphics card.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_FEATURES_OFF)}",
]


def chromium_path() -> str | None:
    """Where Chromium is: what CHROMIUM names, or the first one on the path; None where there is none."""
    named = os.environ.get("CHROMIUM")
    return (named if named and Path(named).exists() else None) or next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """A running Chromium, without a window."""
    with sync_playwright() as playwright:
        # Playwright's loop now runs in this thread, where Django would refuse to ask its database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()
        # Connections made while a loop runs are kept apart from others: nobody would find them to close them later.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
