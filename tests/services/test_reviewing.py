"""Fact-checks of others become drafts, once each, on the claims that they are about."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from claims.choices import AssessmentStatus, Part, Status
from claims.ingest.reviews import elements_of, reviews_of
from claims.models import Assessment, Change, Claim
from claims.services import reviewing
from claims.services.claims import create_claim, delete_claim
from claims.services.reviewing import Outcome, claims_like, import_reviews
from claims.services.undoing import undo_change
from newsapp.accounts.models import User
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory
from tests.services.states import everything

pytestmark = pytest.mark.django_db
WORDS = "The bridge will open before the winter comes"


def review(**values: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://checks.example/bridge",
        "name": "No, it opens in spring",
        "claimReviewed": WORDS,
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Ada Lind"}},
        "reviewRating": {"@type": "Rating", "alternateName": "Mostly False!", "ratingExplanation": "It is not built."},
    } | values


def by_author(name: Any, **item: Any) -> dict[str, Any]:
    return {"@type": "Claim", "author": {"name": name}, **item}


def imported(*reviews: Any, by: User | str = "a test") -> list[Outcome]:
    return import_reviews(reviews_of(elements_of({"@type": "DataFeed", "dataFeedElement": list(reviews)})), by=by)


def codes(*reviews: Any) -> list[str]:
    return [outcome.code for outcome in imported(*reviews)]


@pytest.fixture
def lind() -> Any:
    return SpeakerFactory(name="Ada Lind")


@pytest.fixture
def claim(lind: Any) -> Any:
    return ClaimFactory(speaker=lind, content=WORDS)


def test_a_review_becomes_a_draft_with_the_review_as_its_evidence(claim: Claim, fact_checker: User) -> None:
    (outcome,) = imported(review(), by=fact_checker)
    draft = Assessment.objects.get()
    assert (outcome.assessment, outcome.claims, outcome.code) == (draft.pk, (claim.pk,), "")
    assert (draft.claim, draft.status, draft.author) == (claim, AssessmentStatus.DRAFT, fact_checker)
    assert draft.rating
    assert (draft.rating.name, draft.explanation) == ("Mostly false", "It is not built.")
    assert [(one.url, one.title) for one in draft.evidence.all()] == [
        ("https://checks.example/bridge", "No, it opens in spring")
    ]


def test_a_feed_that_comes_again_makes_nothing_twice(claim: Claim) -> None:
    assert codes(review(), review()) == ["", "already-there"]
    before = everything()
    assert codes(review()) == ["already-there"]
    assert everything() == before


def test_all_of_it_is_one_change_that_can_be_taken_back(claim: Claim, lind: Any, editor: User) -> None:
    ClaimFactory(speaker=lind, content="The ferry stops for good in the month of June")
    before, changes = everything(), Change.objects.count()
    ferry = review(url="https://checks.example/ferry", claimReviewed="the ferry stops for good in the month of June.")
    assert codes(review(), ferry) == ["", ""]
    assert Change.objects.count() == changes + 1
    undo_change(Change.objects.latest("pk"), by=editor)
    assert everything() == before


def test_what_is_for_a_person_says_why(claim: Claim, lind: Any) -> None:
    unknown = review(reviewRating={"alternateName": "Three Pinocchios"})
    nobody = review(itemReviewed=by_author("Omar Berg"))
    other = review(claimReviewed="Taxes will be lower than they ever were")
    (first, second, third) = imported(unknown, nobody, other)
    assert (first.code, first.message, first.claims) == (
        "rating-unknown",
        "Rating unknown: “Three Pinocchios”.",
        (claim.pk,),
    )
    assert (second.code, second.message) == ("no-claim", "There is no claim like it.")
    assert third.code == "no-claim"
    twin = ClaimFactory(speaker=lind, content=WORDS)
    (both,) = imported(review())
    assert (both.code, both.message, both.claims) == ("several-claims", "Two claims fit.", (claim.pk, twin.pk))
    assert not Assessment.objects.exists()


def test_the_article_where_it_appeared_tells_which_claim_is_meant(claim: Claim, lind: Any) -> None:
    twin = ClaimFactory(speaker=lind, content=WORDS, article__url="https://post.example/2026/bridge")
    there = by_author("Ada Lind", appearance=[{"url": "http://www.post.example/2026/bridge/?utm_source=x"}])
    assert imported(review(itemReviewed=there))[0].claims == (twin.pk,)
    elsewhere = by_author("Ada Lind", firstAppearance="https://nobody.example/has-this")
    assert codes(review(itemReviewed=elsewhere)) == ["several-claims"]


def test_words_in_a_row_will_do_and_the_very_words_come_first(claim: Claim, lind: Any) -> None:
    longer = f"{WORDS}, and so will the new school"
    assert imported(review(claimReviewed=longer))[0].claims == (claim.pk,)
    whole = ClaimFactory(speaker=lind, content=longer)
    assert imported(review(claimReviewed=longer, url="https://checks.example/2"))[0].claims == (whole.pk,)


def test_without_an_author_all_of_the_words_are_looked_for(claim: Claim) -> None:
    assert imported(review(itemReviewed=None))[0].claims == (claim.pk,)
    assert codes(review(itemReviewed=None, claimReviewed=f"{WORDS} and goes")) == ["no-claim"]


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
def test_a_claim_that_is_deleted_just_then_hinders_no_other(
    claim: Claim, lind: Any, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ferry = ClaimFactory(speaker=lind, content="The ferry stops for good in the month of June")

    def delete_it() -> None:
        try:
            delete_claim(claim, by=editor)
        finally:
            connection.close()

    def delete_in_between(reviews: Any) -> Any:
        found = claims_like(reviews)
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(delete_it).result(timeout=60)
        return found

    monkeypatch.setattr(reviewing, "claims_like", delete_in_between)
    other = review(url="https://checks.example/ferry", claimReviewed=ferry.content)
    assert codes(review(), other) == ["no-claim", ""]
    assert Assessment.objects.get().claim == ferry


def test_what_was_rejected_or_is_denied_is_not_meant(claim: Claim, lind: Any, editor: User) -> None:
    Claim.objects.filter(pk=claim.pk).update(status=Status.REJECTED)
    assert codes(review()) == ["no-claim"]
    text = f"“{WORDS},” Ada Lind denied."
    spans = {Part.CONTENT: [(1, 1 + len(WORDS))], Part.CUE: [(len(text) - 7, len(text) - 1)]}
    create_claim(version=ArticleFactory(text=text).current_version, spans=spans, speaker=lind, by=editor)
    assert codes(review()) == ["no-claim"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"@type": "NewsArticle"}, "@type"),
        ({"url": None}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "http://[::1"}, "url"),
        ({"url": "https://checks.example/" + "x" * 1000}, "url"),
        ({"claimReviewed": ""}, "claimReviewed"),
        ({"claimReviewed": "x" * 2001}, "claimReviewed"),
        ({"claimReviewed": 7}, "claimReviewed"),
        ({"reviewRating": None}, "reviewRating.alternateName"),
        ({"reviewRating": {"ratingValue": 1}}, "reviewRating.alternateName"),
        ({"reviewRating": {"alternateName": "False", "ratingExplanation": "x" * 20_001}}, "explanation"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_malformed_is_named_and_hinders_no_other(wrong: dict[str, Any], says: str, claim: Claim) -> None:
    first, second = imported(review(**wrong), review())
    assert (first.code, first.message.partition(":")[0]) == ("not-readable", says)
    assert second.code == ""


@pytest.mark.parametrize(
    ("name", "wrap"),
    [
        ("one", lambda one: one),
        ("list", lambda one: [one]),
        ("graph", lambda one: {"@context": "https://schema.org", "@graph": [one]}),
        ("items", lambda one: {"dataFeedElement": {"@type": "DataFeedItem", "item": [one]}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_feed_comes_in_many_forms(name: str, wrap: Any, claim: Claim) -> None:
    assert [one.code for one in import_reviews(reviews_of(elements_of(wrap(review()))), by="a test")] == [""]
