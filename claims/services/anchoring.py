"""Keeping claims at their words when an article gets a new text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from claims.choices import Anchoring, Part, Status
from claims.extraction import Attribution as Extracted
from claims.models import Article, ArticleVersion, Claim, EarlierDecision
from claims.models import Span as SpanRow
from claims.services.changes import create_all, delete_all, update_all
from claims.text.alignment import ALIKE, Alignment
from claims.text.names import normal_form
from claims.text.places import Range, RangeSet, joined, without

_BEYOND = 2**30  # characters; no text is so long
_LOOKED_BACK = 50  # pieces of content that begin before another and may reach into it
_FIELDS = [
    *("version", "content", "start", "at_second", "anchoring", "needs_look", "words_before", "speaker_read"),
    "disagreement",
]

Spans = dict[str, list[Range]]


@dataclass
class Placed:
    """A claim with its span rows, what became of its words, and where they stand now, if anywhere."""

    claim: Claim
    rows: list[SpanRow]
    anchoring: Anchoring = Anchoring.VANISHED
    spans: Spans | None = None
    speaker_read: str = ""


@dataclass(frozen=True, slots=True)
class Anchored:
    """How many claims of an article are held, moved and so on, and which of the fresh readings are new."""

    counts: dict[Anchoring, int] = field(default_factory=dict)
    new: list[Extracted] = field(default_factory=list)


def anchor_claims(*, article: Article, version: ArticleVersion, found: list[Extracted]) -> Anchored:
    """Carry each claim of the article to its words in the new version, and compare it with what was found there.

    In this order: the same words in their neighbourhood; the same but for case, punctuation, hyphens and the form of
    marks; else words of which at least 7 letters in 10 stayed between the same neighbours. A claim whose words are gone
    stays with the text that had them. What people had decided on asks for a look where its words were altered, are
    gone, may stand at two places, or are now somebody else's. The claims stay locked until the transaction ends, so
    that what somebody decides meanwhile is not overwritten.
    """
    claims = list(
        article.claims.select_for_update(of=("self",))
        .select_related("speaker")
        .prefetch_related("speaker__aliases")
        .order_by("pk")
    )
    placed = _placed(article, claims, version)
    readings = Readings(found)
    for alignment, group in placed:
        for one in group:
            _compare(one, readings, alignment)
    everything = [one for _, group in placed for one in group]
    _store(everything, version)
    kept = RangeSet(span for one in everything if one.spans for span in one.spans[Part.CONTENT])
    new = [one for one in found if not any(kept.meet(start, end) for start, end in one.content)]
    return Anchored(dict(Counter(one.anchoring for one in everything)), new)


def _placed(article: Article, claims: list[Claim], version: ArticleVersion) -> list[tuple[Alignment, list[Placed]]]:
    """The claims by the text that they were with; no two whose words were apart come to stand on the same words."""
    rows: dict[int, list[SpanRow]] = defaultdict(list)
    for row in SpanRow.objects.filter(claim__article=article).order_by("start"):
        rows[row.claim_id].append(row)
    texts = dict(article.versions.filter(pk__in={claim.version_id for claim in claims}).values_list("pk", "text"))
    groups: list[tuple[Alignment, list[Placed]]] = []
    for pk in sorted(texts, reverse=True):
        alignment = Alignment(texts[pk], version.text)
        group = [Placed(claim, rows[claim.pk]) for claim in claims if claim.version_id == pk]
        for one in group:
            _place(one, alignment)
        groups.append((alignment, group))
    _refuse_taken([one for _, group in groups for one in group])
    return groups


def _place(one: Placed, alignment: Alignment) -> None:
    """Find where the words of a claim stand now and what was done to them."""
    start, end = min(row.start for row in one.rows), max(row.end for row in one.rows)
    at = alignment.places.find(start, end)
    if at is not None:
        one.spans = _by_part(one.rows, lambda row: (row.start + at - start, row.end + at - start))
        one.anchoring = Anchoring.UNSURE if alignment.places.is_doubtful(start, end) else Anchoring.HELD
        return
    content = [(row.start, row.end) for row in one.rows if row.part == Part.CONTENT]
    for carry in (alignment.carry, alignment.find):
        spans = _by_part(one.rows, lambda row, carry=carry: carry(row.start, row.end))  # type: ignore[misc]
        likeness = alignment.likeness(content, spans[Part.CONTENT])
        if spans[Part.CONTENT] and likeness >= ALIKE:
            one.spans = spans
            one.anchoring = Anchoring.MOVED if likeness == 1 else Anchoring.ALTERED
            return


def _by_part(rows: list[SpanRow], carry: Callable[[SpanRow], Range | None]) -> Spans:
    spans: Spans = {part.value: [] for part in Part}
    for row in rows:
        if place := carry(row):
            spans[row.part].append(place)
    return {part: joined(ranges) for part, ranges in spans.items()}


def _refuse_taken(placed: list[Placed]) -> None:
    """Of claims that came to stand on the same words and did not before, the one least changed stays there."""
    holders: dict[tuple[Range, ...], str] = {}
    order = [Anchoring.HELD, Anchoring.UNSURE, Anchoring.MOVED, Anchoring.ALTERED]
    for one in sorted((one for one in placed if one.spans), key=lambda one: order.index(one.anchoring)):
        assert one.spans  # noqa: S101 for the type checker
        if holders.setdefault(tuple(one.spans[Part.CONTENT]), one.claim.content) != one.claim.content:
            one.spans, one.anchoring = None, Anchoring.VANISHED


class Readings:
    """What was found in the new text, asked for by place."""

    def __init__(self, found: list[Extracted]) -> None:
        self._pieces = sorted((start, end, number) for number, one in enumerate(found) for start, end in one.content)
        self._found = found

    def nearest(self, content: list[Range]) -> Extracted | None:
        """The reading that has most characters in common with the ranges."""
        common: Counter[int] = Counter()
        for start, end in content:
            last = bisect_left(self._pieces, (end,))
            for low, high, number in self._pieces[max(0, last - _LOOKED_BACK) : last]:
                common[number] += max(0, min(end, high) - max(start, low))
        best = max(common, key=lambda number: common[number], default=None)
        return self._found[best] if best is not None and common[best] else None


def _compare(one: Placed, readings: Readings, alignment: Alignment) -> None:
    """Let a claim have the words that were put to it, and note who is named for it instead of its speaker."""
    if one.spans is None or not (reading := readings.nearest(one.spans[Part.CONTENT])):
        return
    content = one.spans[Part.CONTENT]
    if not without(content, reading.content) and alignment.adds(without(reading.content, content)):
        one.spans[Part.CONTENT], one.anchoring = list(reading.content), Anchoring.ALTERED
    name = reading.speaker.name if reading.speaker else None
    if name and not _is_called(one.claim, name):
        words = [(row.start, row.end) for row in one.rows if row.part == Part.SPEAKER]
        if name not in alignment.old or alignment.likeness(words, one.spans[Part.SPEAKER]) < 1:
            one.speaker_read = name[:300]


def _is_called(claim: Claim, name: str) -> bool:
    """Whether the claim's speaker goes by that name, or by a longer or shorter form of it."""
    if claim.speaker is None:
        return False
    words = set(normal_form(name).split())
    names = [claim.speaker.name, *(alias.name for alias in claim.speaker.aliases.all())]
    own = [set(normal_form(one).split()) for one in names]
    return any(words <= theirs or theirs <= words for theirs in own if theirs)


