"""The history of a record as people read it: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict

from django.db import models

from claims.models.claim import Claim
from claims.reading.part_history import part_states

ENTRIES_AT_MOST = 100
_KINDS = {"+": "created", "~": "changed", "-": "deleted"}
# What follows from other fields, and what the entry itself says.
_DERIVED = {"revision", "updated_at", "normal_name", "surname", "identity", "start", "listed_at"}
_SAID = {"id", "created_at", "decided_by", "decided_at"}


class Change(TypedDict):
    field: str
    before: str
    after: str


class Entry(TypedDict):
    """``by`` names a person, or the extractor where the machine did it; "" where neither is known."""

    at: datetime
    by: str
    what: str
    changes: list[Change]


def history_of(record: Any) -> list[Entry]:
    """The newest ENTRIES_AT_MOST entries, newest first, with a number of queries that does not depend on how many."""
    rows = list(record.history.select_related("history_user").order_by("-history_id")[: ENTRIES_AT_MOST + 1])
    states = _readable_states(type(record), rows)
    if isinstance(record, Claim):
        states = [{**state, **parts} for state, parts in zip(states, part_states(record, rows), strict=True)]
    entries: list[Entry] = []
    for index, row in enumerate(rows[:ENTRIES_AT_MOST]):
        before = states[index + 1] if index + 1 < len(rows) else {}
        changes = _changes(before, states[index]) if row.history_type == "~" else []
        if changes or row.history_type != "~":
            by = row.history_user.shown_name if row.history_user else row.history_change_reason or ""
            entries.append({"at": row.history_date, "by": by, "what": _KINDS[row.history_type], "changes": changes})
    return entries


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    return [
        {"field": name, "before": before[name], "after": value}
        for name, value in after.items()
        if name in before and before[name] != value
    ]


def _readable_states(model: type[models.Model], rows: list[Any]) -> list[dict[str, str]]:
    """The values of each history row as text, records by their names."""
    fields = [field for field in model._meta.concrete_fields if field.name not in _DERIVED | _SAID]
    names: dict[str, dict[Any, str]] = {}
    for field in fields:
        if field.is_relation:
            wanted = {getattr(row, field.attname) for row in rows} - {None}
            related: Any = field.related_model
            names[field.name] = {pk: str(found) for pk, found in related._base_manager.in_bulk(wanted).items()}
    states = [{field.name: _text_of(row, field, names) for field in fields} for row in rows]
    for many in model._meta.many_to_many:
        _add_many(states, rows, many.name, many.m2m_reverse_field_name())
    return states


def _text_of(row: Any, field: Any, names: Mapping[str, Mapping[Any, str]]) -> str:
    value = getattr(row, field.attname)
    if value is None:
        return ""
    return names[field.name].get(value, f"{field.name} {value}") if field.is_relation else str(value)


def _add_many(states: list[dict[str, str]], rows: list[Any], name: str, to: str) -> None:
    links = getattr(type(rows[0]), name).model.objects.filter(history__in=rows).select_related(to) if rows else []
    held: dict[int, list[str]] = {}
    for link in links:
        held.setdefault(link.history_id, []).append(str(getattr(link, to) or "(deleted)"))
    for state, row in zip(states, rows, strict=True):
        state[name] = ", ".join(sorted(held.get(row.history_id, [])))
