"""Text as the network reads it: word pieces with their places, and windows of them that end with paragraphs.

The trained weights depend on every line of this module: a change here asks for new ones.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LONGEST_WINDOW = 384
"""Pieces in a window, the leading [CLS] included."""
CONTEXT = 64
"""Pieces from before a window that are read again with it."""
SHAPES = ("none", "small", "capital", "capitals", "digit", "mark", "mixed")
QUOTED = ("outside", "inside", "mark")
LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
OPENERS = "“„«‹「『"
CLOSERS = "”»›」』"
SINGLE_OPEN = re.compile(r"(?<!\w)[‘'`]{1,2}(?=[\w$£€])")
SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…—%])(?:'{2}|['’])(?!\w)")
SURROGATE = re.compile(r"[\ud800-\udfff]")
BATCH = 256
"""Lines that the tokenizer reads at a time: what it tells of each piece takes far more memory than what is kept."""

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` of a text of which ``[own, end)`` are this window's own and the rest is context."""

    start: int
    own: int
    end: int


@dataclass(frozen=True)
class Pieces:
    """A text's word pieces, one entry each: vocabulary number, code points, line, and the two features.

    Each line ends with a separator, an empty span behind its last word. ``first`` tells pieces that begin a word.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    lines: Ints
    shapes: Ints
    quoted: Ints
    first: NDArray[np.bool_]

    @cached_property
    def windows(self) -> list[Window]:
        """The windows, in order; each piece is the own piece of exactly one."""
        cut: list[Window] = []
        own, size = 0, len(self.ids)
        while own < size:
            start = self._context(own)
            end = min(size, start + LONGEST_WINDOW - 1)
            if end < size:
                end = self._cut(own, end)
            cut.append(Window(start, own, end))
            own = end
        return cut

    def _context(self, own: int) -> int:
        """Where the context before piece ``own`` starts: at a line's start if there is one within reach."""
        low = max(0, own - CONTEXT)
        if low == 0:
            return 0
        line_starts = np.flatnonzero(np.diff(self.lines[low - 1 : own])) + low
        if len(line_starts):
            return int(line_starts[0])
        words = np.flatnonzero(self.first[low:own])
        return int(words[0]) + low if len(words) else own

    def _cut(self, own: int, end: int) -> int:
        """The last end of a line before ``end``; of a sentence or a word where a line is longer than a window."""
        line_ends = np.flatnonzero(np.diff(self.lines[own : end + 1]))
        if len(line_ends):
            return own + int(line_ends[-1]) + 1
        middle = (own + end) // 2
        words = np.flatnonzero(self.first[middle:end])
        return middle + int(words[-1]) if len(words) else end


class Reader:
    """Cuts texts into word pieces with a tokenizer loaded from its JSON."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Raises ValueError if the tokenizer knows no [CLS] and no [SEP]."""
        self.tokenizer = tokenizer
        cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        if cls is None or sep is None:
            raise ValueError("the tokenizer has no [CLS] or no [SEP]")
        self.cls: int = cls
        self.sep: int = sep

    def read(self, text: str) -> Pieces:
        """The pieces of a text, in time linear in its length."""
        text = SURROGATE.sub("\ufffd", text)
        spans = [match.span() for match in LINE.finditer(text) if not match.group().isspace()]
        columns = [array("i") for _ in range(4)]
        first: list[bool] = []
        for number, (start, end) in enumerate(spans):
            if number % BATCH == 0:
                batch = [text[slice(*span)] for span in spans[number : number + BATCH]]
                encodings = self.tokenizer.encode_batch(batch, add_special_tokens=False)
            self._line(columns, first, encodings[number % BATCH], start, end, number)
        ids, starts, ends, lines = (np.array(column, dtype=np.int32) for column in columns)
        begins = np.array(first, dtype=np.bool_)
        shapes = _shapes(text, starts, ends, begins)
        return Pieces(ids, starts, ends, lines, shapes, _quoted(text, spans, starts, ends), begins)

    def _line(
        self, columns: "list[array[int]]", first: list[bool], encoding: Any, start: int, end: int, number: int
    ) -> None:
        ids, starts, ends, lines = columns
        ids.extend([*encoding.ids, self.sep])
        starts.extend([start + a for a, _ in encoding.offsets] + [end])
        ends.extend([start + b for _, b in encoding.offsets] + [end])
        lines.extend([number] * (len(encoding.ids) + 1))
        words = encoding.word_ids
        first += [index == 0 or word != words[index - 1] for index, word in enumerate(words)] + [True]


def _shapes(text: str, starts: Ints, ends: Ints, first: NDArray[np.bool_]) -> Ints:
    """The letter shape of the word that each piece belongs to."""
    out = np.zeros(len(starts), dtype=np.int32)
    edges = [*np.flatnonzero(first).tolist(), len(starts)]
    shapes: dict[str, int] = {}
    for head, tail in pairwise(edges):
        word = text[starts[head] : ends[tail - 1]]
        shape = shapes.get(word)
        if shape is None:
            shape = shapes[word] = SHAPES.index(_shape(word))
        out[head:tail] = shape
    return out


def _shape(word: str) -> str:
    if not word:
        return "none"
    if word[0].isdigit():
        return "digit"
    if not word[0].isalpha():
        return "mark"
    if word.islower():
        return "small"
    if len(word) > 1 and word.isupper():
        return "capitals"
    return "capital" if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else "mixed"


def _quoted(text: str, spans: Sequence[tuple[int, int]], starts: Ints, ends: Ints) -> Ints:
    """Whether each piece is a quotation mark or stands between two; a paragraph's end closes what is open."""
    state = np.zeros(len(text) + 1, dtype=np.int8)
    for start, end in spans:
        _mark(text, start, end, state)
    out: Ints = state[np.minimum(starts, len(text))].astype(np.int32)
    out[starts == ends] = 0
    return out


def _mark(text: str, start: int, end: int, state: NDArray[np.int8]) -> None:
    line = text[start:end]
    marks = [(i, i + 1, 0) for i, c in enumerate(line) if c == '"']
    marks += [(i, i + 1, 1) for i, c in enumerate(line) if c in OPENERS]
    marks += [(i, i + 1, -1) for i, c in enumerate(line) if c in CLOSERS]
    if "'" in line or "‘" in line or "`" in line:
        marks += [(*m.span(), 2) for m in SINGLE_OPEN.finditer(line)]
        marks += [(*m.span(), -2) for m in SINGLE_CLOSE.finditer(line)]
    last_close = max((low for low, _, kind in marks if kind == -2), default=-1)
    opened, single = -1, False
    for low, high, kind in sorted(marks):
        if opened < 0 and (kind in (0, 1) or (kind == 2 and low < last_close)):
            opened, single = high, kind == 2
        elif opened >= 0 and ((kind in (0, -1) and not single) or (kind == -2 and single)):
            state[start + opened : start + low] = 1
            opened = -1
        else:
            continue
        state[start + low : start + high] = 2
    if opened >= 0:
        state[start + opened : end] = 1
