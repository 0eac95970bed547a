"""Keeping claims at their words when an article gets a new text."""

from __future__ import annotations

from collections.abc import Iterable

from simple_history.utils import bulk_update_with_history

from claims.choices import Part
from claims.models import Article, ArticleVersion, Claim
from claims.models import Span as SpanRow

Range = tuple[int, int]


def move_claims(*, article: Article, version: ArticleVersion) -> list[Range]:
    """Move to the version each claim whose words, from its first span to its last, stand in it unchanged.

    The others stay with the text they were found in. Returns the content spans of all claims now in the version.
    """
    moved: list[Claim] = []
    spans: list[SpanRow] = []
    for claim in article.claims.select_related("version").prefetch_related("spans"):
        rows = list(claim.spans.all())
        start, end = min(row.start for row in rows), max(row.end for row in rows)
        found_at = _nearest(claim.version.text[start:end], version.text, near=start)
        if found_at is None:
            continue
        for row in rows:
            row.start += found_at - start
            row.end += found_at - start
        spans += rows
        claim.version, claim.start = version, claim.start + found_at - start
        claim.revision += 1
        moved.append(claim)
    bulk_update_with_history(spans, SpanRow, ["start", "end"])
    bulk_update_with_history(moved, Claim, ["version", "start", "revision"])
    return [(row.start, row.end) for row in spans if row.part == Part.CONTENT]


def overlaps_any(content: Iterable[Range], taken: Iterable[Range]) -> bool:
    taken = list(taken)
    return any(start < other_end and other_start < end for start, end in content for other_start, other_end in taken)


def _nearest(words: str, text: str, *, near: int) -> int | None:
    """Where the words stand in the text, the place nearest to ``near``; None where they do not."""
    after = text.find(words, near)
    before = text.rfind(words, 0, near + len(words))
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - near), default=None)
