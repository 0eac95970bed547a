"""Those of whom a cue tells what others say, and who do not speak by that: "Lee came under fire for his haste"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction import lexicon as lx
from claims.extraction.records import Tagged

_BLAME = (
    r"(?:criticism|criticisms|fire|attack|scrutiny|charges?|allegations?|accusations?|claims?|rumou?rs?|complaints?"
    r"|questions?|backlash)"
)
UNDER = re.compile(
    rf"\b(?:c[ao]m(?:e|es|ing) under|(?:been|be|is|are|was|were) (?:dogged|plagued|haunted|hounded) by"
    rf"|fac(?:e|es|ed|ing)|drawn|dr[ae]ws?|drew) (?:[\w-]+ ){{0,3}}?{_BLAME}\b",
    re.IGNORECASE,
)
TALK = re.compile(
    r"\b(?:set(?:s|ting)? off|(?:spark|fuel|prompt|trigger|stirr?|provok|ignit)\w*) (?:[\w-]+ ){0,3}?"
    rf"(?:speculation|concerns?|fears|doubts|outrage|an outcry|{_BLAME})\b",
    re.IGNORECASE,
)
"""What something made others say: "the tweet set off speculation"."""
BLAMED = re.compile(r"(?:long|widely|roundly|heavily|much|often) (?:criticized|criticised|blamed|praised|condemned)")
PASSIVE = re.compile(r" (?:for|as)\b")
"""What stands behind BLAMED where it says no more than that some do: "practices long criticized for waste"."""
REPORTS = re.compile(r"(?:reports|accounts)", re.IGNORECASE)
BY = re.compile(r"\b(?:by|from) (?:all |some |most |many |news |media |press )?\Z", re.IGNORECASE)
"""Words before REPORTS of which nobody says whose they are: "by all accounts"."""
LONGEST = 20
HEARSAY = re.compile(r"\b(?:allegedly|purportedly|supposedly) (?P<verb>\w+)", re.IGNORECASE)
"""What somebody is said to have done: "he allegedly fled"."""
VOICED = re.compile(
    r"(?:threat|promis|agree|admit|confess|den[iy]|declin|refus|order|offer|want|vow|wrote|plan|plott|believ|accus|brag)"
)
"""Verbs whose subject speaks all the same, beside those of TALKING."""


def without_accused(text: str, records: Sequence[Tagged]) -> list[Tagged]:
    """The records, without a speaker where the words that the tagger took for one name who is spoken of."""
    return [replace(record, speaker_words=()) if _is_of_accused(text, record) else record for record in records]


def _is_of_accused(text: str, record: Tagged) -> bool:
    """Whether the subject of the cue bears what is said; "reportedly told" leaves them the one who speaks."""
    if not record.cue or not record.speaker_words or record.speaker_words[0][0] > record.cue[0][0]:
        return False
    start, end = record.cue[0]
    if UNDER.search(text, start, end) or TALK.search(text, start, end):
        return True
    if BLAMED.fullmatch(text, start, end) and PASSIVE.match(text, end):
        return True
    if REPORTS.fullmatch(text, start, end) and BY.search(text, max(0, start - LONGEST), start):
        return True
    hearsay = HEARSAY.match(text, start, end)
    verb = hearsay["verb"].lower() if hearsay else ""
    return bool(verb) and verb not in lx.TALKING and VOICED.match(verb) is None
