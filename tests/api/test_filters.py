"""What all lists filter by alike."""

from __future__ import annotations

from claims.filters.claims import ClaimFilter
from claims.models import Claim


def test_filters_that_nobody_asks_for_are_not_built() -> None:
    claims = Claim.objects.all()
    assert list(ClaimFilter({"status": "confirmed", "article": "1"}, claims).filters) == ["article", "status"]
    assert not ClaimFilter(None, claims).filters
    assert {"article", "status", "q"} < set(ClaimFilter.base_filters)
