"""Claims in time: how many of each month."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from claims.choices import Status
from claims.models import Claim

Row = dict[str, Any]


def count_by_month(claims: QuerySet[Claim]) -> list[Row]:
    """The months in which articles with the claims were published, the earliest first, each with the number of its
    claims by status; last, as month None, those of undated articles. Months without any are left out.
    """
    month = TruncMonth("article__published_at", tzinfo=UTC)
    counted = claims.order_by().values_list(month, "status").annotate(Count("pk", distinct=True))
    months: dict[str | None, Row] = {}
    for first, status, number in sorted(counted, key=lambda row: (row[0] is None, row[0], row[1])):
        name = first and f"{first:%Y-%m}"
        months.setdefault(name, {"month": name, **dict.fromkeys(Status.values, 0)})[status] = number
    return list(months.values())
