"""Keeping claims at their words when an article gets a new text."""

from __future__ import annotations

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
from claims.services.comparing import Placed, Readings, Spans, adopt, compare, unclaimed
from claims.text.alignment import ALIKE, Alignment
from claims.text.places import Range, joined

_BEYOND = 2**30  # characters; no text is so long
_FIELDS = [
    *("version", "content", "start", "at_second", "anchoring", "needs_look", "words_before", "speaker_read"),
    *("disagreement", "quote_type"),
]


@dataclass(frozen=True, slots=True)
class Anchored:
    """How many claims of an article are held, moved and so on, and which of the fresh readings are new."""

    counts: dict[Anchoring, int] = field(default_factory=dict)
    new: list[Extracted] = field(default_factory=list)


def anchor_claims(*, article: Article, version: ArticleVersion, found: list[Extracted]) -> Anchored:
    """Carry each claim of the article to its words in the new version, and compare it with what was found there.

    In this order: the same words in their neighbourhood; the same but for case, punctuation, hyphens and the form of
    marks; else words of which at least 7 letters in 10 stayed between the same neighbours. A claim whose words are gone
    stays with the text that had them, unless its speaker now says something much like it, or a part of it, that is
    nobody's claim yet. What people had decided on asks for a look where its words were altered, are gone, may stand at
    two places, are now denied or somebody else's. The claims stay locked until the transaction ends, so
    that what somebody decides meanwhile is not overwritten.
    """
    claims = list(
        article.claims.select_for_update(of=("self",))
        .select_related("speaker")
        .prefetch_related("speaker__aliases", "hops")
        .order_by("pk")
    )
    placed = _placed(article, claims, version)
    everything = [one for _, group in placed for one in group]
    for alignment, group in placed:
        adopt(group, unclaimed(found, everything), alignment)
    readings = Readings(found)
    for alignment, group in placed:
        for one in group:
            compare(one, readings, alignment)
    _store(everything, version)
    return Anchored(dict(Counter(one.anchoring for one in everything)), unclaimed(found, everything))


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
    came_back = claim.anchoring == Anchoring.VANISHED and one.anchoring != Anchoring.ALTERED
    if came_back or _is_taken_back(one, now):
        claim.anchoring, claim.words_before, waits = Anchoring.MOVED, "", False
    elif one.anchoring in (Anchoring.ALTERED, Anchoring.UNSURE):
        claim.anchoring, claim.words_before, waits = one.anchoring, before if before != now else "", True
    else:
        of_words = claim.anchoring in (Anchoring.ALTERED, Anchoring.UNSURE)
        waits = claim.needs_look and (of_words or not claim.speaker_read)  # each text tells anew who is named
        claim.anchoring = claim.anchoring if waits else one.anchoring
    claim.quote_type = one.quote_type or claim.quote_type
    claim.disagreement &= not claim.words_before
    claim.speaker_read = one.speaker_read
    claim.needs_look = claim.status != Status.SUGGESTED and (waits or bool(one.speaker_read))


def _is_taken_back(one: Placed, now: str) -> bool:
    """Whether what waits for a look stands as it was decided on: the same words, told of alike, of the same day."""
    claim = one.claim
    if not one.is_told_alike or claim.anchoring != Anchoring.ALTERED:
        return False
    is_back = one.is_turned or one.is_day_back
    return claim.words_before == now or (is_back and not claim.words_before and claim.content == now)


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
