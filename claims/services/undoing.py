"""Taking back a Change: all values, spans, hops, tags and links as they were before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db import IntegrityError, router
from django.db.models.deletion import RESTRICT, Collector, ProtectedError, RestrictedError

from claims.choices import ChangeKind
from claims.models import Alias, ArticleVersion, Batch, Change, Claim, Outlet, Speaker
from claims.models.recorded import HistoryRow
from claims.services.changes import changing
from claims.services.errors import ConflictError
from claims.services.restoring import RECORDS, Deed, correct_chains, made, take_back
from newsapp.accounts.models import User

GONE = "Something that this needs is gone since, or something else has taken its place."

# These follow from what else is written, or from what a server says.
_FOLLOWING = {"revision", "updated_at", "listed_at", "page_missing_since"}


class LaterWorkError(ConflictError):
    """What was to be taken back has been worked on since. ``changes`` are the Changes that would be lost."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.changes = list(changes)
        who = ", ".join(sorted({change.actor for change in self.changes})) or "somebody"
        super().__init__("changed-since", f"This has been changed since, by {who}; that work would be lost.")


def undo_change(change: Change, *, by: User | str, note: str = "") -> Change:
    """Take back all that the Change did; a Change itself, whose cause it is, and which can be undone in turn.

    Raises LaterWorkError where later work of people would be lost, ConflictError where something that stood beside
    it is gone or taken, or where it did nothing that can be taken back. What a merge moved and people have given to
    somebody else since stays there; all else of the merge goes back. Of a take-in, the outlet and the speakers stay
    that other articles have by now.
    """
    is_merge = change.kind == ChangeKind.MERGE
    kind = ChangeKind.UNMERGE if is_merge else ChangeKind.UNDO
    try:
        with changing(kind, by=by, cause=change, note=note) as undoing:
            # Of two who undo it at once, the second finds it undone.
            Change.objects.select_for_update().get(pk=change.pk)
            deeds = [deed for model in RECORDS for deed in _deeds(change, model)]
            if not any(deed.can_be_taken_back() for deed in deeds):
                raise ConflictError("nothing-to-undo", _why_nothing(change))
            changed_since = [deed for deed in deeds if is_merge and deed.was_moved_on()]
            deeds = [deed for deed in deeds if not (is_merge and deed.was_moved_on())]
            if change.kind == ChangeKind.TAKE_IN:
                deeds = _without_shared(change, deeds)
            _refuse_to_lose(change, deeds)
            take_back(deeds)
            correct_chains(changed_since, deeds)
            return undoing.stored()
    except (IntegrityError, ProtectedError, RestrictedError) as error:
        raise ConflictError("cannot-be-undone", GONE) from error


def _deeds(change: Change, model: Any) -> Iterator[Deed]:
    """What the Change did to records of the model, each locked where it still is."""
    rows = model.history.filter(change=change).order_by("id", "history_id")
    deeds = [_deed(model, pk, list(group)) for pk, group in groupby(rows, key=lambda row: row.id)]
    if model is ArticleVersion:
        versions = model.objects.filter(change=change)
        deeds += [Deed(model, version.pk, None, version, 0) for version in versions]
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


def _deed(model: Any, pk: int, rows: list[HistoryRow]) -> Deed:
    """Of the rows that one Change wrote of one record. A row of a deletion holds what the record was until then."""
    first, last = rows[0], rows[-1]
    return Deed(
        model,
        pk,
        before=first if first.history_type == "-" else None,
        after=None if last.history_type == "-" else last,
        last=last.history_id,
    )


def _rows_before(change: Change, model: Any) -> dict[int, HistoryRow]:
    """The last row before the Change of each record that it altered."""
    altered = model.history.filter(change=change, history_type="~")
    first_rows: dict[int, int] = {}
    for pk, number in altered.order_by("-history_id").values_list("id", "history_id"):
        first_rows[pk] = number
    new = set(model.history.filter(change=change, history_type="+").values_list("id", flat=True))
    rows = {}
    for row in model.history.filter(id__in=altered.values("id")).order_by("history_id"):
        if row.id not in new and row.history_id < first_rows[row.id]:
            rows[row.id] = row
    return rows


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
        f"Each article of batch {batch} was taken in by a change of its own. POST /api/v1/batches/{batch}/take-back/ "
        f"takes all of them back; for some, theirs are the “change” of its intakes, /api/v1/intakes/?batch={batch}."
    )


def _without_shared(change: Change, deeds: list[Deed]) -> list[Deed]:
    """Those but of outlets and speakers that the Change made and that something else has by now, and of their names."""
    outlets, speakers = (_shared(change, model, deeds) for model in (Outlet, Speaker))
    return [
        deed
        for deed in deeds
        if not (deed.model is Outlet and deed.pk in outlets)
        and not (deed.model is Speaker and deed.pk in speakers)
        and not (deed.model is Alias and deed.after and deed.after.speaker_id in speakers)
    ]


def _shared(change: Change, model: Any, deeds: list[Deed]) -> set[int]:
    new = [deed.pk for deed in deeds if deed.model is model and deed.before is None]
    shared: set[int] = set()
    for relation in model._meta.related_objects if new else ():
        if relation.on_delete is RESTRICT:
            own = relation.related_model.history.filter(change=change)
            field = relation.field.attname
            users = relation.related_model._base_manager.filter(**{f"{field}__in": new})
            shared.update(users.exclude(pk__in=own.values("id")).values_list(field, flat=True))
    return shared


def _refuse_to_lose(change: Change, deeds: list[Deed]) -> None:
    later: set[int] = set()
    disturbed = [deed for deed in deeds if not deed.is_undisturbed()]
    for model, of_model in groupby(disturbed, key=lambda deed: deed.model):
        last = {deed.pk: deed.last for deed in of_model}
        rows = model.history.filter(id__in=last, history_id__gt=min(last.values())).exclude(change=change)
        written = rows.values_list("id", "history_id", "change")
        later.update(by for pk, number, by in written if number > last[pk])
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


def _hanging_on(deeds: list[Deed]) -> Iterator[tuple[Any, Iterable[Any]]]:
    """What would be deleted with the records that the Change made, by model."""
    for records in made(deeds):
        collector = Collector(using=router.db_for_write(Claim))
        collector.collect(records, fail_on_restricted=False)
        yield from ((model, going) for model, going in collector.data.items() if hasattr(model, "history"))
