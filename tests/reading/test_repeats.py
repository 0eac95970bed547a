"""The groups of claims that people say repeat one another."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from claims.choices import AssessmentStatus, Relation, Status
from claims.models import Claim
from claims.reading import repeats
from claims.reading.related import related_to
from claims.reading.repeats import groups_of_repeats
from newsapp.accounts.models import User
from tests.factories import AssessmentFactory, ClaimFactory, LinkFactory

pytestmark = pytest.mark.django_db


def in_a_chain(number: int, **values: Any) -> list[Claim]:
    """So many claims, each linked to the one before."""
    claims = ClaimFactory.create_batch(number)
    for other, claim in pairwise(claims):
        LinkFactory(claim=claim, other=other, **({"relation": Relation.REPEATS} | values))
    return claims


def test_confirmed_repeats_make_a_group_whichever_way_they_point(reader: User) -> None:
    first, *_, last = chain = in_a_chain(3)
    copy = ClaimFactory()
    LinkFactory(claim=first, other=copy, relation=Relation.REPEATS)
    in_a_chain(2)
    groups = groups_of_repeats([first.pk, last.pk], reader)
    assert {tuple(group.members) for group in groups.values()} == {(*[one.pk for one in chain], copy.pk)}


@pytest.mark.parametrize("values", [{"status": Status.SUGGESTED}, {"relation": Relation.SUPPORTS}])
def test_other_links_make_none(reader: User, values: Any) -> None:
    claim, _ = in_a_chain(2, **values)
    assert groups_of_repeats([claim.pk], reader)[claim.pk].members == [claim.pk]


def test_a_group_reaches_so_many_links_far(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "STEPS_AT_MOST", 2)
    chain = [claim.pk for claim in in_a_chain(5)]
    groups = groups_of_repeats(chain[:2], reader)
    assert [groups[pk].members for pk in chain[:2]] == [chain[:3], chain[:4]]


def test_no_group_takes_the_room_of_another(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "AT_MOST", 3)
    long, short = ([claim.pk for claim in in_a_chain(number)] for number in (6, 2))
    groups = groups_of_repeats([long[0], short[0]], reader)
    assert [(group.members, group.capped) for group in groups.values()] == [(long[:3], True), (short, False)]


def test_claims_that_nobody_says_are_repeated_cost_one_query_others_one_more(
    reader: User, django_assert_num_queries: Any
) -> None:
    alone, chains = ClaimFactory(), [in_a_chain(3) for _ in range(3)]
    lent = AssessmentFactory(claim=chains[0][0], status=AssessmentStatus.PUBLISHED)
    with django_assert_num_queries(1):
        related_to([alone.pk], reader)
    with django_assert_num_queries(2):
        related = related_to([claim.pk for chain in chains for claim in chain], reader)
    shown = {pk: one.assessment["id"] for pk, one in related.items() if one.assessment}
    assert shown == {claim.pk: lent.pk for claim in chains[0]}
