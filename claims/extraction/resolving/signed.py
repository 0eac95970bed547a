"""Quotations with a signature, as letters to the editor are printed: “Nobody asked us.” ― Jo Lee, a nurse."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.extraction.layout import Layout
from claims.extraction.records import LONG, Tagged, words_in
from claims.extraction.types import Span

_CAPITAL = r"(?:(?![a-z\d_])\w(?:[\w’'-]|\.(?=\w))*(?:(?<=\b\w)\.|(?<=\b\w\w)\.)?)"
_SMALL = r"(?:of|the|de|del|della|di|da|du|la|le|van|von|der|den|ten|bin|al|el|y|and)"
_NOBODY = (
    r"(?:(?:Anonymous|Anon\.?|ANONYMOUS)\b"
    r"|Names?(?: and (?:full )?address(?:es)?)? (?:withheld|supplied|provided|changed)(?: (?:by|on|upon|at) request)?)"
)
_SOMEBODY = r"An? [a-z][\w’'-]*(?: [\w’'-]+){0,5}"
SIGNATURE = re.compile(
    rf"[ \u00a0]*(?P<dash>―|—|–|--?)[ \u00a0]*"
    rf"(?P<who>{_NOBODY}|{_SOMEBODY}|{_CAPITAL}(?:[ \u00a0](?:{_CAPITAL}|{_SMALL})){{0,6}})"
    r"(?P<rest>,? ?[,(][^.!?:;“”\"\n]{1,100})?[.\s\u00a0]*"
)
"""Dash, name, and who they are."""
MARKS = ("”", '"', "“", "»", "''")
OPENED = ("“", "”", '"', "„", "«", "‘", "''")
STOPS = (".", "!", "?", "…")
LONGEST = 240
"""Code points of a signature that are looked at."""
CONFIDENCE = 0.8
UNNAMED = re.compile(_NOBODY)
"""A signature of somebody who is not named: "― Anonymous, Boston"."""


def with_signed(layout: Layout, records: Sequence[Tagged]) -> list[Tagged]:
    """The records with each signed quotation as one, of whoever signs it.

    Reports within it stay; all else that was found in it goes.
    """
    signed = list(_signed(layout))
    starts = [record.content[0][0] for record in signed]
    kept = [record for record in records if not any(_is_part(record, span, signed, starts) for span in record.content)]
    return [*kept, *signed]


def is_signature(text: str, start: int) -> bool:
    """Whether the words from a place on stand right behind a dash."""
    return text[max(0, start - 3) : start].rstrip()[-1:] in {"―", "—", "–", "-"}


def _is_part(record: Tagged, span: Span, signed: Sequence[Tagged], starts: Sequence[int]) -> bool:
    """Whether a span of the record's words lies in a signed quotation and is no report within it."""
    at = bisect_right(starts, span[1] - 1) - 1
    if at < 0 or span[0] >= signed[at].content[-1][1]:
        return False
    end = signed[at].content[-1][1]
    inner = record.cue and record.speaker_words and starts[at] < record.speaker_words[0][0] < end
    return not (inner and span[1] < end - 1)


def _signed(layout: Layout) -> Iterator[Tagged]:
    text = layout.text
    running = {quotation.parts[-1][1]: quotation.parts for quotation in layout.quotations if len(quotation.parts) > 1}
    for paragraph, below in pairwise([*layout.paragraphs, (len(text), len(text))]):
        found = _end_and_signature(text, paragraph, below)
        if not found:
            continue
        end, signature = found
        content = running.get(end) or ((paragraph[0], end),)
        is_whole = end in running or _is_one_quotation(text[paragraph[0] : end])
        if is_whole and (words_in(text, content) >= LONG or text[end - 3 : end].rstrip("”\"“»'").endswith(STOPS)):
            named = (signature.start("who"), signature.end("rest") if signature["rest"] else signature.end("who"))
            yield Tagged(content, (signature.span("dash"),), (named,), confidence=CONFIDENCE)


def _end_and_signature(text: str, paragraph: Span, below: Span) -> tuple[int, re.Match[str]] | None:
    """Where the last mark of a paragraph ends, and the signature behind it or, where nothing is, the next paragraph."""
    start, end = paragraph
    tail = max(start, end - LONGEST)
    end = max(text.rfind(mark, tail, end) + len(mark) if mark in text[tail:end] else -1 for mark in MARKS)
    if end < 0:
        return None
    at, stop = (end, paragraph[1]) if text[end : paragraph[1]].strip() else below
    signature = SIGNATURE.fullmatch(text, at, stop) if stop - at <= LONGEST else None
    return (end, signature) if signature else None


def _is_one_quotation(words: str) -> bool:
    """Whether words from a mark to a mark are one quotation, and not two with words between them."""
    if not words.startswith(OPENED):
        return False
    depth = 1
    for at, char in enumerate(words[1:-1], 1):
        if char in "“«„":
            depth += 1
        elif char in "”»":
            depth -= 1
        elif char == '"' and words[0] == '"':
            return False
        if depth == 0 and words[at + 1 :].strip():
            return False
    return True
