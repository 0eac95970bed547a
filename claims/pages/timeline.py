"""Claims on a line of time, laid out to be drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

WIDTH = 640
_MARGIN, _STEP = 24, 11
_STACKED_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim on its day; those of about the same day stand on each other."""

    x: int
    y: int
    status: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Positions are in SVG units."""

    first: date
    last: date
    dots: list[Dot]
    base: int
    width: int = WIDTH
    left: int = _MARGIN
    right: int = WIDTH - _MARGIN

    @property
    def height(self) -> int:
        return self.base + 24


def timeline(claims: Sequence[dict[str, Any]]) -> Timeline | None:
    """The claims of dated articles by their days; None where there are fewer than two days to show."""
    dated = [(day, claim) for claim in claims if (day := _day_of(claim))]
    days = {day for day, _ in dated}
    if len(days) < 2:
        return None
    first, last = min(days), max(days)
    stacked: Counter[int] = Counter()
    placed = []
    for day, claim in sorted(dated, key=lambda pair: (pair[0], pair[1]["id"])):
        x = _MARGIN + round((day - first).days / (last - first).days * (WIDTH - 2 * _MARGIN))
        column = round(x / _STEP)
        stacked[column] = min(stacked[column] + 1, _STACKED_AT_MOST)
        placed.append((x, stacked[column], claim["status"], f"{day:%Y-%m-%d}: {claim['content']}"))
    base = _STEP * (max(stacked.values()) + 1)
    dots = [Dot(x, base - _STEP * level, status, title) for x, level, status, title in placed]
    return Timeline(first, last, dots, base)


def _day_of(claim: dict[str, Any]) -> date | None:
    printed = claim["article"]["published_at"]
    said: date | None = claim["said_on"]
    return said or (datetime.fromisoformat(printed).date() if printed else None)
