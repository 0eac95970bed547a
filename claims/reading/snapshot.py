"""Many reads of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


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
