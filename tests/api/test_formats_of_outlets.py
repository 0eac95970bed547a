"""What comes in another format, or expanded, for a token that is limited to outlets: theirs, and nothing beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.api.urls import VIEWSETS
from newsapp.accounts.models import User
from tests.api.test_tokens_of_outlets import OTHERS, OWN, Records, beside, body_of, client_of
from tests.factories import LinkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(administrator: User) -> Records:
    return Records(OTHERS, administrator)


@pytest.fixture
def own(administrator: User, others: Records) -> Records:
    own = beside(others, administrator)
    LinkFactory(claim=own.claim, other=others.claim, relation="repeats")
    return own


def queries_of(viewset: Any, action: str) -> Iterator[str]:
    """Each format of the action, and all that its records can be expanded by."""
    yield from (f"format={each.format}" for each in getattr(viewset, "formats", {}).get(action, ()))
    if expansions := getattr(viewset, "expansions", None):
        yield f"expand={','.join(expansions)}"


def addresses(records: Records) -> Iterator[str]:
    for family, viewset in VIEWSETS.items():
        for query in queries_of(viewset, "list"):
            yield f"/api/v1/{family}/?{query}"
        for query in queries_of(viewset, "retrieve"):
            yield f"/api/v1/{family}/{records.by_family[family]}/?{query}"
    article = records.by_family["articles"]
    yield f"/api/v1/articles/{article}/annotations/"
    yield f"/api/v1/outlets/{records.outlet.pk}/changes/?format=atom"
    yield f"/api/v1/outlets/{records.outlet.pk}/changes/?format=feed"


def test_no_format_and_no_expansion_shows_a_word_of_another_outlet(
    administrator: User, own: Records, others: Records
) -> None:
    asked = [*addresses(own), *addresses(others)]
    everything, limited = APIClient(), client_of(administrator, own.outlet)
    everything.force_authenticate(administrator)
    assert [address for address in asked if OTHERS in body_of(limited.get(address))] == []
    assert sum(OWN in body_of(limited.get(address)) for address in asked) > 20
    assert sum(OTHERS in body_of(everything.get(address)) for address in asked) > 40
