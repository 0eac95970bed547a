"""How to cite a claim, in one sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.choices import Part, QuoteType, Status
from claims.models import Article, Attribution, Claim
from claims.reading.citing import as_cited, citation_of, warned
from claims.reading.claims import present
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory
from tests.writing import save

pytestmark = pytest.mark.django_db


def cited(claim: Claim) -> str:
    return citation_of(present([claim.pk], AnonymousUser())[0])


@pytest.fixture
def claim() -> Any:
    return ClaimFactory(
        content="It opens in May",
        speaker=SpeakerFactory(name="Ada Lind"),
        chain=[SpeakerFactory(name="Press Agency")],
        addressee="the council",
        status=Status.CONFIRMED,
        article__title="Bridge",
        article__outlet__name="Evening Post",
    )


def test_it_says_who_said_what_through_whom_where_and_when(claim: Claim) -> None:
    assert cited(claim) == (
        "Ada Lind (mayor) said (to the council), via Press Agency: “It opens in May”, "
        "in “Bridge”, Evening Post, 2 Mar 2026 (direct quotation, confirmed)."
    )


@pytest.mark.parametrize("quote_type", [QuoteType.MIXED, QuoteType.INDIRECT])
def test_marks_stand_round_nothing_that_was_not_quoted(claim: Claim, quote_type: str) -> None:
    claim.quote_type = quote_type
    save(claim)
    assert f": It opens in May, in “Bridge”, Evening Post, 2 Mar 2026 ({quote_type} quotation, confirmed)." in cited(
        claim
    )


def test_the_stop_of_the_words_own_sentence_stands_in_no_other() -> None:
    assert "“We open”, in “" in cited(ClaimFactory(content="“We open.”", quote_type=QuoteType.DIRECT))


def test_marks_within_a_title_are_single_ones() -> None:
    claim = ClaimFactory(article__title="Lind “opens” bridge")
    assert "in “Lind ‘opens’ bridge”, " in cited(claim)


def reported_by(claim: Claim, cue: str) -> Claim:
    """The claim, its reporting words the first of these in its text."""
    start = claim.version.text.index(cue)
    claim.spans.filter(part=Part.CUE).update(start=start, end=start + len(cue))
    return claim


@pytest.mark.parametrize(
    ("cue", "told"), [("denied", "denied"), ("rejected", "rejected"), ("rebuffed", "rebuffed (denies)")]
)
def test_a_denial_is_called_one_once(cue: str, told: str) -> None:
    article = ArticleFactory(text=f"“It opens in May,” Ada Lind said. The mayor {cue} it opens.")
    claim = reported_by(ClaimFactory(article=article, speaker=SpeakerFactory(name="Ada Lind")), cue)
    assert cited(claim).startswith(f"Ada Lind (mayor) {told}: “It opens in May”")


def test_the_colon_of_a_transcript_is_no_word_of_its_speaker() -> None:
    article = ArticleFactory(text="LIND: “It opens in May,” as she said.")
    claim = reported_by(ClaimFactory(article=article, speaker=SpeakerFactory(name="Ada Lind")), ":")
    assert cited(claim).startswith("Ada Lind (mayor): “It opens in May”")


def test_a_rejected_claim_is_not_to_be_cited(claim: Claim) -> None:
    claim.status = Status.REJECTED
    save(claim)
    assert cited(claim).endswith("(direct quotation, rejected: do not cite).")


def test_words_of_a_rejected_claim_go_out_under_the_warning() -> None:
    shown = [warned("Ada Lind: It opens", status) for status in (Status.REJECTED, Status.SUGGESTED, Status.CONFIRMED)]
    assert shown == ["[Rejected: do not cite] Ada Lind: It opens", "Ada Lind: It opens", "Ada Lind: It opens"]


def test_what_is_not_known_is_left_out_or_said() -> None:
    claim = ClaimFactory(speaker=None, content="It opens in May")
    Article.objects.filter(pk=claim.article_id).update(outlet=None, published_at=None, title="")
    claim.hops.update(name_as_printed="", role_as_printed="")
    assert cited(claim) == (
        "Speaker not known said: “It opens in May”, in “Untitled article” (direct quotation, suggested)."
    )


@pytest.mark.parametrize(
    ("quote_type", "words", "shown"),
    [
        ("direct", "we open,", "“we open”"),
        ("mixed", "it “opens” soon", "it “opens” soon"),
        ("indirect", "that it opens", "that it opens"),
    ],
)
def test_words_as_they_may_be_printed(quote_type: str, words: str, shown: str) -> None:
    assert as_cited(words, quote_type) == shown


def test_who_is_called_by_their_role_has_none_beside_it() -> None:
    unnamed = SpeakerFactory(unnamed=True, name="A senior official")
    claim = ClaimFactory(article=unnamed.article, speaker=unnamed)
    Attribution.objects.filter(claim=claim).update(role_as_printed="a senior official")
    assert cited(claim).startswith("A senior official said")
