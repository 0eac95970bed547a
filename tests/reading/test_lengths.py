"""Several lists are counted by one query, each up to a bound."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from claims.models import Claim, Speaker, Tag
from claims.reading.lengths import lengths_of
from tests.factories import ClaimFactory, TagFactory

pytestmark = pytest.mark.django_db


def test_lists_are_counted_by_one_query_up_to_a_bound(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    TagFactory.create_batch(3)
    claim = ClaimFactory(status="confirmed")
    lists = {
        "many": Tag.objects.order_by("name"),
        "few": Claim.objects.filter(status="confirmed", content=claim.content),
        "none": Claim.objects.filter(status="rejected"),
        "impossible": Speaker.objects.none(),
    }
    with django_assert_num_queries(1):
        assert lengths_of(lists, 2) == {"many": 2, "few": 1, "none": 0, "impossible": 0}


def test_no_list_takes_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert lengths_of({"impossible": Speaker.objects.none()}, 2) == {"impossible": 0}
