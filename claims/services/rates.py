"""Rates: how many requests a minute a caller may make, counted for all processes together.

Each process takes a share of what is left at once, and gives it out by itself: so a count costs one statement in some
tens of requests, and all processes together never give out more than the limit. A caller whose requests go to several
processes may be refused a few shares before it.
"""

from __future__ import annotations

from threading import Lock

from django.db import Error, connection
from django.utils import timezone

from claims.models import RateCount
from claims.outages import noted_outage

MINUTE = 60
_SHARES = 50
_TAKE = """
INSERT INTO claims_ratecount (caller, minute, taken) VALUES (%s, %s, %s)
ON CONFLICT (caller) DO UPDATE SET
    taken = CASE WHEN claims_ratecount.minute = excluded.minute THEN claims_ratecount.taken ELSE 0 END + excluded.taken,
    minute = excluded.minute
RETURNING taken
"""


class Meter:
    """What one process has taken of each caller's requests, and not given out yet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = 0
        self._shares: dict[str, tuple[int, int]] = {}
        """By caller how many requests are taken and not given out, and how many of the minute's all processes took."""

    def spend(self, caller: str, limit: int, now: float) -> int:
        """Count a request at the time; how many are left after it in its minute, -1 where none was left for it.

        While the database takes no writes, nothing is counted and nobody refused.
        """
        minute = int(now // MINUTE)
        left = self._give(caller, minute, limit)
        if left is None:
            try:
                self._take_share(caller, minute, limit)
            except Error as error:
                if not noted_outage(error):
                    raise
                return limit
            left = self._give(caller, minute, limit)
        return -1 if left is None else left

    def _take_share(self, caller: str, minute: int, limit: int) -> None:
        share = max(1, limit // _SHARES)
        taken = _take(caller, minute, share)
        beyond_limit = max(0, taken - limit)
        with self._lock:
            unspent, _ = self._shares.get(caller, (0, 0))
            self._shares[caller] = (unspent + max(0, share - beyond_limit), min(taken, limit))

    def _give(self, caller: str, minute: int, limit: int) -> int | None:
        """How many are left after one is given out; -1 where all are gone; None where a share has to be taken first."""
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._shares.clear()
            unspent, taken = self._shares.get(caller, (0, 0))
            if unspent:
                self._shares[caller] = (unspent - 1, taken)
                return limit - taken + unspent - 1
            return -1 if taken >= limit else None


def sweep() -> None:
    """Delete the counts of minutes that are over."""
    RateCount.objects.filter(minute__lt=timezone.now().timestamp() // MINUTE - 1).delete()


def _take(caller: str, minute: int, share: int) -> int:
    """Take a share of the caller's requests; how many have been taken with it."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [caller, minute, share])
        return int(cursor.fetchone()[0])
