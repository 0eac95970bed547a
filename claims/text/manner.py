"""In what manner words are reported: plainly, hedged, in jest, as false or as taken back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from claims.text.places import Range

Manner = Literal["", "false", "hedged", "jest", "retracted"]

_NEAR = 6
"""Words before and after the reporting words that may tell how they are meant."""
_REACH = 80  # characters, more than so many words mostly have
_BREAK = re.compile(r"[.!?;:](?=\s|$)|[\n\"“”„«»‹›]")
_WORD = re.compile(r"\S+")
_MANNERS: tuple[tuple[Manner, re.Pattern[str]], ...] = (
    (
        "false",
        re.compile(
            r"\b(?:falsely|wrongly|erroneously|incorrectly|mistakenly|baselessly|untruthfully|lied|lying"
            r"|without (?:any )?(?:evidence|proof|basis))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "jest",
        re.compile(
            r"\b(?:jok(?:e[sd]?|ing(?:ly)?)|quip(?:s|ped|ping)?|jest(?:s|ed|ing(?:ly)?)?|kidd(?:ed|ing(?:ly)?)"
            r"|deadpan(?:s|ned)?|teas(?:ed|ing(?:ly)?)|sarcas(?:m|tic(?:ally)?)|iron(?:y|ically)|facetiously"
            r"|tongue[- ]in[- ]cheek|scherzt?e?|witzelte?|plaisant(?:e|é|ait|ant)|ironisé|bromeó|bromea)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "hedged",
        re.compile(
            r"\b(?:allegedly|reportedly|purportedly|supposedly|apparently|ostensibly|seemingly"
            r"|unconfirmed|unverified"
            r"|(?:alleged|believed|claimed|purported|reported|rumou?red|said|thought|understood) to (?:have|be)"
            r"|(?:appear|seem)(?:s|ed)? to|(?:may|might) have|hint(?:s|ed|ing)?|impl(?:y|ies|ied|ying)"
            r"|insinuat(?:es?|ed|ing)|angeblich|mutmaßlich|soll(?:en)?|aurai(?:en)?t|prétendument|habrían?"
            r"|supuestamente|presuntamente)\b",
            re.IGNORECASE,
        ),
    ),
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)]*(?:\s+|$)|\n\s*")
_LONGEST_NEXT = 200
"""Characters of the next sentence that are read: who takes words back is told at its beginning."""
_SAID = r"(?:remarks?|statements?|comments?|words?|claims?|accusations?|allegations?|assertions?)"
_ITS = r"(?:the|this|that|these|those|his|her|their|its|both)"
_BEFORE = r"^[^.!?\n\"“”„«»]{0,80}?(?<!not )(?<!never )(?<!to )\b"
_RETRACTED = re.compile(
    rf"{_BEFORE}(?:withdrew|retracted|recanted|disavowed|took back|walked back|apologi[sz]ed for"
    rf"|(?:has|have|had) (?:since |later )?withdrawn) {_ITS} (?:\w+ )?{_SAID}\b"
    rf"|{_BEFORE}(?:took|walked) (?:it|that|this|them|{_ITS} {_SAID}) back\b"
    rf"|^{_ITS} (?:\w+ )?{_SAID} (?:was|were|(?:has|have)(?: since| later)? been) (?:later |since )?"
    r"(?:withdrawn|retracted|disavowed|taken back)\b",
    re.IGNORECASE,
)


def manner_of(text: str, cue: Sequence[Range], content: Sequence[Range]) -> Manner:
    """How the words at ``content`` are reported by those at ``cue``, with the few words beside them in the sentence.

    "" where they are reported plainly, or nothing reports them. What was said itself does not tell; where the next
    sentence says that it was taken back, that comes before all else.
    """
    if cue and content and _RETRACTED.search(_next_sentence(text, max(high for _, high in (*cue, *content)))):
        return "retracted"
    around = " ".join(_around(text, place, content) for place in cue)
    return next((manner for manner, told in _MANNERS if told.search(around)), "")


def _next_sentence(text: str, place: int) -> str:
    """The beginning of the sentence after the one that ends next, in the paragraph or the one below."""
    end = _SENTENCE_END.search(text, max(place - 1, 0))
    return text[end.end() : end.end() + _LONGEST_NEXT].lstrip() if end else ""


def _around(text: str, place: Range, content: Sequence[Range]) -> str:
    start, end = place
    low = max([0, start - _REACH, *(high for _, high in content if high <= start)])
    high = min([len(text), end + _REACH, *(first for first, _ in content if first >= end)])
    before = _BREAK.split(text[low:start])[-1]
    after = _BREAK.split(text[end:high])[0]
    return " ".join([*_WORD.findall(before)[-_NEAR:], text[start:end], *_WORD.findall(after)[:_NEAR]])
