"""What a page of regular expressions finds: quotations in marks, with a verb of saying and a name or pronoun beside."""

import re
from typing import Any

QUOTATION = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
VERB = r"(?:said|says|told|added|wrote|asked|argued|noted|explained|tweeted|continued|insisted|replied|warned)"
NAME = r"(?:(?:[A-Z][\w.’'-]*\s+){0,4}[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey)"
BESIDE = re.compile(rf"(?P<speaker>{NAME})\s+(?P<cue>{VERB})\b|\b(?P<cue2>{VERB})\s+(?P<speaker2>{NAME})")
REACH = 80
"""Code points beside a quotation in which its verb may stand."""


def quotes(text: str) -> list[dict[str, Any]]:
    """Direct quotations in the form that the metric reads, each with the nearest verb and its subject."""
    found = []
    for quotation in QUOTATION.finditer(text):
        start, end = quotation.span()
        behind = BESIDE.search(text, end, min(len(text), end + REACH))
        before = list(BESIDE.finditer(text, max(0, start - REACH), start))
        if match := behind or (before[-1] if before else None):
            cue, speaker = ("cue", "speaker") if match["cue"] else ("cue2", "speaker2")
            found.append({"content": [[start, end]], "cue": [[*match.span(cue)]], "source": [[*match.span(speaker)]]})
    return found
