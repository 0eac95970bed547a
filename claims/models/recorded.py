"""Histories: a row for each change of a record, which points at the Change that made it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import models
from simple_history.models import HistoricalRecords

from claims.models.change import Change, current_change


class HistoryRow(Protocol):
    """A row of any history: beside these, it has the fields of the record as they stood after the Change."""

    id: int
    """Of the record."""
    history_id: int
    history_type: str
    """ "+" made, "~" changed, "-" deleted: then the fields are what they were until then."""
    change_id: int
    instance: Any
    """The record, not stored, with those fields."""
    instance_type: type[models.Model]

    def __getattr__(self, field: str) -> Any: ...


_gone: ContextVar[list[HistoryRow] | None] = ContextVar("gone", default=None)


class Recorded(models.Model):
    """What every row of a history has: the Change in which the record was made, changed or deleted.

    The one now open is taken, so that no write, in bulk or alone, goes round it.
    """

    change = models.ForeignKey(Change, models.PROTECT, related_name="+", default=current_change)

    class Meta:
        abstract = True


class History(HistoricalRecords):  # type: ignore[misc]
    """The history of a model's records. Who, when and why stands in the Change of each row, and nowhere else.

    ``found_by`` names the foreign keys that rows are looked up by. The others go without an index: nothing asks for
    them, and each would cost every write. ``deletions_only`` is for records that name the Change that made them
    themselves, and never change; ``without`` names the fields that no history is kept of.
    """

    def __init__(
        self, *, found_by: tuple[str, ...] = (), deletions_only: bool = False, without: tuple[str, ...] = ()
    ) -> None:
        excluded = ["change"] if deletions_only else list(without)
        super().__init__(bases=[Recorded], history_id_field=models.BigAutoField(), excluded_fields=excluded)
        self.found_by = found_by
        self.deletions_only = deletions_only

    def post_save(self, *args: object, **kwargs: object) -> None:
        if not self.deletions_only:
            super().post_save(*args, **kwargs)

    def post_delete(self, instance: models.Model, *args: object, **kwargs: object) -> None:
        if (gone := _gone.get()) is None:
            super().post_delete(instance, *args, **kwargs)
        else:
            gone.append(row_of_deletion(instance))

    def copy_fields(self, model: type[models.Model]) -> dict[str, Any]:
        fields: dict[str, Any] = super().copy_fields(model)
        for name, field in fields.items():
            field.db_index = name in (*self.found_by, "id")
        return fields

    def get_extra_fields(self, model: type[models.Model], fields: dict[str, Any]) -> dict[str, Any]:
        extra: dict[str, Any] = super().get_extra_fields(model, fields)
        return extra | dict.fromkeys(("history_user", "history_date", "history_change_reason"), _told_by_the_change)

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        options: dict[str, Any] = super().get_meta_options(model)
        return options | {"ordering": ["-history_id"], "get_latest_by": "history_id"}


def row_of_deletion(record: Any) -> HistoryRow:
    """The row, not stored yet, that says that the record was deleted, and what it was until then."""
    rows = type(record).history.model
    row: HistoryRow = rows(
        history_type="-", **{field.attname: getattr(record, field.attname) for field in rows.tracked_fields}
    )
    return row


@contextmanager
def gathering_deletions() -> Iterator[list[HistoryRow]]:
    """The rows of what is deleted meanwhile, which the caller stores: simple-history stores each by itself."""
    rows: list[HistoryRow] = []
    token = _gone.set(rows)
    try:
        yield rows
    finally:
        _gone.reset(token)


# simple-history gives each row these values, which its Change holds already.
_told_by_the_change = property(fget=None, fset=lambda row, value: None)
