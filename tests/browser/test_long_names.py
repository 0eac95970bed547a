"""A name of 300 letters without a space fits every page on a phone."""

from __future__ import annotations

import pytest

from claims.choices import SpeakerKind, Status
from newsapp.accounts.models import User
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
