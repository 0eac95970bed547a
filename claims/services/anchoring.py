"""Keeping claims at their words when an article gets a new text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

from django.db.models import F
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from claims.choices import Part
from claims.models import Article, ArticleVersion, Claim
from claims.models import Span as SpanRow

Range = tuple[int, int]

_BEYOND = 2**30  # characters; no text is so long
_NEIGHBOURS = 50  # places looked at on either side, where words stand many times
_CONTEXT = 200  # characters


def move_claims(*, article: Article, version: ArticleVersion) -> list[Range]:
    """Move to the version each claim whose words, from its first span to its last, stand in it unchanged.

    The others stay with the text they were found in. Returns the content spans of all claims now in the version.
    """
    moved: list[Claim] = []
    spans: list[SpanRow] = []
    places = _Places(version.text)
    texts = dict(article.versions.values_list("pk", "text"))
    for claim in article.claims.prefetch_related("spans", "tags"):
        rows = list(claim.spans.all())
        start, end = min(row.start for row in rows), max(row.end for row in rows)
        found_at = places.find(texts[claim.version_id], start, end)
        if found_at is None:
            continue
        for row in rows:
            row.start += found_at - start
            row.end += found_at - start
        spans += rows
        claim.version, claim.start = version, claim.start + found_at - start
        claim.revision += 1
        claim.updated_at = timezone.now()
        moved.append(claim)
    _make_way(spans)
    bulk_update_with_history(spans, SpanRow, ["start", "end"])
    _update(moved)
    return [(row.start, row.end) for row in spans if row.part == Part.CONTENT]


def overlaps_any(content: Iterable[Range], taken: Iterable[Range]) -> bool:
    taken = list(taken)
    return any(start < other_end and other_start < end for start, end in content for other_start, other_end in taken)


def _make_way(spans: Iterable[SpanRow]) -> None:
    """Put spans out of each other's way: two of one claim must not start at the same place, not even for a moment."""
    starts = Counter((row.claim_id, row.part) for row in spans)
    several = [row.pk for row in spans if starts[row.claim_id, row.part] > 1]
    SpanRow.objects.filter(pk__in=several).update(start=F("start") + _BEYOND, end=F("end") + _BEYOND)


def _update(claims: list[Claim]) -> None:
    """Store claims with their histories; those with tags one by one, since a bulk write leaves tags out of history."""
    tagged = [claim for claim in claims if claim.tags.all()]
    for claim in tagged:
        claim.revision -= 1
        claim.save()
    others = [claim for claim in claims if not claim.tags.all()]
    bulk_update_with_history(others, Claim, ["version", "start", "revision", "updated_at"])


class _Places:
    """Where words of earlier texts stand in a new one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._moves: dict[tuple[str, str], dict[int, int]] = {}

    def find(self, old: str, start: int, end: int) -> int | None:
        """Where ``old[start:end]`` stands now; None where it does not."""
        key = (old[start:end], old)
        if key not in self._moves:
            self._moves[key] = self._moves_of(*key)
        return self._moves[key].get(start)

    def _moves_of(self, words: str, old: str) -> dict[int, int]:
        """Each place of the words in the old text with its place now.

        Words that stand as often as before keep their order. Else the places with the likest surroundings belong
        together and, of several, the nearest; no two come to stand at one place.
        """
        before, now = _places(words, old), _places(words, self.text)
        if len(before) == len(now):
            return dict(zip(before, now, strict=True))
        pairs = [(start, place) for start in before for place in _around(start, now)]
        pairs.sort(
            key=lambda pair: (-self._likeness(old, pair[0], pair[0] + len(words), pair[1]), abs(pair[0] - pair[1]))
        )
        moves: dict[int, int] = {}
        taken: set[int] = set()
        for start, place in pairs:
            if start not in moves and place not in taken:
                moves[start] = place
                taken.add(place)
        return moves

    def _likeness(self, old: str, start: int, end: int, place: int) -> int:
        """How many characters around the words are the same, up to _CONTEXT on either side."""
        now_end = place + end - start
        after = zip(old[end : end + _CONTEXT], self.text[now_end : now_end + _CONTEXT], strict=False)
        old_before, now_before = old[max(0, start - _CONTEXT) : start], self.text[max(0, place - _CONTEXT) : place]
        before = zip(reversed(old_before), reversed(now_before), strict=False)
        return _same_at_start(before) + _same_at_start(after)


def _places(words: str, text: str) -> list[int]:
    """Every place where the words start in the text, those that overlap included."""
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _around(start: int, places: list[int]) -> list[int]:
    at = bisect_left(places, start)
    return places[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]


def _same_at_start(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
