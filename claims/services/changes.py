"""Every write is a Change: who did it, what kind of deed it is, and what it follows from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import router, transaction
from django.db.models import Model
from django.db.models.deletion import Collector
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from claims.choices import ChangeKind
from claims.models import Change
from claims.models.change import OpenChange
from claims.reading.deeds import touched
from claims.reading.visibility import visible
from claims.services.errors import BeyondError
from claims.services.outbox import queue_for
from newsapp.accounts.models import User

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
        if there.exclude(pk__in=visible(model._base_manager.filter(pk__in=pks), user).values("pk")).exists():
            raise BeyondError("beyond-outlets", "This token is limited to outlets, and this is not theirs alone.")


def create_all(records: Iterable[Model]) -> None:
    """Store new records of one model, and their histories, in two statements for each ROWS of them."""
    coming = iter(records)
    while batch := list(islice(coming, ROWS)):
        bulk_create_with_history(batch, type(batch[0]))


def update_all(records: Iterable[Model], fields: list[str]) -> None:
    """Store the fields of changed records of one model, and their histories, in few statements."""
    if records := list(records):
        bulk_update_with_history(records, type(records[0]), fields, batch_size=BATCH)


def update_alike(records: Iterable[Any], fields: list[str]) -> None:
    """As `update_all`, for records that get few different values: a statement for each set of them.

    To say each record's own value costs ten times as much.
    """
    if not (records := list(records)):
        return
    model = type(records[0])
    names = [model._meta.get_field(name).attname for name in fields]
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for record in records:
        groups[tuple(getattr(record, name) for name in names)].append(record.pk)
    for values, pks in groups.items():
        model._base_manager.filter(pk__in=pks).update(**dict(zip(names, values, strict=True)))
    model.history.bulk_history_create(records, batch_size=ROWS, update=True)


def delete_all(records: Iterable[Any]) -> None:
    """Delete records of one model on which nothing hangs, and tell their histories, in two statements for each BATCH.

    Django's own deletion tells the history of each by a statement of its own.
    """
    coming = iter(records)
    while batch := list(islice(coming, BATCH)):
        model = type(batch[0])
        _tell_deletions(model, batch)
        gone = model._base_manager.filter(pk__in=[record.pk for record in batch])
        gone._raw_delete(gone.db)


def delete_with_all(records: Iterable[Model]) -> None:
    """Delete records of one model with all that hangs on them, and tell their histories, in few statements a model.

    Raises ProtectedError where something must not lose what it hangs on.
    """
    if not (records := list(records)):
        return
    collector = Collector(using=router.db_for_write(type(records[0])))
    collector.collect(records)
    for model, gone in collector.data.items():
        if hasattr(model, "history"):
            _tell_deletions(model, gone)
    collector.delete()


def _tell_deletions(model: Any, records: Collection[Any]) -> None:
    rows = model.history.model
    fields = [field.attname for field in rows.tracked_fields]
    told = [rows(history_type="-", **{name: getattr(record, name) for name in fields}) for record in records]
    rows.objects.bulk_create(told, batch_size=ROWS)
    for record in records:
        record.deletion_is_told = True
