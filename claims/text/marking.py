"""Which words of a text belong to which claims, cut into pieces that can be marked.

Pure: knows spans, no models. Spans are half-open ranges of code points, and those of several claims may nest and
overlap; the pieces do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

Spans = Mapping[str, Sequence[Sequence[int]]]
# A mark is the id of a claim and the part of it that the words are.
Mark = tuple[int, str]
_LINES = re.compile(r"(?P<line_ends>\n+)|(?P<words>[^\n]+)")


class Segment(NamedTuple):
    """A piece of the text all of whose code points carry the same marks; ``opens`` names claims that begin here."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[int, ...] = ()

    @property
    def claims(self) -> tuple[int, ...]:
        return tuple(dict(self.marks))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([part for _, part in self.marks]))


def segments(text: str, claims: Iterable[tuple[int, Spans]], *, offset: int = 0) -> list[Segment]:
    """The text cut wherever a span begins or ends; the pieces joined are the text again.

    ``claims`` are pairs of an id and its spans, counted from ``offset`` code points before the text. What lies
    outside the text is left out. A claim opens at the first of its content.
    """
    starting: dict[int, list[Mark]] = defaultdict(list)
    ending: dict[int, list[Mark]] = defaultdict(list)
    first: dict[int, list[int]] = defaultdict(list)
    length = len(text)
    for claim, spans in claims:
        is_open = False
        for part, ranges in spans.items():
            for begins, ends in ranges:
                start, end = max(begins - offset, 0), min(ends - offset, length)
                if start >= end:
                    continue
                starting[start].append((claim, part))
                ending[end].append((claim, part))
                if not is_open:
                    first[start].append(claim)
                    is_open = True
    return _cut(text, starting, ending, first)


def _cut(
    text: str, starting: Mapping[int, list[Mark]], ending: Mapping[int, list[Mark]], first: Mapping[int, list[int]]
) -> list[Segment]:
    bounds = sorted({0, len(text), *starting, *ending})
    carried: list[Mark] = []  # one twice where two of its spans overlap
    pieces = []
    for start, end in pairwise(bounds):
        for mark in ending.get(start, ()):
            carried.remove(mark)
        carried += starting.get(start, ())
        marks = tuple(sorted(set(carried))) if len(carried) > 1 else tuple(carried)
        pieces.append(Segment(start, text[start:end], marks, tuple(first.get(start, ()))))
    return pieces


def paragraphs(pieces: Iterable[Segment]) -> list[list[Segment]]:
    """The pieces by paragraph, without the line ends between paragraphs."""
    result: list[list[Segment]] = [[]]
    opening: tuple[int, ...] = ()
    for piece in pieces:
        if not opening and "\n" not in piece.text:  # most of them
            result[-1].append(piece)
            continue
        opening += piece.opens
        for match in _LINES.finditer(piece.text):
            if match["line_ends"]:
                result.append([])
                continue
            # A claim that begins with a line end opens at the first words after it.
            result[-1].append(Segment(piece.start + match.start(), match["words"], piece.marks, opening))
            opening = ()
    return [paragraph for paragraph in result if paragraph]


def marked(text: str, claims: Sequence[Mapping[str, Any]], *, offset: int = 0) -> list[list[Segment]]:
    """The paragraphs of the text with the claims, as the API gives them, marked in it."""
    return paragraphs(segments(text, [(claim["id"], claim["spans"]) for claim in claims], offset=offset))
