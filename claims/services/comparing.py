"""Comparing the claims of a changed article with what is found in its new text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claims.choices import Anchoring, Part, QuoteType, SpeakerKind
from claims.extraction import Attribution as Extracted
from claims.extraction.forms import form_of
from claims.extraction.lexicon import PRONOUNS
from claims.models import Claim
from claims.models import Span as SpanRow
from claims.text.alignment import ALIKE, FEWEST, Alignment, Words
from claims.text.manner import manner_of
from claims.text.names import normal_form
from claims.text.places import Range, RangeSet, joined, without
from claims.text.vocabulary import NEGATION, denies

NOBODY = "nobody"
"""Stands for the speaker whom a text no longer names."""
_LOOKED_BACK = 50  # pieces of content that begin before another and may reach into it
_PAIRS_AT_MOST = 20_000  # claims compared with readings; a text changed more than that is another one
_RECOGNIZED = 0.5
"""Of the letters of a name, so many have to stay where nobody was read to be the speaker."""
_NOT_SO = re.compile(
    r"\b(?:(?:refus|declin|disput)(?:e|es|ed|ing)|doubt(?:s|ed|ing)?|contrary|(?:fals|wrong|erroneous|mistaken)e?ly|nie|nié|dément\w*|ne|pas|neg(?:ó|aron)"
    r"|niegan?|desmint\w+|bestritt\w*|bestreitet|dementiert\w*|leugnet\w*|nicht)\b|\bn['’]",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\d+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August"
    r"|(?:Sept|Nov|Dec)ember|October|yesterday|today",
)

_DESCRIBED = (SpeakerKind.UNNAMED.value, SpeakerKind.GROUP.value)
_SMALL_WORDS = {"a", "an", "one", "the", "some", "for", "of"}

Spans = dict[str, list[Range]]


@dataclass
class Placed:
    """A claim with its span rows, what became of its words, and where they stand now, if anywhere.

    ``is_told_alike`` says whether the new text tells of the words as the record does: as said, or as thought, and not
    as denied; ``is_turned`` whether it does so in another way than the old text, ``is_day_back`` whether it names the
    record's day again. ``quote_type`` is the new one, where quotation marks came or went.
    """

    claim: Claim
    rows: list[SpanRow]
    anchoring: Anchoring = Anchoring.VANISHED
    spans: Spans | None = None
    speaker_read: str = ""
    is_told_alike: bool = True
    is_turned: bool = False
    is_day_back: bool = False
    quote_type: QuoteType | None = None

    def old(self, part: Part) -> list[Range]:
        """Where the words of a part stood."""
        return [(row.start, row.end) for row in self.rows if row.part == part]


class Readings:
    """What was found in the new text, asked for by place."""

    def __init__(self, extracted: list[Extracted]) -> None:
        self._pieces = sorted(
            (start, end, number) for number, one in enumerate(extracted) for start, end in one.content
        )
        self._found = extracted

    def nearest(self, content: list[Range]) -> Extracted | None:
        """The reading that has most characters in common with the ranges."""
        common: Counter[int] = Counter()
        for start, end in content:
            last = bisect_left(self._pieces, (end,))
            for low, high, number in self._pieces[max(0, last - _LOOKED_BACK) : last]:
                common[number] += max(0, min(end, high) - max(start, low))
        best = max(common, key=lambda number: common[number], default=None)
        return self._found[best] if best is not None and common[best] else None

    def whole(self, reading: Extracted, place: Range) -> list[Range]:
        """The content of the reading, with that of its speaker's others that begin at the place."""
        names, content = _names(reading), list(reading.content)
        start, end = (bisect_left(self._pieces, (edge,)) for edge in place)
        for number in {number for *_, number in self._pieces[start:end]}:
            if names and _names(self._found[number]) == names:
                content += self._found[number].content
        return joined(content)


def unclaimed(extracted: Iterable[Extracted], placed: Iterable[Placed]) -> list[Extracted]:
    """The readings of which no claim has a word."""
    kept = RangeSet(span for one in placed if one.spans for span in one.spans[Part.CONTENT])
    return [one for one in extracted if not any(kept.meet(start, end) for start, end in one.content)]


