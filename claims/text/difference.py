"""What a text has become, in pieces that give both texts back: paragraphs that moved, and words that were changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, takewhile

from rapidfuzz.distance import Indel

from claims.text.places import FORMS, Range


class Kind(StrEnum):
    """What became of a piece. A paragraph that moved is one where it stood, and another where it stands."""

    SAME = "same"
    CHANGED = "changed"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch as it stood before and as it stands now; one of the two may be empty, unless it is the same.

    What is the same may have other forms of quotation marks, dashes and spaces.
    """

    kind: Kind
    before: str
    after: str


_CELLS_AT_MOST = 25_000_000  # words compared with words; a stretch changed more than that is told as a whole
_ABSORBED_AT_MOST = 12  # letters between two changes that are read as one
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+[”’\"')\s]*|[^.!?\n]+")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:['’]\w+)*|\s+|[^\w\s]|_")
_LETTER = re.compile(r"[^\W_]")


def difference(before: str, after: str) -> list[Piece]:
    """The pieces in order; what stood before in each, joined, is ``before``, and what stands now ``after``.

    Paragraphs, then sentences that stand once in both hold the texts together; what lies between them is compared word
    by word. Takes time in line with the length of the texts, but for stretches of up to 5,000 words that differ.
    """
    old, new = _PARAGRAPH.findall(before), _PARAGRAPH.findall(after)
    gone, come = _moved(old, new)
    left = ["".join(text for at, text in enumerate(side) if at not in out) for side, out in ((old, gone), (new, come))]
    pieces = _readable(_compared(left[0], left[1], (_PARAGRAPH, _SENTENCE, _WORD)))
    pieces = _put_in(pieces, [(text, at in gone) for at, text in enumerate(old)], Kind.MOVED_AWAY)
    return _put_in(pieces, [(text, at in come) for at, text in enumerate(new)], Kind.MOVED_HERE)


def _moved(old: list[str], new: list[str]) -> tuple[set[int], set[int]]:
    """The numbers of the paragraphs that stand once in each text, and in another order."""
    bare = [[text.translate(FORMS).strip() for text in side] for side in (old, new)]
    pairs = [pair for pair in _once_in_both(*bare) if _LETTER.search(bare[0][pair[0]])]
    moved = set(pairs) - set(_in_order(pairs, bare[0]))
    return {at for at, _ in moved}, {place for _, place in moved}


def _once_in_both(old: Sequence[str], new: Sequence[str]) -> list[Range]:
    """The number of each that stands once in both, with its number there."""
    counts, now_counts = Counter(old), Counter(new)
    places = {text: place for place, text in enumerate(new) if now_counts[text] == 1}
    return [(at, places[text]) for at, text in enumerate(old) if counts[text] == 1 and text in places]


def _in_order(pairs: list[Range], texts: Sequence[str]) -> list[Range]:
    """The pairs that rise on both sides and hold most of the letters; they rise on the first, the side of ``texts``."""
    ends: list[int] = []  # where rows of pairs end; each holds more letters than those that end before it
    lengths: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (at, place) in enumerate(pairs):
        here = following = bisect_left(ends, place)
        before.append(last[here - 1] if here else -1)
        length = len(texts[at]) + (lengths[here - 1] if here else 0)
        while following < len(ends) and lengths[following] <= length:
            following += 1
        ends[here:following], lengths[here:following], last[here:following] = [place], [length], [number]
    rising = []
    number = last[-1] if last else -1
    while number >= 0:
        rising.append(pairs[number])
        number = before[number]
    return rising[::-1]


def _compared(old: str, new: str, units: tuple[re.Pattern[str], ...]) -> Iterator[Piece]:
    """The pieces of two stretches, held together by the largest of the units; what differs by the smaller ones."""
    unit, *smaller = units
    old_units, new_units = unit.findall(old), unit.findall(new)
    folded = [text.translate(FORMS) for text in old_units], [text.translate(FORMS) for text in new_units]
    staying = _staying(*folded) if smaller else _alike(*folded)
    old_at = new_at = 0
    for old_start, new_start, length in [*_runs(staying), (len(old_units), len(new_units), 0)]:
        removed, added = "".join(old_units[old_at:old_start]), "".join(new_units[new_at:new_start])
        if smaller and removed and added:
            yield from _compared(removed, added, tuple(smaller))
        elif removed or added:
            yield Piece(Kind.CHANGED, removed, added)
        old_at, new_at = old_start + length, new_start + length
        if length:
            yield Piece(Kind.SAME, "".join(old_units[old_start:old_at]), "".join(new_units[new_start:new_at]))


def _runs(pairs: list[Range]) -> Iterator[tuple[int, int, int]]:
    """The pairs that follow on each other as the first of them and their number."""
    start = 0
    for number, (at, now) in enumerate(pairs, start=1):
        if number == len(pairs) or pairs[number] != (at + 1, now + 1):
            yield *pairs[start], number - start
            start = number


def _staying(old: list[str], new: list[str]) -> list[Range]:
    """Which units stay: those at the beginning, those at the end, and between them those that stand once in both."""
    head = _same_at_start(zip(old, new, strict=False))
    tail = _same_at_start(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    between = old[head : len(old) - tail]
    middle = _in_order(_once_in_both(between, new[head : len(new) - tail]), between)
    ends = [(len(old) - at, len(new) - at) for at in range(tail, 0, -1)]
    return [*((at, at) for at in range(head)), *((head + at, head + now) for at, now in middle), *ends]


def _same_at_start(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _alike(old: list[str], new: list[str]) -> list[Range]:
    """Which words stay, as many as can; of too many, those that are surely the same."""
    if len(old) * len(new) > _CELLS_AT_MOST:
        return _staying(old, new)
    equal = (step for step in Indel.opcodes(old, new) if step.tag == "equal")
    return [(step.src_start + n, step.dest_start + n) for step in equal for n in range(step.src_end - step.src_start)]


def _readable(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind joined, and two changes with a few letters between them made one."""
    runs: list[tuple[Kind, list[Piece]]] = []
    for kind, neighbours in groupby(pieces, key=lambda piece: piece.kind):
        run = list(neighbours)
        if kind is Kind.CHANGED and len(runs) > 1 and _is_small(runs[-1][1], runs[-2][1][-1], run[0]):
            between = runs.pop()[1]
            runs[-1][1].extend(between + run)
        else:
            runs.append((kind, run))
    return [
        Piece(kind, "".join(piece.before for piece in run), "".join(piece.after for piece in run)) for kind, run in runs
    ]


def _is_small(between: list[Piece], *changes: Piece) -> bool:
    """Whether what stayed has few letters, and no more than each of the changes beside it."""
    words = "".join(piece.after for piece in between[: _ABSORBED_AT_MOST + 1])
    most = min(max(_letters(change.before), _letters(change.after)) for change in changes)
    return "\n" not in words and _letters(words) <= min(most, _ABSORBED_AT_MOST)


def _letters(words: str) -> int:
    return len(_LETTER.findall(words))


def _put_in(pieces: Iterable[Piece], paragraphs: Iterable[tuple[str, bool]], kind: Kind) -> list[Piece]:
    """The pieces with the paragraphs that moved, each at its place among those of its text."""
    waiting = deque(_places(paragraphs))
    side = 0 if kind is Kind.MOVED_AWAY else 1
    out: list[Piece] = []
    at = 0
    for piece in pieces:
        while waiting and waiting[0][0] - at < len((piece.before, piece.after)[side]):
            place, text = waiting.popleft()
            if place > at:
                first, piece = _split(piece, place - at, side)
                out.append(first)
            out.append(_moved_piece(kind, text))
            at = place
        out.append(piece)
        at += len((piece.before, piece.after)[side])
    return out + [_moved_piece(kind, text) for _, text in waiting]


def _places(paragraphs: Iterable[tuple[str, bool]]) -> Iterator[tuple[int, str]]:
    """Each paragraph that moved, and how many characters stand before it that did not move."""
    at = 0
    for text, is_moved in paragraphs:
        if is_moved:
            yield at, text
        else:
            at += len(text)


def _moved_piece(kind: Kind, text: str) -> Piece:
    return Piece(kind, text, "") if kind is Kind.MOVED_AWAY else Piece(kind, "", text)


def _split(piece: Piece, at: int, side: int) -> tuple[Piece, Piece]:
    """A piece in two; of what was changed, the other side stays with the first."""
    cuts = [len(piece.before), len(piece.after)]
    cuts[side] = at
    if piece.kind is Kind.SAME:
        cuts = [at, at]
    first = Piece(piece.kind, piece.before[: cuts[0]], piece.after[: cuts[1]])
    return first, Piece(piece.kind, piece.before[cuts[0] :], piece.after[cuts[1] :])
