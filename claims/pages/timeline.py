"""A speaker's claims in time, laid out as bars to be drawn."""

from __future__ import annotations

from calendar import month_abbr, monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from claims.choices import Status
from claims.reading.related import Row

WIDTH, BASE = 640, 76
MONTHS_AT_MOST = 60
"""Over more than so many months, a bar is a year."""
YEARS_AT_MOST = 100
"""The years before the last so many are in the table alone."""
_STACKED = (Status.CONFIRMED, Status.SUGGESTED, Status.REJECTED)
_TOP, _WIDEST = 2, 28


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year, with its claims by status; ``first`` and ``last`` are its days, as filters take them."""

    name: str
    first: str
    last: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Piece:
    status: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    period: Period
    x: float
    width: float
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Timeline:
    """``periods`` are those that have claims, all of them. Positions are in SVG units."""

    periods: list[Period]
    undated: int
    bars: list[Bar]
    first: str
    last: str
    most: int
    """The claims of the highest bar."""
    width: int = WIDTH
    base: int = BASE


def timeline(months: Sequence[Row]) -> Timeline | None:
    """The months of `claims.reading.months` as bars, a gap where a month has none; None where no claim is dated."""
    dated = {_number_of(row["month"]): _counts(row) for row in months if row["month"]}
    if not dated:
        return None
    undated = sum(sum(_counts(row).values()) for row in months if not row["month"])
    per_bar = 1 if max(dated) - min(dated) < MONTHS_AT_MOST else 12
    counts: dict[int, Counter[str]] = {}
    for number, statuses in dated.items():
        counts.setdefault(number // per_bar, Counter()).update(statuses)
    periods = {number: _period(number, per_bar, dict(statuses)) for number, statuses in sorted(counts.items())}
    last = max(periods)
    drawn = {number: period for number, period in periods.items() if number > last - YEARS_AT_MOST}
    first = min(drawn)
    most = max(period.total for period in drawn.values())
    slot = WIDTH / (last - first + 1)
    bars = [_bar(period, (number - first) * slot, slot, most) for number, period in drawn.items()]
    return Timeline(list(periods.values()), undated, bars, drawn[first].name, drawn[last].name, most)


def _counts(row: Row) -> dict[str, int]:
    return {status: row[status] for status in _STACKED}


def _number_of(month: str) -> int:
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _period(number: int, months: int, counts: dict[str, int]) -> Period:
    if months == 1:
        year, month = number // 12, number % 12 + 1
        days = f"{year:04}-{month:02}"
        return Period(f"{month_abbr[month]} {year}", f"{days}-01", f"{days}-{monthrange(year, month)[1]}", counts)
    return Period(f"{number}", f"{number:04}-01-01", f"{number:04}-12-31", counts)


def _bar(period: Period, x: float, slot: float, most: int) -> Bar:
    width = min(0.8 * slot, _WIDEST)
    scale = (BASE - _TOP) / most
    heights = [period.counts.get(status, 0) * scale for status in _STACKED]
    pieces = [
        Piece(status, round(BASE - top, 1), round(height, 1))
        for status, height, top in zip(_STACKED, heights, accumulate(heights), strict=True)
        if height
    ]
    return Bar(period, round(x + (slot - width) / 2, 1), round(width, 1), pieces)
