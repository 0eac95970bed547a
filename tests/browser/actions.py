"""What an editor does on a page, and what can be said of a page while it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from claims.models import Claim


def card_of(page: Page, claim: Claim) -> Locator:
    return page.locator(f"#claim-{claim.pk}")


def work_on(page: Page, claim: Claim) -> Locator:
    """Make the claim the active one, whose card shows its controls; its card."""
    card = card_of(page, claim)
    card.focus()
    return card


def open_picker(page: Page, claim: Claim) -> Locator:
    """Open the picker of speakers in the claim's card; its field."""
    work_on(page, claim).get_by_role("button", name="Correct the speaker").click()
    return card_of(page, claim).get_by_role("combobox", name="Who said it?")


def marks_of(page: Page, claim: Claim) -> Locator:
    """The marked pieces of the text that are the claim's content."""
    return page.locator(f'.article-text .part-content[data-claims~="{claim.pk}"]')


def expect_said(page: Page, message: str) -> None:
    """The page says, also to those who cannot see it, what was done."""
    expect(page.locator("#announcer")).to_have_text(message)


def take_time(page: Page) -> None:
    """Wait as people do between two deeds at one place: a quicker press is taken for a slip."""
    expect(page.locator(":root:not([data-doing])")).to_have_count(1)
    # By the clock of the page, which may be slow itself; the guard's pause is of 400 ms.
    page.evaluate("new Promise(done => setTimeout(done, 450))")


@contextmanager
def same_load(page: Page) -> Iterator[None]:
    """What happens inside loads no page: a mark that is put on the window is still there."""
    page.evaluate("window.markOfThisLoad = true")
    yield
    assert page.evaluate("window.markOfThisLoad === true"), "a page was loaded"


def tab_to(page: Page, target: Locator, at_most: int = 200) -> None:
    """Press Tab until the target has the focus."""
    expect(target).to_be_visible()
    for _ in range(at_most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")
