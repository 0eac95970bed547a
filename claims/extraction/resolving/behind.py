"""Reports right behind a quotation, which the network at times gives to who spoke before: “Not so,” said Lee."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claims.extraction import lexicon as lx
from claims.extraction.records import Tagged
from claims.extraction.types import Span

_VERB = "|".join(sorted(lx.TALKING))
_BEARER = (
    r"(?P<who>(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}"
    r"|(?:an?|one|the) [^.,;:“”\"\n]{1,60}?)(?=[.,;\n]|$)"
)
SAID_BY = re.compile(f" {_BEARER}")
"""Who is named behind a verb of saying: " Jo Lee.", " the crowd."."""
NEXT = re.compile(
    rf"(?P<who>(?:an?|[Tt]he|one|another|[A-Z][\w’'-]+)(?: [^.,;:“”\"\n]{{1,80}}?)?) "
    rf"(?<!who )(?<!which )(?P<cue>{_VERB})\b(?! by\b)"
)
"""Who says a quotation that ends in a comma, right behind it: "an officer who saw it told"."""
VERB = re.compile(r"(?P<cue>[a-z]{3,12}(?:ed|d|oke|ang|ung)) (?=[A-Z]|the |an? )")
INVERTED = re.compile(rf"(?P<cue>[a-z]{{3,12}}(?:ed|t|s|d|oke|ang|ung)) {_BEARER}")
"""The same the other way round, with whatever verb: "gloated Jo Lee."."""
CLOSED = (",”", ',"')
MARKS = ("”", '"')
OPENED = ("“", '"')
STOPS = (".", "!", "?")


def with_own_reports(text: str, records: Sequence[Tagged]) -> list[Tagged]:
    """The records, each quotation given to whom the words right behind it name."""
    return [_by_the_name_behind(text, part) for record in records for part in _divided(text, record)]


def _by_the_name_behind(text: str, record: Tagged) -> Tagged:
    if not record.cue and record.speaker_words:
        return _with_verb(text, record)
    if len(record.cue) != 1 or not record.speaker_words:
        return record
    end, (start, stop) = record.content[-1][1], record.cue[0]
    named = SAID_BY.match(text, stop) if 0 < start - end <= 2 and text[end - 1] in MARKS else None
    if not named or named["who"].split()[0].lower() in lx.TIMES:
        return record
    elsewhere = record.speaker_words[0][1] <= record.content[0][0] or record.speaker_words[0][0] > named.end()
    return replace(record, speaker_words=(named.span("who"),)) if elsewhere else record


def _with_verb(text: str, record: Tagged) -> Tagged:
    """The record with the verb, which the network took for the speaker's: “Not so,” rued Jo Lee."""
    end, (start, stop) = record.content[-1][1], record.speaker_words[0]
    verb = VERB.match(text, start, stop) if 0 < start - end <= 2 and text[end - 1] in MARKS else None
    return replace(record, cue=(verb.span("cue"),), speaker_words=((verb.end(), stop),)) if verb else record


def _divided(text: str, record: Tagged) -> Iterator[Tagged]:
    """The record without the quotations that have a report of their own, and these."""
    own = {second: found for first, second in pairwise(record.content) if (found := _own(text, record, first, second))}
    if own:
        yield replace(record, content=tuple(span for span in record.content if span not in own))
        for span, (who, cue) in own.items():
            yield replace(record, content=(span,), speaker_words=(who,), cue=(cue,))
    else:
        yield record


def _own(text: str, record: Tagged, first: Span, second: Span) -> tuple[Span, Span] | None:
    between = any(first[1] <= cue[0] and cue[1] <= second[0] for cue in record.cue)
    whole = text.startswith(OPENED, second[0]) and text[second[1] - 2 : second[1]] in CLOSED
    if not between or not whole or not text[first[1] : second[0]].rstrip().endswith(STOPS):
        return None
    match = NEXT.match(text, second[1] + 1) or INVERTED.match(text, second[1] + 1)
    return (match.span("who"), match.span("cue")) if match else None
