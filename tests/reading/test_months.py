"""Claims counted by month."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from claims.choices import Status
from claims.models import Claim
from claims.reading.months import count_by_month
from tests.factories import ArticleFactory, ClaimFactory

pytestmark = pytest.mark.django_db


def test_claims_are_counted_by_the_month_said_or_else_published_and_by_status(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    later = ArticleFactory(published_at=datetime(2018, 9, 30, 23, 59, tzinfo=UTC))
    ClaimFactory.create_batch(2, article=later, status=Status.CONFIRMED)
    ClaimFactory(article=later, said_on=date(2018, 9, 1))
    ClaimFactory(article=later, said_on=date(2018, 8, 31), status=Status.REJECTED)
    ClaimFactory(article=ArticleFactory(published_at=None))
    with django_assert_num_queries(1):
        counted = count_by_month(Claim.objects.all())
    assert counted == [
        {"month": "2018-08", "confirmed": 0, "suggested": 0, "rejected": 1},
        {"month": "2018-09", "confirmed": 2, "suggested": 1, "rejected": 0},
        {"month": None, "confirmed": 0, "suggested": 1, "rejected": 0},
    ]
