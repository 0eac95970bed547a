"""An article is gone through by keyboard: a key a claim, the next one active, the progress told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Part, Status
from claims.models import Article, Claim
from claims.services.claims import create_claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, marks_of, same_load, work_on
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser

KEYS_AT_MOST = 30

# Those that are whole in the window.
CARDS_IN_SIGHT = """
[...document.querySelectorAll(".claims-beside .card")]
    .map((card) => card.getBoundingClientRect())
    .filter(({ top, bottom }) => top >= 0 && bottom <= innerHeight).length
"""

# At each step whether the browser could do something else since the one before: what a step takes is no single task.
NOTE_STEPS = """() => {
    let rested = true;
    const note = (step) => {
        document.body.dataset.steps = `${document.body.dataset.steps ?? ""} ${step}: ${rested};`;
        rested = false;
        setTimeout(() => (rested = true));
    };
    for (const step of ["claim:changed", "claim:active"]) document.addEventListener(step, () => note(step));
    new MutationObserver(() => note("told")).observe(document.getElementById("announcer"), { childList: true });
}"""


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.consulate


@pytest.fixture
def claims(article: Article) -> list[Claim]:
    return list(article.claims.order_by("start", "id"))


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, article: Article) -> Iterator[Page]:
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    with same_load(page):
        yield page


def expect_active(page: Page, claim: Claim) -> None:
    expect(page.locator('.card[aria-current="true"]')).to_have_id(f"claim-{claim.pk}")
    expect(marks_of(page, claim).first).to_contain_class("active")


def test_j_and_k_lead_to_undecided_claims_and_round_the_end(page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("j")
    expect_active(page, claims[0])
    expect(card_of(page, claims[0])).to_be_focused()
    page.keyboard.press("j")
    expect_active(page, claims[1])
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect_active(page, claims[-1])


def test_the_browser_can_draw_between_decided_card_next_and_message(page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("j")
    expect_active(page, claims[0])
    page.evaluate(NOTE_STEPS)
    page.keyboard.press("y")
    steps = " claim:changed: true; claim:active: true; told: true;"
    expect(page.locator("body")).to_have_attribute("data-steps", steps)


def test_y_confirms_x_rejects_and_each_goes_on(page: Page, claims: list[Claim]) -> None:
    left = len(claims)
    page.keyboard.press("j")
    for key, word, status in (("y", "Confirmed", Status.CONFIRMED), ("x", "Rejected", Status.REJECTED)):
        claim = claims[len(claims) - left]
        left -= 1
        page.keyboard.press(key)
        expect(page.locator("#announcer")).to_contain_text(
            f"{word}. {left} left. Next: claim {len(claims) - left + 1}, "
        )
        expect_active(page, claims[len(claims) - left])
        claim.refresh_from_db()
        assert claim.status == status
    expect(page.locator(".progress-words")).to_have_text(f"2 of {len(claims)} decided")
    page.keyboard.press("u")
    expect_said(page, "Taken back.")
    expect_active(page, claims[1])
    expect(page.locator(".progress-words")).to_have_text(f"1 of {len(claims)} decided")


def test_an_article_of_some_twenty_claims_takes_thirty_keys_at_most(
    open_browser: OpenBrowser, editor: User, article: Article
) -> None:
    words = list(re.finditer(r"\w+ \w+", article.current_version.text))
    for match in words[: 21 - article.claims.count()]:
        create_claim(by=editor, version=article.current_version, spans={Part.CONTENT: [match.span()]})
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    keys = 1
    page.keyboard.press("j")
    while article.claims.filter(status=Status.SUGGESTED).exists():
        left = article.claims.filter(status=Status.SUGGESTED).count() - 1
        page.keyboard.press("y")
        keys += 1
        said = f"{left} left" if left else f"All {article.claims.count()} are decided: Enter shows the next."
        expect(page.locator("#announcer")).to_contain_text(said)
    assert keys <= KEYS_AT_MOST
    expect(page.locator("#all-decided")).to_contain_text("All are decided. Next:")
    expect(page.locator("#all-decided a")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("u")
    expect_said(page, "Taken back.")
    expect(page.locator("#all-decided")).to_be_empty()
    page.keyboard.press("y")
    expect(page.locator("#all-decided a")).to_be_focused()
    page.keyboard.press("j")
    expect_said(page, "All are decided: Enter shows the next.")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile(f"/articles/{article.pk}/"))


def test_s_opens_the_speakers_t_the_tags_and_letters_are_letters_there(page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.get_by_role("combobox", name="Who said it?")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    field = card_of(page, claims[0]).get_by_label("Add a tag to this claim")
    expect(field).to_be_focused()
    page.keyboard.type("jykx?")
    expect(field).to_have_value("jykx?")
    assert violations(page) == []
    claims[0].refresh_from_db()
    assert claims[0].status == Status.SUGGESTED


def test_escape_leads_from_the_tags_back_to_the_keys_of_the_card(page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.keyboard.type("Consulate")
    page.keyboard.press("Enter")
    expect_said(page, "Tagged: Consulate.")
    page.keyboard.press("Escape")
    expect(card_of(page, claims[0])).to_be_focused()
    page.keyboard.press("j")
    expect_active(page, claims[1])


def test_escape_leads_from_the_kind_of_a_new_speaker_back_to_the_name(page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("j")
    page.keyboard.press("s")
    field = page.get_by_role("combobox", name="Who said it?")
    field.fill("Brian Hook")
    expect(page.get_by_role("option", name="New speaker")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_label("“Brian Hook” is a new")).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value("Brian Hook")
    expect(page.get_by_label("“Brian Hook” is a new")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)


def test_the_keys_of_the_help_stand_in_one_line_each(page: Page) -> None:
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys")
    expect(help_).to_be_visible()
    lines = help_.locator("kbd").evaluate_all("(keys) => keys.map((key) => key.getClientRects().length)")
    assert set(lines) == {1}


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_keys_with_a_modifier_are_the_browsers(page: Page, claims: list[Claim], modifier: str) -> None:
    page.keyboard.press("j")
    page.keyboard.press(f"{modifier}+x")
    page.wait_for_timeout(300)
    claims[0].refresh_from_db()
    assert claims[0].status == Status.SUGGESTED


def test_enter_opens_the_claim(open_browser: OpenBrowser, editor: User, article: Article, claims: list[Claim]) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/claims/{claims[0].pk}/$"))


def test_c_leads_to_the_comments_of_the_claim_there_and_from_the_article(
    open_browser: OpenBrowser, editor: User, article: Article, claims: list[Claim]
) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile(f"/claims/{claims[0].pk}/#comment-text$"))
    field = page.get_by_label("Add a comment")
    expect(field).to_be_focused()
    page.goto(f"/claims/{claims[0].pk}/")
    card_of(page, claims[0]).focus()
    page.keyboard.press("c")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("cue")
    expect(field).to_have_value("cue")


def test_the_help_lists_the_keys_and_switches_single_ones_off(page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("confirm, and go on")
    assert violations(page) == []
    page.evaluate("document.activeElement.blur()")  # as a page does that finishes loading
    page.keyboard.press("j")
    expect(page.locator('.card[aria-current="true"]')).to_have_count(0)
    dialog.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator('.card[aria-current="true"]')).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_label("Single keys are on").check()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    work_on(page, claims[1])
    expect_active(page, claims[1])
    page.keyboard.press("j")
    expect_active(page, claims[2])


def test_the_pointer_never_clears_the_active_claim(page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("j")
    card_of(page, claims[2]).hover()
    page.get_by_role("heading", level=1).hover()
    expect_active(page, claims[0])
    assert violations(page) == []


def test_words_and_card_bring_each_other_into_sight(page: Page, claims: list[Claim]) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    for _ in range(3):
        page.keyboard.press("k")
    words = marks_of(page, claims[-3]).first
    expect(words).to_be_in_viewport()
    expect(card_of(page, claims[-3])).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    marks_of(page, claims[0]).first.click()
    expect(card_of(page, claims[0])).to_be_in_viewport()
    expect_active(page, claims[0])


def test_cards_are_filtered_where_they_stand(page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#announcer")).to_contain_text("Rejected.")
    page.get_by_role("button", name="Rejected").click()
    expect(page.locator(".claims-beside .card:visible")).to_have_count(1)
    page.get_by_role("button", name="Undecided").click()
    expect(page.locator(".claims-beside .card:visible")).to_have_count(len(claims) - 1)
    page.get_by_role("button", name="All", exact=True).click()
    expect(page.locator(".claims-beside .card:visible")).to_have_count(len(claims))


def test_the_numbers_in_the_text_are_one_stop_of_tab(page: Page) -> None:
    first = page.get_by_role("link", name="Claim 1, to its card")
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name="Claim 2, to its card")).to_be_focused()
    expect(page.locator('.article-text .ref[tabindex="0"]')).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.matches('.ref')")


def test_seven_cards_and_more_fit_a_screen(page: Page, claims: list[Claim]) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    for claim in claims:
        page.keyboard.press("j")
        expect_active(page, claim)
        assert page.evaluate(CARDS_IN_SIGHT) >= 7, claim


def test_only_the_active_card_shows_its_controls(page: Page, claims: list[Claim]) -> None:
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)
    page.keyboard.press("j")
    expect(page.get_by_role("button", name="Confirm")).to_have_count(1)
