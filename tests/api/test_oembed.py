"""The card of a claim for other people's pages, as oEmbed asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Part, Status
from claims.models import Claim, Span
from tests.api.helpers import fields_of, problem_of
from tests.factories import AssessmentFactory, ClaimFactory
from tests.writing import save

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def ask(client: APIClient, claim: Claim | str, **query: Any) -> Any:
    url = claim if isinstance(claim, str) else f"{SITE}/claims/{claim.pk}/"
    return client.get("/api/oembed", {"url": url, **query})


def framed(client: APIClient, claim: Claim) -> str:
    """The address of the card."""
    found = re.search(r'src="([^"]+)"', ask(client, claim).json()["html"])
    assert found
    return unescape(found[1])


@pytest.fixture
def claim() -> Claim:
    claim: Claim = ClaimFactory(status=Status.CONFIRMED, article__title="Bridge to open")  # nothing on the card wraps
    return claim


def test_the_card_of_a_claim(as_visitor: APIClient, claim: Claim) -> None:
    answer = ask(as_visitor, claim)
    assert answer["Content-Type"] == "application/json"
    card = answer.json()
    html = card.pop("html")
    assert card == {
        "version": "1.0",
        "type": "rich",
        "title": f"{claim.speaker.name}: {claim.content}",
        "author_name": claim.speaker.name,
        "provider_name": "newsapp",
        "provider_url": f"{SITE}/claims/",
        "width": 550,
        "height": 210 + 27,
    }
    assert html.startswith(f'<iframe src="{SITE}/claims/{claim.pk}/embed/?version=')
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in html
    assert as_visitor.get(framed(as_visitor, claim)).status_code == 200


def test_it_is_as_small_as_is_asked_for_and_no_larger(as_visitor: APIClient, claim: Claim) -> None:
    small = ask(as_visitor, claim, maxwidth=320, maxheight=200).json()
    assert (small["width"], small["height"]) == (320, 200)
    assert 'width="320" height="200"' in small["html"]
    large = ask(as_visitor, claim, maxwidth=2000, maxheight=2000).json()
    assert (large["width"], large["height"]) == (550, 237)


def test_it_is_as_high_as_its_words_need_up_to_a_bound(as_visitor: APIClient) -> None:
    long, endless = (ClaimFactory(status=Status.CONFIRMED, content="It opens. " * number) for number in (30, 300))
    wide, narrow = ask(as_visitor, long).json(), ask(as_visitor, long, maxwidth=320).json()
    assert 237 < wide["height"] < narrow["height"] < 600
    assert f'height="{narrow["height"]}"' in narrow["html"]
    assert ask(as_visitor, endless).json()["height"] == 600
    assert ask(as_visitor, endless, maxheight=400).json()["height"] == 400


def test_it_is_provided_by_the_newsroom(as_visitor: APIClient, claim: Claim, settings: Settings) -> None:
    settings.NEWSROOM = "The Evening Post"
    assert ask(as_visitor, claim).json()["provider_name"] == "The Evening Post"


def test_words_are_no_mark_up(as_visitor: APIClient) -> None:
    hostile = ClaimFactory(status=Status.CONFIRMED, content='It "opens"><script>alert(1)</script> soon')
    html = ask(as_visitor, hostile).json()["html"]
    assert "<script" not in html
    assert "&quot;opens&quot;&gt;&lt;script&gt;" in html


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/claims/1/",
        f"{SITE}/articles/1/",
        f"{SITE}/nothing/",
        "ftp://testserver/claims/1/",
        f"{SITE}/claims/99999999999999999999/",
        "http://[::1/claims/1/",
        "claims/1/",
        "\x00",
        "",
    ],
)
def test_what_is_no_address_of_a_claim_is_refused(as_visitor: APIClient, url: str) -> None:
    assert fields_of(ask(as_visitor, url)) == {"url"}


def test_each_bad_parameter_is_named(as_visitor: APIClient, claim: Claim) -> None:
    assert fields_of(as_visitor.get("/api/oembed")) == {"url"}
    answer = ask(as_visitor, claim, maxwidth=0, maxheight="tall", format="yaml")
    assert fields_of(answer) == {"maxwidth", "maxheight", "format"}
    assert ask(as_visitor, claim, theme="dark").status_code == 200


def test_xml_is_not_offered(as_visitor: APIClient, claim: Claim) -> None:
    problem_of(ask(as_visitor, claim, format="xml"), 501, "no-xml")


def test_a_claim_that_visitors_may_not_see_has_no_card_for_anybody(
    as_visitor: APIClient, as_editor: APIClient, visitors_read: Callable[[str], None]
) -> None:
    suggested = ClaimFactory(status=Status.SUGGESTED)
    for client in (as_visitor, as_editor):
        problem_of(ask(client, suggested), 404, "not-found")
        problem_of(ask(client, f"{SITE}/claims/{suggested.pk + 1}/"), 404, "not-found")
    visitors_read("everything")
    assert ask(as_visitor, suggested).status_code == 200
    visitors_read("nothing")
    problem_of(ask(as_visitor, suggested), 401, "not-authenticated")
    problem_of(ask(as_editor, suggested), 404, "not-found")


def test_a_draft_is_no_part_of_the_version(as_visitor: APIClient, as_editor: APIClient, claim: Claim) -> None:
    before = framed(as_visitor, claim)
    AssessmentFactory(claim=claim, status=AssessmentStatus.DRAFT)
    assert framed(as_visitor, claim) == framed(as_editor, claim) == before
    AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    assert framed(as_visitor, claim) != before


def test_the_title_of_a_denial_says_that_it_is_one(as_visitor: APIClient) -> None:
    text = "“She took the money,” Ada Lind denied."
    values = {"status": Status.CONFIRMED, "content": "She took the money", "speaker__name": "Ada Lind"}
    claim = ClaimFactory(article__text=text, **values)
    save(Span(claim=claim, part=Part.CUE, start=text.index("denied"), end=text.index("denied") + len("denied")))
    assert ask(as_visitor, claim).json()["title"] == "Ada Lind denies: She took the money"


def test_the_title_of_a_rejected_claim_says_that_it_is_not_to_be_cited(
    as_visitor: APIClient, visitors_read: Callable[[str], None]
) -> None:
    visitors_read("everything")
    claim = ClaimFactory(status=Status.REJECTED, content="It opens in May", speaker__name="Ada Lind")
    card = ask(as_visitor, claim).json()
    assert card["title"] == "[Rejected: do not cite] Ada Lind: It opens in May"
    assert f'title="{card["title"]}"' in card["html"]
