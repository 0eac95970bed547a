"""How long a server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 30 * 86_400
"""Seconds; what asks for more is held to be a slip."""


def seconds_of(retry_after: str, *, now: datetime) -> float:
    """The seconds from ``now`` that a Retry-After names, as a number or as a date of HTTP; 0 where it names none."""
    told = retry_after.strip()
    if told.isascii() and told.isdigit():
        return float(min(int(told[:12]), LONGEST))
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError, OverflowError):
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0), LONGEST)
