"""Speakers who may be one, and those of whom somebody said that they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.choices import SpeakerKind
from claims.models import Alias, Distinction, MergedSpeaker, Speaker
from claims.text.names import normal_form
from claims.text.namesakes import Likeness, Named, acronyms, initials_of_shortened, why_the_same

SHOWN_AT_MOST = 10
LOOKED_AT = 200
"""At most, for one speaker, of those that each index finds."""
LOOKED_AT_TOGETHER = 5_000
"""At most, for all speakers that are asked about at once."""


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

    They are looked up by names, surname, outline and initials, so the cost does not grow with the speakers on record.
    """
    return _duplicates([speaker])[speaker.pk]


def earlier_duplicates(speakers: Collection[Speaker]) -> dict[int, list[Duplicate]]:
    """Of each speaker, by number, those on record before who may be the same, as `duplicates_of` has them.

    So two who may be one stand under the later of them alone. The queries do not grow with the speakers; where many
    share their names, some that LOOKED_AT_TOGETHER leaves out are found only when one of them is asked about by itself.
    """
    return _duplicates(speakers, earlier=True)


def worth_a_look(speakers: QuerySet[Speaker]) -> QuerySet[Speaker]:
    """Those of the speakers of whom `earlier_duplicates` may find some: nobody with one is left out.

    What a body is shortened to is not in the database in every form, so all bodies stay.
    """
    earlier = Speaker.objects.filter(pk__lt=OuterRef("pk"))
    people = Q(kind=SpeakerKind.PERSON, surname=OuterRef("surname"))
    misspelt = ~Q(outline="") & Exists(earlier.filter(outline=OuterRef("outline")))
    bare = Q(kind=SpeakerKind.ORGANIZATION, normal_name=OuterRef("surname"))
    own = Alias.objects.filter(speaker=OuterRef(OuterRef("pk"))).order_by().values("normal_name")
    alias = Alias.objects.filter(speaker__lt=OuterRef("pk"))
    named = Q(Exists(alias.filter(normal_name=OuterRef("normal_name")))) | Q(Exists(alias.filter(normal_name__in=own)))
    is_body = ~Q(kind=SpeakerKind.PERSON)
    before = Exists(earlier.filter(people)) | Exists(earlier.filter(bare))
    alike = (~Q(surname="") & before) | misspelt | named | is_body
    return speakers.exclude(kind=SpeakerKind.UNNAMED).filter(alike)


def _duplicates(speakers: Collection[Speaker], *, earlier: bool = False) -> dict[int, list[Duplicate]]:
    named = [speaker for speaker in speakers if speaker.kind != SpeakerKind.UNNAMED]
    these = _with_their_names(named)
    candidates = _candidates(these)
    likely: dict[int, list[tuple[Likeness, str, int, Speaker]]] = {speaker.pk: [] for speaker in speakers}
    for speaker, this in these.items():
        for other, names in candidates.of(speaker, this).items():
            before = not earlier or other.pk < speaker.pk
            if before and (likeness := why_the_same(this, _named(other, names))):
                likely[speaker.pk].append((likeness, other.name, other.pk, other))
    different = _told_apart({number: [pk for *_, pk, _ in rows] for number, rows in likely.items()})
    return {
        number: [
            Duplicate(other, likeness.words) for likeness, _, pk, other in sorted(rows) if (number, pk) not in different
        ][:SHOWN_AT_MOST]
        for number, rows in likely.items()
    }


def _named(speaker: Speaker, names: Iterable[str]) -> Named:
    return Named(speaker.name, speaker.kind == SpeakerKind.PERSON, tuple(names), bool(_bare(speaker)))


def _bare(speaker: Speaker) -> str:
    """In normal form, what may be the surname of a person who was taken for a body; "" for a longer name."""
    is_bare = speaker.kind == SpeakerKind.ORGANIZATION and " " not in speaker.normal_name
    return speaker.normal_name if is_bare else ""


def _with_their_names(speakers: Collection[Speaker]) -> dict[Speaker, Named]:
    aliases = Alias.objects.filter(speaker__in=speakers).order_by("pk").values_list("speaker", "name")
    names: dict[int, list[str]] = defaultdict(list)
    for number, name in aliases[: _limit(speakers)]:
        names[number].append(name)
    return {speaker: _named(speaker, names[speaker.pk][:LOOKED_AT]) for speaker in speakers}


def _limit(speakers: Collection[Speaker]) -> int:
    """How many rows an index may give: each finds the speaker too, who is left out."""
    return min(LOOKED_AT_TOGETHER, (LOOKED_AT + 1) * len(speakers))


