"""An editor mends what is known of a claim in the form on its card; no page is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from rest_framework.test import APIClient

from claims.choices import Part
from claims.models import Claim
from claims.services.altering import update_claim
from claims.services.claims import Hop, create_claim
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, same_load, take_time, work_on
from tests.browser.axe import violations
from tests.browser.conftest import OpenBrowser
from tests.factories import ArticleFactory, SpeakerFactory

pytestmark = pytest.mark.browser

SAID, WORDS = "Ada Lind told the Harbour Times that ", "the bridge opens in May"


@pytest.fixture
def claim(live_server: object, editor: User) -> Claim:
    version = ArticleFactory(text=f"{SAID}{WORDS}.").current_version
    spans = {Part.CONTENT: [(len(SAID), len(SAID + WORDS))]}
    return create_claim(by=editor, version=version, spans=spans, speaker=SpeakerFactory(name="Ada Lind"))


@pytest.fixture
def page(open_browser: OpenBrowser, editor: User, claim: Claim) -> Iterator[Page]:
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    with same_load(page):
        yield page


def test_the_chain_is_mended_on_the_card(page: Page, claim: Claim) -> None:
    SpeakerFactory(name="Press Agency")
    card = work_on(page, claim)
    card.get_by_role("button", name="Details").click()
    card.get_by_label("Said on").fill("2026-03-01")
    card.get_by_label("Role as printed").fill("the mayor")
    card.get_by_role("button", name="Add a hop").click()
    card.get_by_label("Name as printed").last.fill("the agency")
    card.get_by_role("button", name="Change who it is").last.click()
    card.get_by_role("combobox", name="Who is it?").fill("press")
    card.get_by_role("option", name="Press Agency").click()
    expect(card.locator(".hop-speaker").last).to_have_text("Press Agency")
    assert violations(page) == []
    card.get_by_role("button", name="Save").click()
    expect_said(page, "Details changed.")
    expect(card_of(page, claim).locator(".card-who")).to_contain_text("via Press Agency")
    claim.refresh_from_db()
    assert str(claim.said_on) == "2026-03-01"
    hops = [
        (str(hop.speaker.name), hop.name_as_printed, hop.role_as_printed)
        for hop in claim.hops.select_related("speaker")
    ]
    assert hops == [("Ada Lind", "", "the mayor"), ("Press Agency", "the agency", "")]


def test_hops_change_places_and_go_by_keyboard(page: Page, claim: Claim) -> None:
    for name in ("Press Agency", "Radio North"):
        create_hop(claim, name)
    page.reload()
    page.evaluate("window.markOfThisLoad = true")
    card = work_on(page, claim)
    card.get_by_role("button", name="Details").press("Enter")
    expect(card.get_by_label("Quotation")).to_be_focused()
    card.get_by_role("button", name="Move up").last.press("Enter")
    expect(card.locator(".hop-speaker")).to_have_text(["Ada Lind", "Radio North", "Press Agency"])
    card.get_by_role("button", name="Drop").last.press("Enter")
    expect(card.get_by_role("button", name="Add a hop")).to_be_focused()
    card.get_by_label("Name as printed").first.press("Enter")
    expect_said(page, "Details changed.")
    assert [hop.speaker.name for hop in claim.hops.all() if hop.speaker] == ["Ada Lind", "Radio North"]
    take_time(page)
    page.get_by_role("button", name="Undo").press("Enter")
    expect_said(page, "Taken back.")
    assert claim.hops.count() == 3


def create_hop(claim: Claim, name: str) -> None:
    """One more who passed the claim on."""
    hops = [Hop(hop.speaker, hop.name_as_printed, hop.role_as_printed) for hop in claim.hops.all()]
    with transaction.atomic():
        update_claim(Claim.objects.get(pk=claim.pk), by="test", hops=[*hops, Hop(SpeakerFactory(name=name), name)])


def test_details_that_somebody_else_changed_meanwhile_are_shown_as_they_are(
    page: Page, claim: Claim, administrator: User, as_user: Callable[[User], APIClient]
) -> None:
    card = work_on(page, claim)
    card.get_by_role("button", name="Details").click()
    card.get_by_label("Said on").fill("2026-03-01")
    headers = {"If-Match": "*"}
    as_user(administrator).patch(f"/api/v1/claims/{claim.pk}/", {"said_on": "2026-04-02"}, headers=headers)
    card.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("administrator changed this meanwhile.")
    card.get_by_role("button", name="Show it as it is now").click()
    expect(card_of(page, claim).locator(".details-form")).to_have_count(0)
    card_of(page, claim).get_by_role("button", name="Details").click()
    expect(card_of(page, claim).get_by_label("Said on")).to_have_value("2026-04-02")
