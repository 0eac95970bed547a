"""What papers and media pass on: "“I won't go,” Jo Lee told her lawyer, according to court papers"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction import lexicon as lx
from claims.extraction.records import Tagged
from claims.text.vocabulary import words

PAPERS = words(
    "papers filing filings indictment complaint affidavit lawsuit suit document documents records transcript "
    "transcripts report statement warrant memo memos letter email emails testimony"
)
_VERB = "|".join(sorted(lx.TALKING | words("wrote texted emailed testified tells asks")))
_WHO = (
    r"(?:(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}|(?:[Hh]e|[Ss]he|[Tt]hey)"
    r"|(?:an?|one|the|another|his|her) [^.,;:“”\"\n]{1,60}?)"
)
QUOTED = re.compile(
    rf"(?P<words>(?:“[^“”\n]+[,?!]”|\"[^\"\n]+[,?!]\")),? "
    rf"(?:(?P<who>{_WHO}) (?P<cue>{_VERB})\b|(?P<said>{_VERB}) (?P<by>{_WHO})(?=[,.; ]|\Z))[^.;:“”\"\n]{{0,80}}\Z"
)
"""A quotation with its own report, and nothing else."""
_PAPER = (
    rf"(?:[\w’'-]+ ){{0,4}}(?:{'|'.join(sorted(PAPERS))})(?: (?:filed|obtained|seen|released) [^.,;:“”\"\n]{{1,60}})?"
)
PAPER = re.compile(
    rf"[^.,;:“”\"\n]{{0,60}}, (?:according to (?P<paper>{_PAPER})"
    rf"|(?P<says>(?:an?|the|his|her|their) {_PAPER}) (?:says?|said|shows?|showed|states?|stated|alleges?|alleged))"
    r"(?=[.,;\n]|\Z)"
)
"""A paper that says so, behind a report with a cue of its own."""

CARRIED = re.compile(
    r"\bIn (?:an?|the|his|her|its|their) [^.,;:“”\"\n]{2,60}? "
    r"(?:carried|published|broadcast|aired|released|quoted|cited) (?:by|on|in) (?P<medium>[^.,;:“”\"\n]{2,60}), \Z"
)
"""What carried somebody's words, before their name: "In a statement carried by SANA, the ministry said"."""
OWNED = re.compile(
    r"(?P<who>(?:the )?[^\s,.;:“”\"][^,.;:“”\"\n]{1,40}?(?:[’']s|s[’'])) (?:\w+ )?"
    r"(?P<cue>claim|position|contention|statement|assertion|allegation|argument|accusation|suggestion|insistence) "
    r"(?=that\b)"
)
"""Whose claim others take up, at the head of their words: "they checked Jo Lee's claim that it was late"."""
BEFORE = 160
"""Code points before the speaker's name that are looked at."""


def retold(text: str, records: Sequence[Tagged]) -> list[Tagged]:
    """The records, quotations with a report of their own given to who spoke, with what passed them on.

    Where one takes up another's claim, that is a record too.
    """
    found = [_carried(text, _from_paper(text, _given_back(text, record))) for record in records]
    begun = {record.content[0][0] for record in found}
    owned = (_owned(text, record) for record in found)
    return [*found, *(record for record in owned if record and record.content[0][0] not in begun)]


def _given_back(text: str, record: Tagged) -> Tagged:
    """The record of a paper or a medium whose words are somebody's quotation and its report."""
    if not record.cue or not record.speaker_words:
        return record
    outside = min(record.cue[0][0], record.speaker_words[0][0])
    before = [span for span in record.content if span[1] <= outside]
    behind = tuple(span for span in record.content if span[0] >= outside and text[span[0]] in '“"')
    match = QUOTED.match(text, before[0][0], before[-1][1]) if before else None
    if match is None:
        return record
    who, cue = ("who", "cue") if match["who"] else ("by", "said")
    return replace(
        record,
        content=(match.span("words"), *behind),
        cue=(match.span(cue),),
        speaker_words=(match.span(who),),
        through=(record.speaker_words[0], *record.through),
    )


def _from_paper(text: str, record: Tagged) -> Tagged:
    """The record with the paper that is named behind its own report."""
    if not record.cue or not record.speaker_words or record.through:
        return record
    ends = [span[1] for span in (*record.cue, *record.speaker_words)]
    if record.content[0][1] > min(ends):
        return record
    match = PAPER.match(text, max(ends))
    return replace(record, through=(match.span("paper" if match["paper"] else "says"),)) if match else record


def _carried(text: str, record: Tagged) -> Tagged:
    """The record with the medium that is named before its speaker as what carried the words."""
    if not record.speaker_words or record.through:
        return record
    start = record.speaker_words[0][0]
    low = max(0, start - BEFORE)
    match = CARRIED.search(text[low:start])
    return replace(record, through=((low + match.start("medium"), low + match.end("medium")),)) if match else record


def _owned(text: str, record: Tagged) -> Tagged | None:
    """The claim of another that a record takes up, if it does."""
    (start, end), *rest = record.content
    match = OWNED.match(text, start, end)
    if match is None or match.end() == end:
        return None
    return replace(
        record,
        content=((match.end(), end), *rest),
        cue=(match.span("cue"),),
        speaker_words=(match.span("who"),),
        through=(),
    )
