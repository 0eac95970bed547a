""" "Lee was quoted by Press TV as saying": the one who spoke and the medium that quotes, which the network mixes up."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.records import Tagged
from claims.extraction.types import Span

_SAYING = r"as (?:saying|telling|writing|stating|claiming|adding|warning|calling|describing)\b"
_NAME = r"[^.;:“”\"«»\n]{2,120}?"
ACTIVE = re.compile(rf"(?P<cue>\bquot(?:ed|es|ing)) (?P<who>{_NAME}),? (?P<saying>{_SAYING})")
PASSIVE = re.compile(
    rf"(?P<cue>\b(?:was|is|were|are|been) (?:also |later )?quoted)"
    rf"(?: (?:by|in) (?P<by>{_NAME}))? (?P<saying>{_SAYING})(?: by (?P<after>[^.,;:“”\"«»\n]{{2,60}}))?"
)
WHO = re.compile(r"[^,.;:“”\"«»\n]{2,80}?(?=(?:, [^,.;:“”\"«»\n]{2,80},)?(?: has| have| had)? $)")
"""Who it is, at the end of what stands before: "Ann Poe", "Ann Poe, an aide,"."""
NEAR, BEFORE, BEHIND = 16, 120, 250
"""Code points before a cue that belong to it, before it in which it names who spoke, and behind it."""


def quoted_as(text: str, records: Sequence[Tagged]) -> list[Tagged]:
    """The records, with who is quoted as their speaker and who quotes them as those who passed the words on."""
    return [_mended(text, record) for record in records]


def _mended(text: str, record: Tagged) -> Tagged:
    for start, end in record.cue:
        if "quot" not in text[start:end].lower():
            continue
        line = text.rfind("\n", 0, start) + 1
        match = PASSIVE.search(text, max(line, start - NEAR), end + BEHIND)
        if match and match.start("cue") <= end and match.end("cue") >= start:
            return _passive(text, record, match)
        if (match := ACTIVE.match(text, start)) and record.speaker_words:
            inner = (match.start("who"), match.end("saying"))
            content = _without(text, record.content, inner)
            who, medium = match.span("who"), record.speaker_words[0]
            cue = (match.span("cue"), match.span("saying"))
            return replace(record, content=content, cue=cue, speaker_words=(who,), through=(medium, *record.through))
    return record


def _passive(text: str, record: Tagged, match: re.Match[str]) -> Tagged:
    media = [match.span(name) for name in ("by", "after") if match[name]]
    who = tuple(span for span in record.speaker_words if span not in media and span[1] <= match.start("cue"))
    if not who:
        before = text[max(0, match.start("cue") - BEFORE) : match.start("cue")]
        who_match = WHO.search(before)
        if not who_match:
            return record
        start = match.start("cue") - len(before) + who_match.start() + len(who_match[0]) - len(who_match[0].lstrip())
        who = ((start, match.start("cue") - len(before) + who_match.end()),)
    end = match.end("after") if match["after"] else match.end("saying")
    content = _without(text, record.content, (who[0][0], end))
    cue = (match.span("cue"), match.span("saying"))
    return replace(record, content=content, cue=cue, speaker_words=who, through=(*media, *record.through))


def _without(text: str, content: Sequence[Span], gap: Span) -> tuple[Span, ...]:
    """The content without what lies in the gap; as it was where nothing else would be left."""
    pieces = [part for start, end in content for part in ((start, min(end, gap[0])), (max(start, gap[1]), end))]
    kept = [_stripped(text, piece) for piece in pieces if piece[0] < piece[1]]
    return tuple(piece for piece in kept if piece[0] < piece[1]) or tuple(content)


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",:"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
