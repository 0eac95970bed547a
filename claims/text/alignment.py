"""Where words stand in a new text although some of them were changed, told by the words around them that stayed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from claims.text.places import FORMS, Places, Range

ALIKE = 0.7
"""At least this share of the letters has to stay, or the words are others."""
_WORD = re.compile(
    r"(?:(?<![^\s(])[-−–])?\d+(?:[.,:]\d+|['’\u00a0\u2009\u202f]\d{3}(?!\d))*"
    r"|[^\W\d_][\w\u0300-\u036f]*(?:['’][^\W_]+)*|[$€£¥%]"
)
_GROUPED = re.compile(r"-?[1-9]\d{0,2}([,' ])\d{3}(?:\1\d{3})*(?:\.\d+)?")  # "1.500" may be one and a half
_CELLS_AT_MOST = 25_000_000  # words compared with words; a text changed more than that is another one
FEWEST = 6  # words in a row that tell a place by themselves
_MARKS_BEFORE = re.compile(r"(?:[ \u00a0\u202f](?=[«‹])|[^\w\s])*")  # read backwards
_MARKS_AFTER = re.compile(r"(?:[ \u00a0\u202f](?=[»›])|[^\w\s])*")
_QUOTES = "\"'“”‘’„«»‹›`"
_OPENING = re.compile(r"(?<!\w)(?:[\"'“‘„`]|[«‹]\s?)\w")
_MARKS_AT_MOST = 20
_CUT_AT_LEAST = 3  # words that are left of others
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_SEPARATOR = "\x1f"


class Words:
    """The words of a text: where each starts and ends, and the word without case and with one kind of apostrophe.

    Figures are without what groups their digits.
    """

    def __init__(self, text: str) -> None:
        matches = list(_WORD.finditer(text))
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.folded = [_folded(match.group()) for match in matches]

    def within(self, start: int, end: int) -> Range:
        """The numbers ``[first, beyond)`` of the words that have a character in ``[start, end)``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def of(self, ranges: Iterable[Range]) -> list[str]:
        """The words of the ranges, folded."""
        return [word for span in ranges for word in self.folded[slice(*self.within(*span))]]

    @cached_property
    def joined(self) -> str:
        return _in_a_row(self.folded)


def _in_a_row(words: Iterable[str]) -> str:
    return _SEPARATOR + "".join(word + _SEPARATOR for word in words)


def _folded(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word).translate(FORMS).casefold()
    grouped = _GROUPED.fullmatch(folded)
    return folded.replace(grouped[1], "") if grouped else folded


