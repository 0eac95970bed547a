"""Every write is a Change: who did it, what kind of deed it is, and what it follows from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, router, transaction
from django.db.models import Case, Model, Value, When
from django.db.models.deletion import Collector
from django.db.models.functions import Cast
from simple_history.utils import bulk_create_with_history

from claims.choices import ChangeKind
from claims.models import Change
from claims.models.change import OpenChange
from claims.models.recorded import HistoryRow, gathering_deletions, row_of_deletion
from claims.reading.deeds import touched
from claims.reading.visibility import visible
from claims.services.errors import BeyondError
from claims.services.outbox import queue_for
from newsapp.accounts.models import User

T = TypeVar("T")

BATCH = 500
"""Rows to a statement that updates many, whose cost grows with their square."""
ROWS = 2000
"""Rows to a statement that stores new ones: those of a long text would fill the memory, as objects and as SQL."""


@contextmanager
def changing(kind: ChangeKind, *, by: User | str, cause: Change | None = None, note: str = "") -> Iterator[OpenChange]:
    """One transaction in which all that is written belongs to one Change; within another one, to that.

    ``by`` is the person, or the name of the machine or command, for ever. The Change is stored with the first row
    that points at it: where nothing is written, there is none. The webhooks that want it get their messages queued in
    the same transaction. Raises BeyondError, and nothing is stored, where a token that is limited to outlets would
    leave a record written that it does not see.
    """
    if outer := OpenChange.current.get():
        yield outer
        return
    user, actor = (None, by) if isinstance(by, str) else (by, by.shown_name)
    change = OpenChange(kind=kind, user=user, actor=actor[:310], cause=cause, note=note[:500])
    token = OpenChange.current.set(change)
    try:
        with transaction.atomic():
            yield change
            if change.row:
                if user and user.outlets is not None:
                    _refuse_beyond(change.row, user)
                queue_for(change.row)
    finally:
        OpenChange.current.reset(token)


def _refuse_beyond(change: Change, user: User) -> None:
    for model, pks in touched(change.pk).items():
        there = model._base_manager.filter(pk__in=pks)
        if there.exclude(pk__in=visible(there, user).values("pk")).exists():
            raise BeyondError("beyond-outlets", "This token is limited to outlets, and this is not theirs alone.")


def create_all(records: Iterable[Model]) -> None:
    """Store new records of one model, and their histories, in two statements for each ROWS of them."""
    for batch in batched(records, ROWS):
        bulk_create_with_history(batch, type(batch[0]))


def update_all(records: Iterable[Any], fields: list[str]) -> None:
    """Store the fields of changed records of one model, and their histories, in two statements for each BATCH.

    What many get alike costs next to nothing: a value is spelt out once, and not for each record as by `bulk_update`.
    """
    if not (records := list(records)) or not fields:
        return
    model = type(records[0])
    columns = [model._meta.get_field(name) for name in fields]
    for batch in batched(records):
        these = model._base_manager.filter(pk__in=[record.pk for record in batch])
        these.update(**{column.attname: _values(column, batch) for column in columns})
    model.history.bulk_history_create(records, batch_size=ROWS, update=True)


def _values(column: Any, records: list[Any]) -> Any:
    """What the column of the records becomes: the value of all, or which of them becomes which."""
    values: dict[Any, Any] = {}
    pks: dict[Any, list[Any]] = defaultdict(list)
    for record in records:
        value = getattr(record, column.attname)
        key = value if isinstance(value, Hashable) else repr(value)
        values[key] = value
        pks[key].append(record.pk)
    if len(values) == 1:
        return next(iter(values.values()))
    cases = [When(pk__in=pks[key], then=Value(value, output_field=column)) for key, value in values.items()]
    case = Case(*cases, output_field=column)
    # SQLite needs no cast, which would cut a time to thousandths of a second.
    return Cast(case, output_field=column) if connection.features.requires_casted_case_in_updates else case


def delete_all(records: Iterable[Any]) -> None:
    """Delete records of one model on which nothing hangs, and tell their histories, in two statements for each BATCH.

    Django's own deletion tells the history of each by a statement of its own.
    """
    for batch in batched(records):
        model, rows = type(batch[0]), type(batch[0]).history.model
        rows.objects.bulk_create([row_of_deletion(record) for record in batch])
        gone = model._base_manager.filter(pk__in=[record.pk for record in batch])
        gone._raw_delete(gone.db)


def delete_with_parts(records: Iterable[Model]) -> None:
    """Delete records of one model with what hangs on them, and tell the histories of all in few statements.

    Raises ProtectedError or RestrictedError where something else stands on them.
    """
    collector = Collector(using=router.db_for_write(Change))
    collector.collect(list(records))
    with gathering_deletions() as rows:
        collector.delete()
    by_model: dict[Any, list[HistoryRow]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, of_model in by_model.items():
        model.objects.bulk_create(of_model, batch_size=ROWS)


def batched(records: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The records, so many at a time."""
    coming = iter(records)
    while batch := list(islice(coming, size)):
        yield batch
