"""Talks that an article reports piece by piece: what one interview told stands in more sentences than name it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from claims.extraction import lexicon as lx
from claims.extraction.records import Tagged
from claims.extraction.resolving.media import SOCIAL, is_medium
from claims.extraction.resolving.names import Names
from claims.extraction.types import Attribution, Party
from claims.text.vocabulary import words

ELSEWHERE = words(
    "statement reporters conference rally speech debate crowd tweet tweeted twitter facebook letter email filing"
)
"""Words that say a thing was said in another place than the interview spoken of before."""
WISHES = words("wants want wanted hopes plans to will sets")
"""Words of a cue for what somebody has in mind, which no interview need have told."""
SPOKE = re.compile(
    r"(?:,[^,.\n]{1,60},)? (?:also |recently |has |had )?"
    r"(?:(?:spoke|spoken|talked|chatted|sat down|caught up) (?:with|to)|interviewed|discussed [^.\n]{1,60} with)"
    r"(?: the)?(?: [a-z]+){0,3} (?:Dr\.? |Mr\.? |Ms\.? )?"
)
"""What stands between a person and a medium where one spoke with the other."""
WRITTEN = re.compile(r"\b(?:statement|[Aa]ccording to|reported by|e-?mail|letter)\b")
"""Words beside a cue of what is no talk."""
BESIDE = 60
"""Code points on either side of the cue and its speaker that are looked at for them."""
BEHIND_CUE = 60
"""Code points behind a cue that may say where it was said."""
CARRIED = 4
"""Records from one of an interview to the next, at most."""
LEAD = 4
"""Records at the head of an article whose interview may be named only after them."""


def interviewed(names: Names) -> dict[str, Party]:
    """The medium to whom a person spoke, by the person's name, where a sentence of its own tells it."""
    text = names.layout.text
    media: dict[str, Party] = {}
    for mention, other in pairwise(names.mentions):
        if not SPOKE.fullmatch(text, mention.end, other.start):
            continue
        medium, guest = (mention, other) if is_medium(mention) else (other, mention)
        person = names.person_at(guest) if guest.kind == "person" else None
        if person and is_medium(medium):
            full = names.full(medium)
            name = text[full.start : full.end]
            media[person.name] = Party("organization", name, text[medium.start : medium.end])
    return media


def told_to(attributions: Sequence[Attribution], media: dict[str, Party], text: str) -> list[Attribution]:
    """The attributions with the medium that a person has spoken with, where they name no other way."""
    out = list(attributions)
    for index, item in enumerate(out):
        medium = media.get(item.speaker.name or "") if item.speaker else None
        alone = not item.chain and not _elsewhere(item, text) and not _is_wish(item, text)
        if medium and alone and item.cue and _same_talk(item, text) and _is_talk(item, text):
            out[index] = replace(item, chain=(medium,))
    return out


def carried(attributions: Sequence[Attribution], records: Sequence[Tagged], text: str) -> list[Attribution]:
    """The attributions with the medium of an interview given to all that is said in it."""
    out = list(attributions)
    names = [item.speaker.name if item.speaker else None for item in attributions]
    since: dict[str, tuple[int, tuple[Party, ...]]] = {}
    for index, item in enumerate(out):
        name = names[index]
        if not name:
            continue
        if item.chain:
            if not records[index].through and _is_told(item, text):
                since[name] = (index, item.chain)
            continue
        last_said = since.get(name)
        if last_said and index - last_said[0] <= CARRIED and _same_talk(item, text) and not _elsewhere(item, text):
            out[index] = replace(item, chain=last_said[1])
            since[name] = (index, last_said[1])
    for index in range(min(LEAD, len(out)) - 1, -1, -1):
        name = names[index]
        coming = out[index : index + 1 + LEAD]
        at = next((at for at, other in enumerate(coming) if other.chain), 0)
        later = coming[at]
        # Where one of them was said elsewhere, so were those before it, and those that go on from it.
        if any(_elsewhere(other, text) for other in out[: index + at]) or _is_wish(out[index], text):
            continue
        if name and at and later.speaker and later.speaker.name == name and _is_told(later, text):
            out[index] = replace(out[index], chain=later.chain)
    return out


def _is_talk(item: Attribution, text: str) -> bool:
    """Whether the words beside a cue tell of a talk, and not of something written once or passed on by others."""
    spans = [*item.cue, *item.speaker_words] or item.content
    start, end = min(spans)[0], max(end for _, end in spans)
    before = text[max(0, start - BESIDE) : start].rpartition("\n")[2]
    behind = text[start : end + BESIDE].partition("\n")[0]
    return WRITTEN.search(before + behind) is None


def _is_told(item: Attribution, text: str) -> bool:
    return _is_talk(item, text) and not _is_posted(item)


def _is_posted(item: Attribution) -> bool:
    """Whether the words were written where all can read: that tells of no other words of the same speaker."""
    return any(party.name and set(party.name.lower().split()) & SOCIAL for party in item.chain)


def _elsewhere(item: Attribution, text: str) -> bool:
    """Whether words right behind the cue say that it was said in another place: "said in a statement"."""
    if not item.cue:
        return False
    end = item.cue[-1][1]
    stop = min((start for start, _ in item.content if start >= end), default=end + BEHIND_CUE)
    behind = text[item.cue[-1][0] : min(stop, end + BEHIND_CUE)].partition("\n")[0].lower()
    return bool({word.strip(".,;:") for word in behind.split()} & ELSEWHERE)


def _same_talk(item: Attribution, text: str) -> bool:
    cue = " ".join(text[start:end] for start, end in item.cue).lower().split()
    return not item.cue or (
        bool(set(cue) & (lx.TALKING | {":"})) and not set(cue) & (ELSEWHERE | {"has", "had", "have"})
    )


def _is_wish(item: Attribution, text: str) -> bool:
    return bool(WISHES & {word for start, end in item.cue for word in text[start:end].lower().split()})
