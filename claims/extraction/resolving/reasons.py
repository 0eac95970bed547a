"""Why a source is not named, in the words printed: "because she was not authorized to speak publicly"."""

import re

from claims.extraction.types import Span

_WHY = (
    r"(?:for (?:legal|security|safety|privacy|personal) reasons|for (?:his|her|their) (?:own )?safety"
    r"|(?:because|so as(?: not)? to|as|since|citing|due to|for fear|out of fear|in order to|given"
    r"|to (?:avoid|discuss|describe|speak|talk|protect|share|disclose|reveal|preserve))\b"
    r"[^.;:“”\"\n]{5,200})"
)
_NOT_ALLOWED = (
    r"\b(?:(?:(?:is|was|are|were|had|has) )?not|(?:is|was|are|were|had|has)n['’]t) (?:been )?"
    r"(?:authori[sz]ed|allowed|permitted) to (?:speak|talk|discuss|comment|brief)\b"
)
_ASKS = (
    r"\banonymity\b|\banonymously\b|\b(?:can)?not (?:to )?be (?:named|identified|quoted)\b"
    r"|\b(?:to|be) (?:remain )?anonymous\b"
    r"|\b(?:declined|refused) to (?:be (?:named|identified)|give (?:his|her|their) (?:full |last |real )?names?)\b"
    r"|\bnot (?:want|wish)(?:ing)? to be (?:named|identified|quoted)\b"
    r"|\b(?:identity|names?) (?:is|are|was|were|has been|have been) (?:being )?(?:withheld|kept secret|not (?:being )?"
    r"(?:used|published|disclosed|revealed))\b"
    r"|\b(?:identity|names?) not be (?:used|published|disclosed|revealed|printed|given)\b"
)
_UNNAMED = re.compile(
    rf"(?:{_ASKS}|\b(?:named|identified) only\b(?: (?:as|by) [^,.;:]{{1,30}}?)?|\bunidentified\b)"
    rf"[^.;:“”\"\n]{{0,60}}?\b(?P<why>{_WHY})"
    rf"|(?P<not_allowed>{_NOT_ALLOWED}[^.;:,“”\"\n]{{0,120}})",
    re.I,
)
_CLAUSE = re.compile(
    rf",? (?:(?:who|whose|speaking|talking|(?:request|ask|insist|declin|refus)ing|granted|given|on|under)\b"
    rf"(?:(?!,? (?:who|whose|speaking|talking)\b)[^,;:“”\"\n]){{0,60}}?)?(?:{_ASKS}|{_NOT_ALLOWED})",
    re.I,
)
"""Words of a phrase in which the source asks not to be named: ", who spoke on condition of anonymity"."""
_ENDS = re.compile(r",? (?:said|says|told|added|wrote|according to|but)\b.*|[ ,]+$", re.S)
"""What stands behind a reason and is the report's own: ", told CNN"."""


def reason_in(text: str, sentence: Span) -> Span | None:
    """Where a sentence says why its source is not named."""
    match = _UNNAMED.search(text, *sentence)
    if not match:
        return None
    start, end = match.span("why" if match["why"] else "not_allowed")
    ended = _ENDS.search(text, start, end)
    return start, ended.start() if ended else end


def without_request(text: str, span: Span) -> Span:
    """The words that describe a source, without those in which it asks not to be named and what stands behind them."""
    match = _CLAUSE.search(text, *span)
    return (span[0], match.start()) if match else span
