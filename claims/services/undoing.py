"""Taking back a Change: all values, spans, hops, tags and links as they were before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import IntegrityError, router
from django.db.models import Model
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils import timezone

from claims.choices import AssessmentStatus, ChangeKind
from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Batch,
    Change,
    Claim,
    Comment,
    Distinction,
    EarlierDecision,
    Evidence,
    Feed,
    Link,
    Mention,
    MergedSpeaker,
    Outlet,
    Rating,
    Span,
    Speaker,
    Tag,
    Tagging,
)
from claims.models.base import Revised
from claims.services.anchoring import make_way
from claims.services.articles import date_claims
from claims.services.changes import changing, create_all, delete_all, delete_with_all, update_all
from claims.services.errors import ConflictError
from newsapp.accounts.models import User

# Each after those that it hangs on.
RECORDS: tuple[type[Model], ...] = (
    *(Outlet, Feed, Rating, Tag, Article, ArticleVersion, Speaker, MergedSpeaker, Distinction, Alias),
    *(Claim, Span, Attribution, Tagging, EarlierDecision, Link, Assessment, Evidence, Comment, Mention),
)
# Nothing hangs on these, and of two that exclude each other one may be gone and the other new.
_PARTS = (Alias, Span, Attribution, Tagging, EarlierDecision, Evidence, Mention)
# What a merge gives to another speaker.
_MOVED = (Alias, Claim, Attribution)
# These follow from what else is written.
_FOLLOWING = {"revision", "updated_at", "listed_at"}


class LaterWorkError(ConflictError):
    """What was to be taken back has been worked on since. ``changes`` are the Changes that would be lost."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.changes = list(changes)
        who = ", ".join(sorted({change.actor for change in self.changes})) or "somebody"
        super().__init__("changed-since", f"This has been changed since, by {who}; that work would be lost.")


@dataclass(slots=True)
class _Deed:
    """What a Change did to one record: the rows of its history before and after; None where it did not exist."""

    model: Any
    pk: int
    before: Any
    after: Any
    last: int
    """The number of the last row that the Change wrote."""
    present: Any = None
    altered: list[str] = field(default_factory=list)

    def is_undisturbed(self) -> bool:
        """Whether the record stands as the Change left it, in all that the Change altered."""
        if self.after is None or self.present is None:
            return self.after is None and self.present is None
        return all(getattr(self.present, name) == getattr(self.after, name) for name in self.altered)

    def was_moved_on(self) -> bool:
        """Whether it belongs to a speaker, and people have given it to another one, or deleted it, since."""
        return self.model in _MOVED and not self.is_undisturbed()


def undo_change(change: Change, *, by: User | str, note: str = "") -> Change:
    """Take back all that the Change did; a Change itself, whose cause it is, and which can be undone in turn.

    Raises LaterWorkError where later work of people would be lost, ConflictError where something that stood beside
    it is gone or taken, or where it did nothing that can be taken back. What a merge moved and people have given to
    somebody else since stays there; all else of the merge goes back.
    """
    is_merge = change.kind == ChangeKind.MERGE
    kind = ChangeKind.UNMERGE if is_merge else ChangeKind.UNDO
    try:
        with changing(kind, by=by, cause=change, note=note) as undoing:
            # Of two who undo it at once, the second finds it undone.
            Change.objects.select_for_update().get(pk=change.pk)
            deeds = [deed for model in RECORDS for deed in _deeds(change, model)]
            if not deeds:
                raise ConflictError("nothing-to-undo", _why_nothing(change))
            changed_since = [deed for deed in deeds if is_merge and deed.was_moved_on()]
            deeds = [deed for deed in deeds if not (is_merge and deed.was_moved_on())]
            _refuse_to_lose(change, deeds)
            _take_back(deeds)
            _correct_chains(changed_since, deeds)
            return undoing.stored()
    except (IntegrityError, ProtectedError, RestrictedError) as error:
        message = "Something that this needs is gone since, or something else has taken its place."
        raise ConflictError("cannot-be-undone", message) from error


def _deeds(change: Change, model: Any) -> Iterator[_Deed]:
    """What the Change did to records of the model, each locked where it still is."""
    rows = model.history.filter(change=change).order_by("id", "history_id")
    deeds = [_deed(model, pk, list(group)) for pk, group in groupby(rows, key=lambda row: row.id)]
    if model is ArticleVersion:
        made = model.objects.filter(change=change)
        deeds += [_Deed(model, version.pk, None, version, 0) for version in made]
    if not deeds:
        return
    before = _rows_before(change, model)
    present = {record.pk: record for record in _present(change, model)}
    names = _fields_of(model)
    for deed in deeds:
        deed.before = deed.before or before.get(deed.pk)
        deed.present = present.get(deed.pk)
        if deed.after is not None:
            kept = deed.before is not None
            deed.altered = [n for n in names if not kept or getattr(deed.before, n) != getattr(deed.after, n)]
        yield deed


def _deed(model: Any, pk: int, rows: list[Any]) -> _Deed:
    """Of the rows that one Change wrote of one record. A row of a deletion holds what the record was until then."""
    first, last = rows[0], rows[-1]
    return _Deed(
        model,
        pk,
        before=first if first.history_type == "-" else None,
        after=None if last.history_type == "-" else last,
        last=last.history_id,
    )


