"""What a token that is limited to outlets is told of Changes: those that did something to records of its outlets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Change,
    Claim,
    Comment,
    EarlierDecision,
    Evidence,
    Feed,
    Link,
    Mention,
    MergedSpeaker,
    Misreading,
    Outlet,
    Rating,
    Span,
    Speaker,
    Tag,
    Tagging,
    Webhook,
)
from claims.reading.deeds import Deed
from claims.reading.keyset import beyond
from claims.reading.seen_deeds import seen_deeds
from newsapp.accounts.models import User

_FIRST, _LARGEST = 1_000, 16_000
"""Changes that are looked through at a time. They grow: a small outlet has little in a large table."""

Place = tuple[int, int, datetime]
"""Of a Change in the stream: its transaction, its number, its time."""


@dataclass(slots=True)
class Told:
    """Changes in their order, what each did, and behind which place there is no other yet, where that was reached."""

    changes: list[Change] = field(default_factory=list)
    deeds: dict[int, list[Deed]] = field(default_factory=dict)
    end: Place | None = None


def told_to(user: User, changes: QuerySet[Change], *, at_most: int) -> Told:
    """The first of the changes, which stand in the order of the stream, that did something to what the user sees."""
    told, end = Told(), None
    waiting: list[int] = []
    for window in _windows(changes):
        waiting += _candidates([number for _, number, _ in window], user.outlets or ())
        end = window[-1]
        while len(told.changes) + len(waiting) >= at_most and waiting:
            waiting = _tell(told, waiting, user, at_most)
        if len(told.changes) >= at_most:
            return Told(told.changes[:at_most], told.deeds)
    _tell(told, waiting, user, at_most)
    told.end = end
    return told


def _tell(told: Told, candidates: list[int], user: User, at_most: int) -> list[int]:
    """Add the first of the candidates, those of them that the user sees; the candidates that are left."""
    these = candidates[:at_most]
    rows = Change.objects.in_bulk(these)
    deeds = seen_deeds(these, user)
    told.changes += [rows[number] for number in these if number in deeds]
    told.deeds |= deeds
    return candidates[at_most:]


def _windows(changes: QuerySet[Change]) -> Iterator[list[Place]]:
    """The places of the changes, some at a time."""
    places, size = changes.values_list("transaction", "id", "at"), _FIRST
    while window := list(places[:size]):
        yield window
        further = beyond(("transaction", "id"), window[-1][:2])
        places = changes.filter(further).values_list("transaction", "id", "at")
        size = min(2 * size, _LARGEST)


def _candidates(window: list[int], outlets: Collection[int]) -> list[int]:
    """Those that wrote something which is, or once was, of the outlets."""
    within = {"change__gte": min(window), "change__lte": max(window)}
    # A version names the Change that made it, and has no row of it.
    versions = ArticleVersion.objects.filter(article__outlet__in=outlets, **within)
    rows: list[QuerySet[Any]] = [
        model.history.filter(of_theirs, **within).order_by().values_list("change", flat=True)
        for model, of_theirs in _written_of(outlets).items()
    ]
    concerned = set(versions.order_by().values_list("change", flat=True).union(*rows))
    return [number for number in window if number in concerned]


def _written_of(outlets: Collection[int]) -> dict[Any, Q]:
    """By model a condition on the rows of its history. What is gone stands in histories still."""
    articles = Article.history.filter(outlet__in=outlets).order_by()
    made = Claim.history.filter(history_type="+", article__in=articles.values("id")).order_by()
    assessments = Assessment.history.filter(history_type="+", claim__in=made.values("id")).order_by()
    comments = Comment.history.filter(history_type="+", claim__in=made.values("id")).order_by()

    def was_theirs(article: str) -> Q:
        return Q(Exists(articles.filter(id=OuterRef(article))))

    def of_claim(path: str) -> Q:
        return Q(Exists(made.filter(id=OuterRef(path))))

    def of_speaker(path: str) -> Q:
        return Q(Exists(Claim.objects.filter(hops__speaker=OuterRef(path), article__outlet__in=outlets)))

    of_claims = (Span, Attribution, Misreading, Tagging, EarlierDecision, Assessment, Comment)
    return {
        Outlet: Q(id__in=outlets),
        Feed: Q(outlet__in=outlets),
        Article: was_theirs("id"),
        ArticleVersion: was_theirs("article"),
        Claim: was_theirs("article"),
        **dict.fromkeys(of_claims, of_claim("claim")),
        Link: of_claim("claim") & of_claim("other"),
        Evidence: Q(Exists(assessments.filter(id=OuterRef("assessment")))),
        Mention: Q(Exists(comments.filter(id=OuterRef("comment")))),
        Speaker: of_speaker("id"),
        Alias: of_speaker("speaker"),
        MergedSpeaker: of_speaker("speaker"),
        Tag: Q(),
        Rating: Q(),
        Webhook: Q(outlets=sorted(outlets)),
    }
