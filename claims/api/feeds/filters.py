"""What lists of feeds can be filtered by."""

from __future__ import annotations

from claims.filters.fields import FilterSet, IdFilter
from claims.models import Feed


class FeedFilter(FilterSet):
    outlet = IdFilter("outlet_id")

    class Meta:
        model = Feed
        fields: list[str] = []
