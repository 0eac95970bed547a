"""Speakers who may be one, and those of whom somebody said that they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple, TypedDict

from django.db.models import Q

from claims.choices import SpeakerKind
from claims.models import Alias, Distinction, MergedSpeaker, Speaker
from claims.text.names import normal_form
from claims.text.namesakes import Named, acronyms, why_the_same

SHOWN_AT_MOST = 10
LOOKED_AT = 200
"""At most, of those that each index finds."""


class Duplicate(NamedTuple):
    speaker: Speaker
    reason: str


class Said(TypedDict):
    """That two speakers, by the numbers they have now, are different people: who said so and when."""

    one: int
    other: int
    said_by: str
    said_at: datetime


def duplicates_of(speaker: Speaker) -> list[Duplicate]:
    """The speakers who may be this one, the likeliest first, SHOWN_AT_MOST at most. An unnamed one has none.

    They are looked up by names, surname and initials, so the cost does not grow with the speakers on record.
    """
    if speaker.kind == SpeakerKind.UNNAMED:
        return []
    this = _named(speaker, speaker.aliases.order_by("pk").values_list("name", flat=True)[:LOOKED_AT])
    found = _candidates(speaker, this)
    different = _told_apart(speaker, found)
    likely = []
    for other, names in found.items():
        if other.pk not in different and (likeness := why_the_same(this, _named(other, names))):
            likely.append((likeness, other.name, other.pk, other))
    return [Duplicate(other, likeness.words) for likeness, *_, other in sorted(likely)[:SHOWN_AT_MOST]]


def _named(speaker: Speaker, names: Iterable[str]) -> Named:
    return Named(speaker.name, speaker.kind == SpeakerKind.PERSON, tuple(names))


def _candidates(speaker: Speaker, this: Named) -> dict[Speaker, list[str]]:
    """Others whom an index finds, each with those of their other names that it was found by."""
    wanted = {normal_form(name) for name in this.names}
    if not this.is_person:
        wanted |= {short for name in this.names for short in acronyms(name)}
    found: dict[Speaker, list[str]] = defaultdict(list)
    named = Speaker.objects.exclude(kind=SpeakerKind.UNNAMED).exclude(pk=speaker.pk)
    if this.is_person:
        alike = Q(kind=SpeakerKind.PERSON, surname=speaker.surname) & ~Q(surname="")
    else:
        short = {*(name for name in wanted if " " not in name), speaker.initials}
        alike = Q(initials__in=short - {""})
    for other in named.filter(alike).order_by("pk")[:LOOKED_AT]:
        found[other] = []
    aliases = Alias.objects.filter(normal_name__in=wanted - {""}).exclude(speaker=speaker)
    for alias in aliases.select_related("speaker").order_by("pk")[:LOOKED_AT]:
        found[alias.speaker].append(alias.name)
    return found


def _told_apart(speaker: Speaker, others: Collection[Speaker]) -> set[int]:
    """The numbers of those who are said to be somebody else than the speaker."""
    said = _between([speaker.pk, *(other.pk for other in others)], of=speaker.pk)
    return {one if other == speaker.pk else other for _, one, other in said}


def said_different(speakers: Collection[Speaker]) -> list[Said]:
    """What was said of any two of them, with who said it first."""
    said = _between([speaker.pk for speaker in speakers])
    rows = Distinction.history.filter(id__in=[pk for pk, *_ in said], history_type="+")
    first = {row.id: row.change for row in rows.select_related("change").order_by("-history_id")}
    return [
        {"one": one, "other": other, "said_by": first[pk].actor, "said_at": first[pk].at} for pk, one, other in said
    ]


def _between(numbers: Collection[int], of: int | None = None) -> list[tuple[int, int, int]]:
    """The number of each Distinction between two of the speakers and theirs; between ``of`` and the others, if given.

    What was said of one who was merged into one of them since is said of who remains.
    """
    now = dict(MergedSpeaker.objects.filter(speaker__in=numbers).values_list("pk", "speaker"))
    now |= {number: number for number in numbers}
    numbers = list(now)
    either = Q(one__in=numbers, other__in=numbers)
    if of is not None:
        mine = [number for number, remaining in now.items() if remaining == of]
        either &= Q(one__in=mine) | Q(other__in=mine)
    said = Distinction.objects.filter(either).order_by("pk").values_list("pk", "one", "other")
    return [(pk, now[one], now[other]) for pk, one, other in said if now[one] != now[other]]
