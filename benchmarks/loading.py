"""Rows into the database in the fastest way it has: COPY on PostgreSQL, one statement for many rows on SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from io import StringIO
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import AutoField, DateField, DateTimeField, Field, JSONField, Model

from benchmarks.generating import Rows

ARTICLES_A_TRANSACTION = 500
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_LOADED_AT = datetime(2026, 1, 5, tzinfo=UTC)


def load(batches: Iterable[Rows]) -> None:
    """Store the rows and let the database look at them, as it does by itself after a while."""
    batches = iter(batches)
    models: set[type[Model]] = set()
    while some := list(islice(batches, ARTICLES_A_TRANSACTION)):
        with transaction.atomic():
            for model, rows in _by_model(some).items():
                models.add(model)
                _store(model, rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def _by_model(batches: list[Rows]) -> Rows:
    merged: Rows = {}
    # The last batches know of models that the first do not; an article is stored before what stands in it.
    for model in sorted({model for batch in batches for model in batch}, key=_rank):
        merged[model] = [row for batch in batches for row in batch.get(model, ())]
    return merged


def _rank(model: type[Model]) -> int:
    """How many models stand above it: those that it refers to come first."""
    targets = {field.related_model for field in model._meta.concrete_fields if field.is_relation} - {model}
    return 1 + max((_rank(target) for target in targets if isinstance(target, type)), default=0)


def _store(model: type[Model], rows: list[dict[str, Any]]) -> None:
    """Columns that the rows leave out get their defaults."""
    if not rows:
        return
    given = set().union(*rows)
    fields = [field for field in model._meta.concrete_fields if field.attname in given or not _is_auto(field)]
    in_each = set.intersection(*map(set, rows))
    defaults = {field.attname: _default_of(field) for field in fields if field.attname not in in_each}
    columns = [
        _column(field, (row.get(field.attname, defaults.get(field.attname)) for row in rows)) for field in fields
    ]
    store = _copy if connection.vendor == "postgresql" else _insert
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    store(model._meta.db_table, names, list(zip(*columns, strict=True)))


def _column(field: Field[Any, Any], values: Iterable[Any]) -> list[Any]:
    """The values as the database takes them; only dates, times and JSON differ from what Python has."""
    if isinstance(field, JSONField):
        return [json.dumps(value) for value in values]
    if isinstance(field, DateField):
        return [field.get_db_prep_value(value, connection, prepared=True) for value in values]
    return list(values)


def _is_auto(field: Field[Any, Any]) -> bool:
    return isinstance(field, AutoField) or field.get_internal_type() == "BigAutoField"


def _default_of(field: Field[Any, Any]) -> Any:
    return _LOADED_AT if isinstance(field, DateTimeField) and not field.null else field.get_default()


def _copy(table: str, columns: list[str], values: list[tuple[Any, ...]]) -> None:
    lines = "".join("\t".join(map(_as_text, row)) + "\n" for row in values)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", StringIO(lines))


def _as_text(value: Any) -> str:
    return "\\N" if value is None else str(value).translate(_ESCAPES)


def _insert(table: str, columns: list[str], values: list[tuple[Any, ...]]) -> None:
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", values)
