"""Keeping claims at their words when an article gets a new text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from claims.choices import Part
from claims.models import Article, ArticleVersion, Claim
from claims.models import Span as SpanRow
from claims.text.places import Places, RangeSet

_BEYOND = 2**30  # characters; no text is so long
_BATCH = 500  # rows to a statement, whose cost grows with their square


def move_claims(*, article: Article, version: ArticleVersion) -> RangeSet:
    """Move to the version each claim whose words, from its first span to its last, stand in it unchanged.

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
        moved.append(claim)
    _make_way(spans)
    bulk_update_with_history(spans, SpanRow, ["start", "end"], batch_size=_BATCH)
    _update(article, moved)
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


def _make_way(spans: Iterable[SpanRow]) -> None:
    """Put spans out of each other's way: two of one claim must not start at the same place, not even for a moment."""
    starts = Counter((row.claim_id, row.part) for row in spans)
    several = [row.pk for row in spans if starts[row.claim_id, row.part] > 1]
    SpanRow.objects.filter(pk__in=several).update(start=F("start") + _BEYOND, end=F("end") + _BEYOND)


def _update(article: Article, claims: list[Claim]) -> None:
    """Store what has moved, with histories; those with tags one by one, since a bulk write leaves tags out of them."""
    tagged = set(article.claims.filter(tags__isnull=False).values_list("pk", flat=True))
    others = [claim for claim in claims if claim.pk not in tagged]
    for claim in others:
        claim.revision += 1
        claim.updated_at = timezone.now()
    bulk_update_with_history(others, Claim, ["version", "start", "revision", "updated_at"], batch_size=_BATCH)
    for claim in claims:
        if claim.pk in tagged:
            claim.save(update_fields=["version", "start"])