class Alignment:
    """Each word of the old text with the word of the new one that stands for it.

    Words in sentences that stay belong together; what lies between two such is compared word by word. Case,
    punctuation, hyphens and the form of marks count for nothing. ``places`` finds words of which nothing has changed.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.places = Places(old, new)
        self._old, self._new = Words(old), Words(new)
        self._counterparts: list[int | None] = [None] * len(self._old.starts)
        self._join_unchanged()
        for old_gap, new_gap in list(self._gaps()):
            self._join_gap(old_gap, new_gap)

    def carry(self, start: int, end: int) -> Range | None:
        """Where the words at ``[start, end)`` of the old text stand now, with their marks; None where none is left."""
        first, beyond = self._old.within(start, end)
        places = [place for place in self._counterparts[first:beyond] if place is not None]
        if places and max(places) - min(places) <= 2 * (beyond - first) + 8:
            return self._with_marks(start, end, (first, beyond), (min(places), max(places) + 1))
        return None

    def find(self, start: int, end: int) -> Range | None:
        """The only place where the same words stand in the same order, however far away; None where they are few."""
        first, beyond = self._old.within(start, end)
        words = _in_a_row(self._old.folded[first:beyond])
        at = self._new.joined.find(words)
        if beyond - first < FEWEST or at < 0 or self._new.joined.find(words, at + 1) >= 0:
            return None
        place = self._new.joined.count(_SEPARATOR, 0, at)
        return self._with_marks(start, end, (first, beyond), (place, place + beyond - first))

    def likeness(self, old: list[Range], new: list[Range]) -> float:
        """From 0 to 1: how many of the letters at ranges of the old text stay at those of the new one."""
        before, now = (
            " ".join(words.of(ranges)).removeprefix("that ") for words, ranges in ((self._old, old), (self._new, new))
        )
        if before.replace(" ", "") == now.replace(" ", ""):  # A hyphen put into a word changes none of its letters.
            return 1.0
        return Levenshtein.normalized_similarity(before, now)

    def cuts(self, old: list[Range], new: list[Range]) -> bool:
        """Whether what is left of words is a part of them, with ellipses for the rest or without."""
        whole, at = _in_a_row(self._old.of(old)), 0
        words = [Words(part).folded for start, end in new for part in _ELLIPSIS.split(self.new[start:end])]
        for run in filter(None, words):
            at = whole.find(_in_a_row(run), at)
            if at < 0:
                return False
        return sum(map(len, words)) >= _CUT_AT_LEAST

    def turns_about(self, old: list[Range], new: list[Range]) -> bool:
        """Whether the words are the same in another order."""
        return sorted(self._old.of(old)) == sorted(self._new.of(new))

    def marks_came_or_went(self, old: list[Range], new: list[Range]) -> bool:
        """Whether words, or some of them, stood in quotation marks and none do any more, or the other way round."""
        return _are_quoted(self.old, old) != _are_quoted(self.new, new)

    def adds(self, ranges: list[Range]) -> bool:
        """Whether words were put in at the ranges of the new text, within a paragraph: none stood in the old one."""
        numbers = [number for span in ranges for number in range(*self._new.within(*span))]
        if [self._new.folded[number] for number in numbers] == ["that"]:
            return False  # it only joins what was said to who said so
        broken = any("\n" in self.new[start:end] for start, end in ranges)
        return bool(numbers) and not broken and not any(self._same_in_old[number] for number in numbers)

    @cached_property
    def _same_in_old(self) -> list[bool]:
        same = [False] * len(self._new.starts)
        for number, place in enumerate(self._counterparts):
            if place is not None and self._old.folded[number] == self._new.folded[place]:
                same[place] = True
        return same

    def _join_unchanged(self) -> None:
        """Pair the words that lie whole in a stretch of both texts."""
        numbers = {start: number for number, start in enumerate(self._new.starts)}
        for start, end, shift in self.places.stretches:
            for number in range(bisect_left(self._old.starts, start), bisect_right(self._old.ends, end)):
                place = numbers.get(self._old.starts[number] + shift)
                if place is not None and self._new.ends[place] == self._old.ends[number] + shift:
                    self._counterparts[number] = place

    def _gaps(self) -> Iterator[tuple[Range, Range]]:
        """The words of the old text without a counterpart, in rows, each with the new words that it may have become."""
        taken = sorted(place for place in self._counterparts if place is not None)
        start = 0
        while start < len(self._counterparts):
            if self._counterparts[start] is not None:
                start += 1
                continue
            end = start
            while end < len(self._counterparts) and self._counterparts[end] is None:
                end += 1
            before = self._counterparts[start - 1] if start else -1
            assert before is not None  # noqa: S101 the word before a gap has a counterpart
            following = bisect_right(taken, before)
            yield (start, end), (before + 1, taken[following] if following < len(taken) else len(self._new.starts))
            start = end

    def _join_gap(self, old: Range, new: Range) -> None:
        if (old[1] - old[0]) * (new[1] - new[0]) > _CELLS_AT_MOST:
            return
        steps = Levenshtein.opcodes(self._old.folded[slice(*old)], self._new.folded[slice(*new)])
        for step in steps:
            if step.tag in ("equal", "replace"):
                for number in range(step.src_end - step.src_start):
                    self._counterparts[old[0] + step.src_start + number] = new[0] + step.dest_start + number

    def _with_marks(self, start: int, end: int, words: Range, places: Range) -> Range:
        """The new words' range, wider by the marks where the old one held such marks, or narrower by parts of words."""
        opening = self.old[start : self._old.starts[words[0]]]
        closing = self.old[self._old.ends[words[1] - 1] : end]
        low, high = self._new.starts[places[0]], self._new.ends[places[1] - 1]
        marks_before = _MARKS_BEFORE.match(self.new[max(0, low - _MARKS_AT_MOST) : low][::-1])
        marks_after = _MARKS_AFTER.match(self.new, high)
        before, after = marks_before.group() if marks_before else "", marks_after.group() if marks_after else ""
        return low - len(_wanted(before, opening)), high + len(_wanted(after, closing))


def _are_quoted(text: str, ranges: list[Range]) -> bool:
    """Whether a quotation begins in the ranges, or right before them."""
    return any(_OPENING.search(text, max(0, start - 2), end) for start, end in ranges)


def _wanted(marks: str, old: str) -> str:
    """How many of the marks beside the new words belong to them: as far as the quotation mark, if the old had one."""
    if not old.strip():
        return ""
    if any(mark in _QUOTES for mark in old):
        farthest = max((at for at, mark in enumerate(marks) if mark in _QUOTES), default=-1)
        return marks[: farthest + 1]
    return marks[: len(old.strip())] if not any(mark in _QUOTES for mark in marks) else ""
