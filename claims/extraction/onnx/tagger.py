"""Reported words by the trained network: which words, which cue, which words name the speaker."""

import re
import unicodedata

from claims.extraction import lexicon as lx
from claims.extraction.onnx.confidence import confidence
from claims.extraction.onnx.decoding import decode
from claims.extraction.onnx.network import Network
from claims.extraction.records import LONG, RULES, Tagged, words_in
from claims.extraction.types import Span

LOOSE = frozenset(" ,;:—–-\u00a0")
OPENERS = frozenset("“\"«„‘'`")
DOUBLE_OPENERS = frozenset('“"«„')
CLOSERS = frozenset('”»"')
SIGNS_BEFORE = 20
"""Characters before the first quotation mark of a content that are looked at."""
STOPS = ".,;:!?'’"
CLOSING = re.compile(r"(?:[.,!?…]*[”\"»“’'`]+|[.,!?…]+(?=\s*(?:\n|$)))")
STOP = re.compile(r"\b[a-z]{3,}\.\Z")
"""A full stop behind a word; it is the sentence's, not the words reported."""
STOP_SEEN = 40
DATELINE = re.compile(
    r"[^\W\d_a-z][^\W\d_a-z'’.-]+(?:[ ,]{1,2}[^\W\d_a-z][^\W\d_a-z'’.-]*){0,4}"  # BRISTOW, NEW YORK
    r"(?:, [A-Z][\w.]{1,14}){0,2}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"  # Ohio; Nov. 3, 2018
    r"(?: ?\([^()\n]{1,30}\))?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"  # (Reuters)
    r"\s{0,2}(?:—|–|--|-\s)\s{0,2}"
    r"|(?:[A-Z][\w.’'-]{1,20}[, ]{1,2}){1,4}"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? ?)?\([^()\n]{1,30}\)\s{0,2}(?:—|–|--|-)\s{0,2}"
)
"""The place, paper and day before an article's first words."""
DATELINE_LENGTH = 100
LEAST = 0.3
"""Confidence below which a record is left out: of three such, two are wrong. Quotations in marks come back alone."""
BLOCK = 16
"""Windows in memory at a time, about 4,000 words: nothing points further, and the states of each take 400 kB."""


class TrainedTagger:
    """Finds reported words by a trained network."""

    name = "newsapp-network"

    def __init__(self, net: Network) -> None:
        self.network = net
        self.version = f"{RULES}, weights {net.version}"

    def tag(self, text: str) -> list[Tagged]:
        """The reported words of a text that the network is sure enough of, in order; they resolve no names.

        A few words that nobody says are scare quotes, a title or a stray mark.
        """
        return [
            record
            for record in candidates(text, self.network)
            if record.confidence >= LEAST and (record.speaker_words or words_in(text, record.content) >= LONG)
        ]


def candidates(text: str, net: Network) -> list[Tagged]:
    """All that a network takes for reported words, however little sure of it."""
    pieces = net.reader.read(text)
    windows = pieces.windows
    records: list[Tagged] = []
    for first in range(0, len(windows), BLOCK):
        records += decode(pieces, net.score(pieces, windows[first : first + BLOCK]), net.pointers)
    for record in records:
        record.content = _with_words(text, tuple(_edged(text, *span) for span in record.content))
        record.confidence = confidence(record.signs, net.confidence)
    return records


def _with_words(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The fragments of a content that hold a word, those of a dateline left out; all of them if none does."""
    kept = [span for span in spans if span[1] > _dateline_end(text, span[0], span[0] + DATELINE_LENGTH)]
    kept = [span for span in kept if any(char.isalnum() for char in text[slice(*span)]) and not _is_stray(text, span)]
    return tuple(kept) or spans


def _is_stray(text: str, span: Span) -> bool:
    """Whether a fragment is but the first word of a clause that is left out: "After", of "After two ships sank"."""
    opens = text[slice(*span)].lower() in lx.SUBORDINATORS | {"after", "before", "until"}
    return opens and text[span[1] : span[1] + 2].strip().isalnum()


def _edged(text: str, start: int, end: int) -> Span:
    """A content without commas at its edges or signs that are no words before its first quotation mark.

    One that opens a quotation goes on to its last mark.
    """
    low, high = _past_no_words(text, _past_dateline(text, start, end), end), end
    while low < high and text[low] in LOOSE:
        low += 1
    while low < high and text[high - 1] in LOOSE:
        high -= 1
    if STOP.search(text, max(low, high - STOP_SEEN), high):
        high -= 1
    if low == high:
        return start, end
    opens = text[low] in OPENERS and not CLOSERS & set(text[low + 1 : high])
    closing = CLOSING.match(text, high) if opens else None
    return low, closing.end() if closing else high


def _past_dateline(text: str, start: int, end: int) -> int:
    """Where a content starts that was taken to begin with the dateline of its paragraph."""
    stop = _dateline_end(text, start, end)
    return stop if start < stop < end else start


def _dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline ends of the paragraph that begins right before ``start``; ``start`` where there is none."""
    begun = text.rfind("\n", max(0, start - DATELINE_LENGTH), start) + 1
    if start - begun > DATELINE_LENGTH or (not begun and start > DATELINE_LENGTH):
        return start
    dateline = DATELINE.match(text, begun, min(end, begun + DATELINE_LENGTH))
    return dateline.end() if dateline else start


def _past_no_words(text: str, start: int, end: int) -> int:
    """Where a content starts whose quotation follows nothing but emoji, bullets and letters under heaps of marks."""
    opened = next((at for at in range(start, min(end, start + SIGNS_BEFORE)) if text[at] in DOUBLE_OPENERS), start)
    before = unicodedata.normalize("NFC", text[start:opened]).split()
    return start if any(word[0].isalnum() and word.strip(STOPS).isalnum() for word in before) else opened
