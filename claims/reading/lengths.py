"""How long lists are, several of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

_LENGTH = "SELECT '{name}', count(*) FROM ({rows}) AS counted"


def lengths_of(lists: Mapping[str, QuerySet[Any]], at_most: int) -> dict[str, int]:
    """How many rows each of the lists has, ``at_most`` at most, under its name, which the program gives. One query."""
    counts: list[str] = []
    parameters: list[Any] = []
    for name, rows in lists.items():
        try:
            sql, values = rows.order_by().values("pk")[:at_most].query.sql_with_params()
        except EmptyResultSet:  # its filters let nothing through
            continue
        counts.append(_LENGTH.format(name=name, rows=sql))
        parameters += values
    found: dict[str, int] = dict.fromkeys(lists, 0)
    if counts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(counts), parameters)
            found.update(cursor.fetchall())
    return found
