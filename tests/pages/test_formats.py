"""What the head of a page tells programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from claims.choices import Status
from tests.factories import ClaimFactory
from tests.json_ld import expanded, node_of, values

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Any]

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ALTERNATE = re.compile(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">')


def alternates(page: str) -> set[tuple[str, str]]:
    return {(kind, address.replace("&amp;", "&")) for kind, address in ALTERNATE.findall(page)}


def test_the_page_of_a_claim_holds_what_the_api_tells_of_it(browser: Browser, visitor: Any) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    client = browser(visitor)
    (data,) = DATA.findall(client.get(f"/claims/{claim.pk}/").content.decode())
    api = client.get(f"/api/v1/claims/{claim.pk}/?format=jsonld")
    assert json.loads(data) == json.loads(api.content)
    assert values(node_of(expanded(json.loads(data)), "Claim"), "text") == [claim.content]


def test_no_words_of_a_claim_end_the_data(browser: Browser, editor: Any) -> None:
    claim = ClaimFactory(content="</script><script>alert(1)</script> & <!-- more")
    (data,) = DATA.findall(browser(editor).get(f"/claims/{claim.pk}/").content.decode())
    assert "<" not in data
    assert json.loads(data)["@graph"][0]["text"] == claim.content


@pytest.mark.parametrize("family", ["claims", "articles"])
def test_a_list_names_its_feeds_with_its_filters_from_the_first_page_on(
    family: str, browser: Browser, editor: Any
) -> None:
    ClaimFactory.create_batch(3)
    client, api = browser(editor), f"/api/v1/{family}/"
    query = f"outlet={ClaimFactory().article.outlet_id}"
    feeds = {
        ("application/ld+json", f"{api}?{query}&format=jsonld"),
        ("application/atom+xml", f"{api}?{query}&format=atom"),
        ("application/feed+json", f"{api}?{query}&format=feed"),
    }
    found = alternates(client.get(f"/{family}/?{query}").content.decode())
    assert feeds <= found
    for kind, address in feeds:
        assert client.get(address)["Content-Type"] == kind


def test_the_page_of_a_speaker_names_the_feed_of_their_claims(browser: Browser, editor: Any) -> None:
    speaker = ClaimFactory().speaker_id
    found = alternates(browser(editor).get(f"/speakers/{speaker}/").content.decode())
    assert ("application/ld+json", f"/api/v1/speakers/{speaker}/?format=jsonld") in found
    assert ("application/atom+xml", f"/api/v1/claims/?speaker={speaker}&format=atom") in found


def test_the_page_of_a_claim_leads_to_the_words_where_they_were_published(browser: Browser, editor: Any) -> None:
    claim = ClaimFactory(content="The bridge opens in May")
    page = browser(editor).get(f"/claims/{claim.pk}/").content.decode()
    assert f'href="{claim.article.url}#:~:text=The%20bridge%20opens%20in%20May"' in page
