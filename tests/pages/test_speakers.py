"""The pages of one speaker: each bar leads to the claims that it counts, claims to be split stand by their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import Relation, Status
from claims.models import Claim, Speaker
from claims.reading import timelines
from claims.services.merging import merge_speakers
from tests.factories import ArticleFactory, ClaimFactory, LinkFactory, OutletFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Any]


def page_of(browser: Browser, user: Any, name: str, speaker: Speaker) -> str:
    text: str = browser(user).get(reverse(name, args=[speaker.pk])).content.decode()
    return text


def test_an_editor_is_offered_no_merge_to_take_apart_that_only_an_administrator_may(
    browser: Browser, editor: Any, administrator: Any
) -> None:
    speaker, other = SpeakerFactory.create_batch(2)
    merge_speakers(speaker, [other], by=administrator)
    reason = "only administrators take it apart"
    for user, refused in ((editor, True), (administrator, False)):
        page = page_of(browser, user, "speaker", speaker)
        assert (reason in page, "Take apart" not in page) == (refused, refused)


def test_each_bar_and_each_row_of_the_table_leads_to_as_many_claims_as_it_says(browser: Browser, editor: Any) -> None:
    speaker = SpeakerFactory()
    for day in (date(2025, 9, 1), date(2025, 9, 30), date(2025, 10, 1), None):
        ClaimFactory(speaker=speaker, said_on=day)
    ClaimFactory(speaker=speaker, article=ArticleFactory(published_at=None))
    page = page_of(browser, editor, "speaker", speaker)
    bars = re.findall(r'<a href="([^"]*)" tabindex="-1">\s*<title>(\w+ \d+): (\d+) claims?', page)
    assert [(name, number) for _, name, number in bars] == [("Sep 2025", "2"), ("Oct 2025", "1"), ("Mar 2026", "1")]
    rows = re.findall(r'<th scope="row"><a href="([^"]*)">', page)
    assert rows == [link for link, *_ in bars]
    undated = re.findall(r'<a href="([^"]*)">1 more without a date</a>', page)
    for link, number in [*((link, number) for link, _, number in bars), (undated[0], "1")]:
        listed = browser(editor).get(unescape(link)).content.decode()
        assert re.search(rf'<h2 id="results">{number} claims?</h2>', listed)


def test_claims_of_one_month_are_a_table_at_once_and_without_a_date_are_said_to_be_so(
    browser: Browser, editor: Any
) -> None:
    speaker = SpeakerFactory()
    claim = ClaimFactory(speaker=speaker, article=ArticleFactory(published_at=None))
    assert "No claim has a date." in page_of(browser, editor, "speaker", speaker)
    Claim.objects.filter(pk=claim.pk).update(said_on=date(2025, 9, 1))
    page = page_of(browser, editor, "speaker", speaker)
    assert re.search(r"<details open>\s*<summary>Claims by month, as a table</summary>", page)


def test_who_passes_on_and_what_contradicts_is_said_with_the_role_then(browser: Browser, editor: Any) -> None:
    speaker, agency = SpeakerFactory(), SpeakerFactory(name="News Agency")
    claim = ClaimFactory(speaker=speaker, chain=[agency])
    rival = ClaimFactory(speaker__name="Omar Dal")
    LinkFactory(claim=rival, other=claim, relation=Relation.CONTRADICTS, status=Status.SUGGESTED)
    page = page_of(browser, editor, "speaker", speaker)
    assert f'href="/claims/?speaker={speaker.pk}&amp;passed_on_by={agency.pk}">1 claim<' in page
    assert "By others: 0 claims, and 1 suggested" in re.sub(r"\s+", " ", page)
    assert "against <bdi>Omar Dal</bdi> (<bdi>mayor</bdi>), <strong>suggested</strong>" in page


def test_claims_to_be_split_stand_by_the_name_that_each_prints(browser: Browser, editor: Any) -> None:
    speaker = SpeakerFactory(name="Ada Holm")
    first = ClaimFactory(speaker=speaker)
    first.hops.update(name_as_printed="A. Holm", role_as_printed="harbour master")
    ClaimFactory.create_batch(2, speaker=speaker)
    together = ClaimFactory(chain__together=[speaker])
    page = page_of(browser, editor, "speaker-split", speaker)
    groups = page.split('<fieldset class="split-group">')[1:]
    assert [re.findall(r"<legend>Printed as <bdi>(.*?)</bdi>", group) for group in groups] == [
        ["Ada Holm"],
        ["A. Holm"],
    ]
    assert ("All 3" in groups[0], "data-split-group" in groups[1]) == (True, False)
    assert f'value="{together.pk}"' in groups[0]
    assert f'value="{first.pk}"' in groups[1]
    assert "<bdi>harbour master</bdi>" in groups[1]


def test_who_may_not_change_speakers_is_not_offered_to_split_one(browser: Browser, editor: Any, reader: Any) -> None:
    speaker = ClaimFactory().speaker
    assert reverse("speaker-split", args=[speaker.pk]) in page_of(browser, editor, "speaker", speaker)
    assert "Split…" not in page_of(browser, reader, "speaker", speaker)


def test_unnamed_speakers_stand_under_their_outlets_told_apart_by_their_articles(browser: Browser, editor: Any) -> None:
    wire, post = OutletFactory(name="Gulf Wire"), OutletFactory(name="Harbour Post")
    spoken = []
    for outlet, day in ((wire, 28), (wire, 29), (post, 30), (None, 30)):
        article = ArticleFactory(outlet=outlet, published_at=datetime(2018, 9, day, tzinfo=UTC), published_offset=0)
        official = SpeakerFactory(unnamed=True, name="a senior US official", article=article, reason="to speak freely")
        spoken.append(ClaimFactory(article=article, speaker=official).speaker)
    SpeakerFactory(name="Ada Holm")
    page = browser(editor).get("/speakers/?kind=unnamed").content.decode()
    assert f'?kind=unnamed&amp;outlet={wire.pk}"><bdi>Gulf Wire</bdi> 2</a>' in page
    assert re.findall(r"<h2 id=[^>]*>(.*?)</h2>", page) == [
        '<bdi>Gulf Wire</bdi> <span class="hint">2 unnamed</span>',
        '<bdi>Harbour Post</bdi> <span class="hint">1 unnamed</span>',
        'Outlet not known <span class="hint">1 unnamed</span>',
    ]
    assert "<bdi>a senior US official</bdi>, <bdi>Gulf Wire</bdi>, <time" in page
    assert (page.count("28 Sep 2018"), page.count("not named “<bdi>to speak freely</bdi>”")) == (1, 4)
    assert "Ada Holm" not in page
    of_post = browser(editor).get(f"/speakers/?kind=unnamed&outlet={post.pk}").content.decode()
    assert [f"/speakers/{one.pk}/" in of_post for one in spoken] == [False, False, True, False]


def test_where_more_contradict_than_are_counted_the_page_says_at_least(
    browser: Browser, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = SpeakerFactory()
    for claim in ClaimFactory.create_batch(3, speaker=speaker):
        LinkFactory(claim=claim, other=ClaimFactory(), relation=Relation.CONTRADICTS)
    assert "By others: 3 claims" in page_of(browser, editor, "speaker", speaker)
    monkeypatch.setattr(timelines, "LINKS_AT_MOST", 2)
    assert "By others: at least 3 claims" in page_of(browser, editor, "speaker", speaker)


def test_unnamed_namesakes_are_told_apart_by_article_outlet_and_day(browser: Browser, editor: Any) -> None:
    outlet, day = OutletFactory(name="Evening Post"), datetime(2018, 9, 29, tzinfo=UTC)
    for title in ("Consulate shut", "Consulate opened"):
        article = ArticleFactory(title=title, outlet=outlet, published_at=day)
        SpeakerFactory(unnamed=True, name="a senior US official", article=article)
    text = re.sub(r"<[^>]+>|\s+", " ", browser(editor).get(reverse("speakers")).content.decode())
    listed = re.findall(
        r"a senior US official +unnamed, 0 claims, in +(.+?) +, +Evening Post +, +29 Sep 2018", text, re.IGNORECASE
    )
    assert listed == ["Consulate shut", "Consulate opened"]