def adopt(group: list[Placed], readings: list[Extracted], alignment: Alignment) -> None:
    """Give each claim without a place the reading of its speaker that is much like it, or a part of it.

    Never one of two that are as good: then nobody knows which.
    """
    homeless = [placement for placement in group if placement.spans is None]
    if len(homeless) * len(readings) > _PAIRS_AT_MOST:
        return
    names = ["".join(_names(reading)[:1]) for reading in readings]
    speakers = {placement.claim.speaker_id: placement.claim for placement in homeless}
    same = {(pk, name) for pk, claim in speakers.items() for name in set(names) if _is_by(claim, name)}
    pairs = [
        (alignment.likeness(placement.old(Part.CONTENT), list(reading.content)), number, placement)
        for number, reading in enumerate(readings)
        for placement in homeless
        if (placement.claim.speaker_id, names[number]) in same and _is_kin(placement, reading, alignment)
    ]
    best = Counter((id(placement), likeness) for likeness, _, placement in pairs)
    taken: set[int] = set()
    for likeness, number, placement in sorted(pairs, key=lambda pair: -pair[0]):
        if placement.spans is None and number not in taken and best[id(placement), likeness] == 1:
            reading = readings[number]
            spans = {Part.CONTENT: reading.content, Part.SPEAKER: reading.speaker_words, Part.CUE: reading.cue}
            placement.spans = {part.value: sorted(spans[part]) for part in Part}
            tells = likeness == 1 and len(placement.claim.content.split()) >= FEWEST
            placement.anchoring = Anchoring.MOVED if tells else Anchoring.ALTERED
            taken.add(number)


def _is_kin(placement: Placed, reading: Extracted, alignment: Alignment) -> bool:
    old, new = placement.old(Part.CONTENT), list(reading.content)
    return alignment.likeness(old, new) >= ALIKE or alignment.cuts(old, new) or alignment.turns_about(old, new)


def _is_by(claim: Claim, name: str) -> bool:
    return _is_called(claim, name) if name else claim.speaker is None


def compare(placement: Placed, readings: Readings, alignment: Alignment) -> None:
    """Let a claim have the words that were put to it, and note who denies it or is named instead of its speaker."""
    if placement.spans is None:
        return
    reading = readings.nearest(placement.spans[Part.CONTENT])
    if reading:
        _take_boundaries(placement, placement.spans, reading, readings, alignment)
        _note_day(placement, placement.spans, reading, alignment)
    _note_way(placement, placement.spans, reading, alignment)
    placement.speaker_read = _speaker_read(placement, placement.spans, reading, alignment)
    if reading and alignment.marks_came_or_went(placement.old(Part.CONTENT), placement.spans[Part.CONTENT]):
        placement.spans[Part.CONTENT], placement.anchoring = list(reading.content), Anchoring.ALTERED
        placement.quote_type = QuoteType(reading.quote_type)


def _take_boundaries(
    placement: Placed, spans: Spans, reading: Extracted, readings: Readings, alignment: Alignment
) -> None:
    """Let a claim have words put in beside its own, and both halves of a quotation that a cue parts.

    No words outside the marks come to a quotation that stands in them.
    """
    content, read = spans[Part.CONTENT], list(reading.content)
    leaves_marks = placement.claim.quote_type == QuoteType.DIRECT and reading.quote_type != "direct"
    if not leaves_marks and not without(content, read) and alignment.adds(without(read, content)):
        spans[Part.CONTENT], placement.anchoring = read, Anchoring.ALTERED
    elif placement.anchoring == Anchoring.ALTERED:
        old = placement.old(Part.CONTENT)
        place = alignment.carry(old[0][0], old[-1][1]) or content[0]
        read = max(read, readings.whole(reading, place), key=lambda ranges: alignment.likeness(old, ranges))
        likeness = alignment.likeness(old, read)
        if likeness > alignment.likeness(old, content):  # a cue was put into the midst of the words
            spans[Part.CONTENT] = read
            placement.anchoring = Anchoring.MOVED if likeness == 1 else Anchoring.ALTERED
    for part, words in ((Part.SPEAKER, reading.speaker_words), (Part.CUE, reading.cue)):
        if words and placement.old(part) and alignment.likeness(placement.old(part), spans[part]) < 1:
            spans[part] = sorted(words)


def _note_way(placement: Placed, spans: Spans, reading: Extracted | None, alignment: Alignment) -> None:
    """Whether a cue came to deny, to hedge, to joke, to hope or the like, or no longer does: the same words are another
    statement then.
    """
    cue = sorted(reading.cue) if reading else spans[Part.CUE]
    is_direct = placement.claim.quote_type == QuoteType.DIRECT
    now = _way(alignment.new, cue, spans[Part.CONTENT], is_direct)
    before = _way(alignment.old, placement.old(Part.CUE), placement.old(Part.CONTENT), is_direct)
    placement.is_told_alike, placement.is_turned = now == (False, placement.claim.form, ""), now != before
    if placement.is_turned:
        spans[Part.CUE], placement.anchoring = cue, Anchoring.ALTERED


