"""Words that would like to be code, in every place that people and articles can put words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus
from claims.models import Article, Claim, Speaker, Tag
from newsapp.accounts.models import User
from tests.browser.actions import card_of, expect_said, open_picker, take_time, work_on
from tests.browser.conftest import OpenBrowser
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    EvidenceFactory,
    LinkFactory,
    OutletFactory,
    SpeakerFactory,
    TagFactory,
)

pytestmark = pytest.mark.browser

SCRIPT = "<script>alert('script')</script>"
IMAGE = '"><img src=x onerror="alert(\'image\')">'
TEXT = (
    f"The engineer wrote {SCRIPT} on the wall. “We will {IMAGE} open the bridge before the winter,” Ada Lind said on "
    "Monday.\n\n</p></article><iframe src=\"javascript:alert('frame')\"></iframe> was crossed out, {{ 7 * 7 }} was not."
)


@pytest.fixture
def claim(live_server: LiveServer, editor: User) -> Claim:
    """A claim all of whose words, and all words around it, are hostile."""
    speaker = SpeakerFactory(name=f"Ada {IMAGE} Lind", aliases=[f"Lind {SCRIPT}"])
    claim = ClaimFactory(
        speaker=speaker,
        article__title=f"Bridge {IMAGE}{SCRIPT}",
        article__author=f"Nora {SCRIPT}",
        article__outlet=OutletFactory(name=f"Post {IMAGE}"),
        article__text=TEXT,
        article__url="javascript:alert('address')//https://post.example/",
        content=f"We will {IMAGE} open the bridge before the winter",
        tags=[TagFactory(name=f"harbour {IMAGE}")],
        chain=[SpeakerFactory(name=f"Press {SCRIPT}")],
        extractor=f"rules {SCRIPT}",
    )
    assessment = AssessmentFactory(
        claim=claim, explanation=f"See {SCRIPT} {IMAGE}", status=AssessmentStatus.PUBLISHED, author=editor
    )
    EvidenceFactory(assessment=assessment, title=f"Minutes {IMAGE}", excerpt=SCRIPT, shows=IMAGE)
    CommentFactory(claim=claim, author=editor, text=f"Call them {SCRIPT} {IMAGE}")
    LinkFactory(claim=claim, note=f"Same words {IMAGE}")
    return claim


def expect_no_foreign_element(page: Page) -> None:
    """What the words would have made, had they been code."""
    expect(page.locator("main :is(img, iframe, script)")).to_have_count(0)
    expect(page.locator("[onerror], [onload], [href^='javascript:' i]")).to_have_count(0)


def test_hostile_words_are_shown_as_words_on_every_page(open_browser: OpenBrowser, claim: Claim, editor: User) -> None:
    page = open_browser(editor)
    assert claim.speaker
    shown = {
        "/": claim.content,
        f"/claims/?q=bridge&speaker={claim.speaker_id}": claim.speaker.name,
        f"/articles/{claim.article_id}/": claim.article.title,
        f"/claims/{claim.pk}/": claim.content,
        f"/speakers/{claim.speaker_id}/": f"Lind {SCRIPT}",
        "/speakers/": claim.speaker.name,
        "/articles/": claim.article.title,
        f"/claims/?q={quote(SCRIPT + IMAGE)}": "No claim fits",
    }
    for path, words in shown.items():
        page.goto(path)
        expect(page.get_by_role("main")).to_contain_text(words)
        expect_no_foreign_element(page)


def test_hostile_names_stay_words_while_an_editor_works_with_them(
    open_browser: OpenBrowser, claim: Claim, editor: User
) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{claim.article_id}/")
    card = work_on(page, claim)
    open_picker(page, claim).fill("Press")
    page.get_by_role("option").filter(has_text=f"Press {SCRIPT}").first.click()
    expect_said(page, f"Speaker corrected: Press {SCRIPT}.")
    take_time(page)
    open_picker(page, claim).fill(f"Nobody {IMAGE}")
    page.get_by_role("option").filter(has_text="New speaker").click()
    card.get_by_role("button", name="Add and use").click()
    expect_said(page, f"Speaker corrected: Nobody {IMAGE}.")
    take_time(page)
    card.get_by_label("Add a tag to this claim").fill(SCRIPT)
    card.get_by_role("button", name="Add", exact=True).click()
    expect_said(page, f"Tagged: {SCRIPT}.")
    take_time(page)
    card.get_by_role("button", name=f"Remove the tag harbour {IMAGE}").click()
    expect_said(page, f"Tag removed: harbour {IMAGE}.")
    expect_no_foreign_element(page)
    assert Speaker.objects.filter(name=f"Nobody {IMAGE}").exists()
    assert [tag.name for tag in claim.tags.all()] == [SCRIPT]
    assert Tag.objects.filter(name=f"harbour {IMAGE}").exists()


def test_hostile_words_in_a_conflict_stay_words(
    open_browser: OpenBrowser, claim: Claim, editor: User, administrator: User, as_user: Callable[[Any], APIClient]
) -> None:
    page = open_browser(editor)
    page.goto(f"/claims/{claim.pk}/")
    answer = as_user(administrator).patch(
        f"/api/v1/claims/{claim.pk}/", {"tags": [TagFactory(name=f"bridge {IMAGE}").pk]}, headers={"If-Match": "*"}
    )
    assert answer.status_code == 200
    work_on(page, claim).get_by_role("button", name="Confirm").click()
    expect(card_of(page, claim).get_by_role("row", name="Tags")).to_contain_text(f"bridge {IMAGE}")
    expect_no_foreign_element(page)


def test_a_hostile_page_that_is_uploaded_leaves_its_code_behind(open_browser: OpenBrowser, editor: User) -> None:
    html = f"""<!doctype html><html><head><title>Bridge {IMAGE}</title>{SCRIPT}
        <meta property="og:site_name" content="Post &lt;script&gt;alert(1)&lt;/script&gt;"></head>
        <body onload="alert('load')"><article><h1>Bridge to open</h1>{SCRIPT}
        <p onclick="alert('click')">“We will open the bridge before the winter,” Ada Lind said on Monday.</p>
        <p>The council of the town meets again in March, the <a href="javascript:alert(1)">office</a> said.</p>
        <svg onload="alert('svg')"></svg></article></body></html>"""
    page = open_browser(editor)
    page.goto("/articles/new/")
    page.get_by_label("or a file").set_input_files(
        {"name": "page.html", "mimeType": "text/html", "buffer": html.encode()}
    )
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator(".card").first).to_contain_text("We will open the bridge before the winter")
    page.locator(".article-text p").first.click()
    expect_no_foreign_element(page)
    assert "alert" not in Article.objects.get().current_version.text
