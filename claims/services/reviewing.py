"""Fact-checks of others become drafts of assessments, on the claims that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from claims.choices import AssessmentStatus, ChangeKind, Status
from claims.ingest.reviews import Review
from claims.models import Alias, Article, Assessment, Attribution, Claim, Evidence, Rating
from claims.models.article import identity_of
from claims.reading.claims import cue_of, cue_spans
from claims.search import claims_matching
from claims.services.changes import changing, create_all
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


Numbers = defaultdict[str, set[int]]


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
    draft: Assessment | None = None
    """The record of ``assessment``."""


def import_reviews(reviews: Iterable[Review], *, by: User | str) -> list[Outcome]:
    """Make a draft of each review that is of one claim alone and has a rating of our scale, all in one Change.

    Its evidence is the review. One that a claim has already makes none, so that a feed can come again.
    """
    with changing(ChangeKind.ASSESS, by=by) as change:
        change.note = change.note or "fact-checks of others"
        one_at_a_time("importing reviews")
        scale = {tuple(words_of(rating.name)): rating for rating in Rating.objects.all()}
        drafts = _Drafts(reviews := list(reviews), by)
        like = _still_there(claims_like(reviews))
        outcomes = [_outcome(review, claims, scale, drafts) for review, claims in zip(reviews, like, strict=True)]
        drafts.store()
        return [replace(outcome, assessment=outcome.draft.pk) if outcome.draft else outcome for outcome in outcomes]


def _still_there(like: list[list[Claim]]) -> list[list[Claim]]:
    """Without those that somebody has deleted since they were read; who is to get a draft stays until it has one."""
    alone = {claims[0].pk for claims in like if len(claims) == 1}
    locked = Claim.objects.select_for_update(of=("self",)).filter(pk__in=alone).order_by("pk")
    gone = alone - set(locked.values_list("pk", flat=True))
    return [[claim for claim in claims if claim.pk not in gone] for claims in like]


def _outcome(review: Review, claims: list[Claim], scale: dict[Run, Rating], drafts: _Drafts) -> Outcome:
    if review.refused:
        return Outcome(review, code="not-readable", message=review.refused)
    numbers = tuple(claim.pk for claim in claims[:NAMED_AT_MOST])
    if not claims:
        return Outcome(review, code="no-claim", message="There is no claim like it.")
    if len(claims) > 1:
        return Outcome(review, claims=numbers, code="several-claims", message=_several(len(claims)))
    if made := drafts.made.get((review.url, claims[0].pk)):
        message = "The claim has an assessment with this review already."
        return Outcome(review, claims=numbers, code="already-there", message=message, draft=made)
    rating = scale.get(tuple(words_of(review.rating)))
    if rating is None:
        return Outcome(review, claims=numbers, code="rating-unknown", message=f"Rating unknown: “{review.rating}”.")
    return Outcome(review, claims=numbers, draft=drafts.add(review, claims[0], rating))


def _several(count: int) -> str:
    return f"{'Two' if count == 2 else count} claims fit."


class _Drafts:
    """The assessments with a review as their evidence, and those that are about to be stored, all at once."""

    def __init__(self, reviews: Iterable[Review], by: User | str) -> None:
        self.author = None if isinstance(by, str) else by
        self.new: list[tuple[Assessment, Evidence]] = []
        there = Evidence.objects.filter(url__in={review.url for review in reviews}).select_related("assessment")
        self.made = {
            (evidence.url, evidence.assessment.claim_id): evidence.assessment
            for evidence in there.order_by("-assessment")
        }

    def add(self, review: Review, claim: Claim, rating: Rating) -> Assessment:
        values = {"explanation": review.explanation, "status": AssessmentStatus.DRAFT, "author": self.author}
        draft = Assessment(claim=claim, rating=rating, **values)
        self.new.append((draft, Evidence(assessment=draft, url=review.url, title=review.title[:300])))
        self.made[review.url, claim.pk] = draft
        return draft

    def store(self) -> None:
        create_all(draft for draft, _ in self.new)
        for draft, evidence in self.new:
            evidence.assessment = draft  # which has its number now
        create_all(evidence for _, evidence in self.new)


def claims_like(reviews: Sequence[Review]) -> list[list[Claim]]:
    """Of each review the claims that it may be about, by who is named, where it appeared, and words in a row that are
    the same.

    An article that newsapp does not have says nothing. Of several, those in the very words are meant. Whoever denies a
    claim has not made it, and what was rejected is none.
    """
    speakers, articles = _speakers(reviews), _articles(reviews)
    like = [[] if review.refused else _alike(review, speakers, articles) for review in reviews]
    cues = Prefetch("spans", cue_spans(), to_attr="cues")
    prefetch_related_objects([claim for claims in like for claim in claims], cues)
    return [_meant(review, claims) for review, claims in zip(reviews, like, strict=True)]


def _alike(review: Review, speakers: Numbers, articles: Numbers) -> list[Claim]:
    words, runs = words_of(review.claim), _runs(review.claim)
    return [claim for claim in _candidates(review, speakers, articles) if _is_like(words, runs, claim.content)]


def _meant(review: Review, claims: list[Claim]) -> list[Claim]:
    like = [claim for claim in claims if not denies(cue_of(claim))]
    same = [claim for claim in like if words_of(claim.content) == words_of(review.claim)]
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


def _candidates(review: Review, speakers: Numbers, articles: Numbers) -> Iterable[Claim]:
    claims: QuerySet[Claim] = Claim.objects.exclude(status=Status.REJECTED)
    appeared_in = {pk for address in review.appearances for pk in articles[identity_of(url=address, text="")]}
    if review.authors:
        bearers = {pk for author in review.authors for pk in speakers[normal_form(author)]}
        claims = claims.filter(Attribution.objects.claims_of(bearers))
    if appeared_in:
        claims = claims.filter(article__in=appeared_in)
    if not review.authors and not appeared_in:
        claims = claims_matching(claims, review.claim)
    return claims[:CANDIDATES_AT_MOST]


def _speakers(reviews: Iterable[Review]) -> Numbers:
    """Who bears one of the names that the reviews give, by the name."""
    names = {normal_form(author) for review in reviews for author in review.authors} - {""}
    return _numbers(Alias.objects.filter(normal_name__in=names).order_by().values_list("normal_name", "speaker"))


def _articles(reviews: Iterable[Review]) -> Numbers:
    identities = {identity_of(url=address, text="") for review in reviews for address in review.appearances}
    return _numbers(Article.objects.filter(identity__in=identities).order_by().values_list("identity", "pk"))


def _numbers(pairs: Iterable[tuple[str, int]]) -> Numbers:
    numbers: Numbers = defaultdict(set)
    for key, number in pairs:
        numbers[key].add(number)
    return numbers
