"""How many claims a speaker has in each month, laid out to be drawn as bars."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, HEIGHT = 640, 120
MONTHS_AT_MOST = 60
"""In a drawing; years are drawn where there are more."""
_EDGE, _TOP, _BASE = 4, 18, 96
_WIDEST, _NARROWEST = 64, 4
_NAMED_FROM, _NUMBERED_FROM = 56, 20
"""How wide a bar with its gap must be for a name below it, and for a number over it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The claims of a month or a year, from its first day to its last; positions are in SVG units.

    ``anchor`` is the end of its name that stands at ``name_x``; empty where there is no room for the name.
    """

    name: str
    first: date
    last: date
    claims: int
    x: float
    y: float
    width: float
    anchor: str

    @property
    def height(self) -> float:
        return round(_BASE - self.y, 1)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def number_y(self) -> float:
        return round(self.y - 4, 1)

    @property
    def name_x(self) -> float:
        return {"start": self.x, "end": round(self.x + self.width, 1)}.get(self.anchor, self.middle)


@dataclass(frozen=True, slots=True)
class Timeline:
    bars: list[Bar]
    unit: str
    numbered: bool
    width: int = WIDTH
    height: int = HEIGHT
    top: int = _TOP
    base: int = _BASE

    @property
    def room(self) -> int:
        return self.base - self.top

    @property
    def most(self) -> int:
        return max(bar.claims for bar in self.bars)


def timeline(months: Sequence[dict[str, Any]]) -> Timeline | None:
    """The bars of an overview's ``months``, whose gaps stay open; None where there are none."""
    if not months:
        return None
    numbers = {_number(row["month"]): row["claims"] for row in months}
    by_year = max(numbers) - min(numbers) >= MONTHS_AT_MOST
    counts: Counter[int] = Counter()
    for number, claims in numbers.items():
        counts[number // 12 if by_year else number] += claims
    step = min((WIDTH - 2 * _EDGE) / (max(counts) - min(counts) + 1), _WIDEST)
    bars = list(_bars(counts, step, by_year=by_year))
    return Timeline(bars, "year" if by_year else "month", step >= _NUMBERED_FROM)


def _bars(counts: Counter[int], step: float, *, by_year: bool) -> Iterator[Bar]:
    begin, end, most = min(counts), max(counts), max(counts.values())
    anchors = {begin: "start", end: "end"} if step < _NAMED_FROM else dict.fromkeys(counts, "middle")
    for number, claims in sorted(counts.items()):
        height = max((_BASE - _TOP) * claims / most, 3)
        x, width = round(_EDGE + (number - begin) * step, 1), round(max(step * 0.85, _NARROWEST), 1)
        days = _days_of_year(number) if by_year else _days_of_month(number)
        yield Bar(*days, claims, x, round(_BASE - height, 1), width, anchors.get(number, ""))


def _number(month: str) -> int:
    """Months are numbered on from January of the year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _days_of_month(number: int) -> tuple[str, date, date]:
    year, month = number // 12, number % 12 + 1
    first = date(year, month, 1)
    return f"{first:%b} {year}", first, first.replace(day=monthrange(year, month)[1])


def _days_of_year(year: int) -> tuple[str, date, date]:
    return str(year), date(year, 1, 1), date(year, 12, 31)
