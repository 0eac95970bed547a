"""How far the newsroom has come: as long as this is the same, so is all that comes of Changes."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import connection

from claims.reading.related import in_utc

_SQL = """
WITH newest AS (SELECT max(id) AS id FROM claims_change)
SELECT id, (SELECT count(*) FROM claims_change WHERE claims_change.id > newest.id - %s),
    (SELECT CAST(at AS varchar) FROM claims_change WHERE claims_change.id = newest.id)
FROM newest
"""
_LATE = 200
"""How far behind the newest number a Change may be stored and be noticed at once; beyond, it is with the next one."""


class Newest(NamedTuple):
    """The newest Change, and how many there are of the last numbers: one under way has a number, and is not there yet.

    ``at`` tells people when; it may be any time before that at which a reader could first see it.
    """

    number: int
    among_last: int
    at: datetime | None


def newest() -> Newest:
    """What is there now, in one query of a few rows of an index."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [_LATE])
        number, among_last, at = cursor.fetchone()
    return Newest(number or 0, among_last, at and in_utc(at))
