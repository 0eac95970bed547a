"""Why a source is not named, in the words printed: "because she was not authorized to speak publicly"."""

import re

from claims.extraction.types import Span

_WHY = (
    r"(?:for (?:legal|security|safety|privacy|personal) reasons|for (?:his|her|their) (?:own )?safety"
    r"|(?:because|so as(?: not)? to|as|since|citing|due to|for fear|out of fear|in order to|given"
    r"|to (?:avoid|discuss|describe|speak|talk|protect|share|disclose|reveal|preserve))\b"
    r"[^.;:“”\"\n]{5,200})"
)
_UNNAMED = re.compile(
    r"(?:\banonymity\b|\banonymously\b|\b(?:can)?not (?:to )?be (?:named|identified|quoted)\b"
    r"|\b(?:to|be) (?:remain )?anonymous\b"
    r"|\b(?:declined|refused) to (?:be (?:named|identified)|give (?:his|her|their) (?:full |last |real )?names?)\b"
    r"|\bnot (?:want|wish)(?:ing)? to be (?:named|identified|quoted)\b"
    r"|\b(?:named|identified) only\b(?: (?:as|by) [^,.;:]{1,30}?)?"
    r"|\b(?:identity|names?) (?:is|are|was|were|has been|have been) (?:being )?(?:withheld|kept secret|not (?:being )?"
    r"(?:used|published|disclosed|revealed))\b"
    rf"|\bunidentified\b)[^.;:“”\"\n]{{0,60}}?\b(?P<why>{_WHY})"
    r"|\b(?P<not_allowed>(?:(?:is|was|are|were|had|has) )?not (?:been )?(?:authori[sz]ed|allowed|permitted) to "
    r"(?:speak|talk|discuss|comment|brief)\b[^.;:,“”\"\n]{0,120})",
    re.I,
)
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
