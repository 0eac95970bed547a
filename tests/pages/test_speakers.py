"""The pages of one speaker: each bar leads to the claims that it counts, claims to be split stand by their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import Relation, Status
from claims.models import Speaker
from tests.factories import ArticleFactory, ClaimFactory, LinkFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Any]


def page_of(browser: Browser, user: Any, name: str, speaker: Speaker) -> str:
    text: str = browser(user).get(reverse(name, args=[speaker.pk])).content.decode()
    return text


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
