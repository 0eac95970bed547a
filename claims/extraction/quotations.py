"""Quotations: pairs of quotation marks, straight, curly, German or French; nested, unbalanced, over paragraphs."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from claims.extraction.types import Span

CLOSERS = {
    '"': '"”“',
    "“": '”"',
    "”": '”"',
    "„": '“”‟"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "'": "'",
    "`": "'`",
    "‹": "›",
    "›": "‹",
}
DOUBLE = frozenset('"“”„‟«»')
OPENS_AFTER = frozenset("([{—–-/…:;,.|>")
"""What may stand right before a quotation mark that opens, besides white space."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks: one part in each paragraph that it runs through."""

    parts: tuple[Span, ...]


def find_quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """The outermost quotations, in order. A quotation without its end stops with its paragraph, or goes on
    in the next one where that begins with a quotation mark, as newspapers print long quotations."""
    quotations: list[list[Span]] = []
    open_ends: set[int] = set()
    for start, end in paragraphs:
        spans, closed = _in_paragraph(text, start, end)
        last = len(quotations) - 1
        if last in open_ends and spans and not text[start : spans[0][0]].strip():
            quotations[last].append(spans.pop(0))
            if spans or closed:
                open_ends.discard(last)
        else:
            open_ends.discard(last)
        quotations += [[span] for span in spans]
        if spans and not closed:
            open_ends.add(len(quotations) - 1)
    return [Quotation(tuple(parts)) for parts in quotations]


def _in_paragraph(text: str, start: int, end: int) -> tuple[list[Span], bool]:
    """Spans of the outermost quotations of a paragraph, and whether the last one is closed."""
    spans: list[Span] = []
    singles = _Singles(text, start, end)
    opened = -1
    position = start
    while position < end:
        mark = _mark(text, position, end)
        if opened >= 0:
            if mark and mark[0] in CLOSERS[_mark(text, opened, end)[0]] and _may_close(text, position, end, len(mark)):
                spans.append((opened, position + len(mark)))
                opened = -1
        elif mark and _may_open(text, position, start, end, len(mark)):
            opened = position
        elif not mark and text[position] in "'‘" and (closer := singles.closer(position)) > 0:
            spans.append((position, closer + 1))
            position = closer
        position += len(mark) or 1
    if opened >= 0:
        stop = opened + len(text[opened:end].rstrip())
        if text[opened + 2 : stop].strip():
            return [*spans, (opened, stop)], False
    return [span for span in spans if text[span[0] + 1 : span[1] - 1].strip("'` \n\t")], True


def _mark(text: str, position: int, end: int) -> str:
    """The mark of quotation at a position, "" if none: one character, or two where apostrophes or backticks are
    printed for a double mark, as wire services do."""
    char = text[position]
    if char in CLOSERS and char not in "'`":
        return char
    if char in "'`" and position + 1 < end and text[position + 1] == char:
        return char * 2
    return ""


def _may_open(text: str, position: int, start: int, end: int, size: int) -> bool:
    if position + size >= end:
        return False
    before = text[position - 1] if position > start else " "
    if text[position] in "»›" and position == start and text[position + size].isspace():
        return False  # a bullet
    if text[position] in "«»„‟‹›":
        return True
    return not text[position + size].isspace() and (not before.isalnum() or text[position] == "“")


def _may_close(text: str, position: int, end: int, size: int) -> bool:
    """A straight mark after a space and before a word opens a quotation within the quotation."""
    if text[position] not in "\"“'":
        return True
    after = text[position + size] if position + size < end else " "
    return not (text[position - 1].isspace() and not after.isspace())


class _Singles:
    """Single quotation marks of a paragraph, told from apostrophes."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.closers = [at for at in range(start + 1, end) if text[at] in "'’" and self._closes(at)]
        self.doubles: list[int] = []

    def _closes(self, at: int) -> bool:
        after = self.text[at + 1] if at + 1 < self.end else " "
        return not self.text[at - 1].isspace() and not after.isalnum()

    def closer(self, at: int) -> int:
        """Where the single quotation that opens at ``at`` closes, -1 if nothing opens there."""
        before = self.text[at - 1] if at > self.start else " "
        if before.isalnum() or at + 1 >= self.end or not self.text[at + 1].isalnum() or not self.closers:
            return -1
        if not (before.isspace() or before in OPENS_AFTER):
            return -1
        index = bisect_right(self.closers, at)
        if index == len(self.closers) or self._double_marks(at, self.closers[index]) % 2:
            return -1
        closer = self.closers[index]
        # "the '90s and the voters' choice": two apostrophes, no quotation
        return -1 if self.text[at + 1].isdigit() else closer

    def _double_marks(self, start: int, end: int) -> int:
        if not self.doubles:
            marks = (self.text[at] in DOUBLE for at in range(self.start, self.end))
            self.doubles = [0, *accumulate(int(mark) for mark in marks)]
        return self.doubles[end - self.start] - self.doubles[start - self.start]
