"""Many reads of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

AT_ONCE = 500


@contextmanager
def snapshot() -> Iterator[None]:
    """In the block every read meets the database as the first one met it; those who write meanwhile do not wait.

    Inside an open transaction it does nothing: that one says what is met.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # Django's own begins as a writer, and would keep out the others
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def ids_in_turn(records: QuerySet[Any]) -> Iterator[list[int]]:
    """The numbers of all of the records, in order, AT_ONCE at a time: a long read of one moment, in constant memory.

    What is read of them while they come is of that moment too.
    """
    with snapshot():
        last = 0
        while ids := list(records.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            last = ids[-1]
            yield ids