def _way(text: str, cue: list[Range], content: list[Range], is_direct: bool) -> tuple[bool, str, str]:
    """Whether the words that report a claim tell that it is not so, or was not said; its form; and their manner."""
    words = _words(text, cue)
    denied = denies(words) or bool(NEGATION.search(words) or _NOT_SO.search(words))
    return denied, form_of(words, "direct" if is_direct else "indirect"), manner_of(text, cue, content)


def _words(text: str, ranges: list[Range]) -> str:
    return " ".join(text[start:end] for start, end in ranges)


def _note_day(placement: Placed, spans: Spans, reading: Extracted, alignment: Alignment) -> None:
    """Whether the paragraph tells of another day on which it was said, or of the claim's own again."""
    told = placement.claim.said_on and reading.said_on
    if not told or _days(alignment.old, placement.old(Part.CONTENT)) == _days(alignment.new, spans[Part.CONTENT]):
        return
    if told == placement.claim.said_on:
        placement.is_day_back = True
    else:
        placement.anchoring = Anchoring.ALTERED


def _days(text: str, content: list[Range]) -> list[str]:
    """The words of days in the paragraph around the content."""
    start, end = content[0][0], content[-1][1]
    stop = text.find("\n", end)
    before, after = text[text.rfind("\n", 0, start) + 1 : start], text[end : stop if stop >= 0 else len(text)]
    return _DAY.findall(before) + _DAY.findall(after)


def _speaker_read(placement: Placed, spans: Spans, reading: Extracted | None, alignment: Alignment) -> str:
    """Who is named for the words instead of the claim's speaker; "" for nobody else."""
    claim, words = placement.claim, placement.old(Part.SPEAKER)
    likeness = alignment.likeness(words, spans[Part.SPEAKER])
    if reading and reading.speaker:
        names, speakers_before = _names(reading), 1 + sum(hop.together for hop in claim.hops.all())
        is_described = not reading.speaker.name and reading.speaker.kind in _DESCRIBED
        is_same = bool(names) and (_is_as_described if is_described else _is_called)(claim, names[0])
        if not names or (is_same and len(names) == speakers_before):
            return ""
        if is_same:  # somebody joined them, or left
            is_new = alignment.likeness(words, sorted(reading.speaker_words)) < 1
        elif reading.speaker.name:
            is_new = names[0] not in alignment.old or likeness < 1
        elif is_described:
            now = _words(alignment.new, sorted(reading.speaker_words))
            is_new = _description(now) != _description(_words(alignment.old, words))
        else:
            is_new = likeness < ALIKE
        return " and ".join(names)[:300] if is_new or claim.speaker_read else ""
    if words and likeness < _RECOGNIZED:
        spans[Part.SPEAKER] = []  # these are words of another sentence
    is_left = claim.speaker is None or bool(spans[Part.SPEAKER])
    return NOBODY if not is_left and (words or claim.speaker_read) else ""


def _names(reading: Extracted) -> list[str]:
    """The names of those who say it, or what they are called; none where that tells nothing."""
    parties = [reading.speaker, *reading.joint]
    names = [party.name or party.name_as_printed for party in parties if party]
    return names if names and names[0] and names[0].casefold() not in PRONOUNS else []


def _is_as_described(claim: Claim, words: str) -> bool:
    """Whether the claim's speaker, who has no name, is told of so: "three officials" are not "two officials"."""
    return any(_description(hop.name_as_printed) == _description(words) for hop in claim.hops.all()[:1])


def _description(words: str) -> set[str]:
    return set(Words(words).folded) - _SMALL_WORDS


def _is_called(claim: Claim, name: str) -> bool:
    """Whether the claim's speaker goes by that name, or by a longer or shorter form of it.

    A family name alone does not make of everybody who bears it the same person.
    """
    if claim.speaker is None:
        return False
    words = set(normal_form(name).split())
    names = [claim.speaker.name, *(alias.name for alias in claim.speaker.aliases.all())]
    own = [set(normal_form(name).split()) for name in names]
    whole = [theirs for theirs in own if len(theirs) > 1] or own
    return any(words <= theirs for theirs in own) or any(theirs <= words for theirs in whole if theirs)
