"""Claims in time: how many of each month."""

from __future__ import annotations

from datetime import UTC

from django.db.models import Count, DateField, QuerySet
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from claims.choices import Status
from claims.models import Claim
from claims.reading.related import Row


def day_of(claim: str = "") -> Coalesce:
    """The day on which a claim, or that at the end of a path like ``other__``, was said or else published, in UTC."""
    published = TruncDate(f"{claim}article__published_at", tzinfo=UTC)
    return Coalesce(f"{claim}said_on", published, output_field=DateField())


def count_by_month(claims: QuerySet[Claim]) -> list[Row]:
    """The months in which the claims were said or else published, the earliest first, each with the number of its
    claims by status; last, as month None, those without a day. Months without any are left out.
    """
    month = TruncMonth(day_of(), output_field=DateField())
    counted = claims.order_by().values_list(month, "status").annotate(Count("pk", distinct=True))
    months: dict[str | None, Row] = {}
    for first, status, number in sorted(counted, key=lambda row: (row[0] is None, row[0], row[1])):
        name = first and first.isoformat()[:7]
        months.setdefault(name, {"month": name, **dict.fromkeys(Status.values, 0)})[status] = number
    return list(months.values())
