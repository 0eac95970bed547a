"""How a page lies in its window, and whether it stays there."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "360 px": {"viewport": {"width": 360, "height": 740}},
    # A window of 1280 by 900 pixels in which everything is twice as large.
    "200 % zoom": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
}

# Shifts just after a click count as well, which browsers leave out of the figure that they publish.
_WATCH_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        window.shifts.push({ value, of: sources.map(({ node }) => node?.outerHTML?.slice(0, 100)) });
      }
    }).observe({ type: "layout-shift", buffered: true });
"""
# A shift is known once the frame after it has been drawn.
_TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
_WIDER_THAN_WINDOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const reach = (one) => one.getBoundingClientRect().right;
    const wider = [...document.body.querySelectorAll("*")].filter((one) => reach(one) > width + 1);
    return ["the page scrolls sideways", ...wider.map((one) => one.outerHTML.slice(0, 100))];
}"""


def wider_than_window(page: Page) -> list[str]:
    """Nothing, or that the page scrolls sideways and what reaches beyond the window."""
    found: list[str] = page.evaluate(_WIDER_THAN_WINDOW)
    return found


def watch_shifts(page: Page) -> None:
    """Note, on every page opened from now on, what moves."""
    page.add_init_script(_WATCH_SHIFTS)


def shifts(page: Page) -> tuple[float, list[dict[str, Any]]]:
    """How far the page moved by itself since it was opened (its cumulative layout shift), and what moved."""
    page.evaluate(_TWO_FRAMES)
    seen: list[dict[str, Any]] = page.evaluate("window.shifts")
    return sum(shift["value"] for shift in seen), seen
