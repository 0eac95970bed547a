"""What a reader of a difference is to look at: quotations that were changed, denials that came or went."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from claims.text.difference import Kind, Piece
from claims.text.places import Range
from claims.text.vocabulary import NEGATION


class Came(StrEnum):
    """What became of a quotation, or of a denial, which is never changed."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a difference, and what it did to words in quotation marks and to words of denial, if anything."""

    piece: Piece
    quotation: Came | None = None
    denial: Came | None = None


_QUOTATION = re.compile(r"[“„«][^”“»\n]*[”“»]?|\"[^\"\n]+\"")
_DENIAL = re.compile(rf"{NEGATION.pattern}|\b(?:den(?:y|ies|ied|ying|ials?)|refut(?:e|es|ed|ing))\b", re.IGNORECASE)
_WORDS = re.compile(r"\w(?:.*\w)?", re.S)


def count_words(text: str) -> int:
    """How many words stand in the text, as people count them."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def edits(pieces: Iterable[Piece]) -> list[Edit]:
    """The pieces, each with what it did. ``pieces`` are all of a difference: marks may open in one and close later."""
    pieces = list(pieces)
    quotations = [
        _Quotations("".join(texts)) for texts in zip(*((piece.before, piece.after) for piece in pieces), strict=True)
    ]
    out, at, now = [], 0, 0
    for piece in pieces:
        changed = piece.kind is Kind.CHANGED
        touched = [quotations[0].touched(piece.before, at), quotations[1].touched(piece.after, now)] if changed else []
        out.append(Edit(piece, _quotation(*touched), _denial(piece)) if changed else Edit(piece))
        at, now = at + len(piece.before), now + len(piece.after)
    return out


class _Quotations:
    """Where quotations stand in a text."""

    def __init__(self, text: str) -> None:
        self._ranges: list[Range] = [match.span() for match in _QUOTATION.finditer(text)]
        self._starts = [start for start, _ in self._ranges]

    def touched(self, words: str, at: int) -> list[bool]:
        """Of each quotation that has some of the words, which start at ``at``: whether they hold it whole."""
        match = _WORDS.search(words)
        if match is None:
            return []
        start, end = at + match.start(), at + match.end()
        first = max(0, bisect_right(self._starts, start) - 1)
        here = takewhile(lambda span: span[0] < end, self._ranges[first:])
        return [at <= low and high <= at + len(words) for low, high in here if high > start]


def _quotation(before: list[bool], after: list[bool]) -> Came | None:
    if not before and not after:
        return None
    if all(before) and all(after) and not (before and after):
        return Came.ADDED if after else Came.DROPPED
    return Came.CHANGED


def _denial(piece: Piece) -> Came | None:
    before, after = (len(_DENIAL.findall(text)) for text in (piece.before, piece.after))
    if before == after:
        return None
    return Came.ADDED if after > before else Came.DROPPED
