"""One writer at a time, where a constraint cannot say what must stand once."""

from zlib import crc32

from django.db import connection


def one_at_a_time(work: str) -> None:
    """Wait until no other transaction does this work; it is ours until the transaction ends.

    On SQLite a writing transaction is alone anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(work.encode())])
