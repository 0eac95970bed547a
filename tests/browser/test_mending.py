"""An editor mends claims by selecting words of the article, with the mouse and by keyboard alone; no page is loaded."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from claims.choices import Part, QuoteType, Status
from claims.models import Article, Claim
from claims.services.altering import update_claim
from claims.services.claims import Hop, create_claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, marks_of, same_load, take_time, work_on
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import ArticleFactory, SpeakerFactory

pytestmark = pytest.mark.browser

# What a reader of UTF-16 counts as two, as several, as none, and from the other side.
TEXT = (
    "👩‍👩‍👧 Zoe\u0308 wrote 🌉🌉 of مرحبا بالعالم and\u00a0𝔘nd. "
    "The mayor, Ada Lind, told the Harbour Times that the bridge opens in May.\n\n"
    "“We open e\u0301 🌉 soon,” she said on Monday. The council said\u00a0little, and the port “nothing at all.”\n"
)
SELECT = """([article, words]) => {
  const node = [...article.querySelectorAll("[data-start]")].map((paragraph) => {
    const at = paragraph.textContent.indexOf(words);
    if (at < 0) return null;
    const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const point = (left) => {
      nodes.currentNode = paragraph;
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (left <= node.length) return [node, left];
        left -= node.length;
      }
    };
    return [...point(at), ...point(at + words.length)];
  }).find(Boolean);
  getSelection().setBaseAndExtent(...node);
}"""

BLANK = " \n\u00a0"
SELECTED_ANEW = """async (places) => {
  const { select, selectedPlace } = await import(new URL("places.js", document.querySelector("script[src*=main]").src));
  return places.map((place) => {
    select(...place);
    return selectedPlace();
  });
}"""


@pytest.fixture
def article(live_server: object) -> Article:
    return ArticleFactory(text=TEXT)


@pytest.fixture
def claim(article: Article, editor: User) -> Claim:
    """Whose words begin behind signs of every kind."""
    return claim_on(article, editor, "the bridge opens in May", speaker=SpeakerFactory(name="Ada Lind"))


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, claim: Claim) -> Iterator[Page]:
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    with same_load(page):
        yield page


def claim_on(article: Article, user: User, words: str, **values: object) -> Claim:
    start = article.current_version.text.index(words)
    spans = {Part.CONTENT: [(start, start + len(words))]}
    return create_claim(by=user, version=article.current_version, spans=spans, **values)


def select(page: Page, words: str) -> Locator:
    """Select the words in the text; the bar that comes."""
    page.evaluate(f"(words) => ({SELECT})([document.querySelector('.article-text'), words])", words)
    bar = page.get_by_role("toolbar", name="The selected words")
    expect(bar).to_be_visible()
    return bar


def drag_over(page: Page, words: str) -> None:
    """Select the words as the mouse does."""
    select(page, words)
    rects = page.evaluate(
        "[...getSelection().getRangeAt(0).getClientRects()].map(({x, y, width, height}) => [x, y, width, height])"
    )
    page.evaluate("getSelection().removeAllRanges()")
    (x, y, _, height), (last_x, last_y, last_width, last_height) = rects[0], rects[-1]
    page.mouse.move(x + 1, y + height / 2)
    page.mouse.down()
    page.mouse.move(last_x + last_width - 1, last_y + last_height / 2, steps=5)
    page.mouse.up()


def expect_selected(page: Page, words: str) -> None:
    page.wait_for_function("(words) => getSelection().toString() === words", arg=words)


def words_of(claim: Claim, part: Part = Part.CONTENT) -> list[str]:
    claim.refresh_from_db()
    text = claim.version.text
    return [text[span.start : span.end] for span in claim.spans.filter(part=part).order_by("start")]


def only_new(article: Article, claim: Claim) -> Claim:
    return article.claims.exclude(pk=claim.pk).get()


def expect_words(page: Page, claim: Claim, *pieces: str) -> None:
    """Of the claim, as stored and as marked on the page."""
    expect(card_of(page, claim).locator(".card-words")).to_contain_text(pieces[0].strip("“”,"))
    marked = f"""(words) => [...document.querySelectorAll('.part-content[data-claims~="{claim.pk}"]')]
        .map(({{ textContent }}) => textContent).join("") === words"""
    page.wait_for_function(marked, arg="".join(pieces))
    assert words_of(claim) == list(pieces)


def test_selected_words_become_a_claim_of_the_speaker_nearby_by_one_post(
    page: Page, article: Article, claim: Claim
) -> None:
    writes: list[Request] = []
    page.on("request", lambda request: request.method not in ("GET", "HEAD") and writes.append(request))
    drag_over(page, "We open e\u0301 🌉 soon,")
    page.get_by_role("button", name="New claim").click()
    expect(page.get_by_role("option").first).to_contain_text("Ada Lind")
    page.get_by_role("option").first.click()
    expect_said(page, "New claim. Speaker: Ada Lind.")
    new = only_new(article, claim)
    assert (new.quote_type, new.status, new.speaker) == (QuoteType.DIRECT, Status.CONFIRMED, claim.speaker)
    expect_words(page, new, "We open e\u0301 🌉 soon,")
    expect(page.locator(".cards > li .number")).to_have_text(["1", "2"])
    expect(card_of(page, new)).to_be_focused()
    expect(page.locator(".article-text .ref").last).to_have_attribute("data-number", "2")
    assert [request.method for request in writes] == ["POST"]
    assert violations(page) == []


def test_the_mouse_takes_whole_words(page: Page, article: Article, claim: Claim) -> None:
    drag_over(page, "ridge opens i")
    page.get_by_role("button", name="New claim").click()
    page.get_by_role("option").first.click()
    expect_said(page, "New claim. Speaker: Ada Lind.")
    expect_words(page, only_new(article, claim), "bridge opens in")


def test_the_same_by_keyboard_alone_and_taken_back(page: Page, article: Article, claim: Claim) -> None:
    for key in ("j", "v", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    work_on(page, claim)
    page.keyboard.press("v")
    expect_selected(page, "the")
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect_selected(page, "bridge opens in")
    page.keyboard.press("n")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Ada Lind")
    page.keyboard.press("Escape")
    expect_selected(page, "bridge opens in")
    page.keyboard.press("n")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Ada Lind")
    page.keyboard.press("Enter")
    expect_said(page, "New claim. Speaker: Ada Lind.")
    new = only_new(article, claim)
    assert new.quote_type == QuoteType.INDIRECT
    expect_words(page, new, "bridge opens in")
    take_time(page)
    page.keyboard.press("u")
    expect_said(page, "Taken back.")
    expect(page.locator(".article-text .ref")).to_have_count(1)
    assert article.claims.count() == 1


def test_in_an_article_without_claims_nobody_is_proposed(
    open_browser: OpenBrowser, editor: User, article: Article
) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    bar = select(page, "nothing at all")
    for name in ("Speaker", "Reporting words", "Via"):
        expect(bar.get_by_role("button", name=name, exact=True)).to_be_disabled()
    page.keyboard.press("w")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Not known")
    page.keyboard.press("Enter")
    expect_said(page, "New claim. Speaker: not known.")
    new = article.claims.get()
    assert new.speaker is None
    expect_words(page, new, "nothing at all")


def test_selected_words_take_the_place_of_the_active_claims(page: Page, claim: Claim) -> None:
    work_on(page, claim)
    select(page, "that the bridge opens in May")
    page.keyboard.press("w")
    expect_said(page, "Words set.")
    expect_words(page, claim, "that the bridge opens in May")
    take_time(page)
    page.keyboard.press("u")
    expect_said(page, "Taken back.")
    expect_words(page, claim, "the bridge opens in May")


def test_a_piece_is_added_and_dropped(page: Page, claim: Claim) -> None:
    work_on(page, claim)
    select(page, "We open e\u0301 🌉 soon").get_by_role("button", name="Add").click()
    expect_said(page, "Words set.")
    expect_words(page, claim, "the bridge opens in May", "We open e\u0301 🌉 soon")
    take_time(page)
    select(page, "opens in May")
    page.keyboard.press("-")
    expect(card_of(page, claim).locator(".card-words")).not_to_contain_text("May")
    expect_words(page, claim, "the bridge", "We open e\u0301 🌉 soon")


def test_what_is_dropped_leaves_no_marks_behind(page: Page, claim: Claim) -> None:
    work_on(page, claim)
    select(page, "“We open e\u0301 🌉 soon,”").get_by_role("button", name="These are the words").click()
    expect_said(page, "Words set.")
    for dropped, left in (("🌉 soon", "“We open e\u0301"), ("We open", "e\u0301")):
        take_time(page)
        select(page, dropped).get_by_role("button", name="Drop").click()
        expect_words(page, claim, left)
    select(page, "e\u0301").get_by_role("button", name="Drop").click()
    expect_said(page, "A claim needs some words. Reject it if it is none.")


def test_reporting_words_the_speaker_and_who_passed_it_on_are_selected(page: Page, claim: Claim) -> None:
    work_on(page, claim)
    select(page, "told").get_by_role("button", name="Reporting words").click()
    expect_said(page, "Reporting words set.")
    assert words_of(claim, Part.CUE) == ["told"]
    expect(card_of(page, claim).locator(".cue")).to_have_text("told")
    take_time(page)
    select(page, "The mayor").get_by_role("button", name="Speaker", exact=True).click()
    field = page.get_by_role("combobox", name="Who is that?")
    expect(field).to_have_value("The mayor")
    field.fill("Ada")
    page.get_by_role("option", name="Ada Lind").click()
    expect_said(page, "Speaker: Ada Lind.")
    assert words_of(claim, Part.SPEAKER) == ["The mayor"]
    expect(card_of(page, claim)).to_contain_text("printed as “The mayor”")
    take_time(page)
    select(page, "Harbour Times").get_by_role("button", name="Via").click()
    page.get_by_role("option", name="New speaker “Harbour Times”").click()
    page.get_by_label("is a new").select_option("Organization")
    page.get_by_role("button", name="Add and use").click()
    expect_said(page, "Via Harbour Times.")
    expect(card_of(page, claim).locator(".card-who")).to_contain_text("via Harbour Times")
    assert [hop.name_as_printed for hop in claim.hops.all()] == ["The mayor", "Harbour Times"]


def test_who_spoke_together_stays_so_while_the_chain_is_mended(
    open_browser: OpenBrowser, editor: User, claim: Claim
) -> None:
    joint, agency = SpeakerFactory(name="Bo Stone"), SpeakerFactory(name="Harbour Times", kind="organization")
    update_claim(claim, by=editor, hops=[Hop(claim.speaker), Hop(joint, "Stone", together=True)])
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    card = work_on(page, claim)
    select(page, "Harbour Times").get_by_role("button", name="Via").click()
    page.get_by_role("option", name="Harbour Times organization").click()
    expect_said(page, "Via Harbour Times.")
    take_time(page)
    card.get_by_role("button", name="Details").click()
    together = card.get_by_label("Said it together with the first")
    expect(together).to_have_count(3)
    assert [together.nth(row).is_checked() for row in range(3)] == [False, True, False]
    card.get_by_label("Said on").fill("2026-03-01")
    card.get_by_role("button", name="Save").click()
    expect_said(page, "Details changed.")
    hops = [(hop.speaker, hop.together) for hop in claim.hops.select_related("speaker")]
    assert hops == [(claim.speaker, False), (joint, True), (agency, False)]


def test_shift_and_arrows_move_the_edges_by_a_word_in_one_write(page: Page, claim: Claim) -> None:
    work_on(page, claim)
    for key in ("Shift+ArrowUp", "Shift+ArrowLeft", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    expect_said(page, "Words set.")
    expect_words(page, claim, "that the bridge opens")
    assert claim.revision == 2
    take_time(page)
    for key in ("Shift+ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(card_of(page, claim).locator(".card-words")).to_have_text("the bridge opens in")
    expect_words(page, claim, "the bridge opens in")


def test_any_place_selected_is_the_place_that_the_server_counts(open_browser: OpenBrowser, editor: User) -> None:
    chance = random.Random(14)
    signs = [*"aZé  “”.𝔘🌉مש\u00a0\u200f", "e\u0301", "é\u0327", "👩‍👩‍👧"]
    paragraphs = ["x" + "".join(chance.choices(signs, k=80)) + "x" for _ in range(12)]
    article = ArticleFactory(text="\n\n".join(paragraphs))
    text = article.current_version.text
    places = [sorted(chance.sample(range(len(text) + 1), 2)) for _ in range(400)]
    places = [place for place in places if text[slice(*place)] == text[slice(*place)].strip(BLANK)]
    assert len(places) > 200
    for place in places[:40]:  # whose marks cut the text into many nodes
        create_claim(by=editor, version=article.current_version, spans={Part.CONTENT: [tuple(place)]})
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    found = page.evaluate(SELECTED_ANEW, places)
    assert [[one["start"], one["end"]] for one in found] == places
    told = [re.sub(f"[{BLANK}]", "", one["words"]) for one in found]
    assert told == [re.sub(f"[{BLANK}]", "", text[slice(*place)]) for place in places]


def test_e_selects_the_words_of_the_active_claim_to_be_altered_and_set(page: Page, claim: Claim) -> None:
    page.keyboard.press("e")
    expect_said(page, "First choose a claim that you may change.")
    card_of(page, claim).focus()
    page.keyboard.press("e")
    expect(page.locator("#announcer")).to_contain_text("The claim’s words are selected")
    expect_selected(page, "the bridge opens in May")
    for key in ("Shift+ArrowLeft", "Shift+ArrowLeft", "w"):
        page.keyboard.press(key)
    expect_said(page, "Words set.")
    claim.refresh_from_db()
    assert claim.content == "the bridge opens"


def test_the_edges_are_dragged_by_their_handles(page: Page, claim: Claim) -> None:
    work_on(page, claim)
    handle = page.locator('[data-edge="start"]')
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"], box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] - 15, box["y"] + 8, steps=4)
    page.mouse.up()
    expect_said(page, "Words set.")
    expect_words(page, claim, "that the bridge opens in May")


def test_clicks_where_claims_overlap_lead_from_the_innermost_out(
    open_browser: OpenBrowser, editor: User, article: Article, claim: Claim
) -> None:
    inner = claim_on(article, editor, "opens in May")
    page = open_browser(editor)
    page.goto(f"/articles/{article.pk}/")
    for expected in (inner, claim, inner):
        marks_of(page, inner).first.click()
        expect(card_of(page, expected)).to_be_focused()
        take_time(page)


def test_what_could_not_be_stored_is_kept_and_sent_again(page: Page, article: Article, claim: Claim) -> None:
    page.route("**/api/v1/claims/", lambda route: route.abort())
    select(page, "nothing at all")
    page.keyboard.press("n")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("2")
    bar = page.get_by_role("toolbar", name="The selected words")
    expect(bar.get_by_role("alert")).to_contain_text("Your change is kept here: new claim “nothing at all”.")
    assert violations(page) == []
    page.unroute("**/api/v1/claims/")
    bar.get_by_role("button", name="Try again").click()
    expect_said(page, "New claim. Speaker: not known.")
    assert words_of(only_new(article, claim)) == ["nothing at all"]


def test_another_speaker_has_nothing_that_is_printed_of_the_former(
    open_browser: OpenBrowser, editor: User, claim: Claim
) -> None:
    SpeakerFactory(name="Ben Stone")
    update_claim(claim, by=editor, hops=[Hop(claim.speaker, "Lind", "former mayor")])
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    card = work_on(page, claim)
    card.get_by_role("button", name="Details").click()
    card.get_by_role("button", name="Change who it is").click()
    card.get_by_role("combobox", name="Who is it?").fill("Ben")
    card.get_by_role("option", name="Ben Stone").click()
    expect(card.get_by_label("Name as printed")).to_have_value("")
    expect(card.get_by_label("Role as printed")).to_have_value("")
    select(page, "The mayor").get_by_role("button", name="Speaker", exact=True).click()
    page.get_by_role("combobox", name="Who is that?").fill("Ben")
    page.get_by_role("option", name="Ben Stone").click()
    expect_said(page, "Speaker: Ben Stone.")
    assert claim.hops.values_list("name_as_printed", "role_as_printed").get() == ("The mayor", "")


def test_who_may_not_change_a_claim_mends_none(open_browser: OpenBrowser, reader: User, claim: Claim) -> None:
    page = open_browser(reader)
    page.goto(f"/articles/{claim.article_id}/")
    expect(page.locator("[data-version], [data-edge]")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.get_by_role("toolbar")).to_have_count(0)
