"""Reported words as the tagger would hand them over, written down by what they say instead of where they stand."""

import re

from claims.extraction.records import Tagged


def tagged(text: str, content: str | list[str], *, cue: str = "", speaker: str = "", after: str = "") -> Tagged:
    """A record of words that are looked for in the text from the first place of ``after`` on."""
    start = text.index(after)
    contents = [content] if isinstance(content, str) else content

    def spans(*parts: str) -> tuple[tuple[int, int], ...]:
        found = (re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(text, start) for part in parts if part)
        return tuple(match.span() for match in found if match)

    return Tagged(spans(*contents), spans(cue), spans(speaker))
