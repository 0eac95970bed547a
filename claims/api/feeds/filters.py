"""What lists of feeds can be filtered by."""

from __future__ import annotations

from django_filters import rest_framework as filters

from claims.api.filters import IdFilter
from claims.models import Feed


class FeedFilter(filters.FilterSet):
    outlet = IdFilter("outlet_id")

    class Meta:
        model = Feed
        fields: list[str] = []