@dataclass(frozen=True, slots=True)
class _Found:
    """Speakers by what an index led to, and aliases by their normal form."""

    by_surname: dict[str, list[Speaker]]
    by_outline: dict[str, list[Speaker]]
    by_initials: dict[str, list[Speaker]]
    by_name: dict[str, list[Alias]]

    def of(self, speaker: Speaker, this: Named) -> dict[Speaker, list[str]]:
        """Others whom an index finds, each with those of their other names that they were found by."""
        alike = self.by_surname.get(speaker.surname if this.is_person else _bare(speaker), [])
        if this.is_person:
            alike = [*self.by_outline.get(speaker.outline, []), *alike]
        else:
            shorts = sorted(_shorts(speaker, this))
            alike = [*alike, *(other for short in shorts for other in self.by_initials.get(short, []))]
        others = [other for other in dict.fromkeys(alike) if other.pk != speaker.pk]
        names_of: dict[Speaker, list[str]] = {other: [] for other in others[:LOOKED_AT]}
        aliases = [alias for name in sorted(_wanted(this)) for alias in self.by_name.get(name, [])]
        for alias in [alias for alias in aliases if alias.speaker_id != speaker.pk][:LOOKED_AT]:
            names_of.setdefault(alias.speaker, []).append(alias.name)
        return names_of


def _wanted(this: Named) -> set[str]:
    """The names by which another may be found, in normal form."""
    wanted = {normal_form(name) for name in this.names}
    if not this.is_person:
        wanted |= {short for name in this.names for short in acronyms(name)}
    return wanted - {""}


def _shorts(speaker: Speaker, this: Named) -> set[str]:
    """The initials that another body may have."""
    shortened = {short for name in this.names for short in initials_of_shortened(normal_form(name))}
    return shortened | ({speaker.initials} - {""})


def _candidates(these: Mapping[Speaker, Named]) -> _Found:
    limit = _limit(these)
    surnames = {name for speaker in these for name in (speaker.surname, _bare(speaker))} - {""}
    shorts = {short for speaker, this in these.items() if not this.is_person for short in _shorts(speaker, this)}
    wanted = {name for this in these.values() for name in _wanted(this)}
    outlines = {speaker.outline for speaker in these} - {""}
    people = Q(kind=SpeakerKind.PERSON) & (Q(surname__in=surnames) | Q(outline__in=outlines))
    bare = Q(kind=SpeakerKind.ORGANIZATION, normal_name__in=surnames)
    alike = people | bare | Q(initials__in=shorts)
    candidates = _Found(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for other in Speaker.objects.filter(alike).order_by("pk")[:limit]:
        if other.kind == SpeakerKind.PERSON:
            candidates.by_surname[other.surname].append(other)
            if other.outline:
                candidates.by_outline[other.outline].append(other)
        elif _bare(other) in surnames:
            candidates.by_surname[_bare(other)].append(other)
        else:
            candidates.by_initials[other.initials].append(other)
    for alias in Alias.objects.filter(normal_name__in=wanted).select_related("speaker").order_by("pk")[:limit]:
        candidates.by_name[alias.normal_name].append(alias)
    return candidates


def _told_apart(others_of: Mapping[int, Collection[int]]) -> set[tuple[int, int]]:
    """The pairs, either way round, of a speaker and one of their others who are said to be somebody else."""
    numbers = {*others_of, *(other for others in others_of.values() for other in others)}
    said = _between(sorted(numbers), of=others_of)
    return {pair for _, one, other in said for pair in ((one, other), (other, one))}


def said_different(speakers: Collection[Speaker]) -> list[Said]:
    """What was said of any two of them, with who said it first."""
    said = _between([speaker.pk for speaker in speakers])
    rows = Distinction.history.filter(id__in=[pk for pk, *_ in said], history_type="+")
    first = {row.id: row.change for row in rows.select_related("change").order_by("-history_id")}
    return [
        {"one": one, "other": other, "said_by": first[pk].actor, "said_at": first[pk].at} for pk, one, other in said
    ]


def _between(numbers: Collection[int], of: Collection[int] | None = None) -> list[tuple[int, int, int]]:
    """The number of each Distinction between two of the speakers and theirs; where one is among ``of``, if given.

    What was said of one who was merged into one of them since is said of who remains.
    """
    now = dict(MergedSpeaker.objects.filter(speaker__in=numbers).values_list("pk", "speaker"))
    now |= {number: number for number in numbers}
    numbers = list(now)
    either = Q(one__in=numbers, other__in=numbers)
    if of is not None:
        mine = [number for number, remaining in now.items() if remaining in of]
        either &= Q(one__in=mine) | Q(other__in=mine)
    said = Distinction.objects.filter(either).order_by("pk").values_list("pk", "one", "other")
    return [(pk, now[one], now[other]) for pk, one, other in said if now[one] != now[other]]
