"""What all lists filter by alike."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from claims.filters.claims import ClaimFilter
from claims.models import Claim
from tests.api.helpers import V1, fields_of, problem_of


def test_filters_that_nobody_asks_for_are_not_built() -> None:
    claims = Claim.objects.all()
    assert list(ClaimFilter({"status": "confirmed", "article": "1"}, claims).filters) == ["article", "status"]
    assert not ClaimFilter(None, claims).filters
    assert {"article", "status", "q"} < set(ClaimFilter.base_filters)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        "claims/?speaker=1&speaker=2",
        "claims/?tag=1&tag=2",
        "speakers/?page_size=1&page_size=2",
        "changes/?since=now&since=a",
        "export/claims.jsonl?after=1&after=2",
    ],
)
def test_of_two_values_none_is_passed_over(asked: str, as_reader: APIClient) -> None:
    answer = as_reader.get(f"{V1}{asked}")
    problem_of(answer, 400, "several-values")
    assert fields_of(answer) == {asked.partition("?")[2].partition("=")[0]}


@pytest.mark.django_db
def test_a_value_of_another_encoding_is_refused_by_name(as_reader: APIClient) -> None:
    answer = as_reader.get(f"{V1}claims/?speaker_name=M%FCller&find=b%C3%BCro")
    problem_of(answer, 400, "encoding")
    assert fields_of(answer) == {"speaker_name"}
    assert as_reader.get(f"{V1}claims/?find=%EF%BF%BD").status_code == 200  # a character that texts have


@pytest.mark.django_db
def test_the_same_value_twice_is_one(as_reader: APIClient) -> None:
    assert as_reader.get(f"{V1}claims/?status=confirmed&status=confirmed&fields=id&fields=cue").status_code == 200
