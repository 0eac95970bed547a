"""An editor decides on claims beside the article. Each change is stored at once, and no page is loaded for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from claims.choices import SpeakerKind, Status
from claims.models import Claim, Speaker, Tag
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, marks_of, open_picker, same_load, take_time, work_on
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import TagFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.accountable


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, claim: Claim) -> Iterator[Page]:
    """The claim's article in the editor's browser. Whatever the test does there loads no other page."""
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    with same_load(page):
        yield page


def press(page: Page, claim: Claim, name: str) -> None:
    work_on(page, claim).get_by_role("button", name=name).click()


def expect_status(page: Page, claim: Claim, status: Status) -> None:
    """On the card, at the words, and stored."""
    expect(card_of(page, claim).locator(".card-top")).to_contain_text(status.label)
    for mark in marks_of(page, claim).all():
        expect(mark).to_contain_class(f"is-{status}")
    claim.refresh_from_db()
    assert claim.status == status


def test_an_editor_confirms_a_claim(page: Page, claim: Claim, editor: User) -> None:
    press(page, claim, "Confirm")
    expect_said(page, "Confirmed.")
    expect_status(page, claim, Status.CONFIRMED)
    assert claim.decided_by == editor
    assert claim.extractor, "what suggested it is kept"
    expect(card_of(page, claim)).to_contain_text("Confirmed by editor")
    expect(card_of(page, claim).get_by_role("button", name="Confirm", pressed=True)).to_be_focused()


def test_the_controls_of_a_clicked_card_come_into_sight(page: Page, claim: Claim) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    last = page.locator(".cards .card").last
    last.scroll_into_view_if_needed()
    last.click(position={"x": 4, "y": 4})
    expect(last.get_by_role("button", name="Reject")).to_be_in_viewport(ratio=1)


def test_an_editor_rejects_a_claim(page: Page, claim: Claim) -> None:
    press(page, claim, "Reject")
    expect_said(page, "Rejected.")
    expect_status(page, claim, Status.REJECTED)


@pytest.mark.parametrize("decision", ["Confirm", "Reject"])
def test_a_second_press_takes_a_decision_back(page: Page, claim: Claim, decision: str) -> None:
    press(page, claim, decision)
    expect(card_of(page, claim).get_by_role("button", name=decision, pressed=True)).to_be_visible()
    take_time(page)
    press(page, claim, decision)
    expect_said(page, "Back to suggested.")
    expect_status(page, claim, Status.SUGGESTED)
    assert claim.decided_by is None
    expect(card_of(page, claim).get_by_role("button", pressed=True)).to_have_count(0)


def test_other_claims_stay_as_they_are(page: Page, claim: Claim) -> None:
    press(page, claim, "Confirm")
    expect_said(page, "Confirmed.")
    others = claim.article.claims.exclude(pk=claim.pk)
    assert set(others.values_list("status", flat=True)) == {Status.SUGGESTED}
    expect(page.locator(".card.is-suggested")).to_have_count(others.count())


def test_an_editor_corrects_the_speaker_by_typing_part_of_a_known_name(page: Page, claim: Claim) -> None:
    open_picker(page, claim).fill("bolt")
    page.get_by_role("option").filter(has_text="John Bolton").click()
    expect_said(page, "Speaker corrected: John Bolton.")
    expect(card_of(page, claim).get_by_role("link", name="John Bolton")).to_be_visible()
    claim.refresh_from_db()
    assert claim.speaker == Speaker.objects.get(name="John Bolton")
    expect(card_of(page, claim).locator(".role-printed")).to_have_count(0)


def test_an_editor_names_a_speaker_that_nobody_knew(page: Page, claim: Claim) -> None:
    open_picker(page, claim).fill("The Harbour Office")
    page.get_by_role("option").filter(has_text="New speaker").click()
    kind = card_of(page, claim).get_by_label("is a new")
    kind.select_option("Organization")
    kind.press("Enter")
    expect_said(page, "Speaker corrected: The Harbour Office.")
    claim.refresh_from_db()
    assert claim.speaker
    assert (claim.speaker.name, claim.speaker.kind) == ("The Harbour Office", SpeakerKind.ORGANIZATION)


def test_the_picker_of_speakers_closes_and_changes_nothing(page: Page, claim: Claim) -> None:
    press(page, claim, "Correct the speaker")
    press(page, claim, "Cancel")
    expect(page.get_by_role("combobox", name="Who said it?")).to_have_count(0)
    expect(card_of(page, claim).get_by_role("button", name="Correct the speaker")).to_be_focused()
    revision = claim.revision
    claim.refresh_from_db()
    assert claim.revision == revision


def test_an_editor_tags_a_claim_with_a_new_word_and_takes_it_off_again(page: Page, claim: Claim) -> None:
    work_on(page, claim).get_by_label("Add a tag to this claim").fill("Basra consulate")
    press(page, claim, "Add")
    expect_said(page, "Tagged: Basra consulate.")
    assert [tag.name for tag in claim.tags.all()] == ["Basra consulate"]
    expect(card_of(page, claim).get_by_label("Add a tag to this claim")).to_have_value("")
    take_time(page)
    press(page, claim, "Remove the tag Basra consulate")
    expect_said(page, "Tag removed: Basra consulate.")
    assert not claim.tags.exists()
    expect(card_of(page, claim).locator(".tag")).to_have_count(0)


def test_a_known_tag_is_used_again_however_it_is_written(page: Page, claim: Claim) -> None:
    known = TagFactory(name="Basra consulate")
    work_on(page, claim).get_by_label("Add a tag to this claim").fill("basra CONSULATE")
    press(page, claim, "Add")
    expect(card_of(page, claim).locator(".tag")).to_contain_text("Basra consulate")
    assert list(claim.tags.all()) == [known]
    assert Tag.objects.count() == 1


def test_the_same_path_works_on_the_claims_own_page(open_browser: OpenBrowser, editor: User, claim: Claim) -> None:
    page = open_browser(editor)
    page.goto(f"/claims/{claim.pk}/")
    with same_load(page):
        press(page, claim, "Confirm")
        expect_said(page, "Confirmed.")
        expect_status(page, claim, Status.CONFIRMED)


def test_the_same_path_works_in_the_list_of_claims(open_browser: OpenBrowser, editor: User, claim: Claim) -> None:
    page = open_browser(editor)
    page.goto("/")
    with same_load(page):
        press(page, claim, "Reject")
        expect_said(page, "Rejected.")
    claim.refresh_from_db()
    assert claim.status == Status.REJECTED


def test_what_follows_from_a_claim_on_its_own_page_follows_its_card(
    open_browser: OpenBrowser, newsroom: Newsroom, editor: User
) -> None:
    claim = newsroom.accountable
    page = open_browser(editor)
    page.goto(f"/claims/{claim.pk}/")
    with same_load(page):
        work_on(page, claim).get_by_role("button", name="Confirm", exact=True).click()
        expect(page.locator("#citation")).to_contain_text("quotation, confirmed")
        expect(page.locator("#history")).to_contain_text("confirmed")
        take_time(page)
        open_picker(page, claim).fill("bolton")
        page.get_by_role("option", name="John Bolton").click()
        expect(page.locator("#chain figcaption, #chain p").first).to_contain_text("John Bolton")
        expect(page.locator("#citation")).to_contain_text("John Bolton")
