"""The card of a claim in other people's pages: who may frame it, what it shows, what it says has changed."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from claims.choices import Anchoring, AssessmentStatus, Status
from claims.models import Assessment, Claim
from claims.reading.embedding import public_claim, version_of
from tests.factories import AssessmentFactory, ClaimFactory, SpeakerFactory
from tests.writing import save

pytestmark = pytest.mark.django_db
WORDS, ASSESSMENT = "The words have changed since", "The assessment has changed since"
GONE = "The article no longer has these words."


@pytest.fixture
def claim() -> Claim:
    agency = SpeakerFactory(name="Press Agency", kind="organization")
    claim: Claim = ClaimFactory(status=Status.CONFIRMED, chain=[agency])
    return claim


def card_of(claim: Claim, client: Client | None = None, **query: str) -> str:
    response = (client or Client()).get(reverse("claim-embed", args=[claim.pk]), query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def version(claim: Claim) -> str:
    row = public_claim(claim.pk, AnonymousUser())
    assert row
    return version_of(row)


def test_it_shows_who_said_what_where_and_how_it_stands(claim: Claim) -> None:
    finding = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    card = card_of(claim)
    article = claim.article
    for part in (claim.speaker.name, "said", "Press Agency", claim.content, article.title, article.outlet.name):
        assert part in card
    assert "Confirmed" in card
    assert f'Rated <strong dir="auto">{finding.rating.name}</strong>' in card
    assert f"http://testserver/claims/{claim.pk}/" in card
    assert WORDS not in card
    assert ASSESSMENT not in card


def test_it_says_that_the_words_have_changed_since(claim: Claim) -> None:
    then = version(claim)
    claim.content = "It opens in June, not in May"
    save(claim)
    assert WORDS in card_of(claim, version=then)
    assert ASSESSMENT not in card_of(claim, version=then)
    assert WORDS not in card_of(claim, version=version(claim))


def test_it_says_that_the_article_no_longer_has_the_words(claim: Claim) -> None:
    assert GONE not in card_of(claim)
    claim.anchoring = Anchoring.VANISHED
    save(claim)
    assert GONE in card_of(claim)


def test_it_says_that_the_assessment_has_changed_since(claim: Claim) -> None:
    unassessed = version(claim)
    finding: Assessment = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    assessed = version(claim)
    assert ASSESSMENT in card_of(claim, version=unassessed)
    assert ASSESSMENT not in card_of(claim, version=assessed)
    finding.status = AssessmentStatus.WITHDRAWN
    save(finding)
    assert ASSESSMENT in card_of(claim, version=assessed)
    assert WORDS not in card_of(claim, version=assessed)


@pytest.mark.parametrize("version", ["", "7", "zzzzzzzz-zzzzzzzz", "<script>"])
def test_a_version_that_is_none_says_nothing(claim: Claim, version: str) -> None:
    card = card_of(claim, version=version)
    assert WORDS not in card
    assert ASSESSMENT not in card
    assert "<script" not in card


def test_only_this_page_may_be_framed_and_it_runs_nothing(claim: Claim) -> None:
    card = Client().get(reverse("claim-embed", args=[claim.pk]))
    assert "X-Frame-Options" not in card
    policy = card["Content-Security-Policy"]
    for directive in ("frame-ancestors *", "script-src 'none'", "connect-src 'none'", "form-action 'none'"):
        assert directive in policy
    assert "<script" not in card.content.decode()
    for name in ("claim", "claim-card"):
        other = Client().get(reverse(name, args=[claim.pk]))
        assert other["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]


def test_whoever_looks_sees_what_visitors_see(
    claim: Claim, browser: Callable[[Any], Client], editor: Any, visitors_read: Callable[[str], None]
) -> None:
    claim.decided_by = editor
    save(claim)
    at_editors = browser(editor)
    assert card_of(claim, at_editors) == card_of(claim)
    suggested = ClaimFactory(status=Status.SUGGESTED)
    address = reverse("claim-embed", args=[suggested.pk])
    for client in (at_editors, Client()):
        hidden = client.get(address)
        assert hidden.status_code == 404
        assert "not shown to the public" in hidden.content.decode()
        assert suggested.content not in hidden.content.decode()
        assert "X-Frame-Options" not in hidden
    visitors_read("nothing")
    assert Client().get(reverse("claim-embed", args=[claim.pk])).status_code == 404
    visitors_read("everything")
    assert suggested.content in card_of(suggested)


def test_a_database_that_is_away_is_said_in_the_frame(claim: Claim, other_database: Callable[[str], Any]) -> None:
    with other_database("postgres://postgres@127.0.0.1:9/newsapp"):
        away = Client().get(reverse("claim-embed", args=[claim.pk]))
    assert (away.status_code, "Retry-After" in away, "X-Frame-Options" in away) == (503, True, False)
    assert "cannot be shown just now" in away.content.decode()
    assert "wordmark" not in away.content.decode()


def test_a_rejected_claim_says_that_it_is_not_to_be_cited(visitors_read: Callable[[str], None]) -> None:
    visitors_read("everything")
    assert "Rejected: do not cite" in card_of(ClaimFactory(status=Status.REJECTED))


def test_the_page_of_a_claim_names_its_card(claim: Claim) -> None:
    page = Client().get(reverse("claim", args=[claim.pk])).content.decode()
    address = f"/api/oembed?url={quote(f'http://testserver/claims/{claim.pk}/', safe='')}"
    assert f'<link rel="alternate" type="application/json+oembed" title="Claim {claim.pk}" href="{address}">' in page
    assert Client().get(address).json()["type"] == "rich"
