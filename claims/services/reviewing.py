"""Fact-checks of others become drafts of assessments, on the claims that they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from claims.choices import AssessmentStatus, ChangeKind, Status
from claims.ingest.reviews import Review
from claims.models import Alias, Article, Assessment, Attribution, Claim, Evidence, Rating
from claims.models.article import identity_of
from claims.reading.claims import cue_of, cue_spans
from claims.search import claims_matching
from claims.services.assessments import save_assessment
from claims.services.changes import changing
from claims.services.locking import one_at_a_time
from claims.text.likeness import Run, runs_of, tells, words_of
from claims.text.names import normal_form
from claims.text.vocabulary import denies
from newsapp.accounts.models import User

WORDS_IN_A_ROW = 5
_LEAST = 3
CANDIDATES_AT_MOST = 1000
"""Claims that one review is compared with: the newest of those who are named, or of those with its words."""
NAMED_AT_MOST = 20
"""Claims that fit one review, for a person to choose from."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a review: a new assessment of a claim, or the ``code`` and reason why there is none.

    ``claims`` are those that may be meant where a person has to say which.
    """

    review: Review
    assessment: int | None = None
    claims: tuple[int, ...] = ()
    code: str = ""
    message: str = ""


def import_reviews(reviews: Iterable[Review], *, by: User | str) -> list[Outcome]:
    """Make a draft of each review that is of one claim alone and has a rating of our scale, all in one Change.

    Its evidence is the review. One that a claim has already makes none, so that a feed can come again.
    """
    with changing(ChangeKind.ASSESS, by=by) as change:
        change.note = change.note or "fact-checks of others"
        one_at_a_time("importing reviews")
        scale = {tuple(words_of(rating.name)): rating for rating in Rating.objects.all()}
        return [_outcome(review, scale, by) for review in reviews]


def _outcome(review: Review, scale: dict[Run, Rating], by: User | str) -> Outcome:
    if review.refused:
        return Outcome(review, code="not-readable", message=review.refused)
    claims = claims_like(review)
    numbers = tuple(claim.pk for claim in claims[:NAMED_AT_MOST])
    if not claims:
        return Outcome(review, code="no-claim", message="There is no claim like it.")
    if len(claims) > 1:
        return Outcome(review, claims=numbers, code="several-claims", message=_several(len(claims)))
    made = Evidence.objects.filter(url=review.url, assessment__claim__in=numbers).order_by("assessment").first()
    if made:
        message = "The claim has an assessment with this review already."
        return Outcome(review, made.assessment_id, numbers, "already-there", message)
    rating = scale.get(tuple(words_of(review.rating)))
    if rating is None:
        return Outcome(review, claims=numbers, code="rating-unknown", message=f"Rating unknown: “{review.rating}”.")
    return Outcome(review, _draft(review, claims[0], rating, by).pk, numbers)


def _several(count: int) -> str:
    return f"{'Two' if count == 2 else count} claims fit."


def _draft(review: Review, claim: Claim, rating: Rating, by: User | str) -> Assessment:
    draft = Assessment(
        claim=claim,
        rating=rating,
        explanation=review.explanation,
        status=AssessmentStatus.DRAFT,
        author=None if isinstance(by, str) else by,
    )
    return save_assessment(draft, by=by, evidence=[{"url": review.url, "title": review.title[:300]}])


def claims_like(review: Review) -> list[Claim]:
    """The claims that a review may be about, by who is named, where it appeared, and words in a row that are the same.

    An article that newsapp does not have says nothing. Of several, those in the very words are meant. Whoever denies a
    claim has not made it, and what was rejected is none.
    """
    words, runs = words_of(review.claim), _runs(review.claim)
    like = [
        claim for claim in _candidates(review) if _is_like(words, runs, claim.content) and not denies(cue_of(claim))
    ]
    same = [claim for claim in like if words_of(claim.content) == words]
    return sorted(same or like, key=lambda claim: claim.pk)


def _is_like(words: list[str], runs: frozenset[Run], content: str) -> bool:
    if words == words_of(content):
        return True
    length = min(WORDS_IN_A_ROW, len(words), len(words_of(content)))
    if length < _LEAST:
        return False
    ours = runs if length == WORDS_IN_A_ROW else frozenset(runs_of(" ".join(words), length))
    return any(tells(run) for run in ours & _runs(content, length))


@lru_cache(maxsize=CANDIDATES_AT_MOST)
def _runs(text: str, length: int = WORDS_IN_A_ROW) -> frozenset[Run]:
    return frozenset(runs_of(text, length))


def _candidates(review: Review) -> Iterable[Claim]:
    claims: QuerySet[Claim] = Claim.objects.exclude(status=Status.REJECTED)
    articles = _articles(review.appearances)
    if review.authors:
        names = [normal_form(author) for author in review.authors]
        bearers = Alias.objects.filter(normal_name__in=filter(None, names)).order_by().values_list("speaker", flat=True)
        claims = claims.filter(Attribution.objects.claims_of(set(bearers)))
    if articles:
        claims = claims.filter(article__in=articles)
    if not review.authors and not articles:
        claims = claims_matching(claims, review.claim)
    return claims.prefetch_related(Prefetch("spans", cue_spans(), to_attr="cues"))[:CANDIDATES_AT_MOST]


def _articles(addresses: Iterable[str]) -> list[int]:
    identities = [identity_of(url=address, text="") for address in addresses]
    return list(Article.objects.filter(identity__in=identities).values_list("pk", flat=True))
