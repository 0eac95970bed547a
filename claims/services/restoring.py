"""What a Change did to each record, and the record as it was before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from claims.choices import AssessmentStatus
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Claim,
    Comment,
    Distinction,
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
)
from claims.models.base import Revised
from claims.models.recorded import HistoryRow
from claims.services.anchoring import make_way
from claims.services.articles import date_claims
from claims.services.changes import create_all, delete_all, delete_with_parts, update_all

# Each after those that it hangs on.
RECORDS: tuple[type[Model], ...] = (
    *(Outlet, Feed, Rating, Tag, Article, ArticleVersion, Speaker, MergedSpeaker, Distinction, Alias),
    *(Claim, Span, Attribution, Misreading, Tagging, EarlierDecision, Link, Assessment, Evidence, Comment, Mention),
)
# Nothing hangs on these, and of two that exclude each other one may be gone and the other new.
_PARTS = (Alias, Span, Attribution, Misreading, Tagging, EarlierDecision, Evidence, Mention)
# What a merge gives to another speaker.
_MOVED = (Alias, Claim, Attribution)


@dataclass(slots=True)
class Deed:
    """What a Change did to one record: the rows of its history before and after; None where it did not exist."""

    model: Any
    pk: int
    before: Any
    after: Any
    last: int
    """The number of the last row that the Change wrote."""
    present: Any = None
    altered: list[str] = field(default_factory=list)

    def can_be_taken_back(self) -> bool:
        """Whether there is anything to bring back or to restore."""
        return bool(self.altered) or self.before is None or self.after is None

    def is_undisturbed(self) -> bool:
        """Whether the record stands as the Change left it, in all that the Change altered."""
        if self.after is None or self.present is None:
            return self.after is None and self.present is None
        return all(getattr(self.present, name) == getattr(self.after, name) for name in self.altered)

    def was_moved_on(self) -> bool:
        """Whether it belongs to a speaker, and people have given it to another one, or deleted it, since."""
        return self.model in _MOVED and not self.is_undisturbed()


def made(deeds: list[Deed]) -> Iterator[list[Any]]:
    """The records that the Change made and that are still there, a model at a time, those that hang on others first."""
    for model in reversed(RECORDS):
        if records := [deed.present for deed in deeds if deed.model is model and deed.before is None and deed.present]:
            yield records


def take_back(deeds: list[Deed]) -> None:
    """Parts that are new go first, since those that come back may need their places; all else that is new goes last,
    since what is restored may still stand on it."""
    _unpublish(deeds)
    for parts in made([deed for deed in deeds if deed.model in _PARTS]):
        delete_all(parts)
    for model in RECORDS:
        of_model = [deed for deed in deeds if deed.model is model and deed.before is not None]
        _bring_back(model, [deed.before for deed in of_model if deed.present is None])
        _restore(model, [deed for deed in of_model if deed.present is not None])
    for records in made([deed for deed in deeds if deed.model not in _PARTS]):
        delete_with_parts(records)
    articles = {deed.pk for deed in deeds if deed.model is Article}
    articles |= {deed.before.article_id for deed in deeds if deed.model is Claim and deed.before is not None}
    date_claims(articles)


def _unpublish(deeds: list[Deed]) -> None:
    """A claim has one published assessment: of one and its correction, neither keeps the other out on the way."""
    moved = [deed.pk for deed in deeds if deed.model is Assessment and (not deed.before or "status" in deed.altered)]
    Assessment.objects.filter(pk__in=moved).update(status=AssessmentStatus.DRAFT)


def correct_chains(changed_since: list[Deed], deeds: list[Deed]) -> None:
    """Hops stored anew since a merge follow their claim back or, further along the chain, the name they print."""
    rewritten = [deed for deed in changed_since if deed.model is Attribution and deed.before is not None]
    if not rewritten:
        return
    spoken = {deed.pk: deed.before.speaker_id for deed in deeds if deed.model is Claim and deed.altered}
    passed_on = {(deed.before.claim_id, deed.before.name_as_printed): deed.before.speaker_id for deed in rewritten}
    claims, into = {claim for claim, _ in passed_on}, {deed.after.speaker_id for deed in rewritten}
    hops = list(Attribution.objects.filter(claim__in=claims, speaker__in=into))
    for hop in hops:
        former = passed_on.get((hop.claim_id, hop.name_as_printed)) if hop.position else spoken.get(hop.claim_id)
        hop.speaker_id = former or hop.speaker_id
    update_all(hops, ["speaker"])


def _bring_back(model: Any, rows: list[HistoryRow]) -> None:
    """Store again what was deleted, under its number."""
    records = [row.instance for row in rows]
    if issubclass(model, Revised):
        for record in records:
            record.revision += 1
    if model is ArticleVersion:
        model.objects.bulk_create(records)
        for row in rows:  # it is given the time of now as it is stored
            model.objects.filter(pk=row.id).update(created_at=row.created_at)
    else:
        create_all(records)


def _restore(model: Any, deeds: list[Deed]) -> None:
    """Give records the values that they had before."""
    names = sorted({name for deed in deeds for name in deed.altered})
    if not names and not issubclass(model, Revised):
        return
    for deed in deeds:
        for name in deed.altered:
            setattr(deed.present, name, getattr(deed.before, name))
        if issubclass(model, Revised):
            deed.present.revision, deed.present.updated_at = deed.present.revision + 1, timezone.now()
    records = [deed.present for deed in deeds]
    if model is Span:
        make_way(records)
    if issubclass(model, Revised):
        names += ["revision", "updated_at"]
    update_all(records, names)
