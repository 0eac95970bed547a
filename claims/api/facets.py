"""How many claims there are of each kind, counted among so many at most that the cost stays bounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from claims.choices import AssessmentStatus
from claims.models import Claim, Outlet, Rating, Speaker, Tag

COUNTED_AT_MOST = 10_000
SPEAKERS_SHOWN = 12

Facet = list[dict[str, Any]]


def count(claims: QuerySet[Claim]) -> dict[str, Any]:
    """Counts by speaker, quote type, status, tag, outlet and rating among the first COUNTED_AT_MOST claims.

    ``capped`` says that there are more. Seven queries for any number of claims.
    """
    ids = claims.values("pk")[: COUNTED_AT_MOST + 1]
    columns = ("speaker_id", "quote_type", "status", "article__outlet_id")
    found = Claim.objects.filter(pk__in=ids).order_by()
    groups = list(found.values_list(*columns).annotate(n=Count("pk")))
    total = sum(group[-1] for group in groups)
    by_column = [_summed((group[at], group[-1]) for group in groups) for at in range(len(columns))]
    speakers, quote_types, statuses, outlets = by_column
    tags = found.filter(tags__isnull=False).values_list("tags").annotate(n=Count("pk"))
    rated = found.filter(assessments__status=AssessmentStatus.PUBLISHED)
    ratings = rated.values_list("assessments__rating").annotate(n=Count("pk"))
    return {
        "total": min(total, COUNTED_AT_MOST),
        "capped": total > COUNTED_AT_MOST,
        "speaker": _named(Speaker, speakers.most_common(SPEAKERS_SHOWN + 1))[:SPEAKERS_SHOWN],
        "quote_type": _words(quote_types),
        "status": _words(statuses),
        "tag": _named(Tag, tags),
        "outlet": _named(Outlet, outlets.most_common()),
        "rating": _named(Rating, ratings),
    }


def _summed(pairs: Iterable[tuple[Any, int]]) -> Counter[Any]:
    counter: Counter[Any] = Counter()
    for value, number in pairs:
        counter[value] += number
    return counter


def _words(counter: Counter[Any]) -> Facet:
    return [{"value": value, "name": value, "count": number} for value, number in counter.most_common()]


def _named(model: type[Any], counts: Iterable[tuple[Any, int]]) -> Facet:
    numbers = {pk: number for pk, number in counts if pk is not None}
    names = dict(model.objects.filter(pk__in=numbers).values_list("pk", "name"))
    rows = [{"value": pk, "name": names[pk], "count": numbers[pk]} for pk in numbers if pk in names]
    return sorted(rows, key=lambda row: (-row["count"], row["name"]))
