"""axe-core, asked for every rule that it has for WCAG 2.2 AA and for good practice."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parent / "vendor" / "axe.min.js"
_RUN = """async () => {
    const found = await axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
    });
    return found.violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
}"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: rule, element, and how to mend it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text())
    found: list[str] = page.evaluate(_RUN)
    return found
