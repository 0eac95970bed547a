"""A name of 300 letters without a space fits every page on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.choices import SpeakerKind, Status
from newsapp.accounts.models import User
from tests.browser.actions import open_picker
from tests.browser.conftest import OpenBrowser
from tests.browser.newsroom import Newsroom
from tests.factories import ClaimFactory, SpeakerFactory
from tests.writing import save

pytestmark = pytest.mark.browser
LONG = "Ada" * 100


def test_a_name_of_three_hundred_letters_makes_no_page_wider_than_a_phone(
    newsroom: Newsroom, open_browser: OpenBrowser, editor: User
) -> None:
    article = newsroom.accountable.article
    speaker = SpeakerFactory(name=LONG)
    official = SpeakerFactory(name=LONG, kind=SpeakerKind.UNNAMED, article=article)
    official.known_as = speaker.pk
    save(official)
    claim = ClaimFactory(article=article, speaker=speaker, status=Status.CONFIRMED)
    ClaimFactory(article=article, speaker=official)
    page = open_browser(editor)
    page.set_viewport_size({"width": 360, "height": 740})
    numbers = (speaker.pk, official.pk)
    own = [address for number in numbers for address in (f"/speakers/{number}/", f"/speakers/{number}/split/")]
    lists = [
        "/",
        f"/?speaker={speaker.pk}",
        "/review/",
        "/speakers/",
        "/speakers/?kind=unnamed",
        "/speakers/duplicates/",
    ]
    about = [f"/claims/{claim.pk}/", f"/articles/{article.pk}/", f"/articles/{article.pk}/map/"]
    wide = []
    for address in [*own, *lists, *about]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(address)
    assert wide == []


def test_a_name_of_three_hundred_letters_is_looked_for_and_can_be_that_of_a_new_speaker(
    newsroom: Newsroom, open_browser: OpenBrowser, editor: User
) -> None:
    page = open_browser(editor)
    page.goto(f"/articles/{newsroom.consulate.pk}/")
    open_picker(page, newsroom.accountable).fill(LONG)
    expect(page.get_by_role("option", name=f"New speaker “{LONG}”")).to_be_visible()