def _store(placed: list[Placed], version: ArticleVersion) -> None:
    changed = [one for one in placed if one.spans is not None or one.claim.anchoring != Anchoring.VANISHED]
    for one in changed:
        _set_values(one, version)
        one.claim.revision += 1
        one.claim.updated_at = timezone.now()
    altered = [one.claim for one in changed if one.claim.words_before]
    delete_all(EarlierDecision.objects.filter(claim__in=altered))  # they were on other words
    _store_spans([one for one in changed if one.spans is not None])
    update_all([one.claim for one in changed], [*_FIELDS, "revision", "updated_at"])


def _set_values(one: Placed, version: ArticleVersion) -> None:
    """Note on the claim what became of it; what already waits for a look goes on waiting, unless it was put right."""
    claim = one.claim
    if one.spans is None:
        claim.anchoring, claim.needs_look = Anchoring.VANISHED, claim.status == Status.CONFIRMED
        return
    content = one.spans[Part.CONTENT]
    before, now = claim.words_before or claim.content, version.words(content)
    claim.version, claim.content, claim.start = version, now, content[0][0]
    claim.at_second = version.second_at(claim.start)
    if claim.words_before == now or (claim.anchoring == Anchoring.VANISHED and one.anchoring != Anchoring.ALTERED):
        claim.anchoring, claim.words_before, waits = Anchoring.MOVED, "", False
    elif one.anchoring in (Anchoring.ALTERED, Anchoring.UNSURE):
        claim.anchoring, claim.words_before, waits = one.anchoring, before if before != now else "", True
    else:
        waits = claim.needs_look
        claim.anchoring = claim.anchoring if waits else one.anchoring
    claim.disagreement &= not claim.words_before
    claim.speaker_read = one.speaker_read
    claim.needs_look = claim.status != Status.SUGGESTED and (waits or bool(one.speaker_read))


def _store_spans(placed: list[Placed]) -> None:
    """Give each row of a part its new place; rows too many go, and what is missing is added."""
    kept: list[SpanRow] = []
    added: list[SpanRow] = []
    for one in placed:
        for part, ranges in (one.spans or {}).items():
            rows = [row for row in one.rows if row.part == part]
            for row in rows[len(ranges) :]:
                row.delete()
            for row, (row.start, row.end) in zip(rows, ranges, strict=False):
                kept.append(row)
            added += [SpanRow(claim=one.claim, part=part, start=low, end=high) for low, high in ranges[len(rows) :]]
    make_way(kept)
    update_all(kept, ["start", "end"])
    create_all(added)


def make_way(spans: Iterable[SpanRow]) -> None:
    """Put spans out of each other's way: two of one claim must not start at the same place, not even for a moment."""
    starts = Counter((row.claim_id, row.part) for row in spans)
    several = [row.pk for row in spans if starts[row.claim_id, row.part] > 1]
    SpanRow.objects.filter(pk__in=several).update(start=F("start") + _BEYOND, end=F("end") + _BEYOND)
