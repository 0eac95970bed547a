"""A fact-checker links a claim to another on its page, and never types the number of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.choices import Part, Relation, Status
from claims.models import Claim, Link
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, take_time
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import ArticleFactory, ClaimFactory, LinkFactory

pytestmark = pytest.mark.browser

LINKING = re.compile(r"/linking\.")


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.accountable


@pytest.fixture
def page(open_browser: OpenBrowser, fact_checker: User, claim: Claim) -> Iterator[Page]:
    page = open_browser(fact_checker)
    page.goto(f"/claims/{claim.pk}/")
    with same_load(page):
        yield page


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="the claim")


def option(page: Page, words: str) -> Locator:
    return page.locator("#link-options").get_by_role("option").filter(has_text=words)


def sentence(place: Locator) -> str:
    return " ".join(place.inner_text().split())


def test_the_other_claim_is_chosen_by_its_words_in_the_text(
    open_browser: OpenBrowser, fact_checker: User, claim: Claim, newsroom: Newsroom
) -> None:
    page, other = open_browser(fact_checker), newsroom.threats
    page.goto(f"/claims/{claim.pk}/")
    page.get_by_text("Link this claim to another").click()
    page.get_by_label("This claim", exact=True).select_option("repeats")
    page.get_by_role("button", name="Click its words in the text").click()
    bar = page.get_by_role("region", name="Linking")
    expect(bar).to_contain_text("Linking Mike Pompeo: “They’re going to be held accountable”")
    take = bar.get_by_role("button", name="Link to")
    expect(take).to_be_hidden()
    page.locator(f'.mark[data-claims~="{other.pk}"]').first.click()
    expect(take).to_contain_text("Mike Pompeo")
    assert violations(page) == []
    take.click()
    expect(page).to_have_url(f"{page.url.split('/claims')[0]}/claims/{claim.pk}/#link-to-{other.pk}")
    expect(page.locator(".link-preview")).to_contain_text("Mike Pompeo repeats Mike Pompeo: Mike Pompeo said in")
    page.get_by_role("button", name="Link", exact=True).click()
    expect_said(page, "Linked.")
    link = Link.objects.get(claim=claim)
    assert (link.other, link.relation) == (other, Relation.REPEATS)
    page.goto(f"/articles/{claim.article_id}/")
    expect(page.locator(".choosing")).to_have_count(0)


def test_the_other_claim_is_chosen_in_the_text_of_another_article_by_keyboard_or_not_at_all(
    open_browser: OpenBrowser, fact_checker: User, claim: Claim, newsroom: Newsroom
) -> None:
    page, other = open_browser(fact_checker, viewport={"width": 360, "height": 740}), newsroom.condemns
    page.route(LINKING, lambda route: None)  # held back: a press counts before the rest of the form is loaded
    page.goto(f"/claims/{claim.pk}/#link")
    page.get_by_role("button", name="Click its words in the text").press("Enter")
    expect(page.locator(".choosing")).to_be_visible()
    page.unroute(LINKING)
    page.goto(f"/articles/{other.article_id}/#claim-{other.pk}")
    expect(page.locator(".choosing")).to_contain_text("Bahram Qassemi")
    page.locator("body").press("l")
    expect(page.locator(".link-preview")).to_be_empty()  # the relation starts empty
    expect(field(page)).to_have_value(re.compile("^Bahram Qassemi: "))
    field(page).fill("")
    page.get_by_role("button", name="Click its words in the text").click()
    page.locator(".choosing").get_by_role("button", name="Cancel").click()
    expect(page).to_have_url(re.compile(f"/claims/{claim.pk}/$"))
    page.goto(f"/articles/{claim.article_id}/")
    expect(page.locator(".cards .card").first).to_be_visible()
    expect(page.locator(".choosing")).to_have_count(0)


def test_escape_cancels_like_the_button_once_it_closes_nothing_else(
    open_browser: OpenBrowser, fact_checker: User, claim: Claim
) -> None:
    page = open_browser(fact_checker)
    page.goto(f"/claims/{claim.pk}/#link")
    page.get_by_role("button", name="Click its words in the text").click()
    expect(page.locator(".choosing")).to_be_visible()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.locator("div", has_text="cancel the link that is being made").locator("kbd")).to_have_text("Esc")
    assert violations(page) == []
    page.evaluate("document.activeElement.blur()")  # as a page does that finishes loading
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(page.locator(".choosing")).to_be_visible()
    page.keyboard.press("v")
    words = page.get_by_role("toolbar", name="The selected words")
    expect(words).to_be_visible()
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    expect(page.locator(".choosing")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(f"/claims/{claim.pk}/$"))
    page.goto(f"/articles/{claim.article_id}/")
    expect(page.locator(".cards .card").first).to_be_visible()
    expect(page.locator(".choosing")).to_have_count(0)


def test_by_mouse_a_claim_is_found_by_speaker_words_and_article_and_the_link_reads_as_it_was_announced(
    page: Page, claim: Claim, newsroom: Newsroom, fact_checker: User
) -> None:
    page.get_by_text("Link this claim to another").click()
    expect(page.get_by_label("This claim", exact=True)).to_have_value("")
    page.get_by_label("This claim", exact=True).select_option("contradicts (denies)")
    field(page).fill("Qassemi condemns Bolton")
    chosen = option(page, "condemns any attack").first
    expect(chosen).to_contain_text("Bahram Qassemi")
    expect(chosen).to_contain_text("Bolton’s warning to Iran")
    assert violations(page) == []
    chosen.click()
    preview = page.locator(".link-preview")
    expect(preview).to_contain_text("Mike Pompeo contradicts Bahram Qassemi: Bahram Qassemi")
    announced = sentence(preview)
    page.get_by_role("button", name="Link", exact=True).click()
    expect_said(page, "Linked.")
    assert sentence(page.locator("#links .link-sentence")) == announced
    expect(card_of(page, claim).get_by_role("link", name="contradicts 1")).to_be_visible()
    link = Link.objects.get(claim=claim)
    assert (link.relation, link.status, link.author) == (Relation.CONTRADICTS, Status.CONFIRMED, fact_checker)
    assert link.other.speaker == newsroom.condemns.speaker


@pytest.mark.parametrize(("cue", "told"), [("denied", "denied"), ("rebuffed", "rebuffed denies")])
def test_a_denial_is_announced_as_one_once(page: Page, claim: Claim, cue: str, told: str) -> None:
    article = ArticleFactory(text=f"“We will build a tunnel,” Ada Lind said. The mayor {cue} it.")
    denial = ClaimFactory(article=article, content="We will build a tunnel", speaker__name="Ada Lind")
    start = denial.version.text.index(cue)
    denial.spans.filter(part=Part.CUE).update(start=start, end=start + len(cue))
    page.get_by_text("Link this claim to another").click()
    page.get_by_label("This claim", exact=True).select_option("repeats")
    field(page).fill("We will build a tunnel")
    option(page, "build a tunnel").click()
    preview = page.locator(".link-preview")
    expect(preview).to_contain_text(f"Ada Lind {told} “We will build a tunnel”")
    announced = sentence(preview)
    page.get_by_role("button", name="Link", exact=True).click()
    expect_said(page, "Linked.")
    assert sentence(page.locator("#links .link-sentence")) == announced


def test_by_keyboard_l_opens_the_form_and_the_link_is_made_the_other_way_round(
    page: Page, claim: Claim, newsroom: Newsroom
) -> None:
    page.keyboard.press("l")
    expect(page.get_by_label("This claim", exact=True)).to_be_focused()
    page.keyboard.type("resp")
    page.keyboard.press("Tab")
    expect(field(page)).to_be_focused()
    page.keyboard.type("condemns any attack")
    expect(option(page, "condemns any attack").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".link-preview")).to_contain_text("Mike Pompeo responds to Bahram Qassemi")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".link-preview")).to_contain_text("Bahram Qassemi responds to Mike Pompeo")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_said(page, "Linked.")
    link = Link.objects.get(other=claim)
    assert (link.claim.speaker, link.relation) == (newsroom.condemns.speaker, Relation.RESPONDS_TO)


def test_an_article_leads_to_its_claims(page: Page, newsroom: Newsroom) -> None:
    article = newsroom.warning
    page.keyboard.press("l")
    field(page).fill(article.title[:30])
    option(page, "Claims of the article").first.click()
    expect(option(page, "condemns any attack")).to_be_visible()


def test_claims_that_hold_the_words_come_before_those_of_an_article_that_has_them_in_its_title(page: Page) -> None:
    own = [
        ClaimFactory(content="The ferry timetable is out", speaker__name="Tom Aldous"),
        ClaimFactory(content="The timetable is not mine", speaker__name="Ida Ferry"),
    ]
    for number in range(10):
        ClaimFactory(content=f"Nothing {number}", article__title="Ferry timetable")
    page.keyboard.press("l")
    field(page).fill("ferry timetable")
    options = page.locator("#link-options").get_by_role("option")
    for at, claim in enumerate(own):
        expect(options.nth(at)).to_contain_text(claim.content)
    expect(options.nth(2)).to_contain_text("Nothing 9")


def test_an_address_that_is_pasted_finds_its_claim(page: Page, newsroom: Newsroom) -> None:
    page.keyboard.press("l")
    field(page).fill(page.evaluate("location.origin") + f"/claims/{newsroom.threats.pk}/?from=mail")
    expect(page.locator("#link-options").get_by_role("option")).to_have_count(1)
    expect(option(page, "have increased")).to_be_visible()


def test_words_that_are_no_choice_make_no_link(page: Page) -> None:
    page.keyboard.press("l")
    page.get_by_label("This claim", exact=True).select_option("supports")
    field(page).fill("zeppelin")
    expect(option(page, "No claim is found.")).to_be_visible()
    before = Link.objects.count()
    page.get_by_role("button", name="Link", exact=True).click()
    assert field(page).evaluate("field => field.validationMessage") == "Choose a claim from the list."
    assert Link.objects.count() == before


def test_what_the_machine_suggests_comes_first_and_leads_to_its_decision(
    open_browser: OpenBrowser, fact_checker: User, newsroom: Newsroom
) -> None:
    link = Link.objects.get(claim=newsroom.condemns)
    page = open_browser(fact_checker)
    page.goto(f"/claims/{link.claim_id}/#link")
    field(page).focus()
    first = page.locator("#link-options").get_by_role("option").first
    expect(first).to_contain_text("Suggested: Bahram Qassemi repeats")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#links .row").get_by_role("button", name="Confirm")).to_be_focused()
    page.keyboard.press("Enter")
    expect_said(page, "Link confirmed.")
    expect(card_of(page, newsroom.condemns)).to_contain_text(re.compile(r"repeats 1(?! \()"))
    appearances = page.locator("#appearances")
    expect(appearances).to_contain_text("2 articles, 2 origins.")
    expect(appearances.get_by_role("listitem").first).to_contain_text("Earliest.")
    assert violations(page) == []


def test_ones_own_link_is_deleted_and_the_deed_taken_back(
    page: Page, claim: Claim, newsroom: Newsroom, fact_checker: User
) -> None:
    LinkFactory(claim=claim, other=newsroom.threats, relation=Relation.SUPPORTS, author=fact_checker)
    LinkFactory(claim=claim, other=newsroom.condemns, relation=Relation.SUPPORTS)
    page.reload()
    page.evaluate("window.markOfThisLoad = true")
    delete = page.locator("#links").get_by_role("button", name="Delete")
    expect(delete).to_have_count(1)
    delete.click()
    expect_said(page, "Link deleted.")
    expect(page.locator("#links .row")).to_have_count(1)
    assert not Link.objects.filter(author=fact_checker).exists()
    take_time(page)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect_said(page, "Taken back.")
    assert Link.objects.filter(claim=claim, other=newsroom.threats, author=fact_checker).exists()


def test_an_address_of_the_form_opens_it_also_where_the_page_is_open(page: Page) -> None:
    page.evaluate("location.hash = '#link'")
    expect(page.get_by_label("This claim", exact=True)).to_be_focused()


def test_why_a_link_is_refused_comes_into_sight(page: Page, claim: Claim, newsroom: Newsroom) -> None:
    LinkFactory(claim=claim, other=newsroom.threats, relation=Relation.SUPPORTS)
    page.set_viewport_size({"width": 360, "height": 320})
    page.keyboard.press("l")
    page.get_by_label("This claim", exact=True).select_option("supports")
    field(page).fill(page.evaluate("location.origin") + f"/claims/{newsroom.threats.pk}/")
    option(page, "have increased").click()
    page.get_by_role("button", name="Link", exact=True).press("Enter")
    refusal = page.locator("#linking .form-messages p").first
    expect(refusal).to_be_visible()
    expect(refusal).to_be_in_viewport(ratio=1)


def test_in_an_article_l_leads_from_a_card_to_the_form_on_its_page(
    open_browser: OpenBrowser, fact_checker: User, claim: Claim
) -> None:
    page = open_browser(fact_checker)
    page.goto(f"/articles/{claim.article_id}/")
    card_of(page, claim).focus()
    page.keyboard.press("l")
    expect(page).to_have_url(re.compile(rf"/claims/{claim.pk}/#link$"))
    expect(page.get_by_label("This claim", exact=True)).to_be_focused()
