"""Keeping claims at their words when an article gets a new text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from claims.choices import Part
from claims.models import Article, ArticleVersion, Claim
from claims.models import Span as SpanRow
from claims.services.changes import update_all
from claims.text.places import Places, RangeSet

_BEYOND = 2**30  # characters; no text is so long


def move_claims(*, article: Article, version: ArticleVersion) -> RangeSet:
    """Move to the version each claim whose words, from its first span to its last, stand in it unchanged but for the
    form of quotation marks, dashes and spaces.

    The others stay with the text they were found in. The claims stay locked until the transaction ends, so that what
    somebody decides meanwhile is not overwritten. Returns the content spans of all claims now in the version.
    """
    moved: list[Claim] = []
    spans: list[SpanRow] = []
    claims = list(article.claims.select_for_update().order_by("pk"))
    of_claim = _spans_by_claim(article)
    places = _places_by_version(article, version)
    for claim in claims:
        rows = of_claim[claim.pk]
        start, end = min(row.start for row in rows), max(row.end for row in rows)
        found_at = places[claim.version_id].find(start, end)
        if found_at is None:
            continue
        for row in rows:
            row.start += found_at - start
            row.end += found_at - start
        spans += rows
        claim.version, claim.start = version, claim.start + found_at - start
        claim.content = version.words(sorted((row.start, row.end) for row in rows if row.part == Part.CONTENT))
        moved.append(claim)
    make_way(spans)
    update_all(spans, ["start", "end"])
    for claim in moved:
        claim.revision += 1
        claim.updated_at = timezone.now()
    update_all(moved, ["version", "content", "start", "revision", "updated_at"])
    return RangeSet((row.start, row.end) for row in spans if row.part == Part.CONTENT)


def _spans_by_claim(article: Article) -> dict[int, list[SpanRow]]:
    found: dict[int, list[SpanRow]] = defaultdict(list)
    for row in SpanRow.objects.filter(claim__article=article):
        found[row.claim_id].append(row)
    return found


def _places_by_version(article: Article, version: ArticleVersion) -> dict[int, Places]:
    """Where the words of each earlier text that claims are still with stand in this one."""
    earlier = article.versions.filter(pk__in=article.claims.order_by().values("version"))
    return {pk: Places(text, version.text) for pk, text in earlier.values_list("pk", "text")}


def make_way(spans: Iterable[SpanRow]) -> None:
    """Put spans out of each other's way: two of one claim must not start at the same place, not even for a moment."""
    starts = Counter((row.claim_id, row.part) for row in spans)
    several = [row.pk for row in spans if starts[row.claim_id, row.part] > 1]
    SpanRow.objects.filter(pk__in=several).update(start=F("start") + _BEYOND, end=F("end") + _BEYOND)
