"""axe-core, asked for every rule that it has for WCAG 2.2 AA and for good practice."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parent / "vendor" / "axe.min.js"
_ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OF_COLOURS = ["color-contrast"]
# Sheets, which it would load for its rule on locked orientation alone: it cannot follow their imports.
_RUN = """async (runOnly) => {
    const found = await axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    return found.violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
}"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, in light and in dark: rule, element, and how to mend it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text())
    found: list[str] = page.evaluate(_RUN, _ALL)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.emulate_media(color_scheme="light" if dark else "dark")
    found += page.evaluate(_RUN, _OF_COLOURS)  # nothing else changes with the scheme
    page.emulate_media(color_scheme="dark" if dark else "light")
    return found
