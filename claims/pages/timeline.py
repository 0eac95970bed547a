"""Claims on a line of time, laid out to be drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

WIDTH, HEIGHT = 640, 96
_MARGIN, _BASE, _STEP = 24, 68, 11
_STACKED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim on its day; those of about the same day stand on each other."""

    x: float
    y: float
    status: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Positions are in SVG units."""

    first: date
    last: date
    dots: list[Dot]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = _BASE + 10
    left: int = _MARGIN
    right: int = WIDTH - _MARGIN


def timeline(claims: Sequence[dict[str, Any]]) -> Timeline | None:
    """The claims of dated articles by their days; None where there are fewer than two days to show."""
    dated = [(day, claim) for claim in claims if (day := _day_of(claim))]
    days = {day for day, _ in dated}
    if len(days) < 2:
        return None
    first, last = min(days), max(days)
    stacked: Counter[int] = Counter()
    dots = []
    for day, claim in sorted(dated, key=lambda pair: (pair[0], pair[1]["id"])):
        share = (day - first).days / (last - first).days
        x = _MARGIN + share * (WIDTH - 2 * _MARGIN)
        column = round(x / _STEP)
        y = _BASE - _STEP * min(stacked[column], _STACKED_AT_MOST)
        stacked[column] += 1
        dots.append(Dot(round(x, 1), y, claim["status"], f"{day:%Y-%m-%d}: {claim['content']}"))
    return Timeline(first, last, dots)


def _day_of(claim: dict[str, Any]) -> date | None:
    printed = claim["article"]["published_at"]
    said: date | None = claim["said_on"]
    return said or (datetime.fromisoformat(printed).date() if printed else None)
