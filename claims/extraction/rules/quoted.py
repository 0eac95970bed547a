"""Quotations in marks that the tagger missed: returned all the same, so that an editor never misses one."""

import re
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout
from claims.extraction.records import LONG, Tagged, words_in
from claims.extraction.types import Span
from claims.text.vocabulary import words

CONFIDENCE = 0.2
OF = re.compile(
    r"\b(?P<cue>in the words of|to quote) (?P<who>[^,.;:!?“”\"\n]{2,60})(?:,[^.;:!?“”\"\n]{1,60})?,? $", re.IGNORECASE
)
"""What before a quotation says whose it is: "in the words of Jo Lee, who built it, “the best”"."""
OF_CONFIDENCE = 0.7
WORD = re.compile(r"[^\W\d_][\w’'-]*")
SMALL = lx.PREPOSITIONS | lx.DETERMINERS | words("and or but nor if than as is it vs")
"""Words that are small in a title."""
NEAR = 160
"""Code points before a quotation that are looked at."""


def alone(layout: Layout, tagged: Sequence[Tagged]) -> list[Tagged]:
    """Records for the quotations that touch no content tagged, if of five words or more, or said to be somebody's."""
    taken = sorted(span for record in tagged for span in record.content)
    records: list[Tagged] = []
    index = 0
    for quotation in layout.quotations:
        start, end = quotation.parts[0][0], quotation.parts[-1][1]
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        if index < len(taken) and taken[index][0] < end:
            continue
        if whose := OF.search(layout.text, max(0, start - NEAR), start):
            spans = (whose.span("cue"),), (whose.span("who"),)
            records.append(Tagged(quotation.parts, *spans, confidence=OF_CONFIDENCE))
        elif words_in(layout.text, quotation.parts) >= LONG and not _is_title(layout.text, quotation.parts):
            records.append(Tagged(content=quotation.parts, confidence=CONFIDENCE))
    return records


def _is_title(text: str, parts: Sequence[Span]) -> bool:
    """Whether words in marks are a book's, a song's or a programme's title: all begin with capitals but small ones.

    In a headline, where words outside of marks do so too, none are.
    """
    start, end = parts[0][0], parts[-1][1]
    before, behind = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    around = WORD.findall(before.rpartition("\n")[2] + " " + behind.partition("\n")[0])
    return _capital(WORD.findall(text, start, end)) and not _capital(around)


def _capital(found: Sequence[str]) -> bool:
    return all(word[0].isupper() or word.lower() in SMALL for word in found)
