"""One writer at a time, where a constraint cannot say what must stand once."""

from collections.abc import Iterable
from zlib import crc32

from django.db import connection

from claims.text.names import surname

_LOCKS = 1024
"""PostgreSQL's table of locks has room for some thousands in all."""


def lock_names(names: Iterable[str]) -> None:
    """Wait until no other transaction holds a name with the same last word; they are ours until the transaction ends.

    The last word, since a bare surname may mean the bearer of any full name. Names are locked in one order, so that
    no two wait for each other. On SQLite a writing transaction is alone anyway.
    """
    last_words = {word for name in names for word in (surname(name) or name).split()[-1:]}
    _lock("name", {crc32(word.encode()) % _LOCKS for word in last_words})


def one_at_a_time(work: str) -> None:
    """Wait until no other transaction does this work; it is ours until the transaction ends."""
    _lock("work", {crc32(work.encode()) & 0x7FFFFFFF})


def _lock(kind: str, numbers: set[int]) -> None:
    if connection.vendor != "postgresql" or not numbers:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, number) FROM (SELECT unnest(%s) AS number ORDER BY number) AS numbers",
            [crc32(kind.encode()) & 0x7FFFFFFF, sorted(numbers)],
        )
