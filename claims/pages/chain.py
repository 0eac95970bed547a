"""The way of the words from the speaker to the page, laid out to be drawn."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from claims.reading.related import Row, in_a_row, names_of, role_beside_name

WIDTH = 320
_LINE = 20
_PADDING = 12
_ARROW = 44
_LETTERS = 36


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a box; ``y`` is its baseline."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A party of the chain. ``arrow`` says what brings the words here from the box above; lengths are in SVG units."""

    name: Line
    others: list[Line]
    y: int
    height: int
    kind: str
    arrow: str
    arrow_y: int


@dataclass(frozen=True, slots=True)
class Picture:
    boxes: list[Box]
    height: int
    width: int = WIDTH


def picture(claim: Row) -> Picture:
    """The speaker, who passed the words on, and the article that printed them, one below the other."""
    boxes: list[Box] = []
    y = 1
    for kind, arrow, name, remark in _parties(claim):
        name_lines = textwrap.wrap(name, _LETTERS, max_lines=2, placeholder=" …") or ["…"]
        lines = name_lines + textwrap.wrap(remark, _LETTERS + 6, max_lines=2, placeholder=" …")
        arrow_y = y
        y += _ARROW if boxes else 0
        placed = [Line(text, y + _PADDING + _LINE * number + 14) for number, text in enumerate(lines)]
        height = _LINE * len(lines) + 2 * _PADDING
        boxes.append(Box(placed[0], placed[1:], y, height, kind, arrow, arrow_y))
        y += height
    return Picture(boxes, y + 1)


def _parties(claim: Row) -> list[tuple[str, str, str, str]]:
    """(kind, what the arrow to it says, name, remark) of each party in order."""
    name = in_a_row(names_of(claim)) or "Speaker not known"
    roles = (role_beside_name(hop) for hop in (claim, *claim["joint_speakers"]))
    parties = [("speaker", "", name, "; ".join(filter(None, roles)))]
    for hop in claim["chain"]:
        party = (hop["speaker"] and hop["speaker"]["name"]) or hop["name_as_printed"] or "Party not known"
        parties.append(("hop", "passed on by", party, role_beside_name(hop)))
    article = claim["article"]
    outlet = article["outlet"]["name"] if article["outlet"] else "Outlet not known"
    return [*parties, ("page", "printed by", outlet, article["title"])]