def _rows_before(change: Change, model: Any) -> dict[int, Any]:
    """The last row before the Change of each record that it altered."""
    altered = model.history.filter(change=change, history_type="~")
    first_rows: dict[int, int] = {}
    for pk, number in altered.order_by("-history_id").values_list("id", "history_id"):
        first_rows[pk] = number
    made = set(model.history.filter(change=change, history_type="+").values_list("id", flat=True))
    found = {}
    for row in model.history.filter(id__in=altered.values("id")).order_by("history_id"):
        if row.id not in made and row.history_id < first_rows[row.id]:
            found[row.id] = row
    return found


def _present(change: Change, model: Any) -> Iterable[Any]:
    records = model._base_manager.select_for_update().order_by("pk")
    if model is ArticleVersion:
        gone = model.history.filter(change=change).values("id")
        return [*records.filter(change=change), *records.filter(pk__in=gone)]
    return list(records.filter(pk__in=model.history.filter(change=change).values("id")))


def _fields_of(model: Any) -> list[str]:
    tracked = {field.attname for field in model.history.model.tracked_fields}
    return sorted(tracked - _FOLLOWING)


def _why_nothing(change: Change) -> str:
    batch = Batch.objects.filter(change=change).values_list("pk", flat=True).first()
    if batch is None:
        return "This change did nothing that can be taken back."
    return (
        f"Each article of batch {batch} was taken in by a change of its own: take those back, the last one first. They "
        f"are the “change” of its intakes, /api/v1/intakes/?batch={batch}."
    )


def _refuse_to_lose(change: Change, deeds: list[_Deed]) -> None:
    later: set[int] = set()
    disturbed = [deed for deed in deeds if not deed.is_undisturbed()]
    for deed in disturbed:
        rows = deed.model.history.filter(id=deed.pk, history_id__gt=deed.last).exclude(change=change)
        later.update(rows.values_list("change", flat=True))
    # What the Change itself hung on something that it made goes too, or back to where it hung before.
    own = {(deed.model, deed.pk) for deed in deeds if deed.before is None or any(map(_is_key, deed.altered))}
    for model, records in _hanging_on(deeds):
        others = [record.pk for record in records if (model, record.pk) not in own]
        rows = model.history.filter(id__in=others, change__user__isnull=False)
        later.update(rows.values_list("change", flat=True))
    if disturbed or later:
        raise LaterWorkError(Change.objects.filter(pk__in=later).order_by("-id")[:20])


def _is_key(column: str) -> bool:
    return column.endswith("_id")


def _hanging_on(deeds: list[_Deed]) -> Iterator[tuple[Any, Iterable[Any]]]:
    """What would be deleted with the records that the Change made, by model."""
    for made in _made(deeds):
        collector = Collector(using=router.db_for_write(Claim))
        collector.collect(made, fail_on_restricted=False)
        yield from ((model, records) for model, records in collector.data.items() if hasattr(model, "history"))


def _made(deeds: list[_Deed]) -> Iterator[list[Any]]:
    """The records that the Change made and that are still there, a model at a time, those that hang on others first."""
    for model in reversed(RECORDS):
        if made := [deed.present for deed in deeds if deed.model is model and deed.before is None and deed.present]:
            yield made


def _take_back(deeds: list[_Deed]) -> None:
    """Parts that are new go first, since those that come back may need their places; all else that is new goes last,
    since what is restored may still stand on it."""
    _unpublish(deeds)
    for parts in _made([deed for deed in deeds if deed.model in _PARTS]):
        delete_all(parts)
    for model in RECORDS:
        of_model = [deed for deed in deeds if deed.model is model and deed.before is not None]
        _bring_back(model, [deed.before for deed in of_model if deed.present is None])
        _restore(model, [deed for deed in of_model if deed.present is not None])
    _delete([deed for deed in deeds if deed.model not in _PARTS])
    articles = {deed.pk for deed in deeds if deed.model is Article}
    articles |= {deed.before.article_id for deed in deeds if deed.model is Claim and deed.before is not None}
    for article in Article.objects.filter(pk__in=articles):
        date_claims(article)


def _unpublish(deeds: list[_Deed]) -> None:
    """A claim has one published assessment: of one and its correction, neither keeps the other out on the way."""
    moved = [deed.pk for deed in deeds if deed.model is Assessment and (not deed.before or "status" in deed.altered)]
    Assessment.objects.filter(pk__in=moved).update(status=AssessmentStatus.DRAFT)


def _correct_chains(changed_since: list[_Deed], deeds: list[_Deed]) -> None:
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


def _bring_back(model: Any, rows: list[Any]) -> None:
    """Store again what was deleted, under its number."""
    records = [row.instance for row in rows]
    if issubclass(model, Revised):
        for record in records:
            record.revision += 1
    if model is ArticleVersion:
        model.objects.bulk_create(records)
    else:
        create_all(records)


def _restore(model: Any, deeds: list[_Deed]) -> None:
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


def _delete(deeds: list[_Deed]) -> None:
    for made in _made(deeds):
        delete_with_all(made)
