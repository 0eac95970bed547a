"""Where words of an earlier text of an article stand in a new one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

Range = tuple[int, int]

_NEIGHBOURS = 50  # places looked at on either side, where words stand many times
_PLACES_AT_MOST = 1000  # words that stand more often are told apart by nothing
_CONTEXT = 200  # characters
_SEARCHED_AT_MOST = 1_000_000_000  # characters; beyond that only unchanged stretches are followed
# Forms of one sign: an article whose typography was mended has the same words. Each is one character, as its like.
FORMS = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›", "'"), **dict.fromkeys("–—‑−", "-")})
FORMS |= dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
_SIGN = re.compile(r"(?:^|[\s(])-|.?[$€£¥]")
_MORE_OF_FIGURE = re.compile(r"[.,:]\d|%")
_PIECE = re.compile(r"[^.!?\s][^.!?\n]*[.!?]*")


def joined(ranges: Iterable[Range]) -> list[Range]:
    """The ranges in order, those that overlap made one."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start < out[-1][1]:
            start, before = out.pop()
            end = max(end, before)
        out.append((start, end))
    return out


def without(ranges: Iterable[Range], others: Iterable[Range]) -> list[Range]:
    """What the ranges hold and the others do not."""
    left = list(ranges)
    for start, end in others:
        parts = [part for low, high in left for part in ((low, min(high, start)), (max(low, end), high))]
        left = [(low, high) for low, high in parts if low < high]
    return left


class RangeSet:
    """Ranges asked again and again whether they meet or hold another one, each time in a few steps."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._joined = joined(ranges)

    def meet(self, start: int, end: int) -> bool:
        """Whether one of the ranges has a character in common with this one."""
        at = bisect_left(self._joined, (end, end)) - 1
        return at >= 0 and self._joined[at][1] > start

    def holding(self, start: int, end: int) -> int | None:
        """The start of the range that holds this one whole; None where there is none."""
        at = bisect_right(self._joined, (start, float("inf"))) - 1
        return self._joined[at][0] if at >= 0 and self._joined[at][1] >= end else None


class Places:
    """Where words of one earlier text stand in the new one.

    Words inside a stretch that both texts hold move with it. The others are searched for in the whole of both texts,
    until that has become too much work. Quotation marks, dashes and spaces may have taken another form. ``stretches``
    holds the start and end of each such stretch in the old text, and by how much it has moved.
    """

    def __init__(self, old: str, new: str) -> None:
        old, new = old.translate(FORMS), new.translate(FORMS)
        self._old, self._new = old, new
        self.stretches = list(_unchanged(old, new))
        self._shifts = {start: shift for start, _, shift in self.stretches}
        self._here = RangeSet((start, end) for start, end, _ in self.stretches)
        self._there = RangeSet((start + shift, end + shift) for start, end, shift in self.stretches)
        self._moves: dict[str, dict[int, int]] = {}
        self._doubtful: set[tuple[str, int]] = set()
        self._searches_left = _SEARCHED_AT_MOST // max(1, len(old) + len(new))

    def find(self, start: int, end: int) -> int | None:
        """Where the words at ``[start, end)`` of the old text start now; None where they do not stand."""
        stretch = self._here.holding(start, end)
        if stretch is not None:
            place: int | None = start + self._shifts[stretch]
        else:
            words = self._old[start:end]
            if words not in self._moves and self._searches_left:
                self._searches_left -= 1
                self._moves[words] = self._moves_of(words)
            place = self._moves.get(words, {}).get(start)
        return None if place is None or self._word_has_grown(start, end, place) else place

    def is_doubtful(self, start: int, end: int) -> bool:
        """Whether the words that `find` found stand at another place that is as likely."""
        return (self._old[start:end], start) in self._doubtful

    def _word_has_grown(self, start: int, end: int, place: int) -> bool:
        """Whether the first or the last of the words is now a part of a longer one."""
        shift = place - start
        return any(
            not _is_inside_word(self._old, edge) and _is_inside_word(self._new, edge + shift) for edge in (start, end)
        )

    def _moves_of(self, words: str) -> dict[int, int]:
        """Each place of the words in the old text with its place now, those in unchanged stretches left out.

        Words that stand as often as before keep their order. Else the places with the likest surroundings belong
        together and, of several, the nearest; no two come to stand at one place.
        """
        before, now = _places(words, self._old, self._here), _places(words, self._new, self._there)
        if len(before) == len(now):
            return dict(zip(before, now, strict=True))
        if len(before) > _PLACES_AT_MOST:
            return {}
        pairs = [(start, place) for start in before for place in _around(start, now)]
        likeness = {pair: self._likeness(pair[0], len(words), pair[1]) for pair in pairs}
        pairs.sort(key=lambda pair: (-likeness[pair], abs(pair[0] - pair[1])))
        moves: dict[int, int] = {}
        taken: set[int] = set()
        for start, place in pairs:
            if start not in moves and place not in taken:
                moves[start] = place
                taken.add(place)
            elif likeness[start, moves.get(start, place)] == likeness[start, place]:
                self._doubtful.add((words, start))
        return moves

    def _likeness(self, start: int, length: int, place: int) -> int:
        """How many characters around the words are the same, up to _CONTEXT on either side."""
        end, now_end = start + length, place + length
        after = zip(self._old[end : end + _CONTEXT], self._new[now_end : now_end + _CONTEXT], strict=False)
        old_before = self._old[max(0, start - _CONTEXT) : start]
        now_before = self._new[max(0, place - _CONTEXT) : place]
        before = zip(reversed(old_before), reversed(now_before), strict=False)
        return _same_at_start(before) + _same_at_start(after)


def _unchanged(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each stretch of the old text that the new one holds, and by how much it has moved.

    They are the beginning, the end, and between them the sentences that stand once in each text, neighbours joined.
    """
    start, end, shift = 0, 0, 0
    for piece_start, piece_end, place in _pieces_in_both(old, new):
        moved = place - piece_start
        if moved != shift or old[end:piece_start] != new[end + shift : place]:
            if start < end:
                yield start, end, shift
            start, shift = piece_start, moved
        end = piece_end
    if start < end:
        yield start, end, shift


def _pieces_in_both(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and place in the new text of what is surely the same, in the order of the old text."""
    head = _same_at_start(zip(old, new, strict=False))
    tail = _same_at_start(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    yield 0, head, 0
    now = dict(_pieces_once(new, head, len(new) - tail))
    for piece, start in _pieces_once(old, head, len(old) - tail):
        if piece in now:
            yield start, start + len(piece), now[piece]
    yield len(old) - tail, len(old), len(new) - tail


def _pieces_once(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The sentences that stand once between start and end, each with its place."""
    pieces = [(match.group(), match.start()) for match in _PIECE.finditer(text, start, end)]
    counts = Counter(piece for piece, _ in pieces)
    return (piece for piece in pieces if counts[piece[0]] == 1)


def _places(words: str, text: str, taken: RangeSet) -> list[int]:
    """Every place where the words start in the text, those that overlap included, those in the known ranges not."""
    places, at = [], text.find(words)
    while at >= 0:
        if taken.holding(at, at + len(words)) is None:
            places.append(at)
        at = text.find(words, at + 1)
    return places


def _is_inside_word(text: str, at: int) -> bool:
    """Whether the place is within a word, or within a figure with its sign, its currency or its fraction."""
    before, after = text[max(0, at - 2) : at], text[at : at + 2]
    if before[-1:].isalnum() and after[:1].isalnum():
        return True
    if after[:1].isdigit():
        return bool(_SIGN.fullmatch(before))
    return before[-1:].isdigit() and bool(_MORE_OF_FIGURE.match(after))


def _around(start: int, places: list[int]) -> list[int]:
    at = bisect_left(places, start)
    return places[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]


def _same_at_start(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
