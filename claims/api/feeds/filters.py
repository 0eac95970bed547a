"""What lists of feeds can be filtered by."""

from __future__ import annotations

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from claims.filters.fields import FilterSet, IdFilter
from claims.models import Feed
from claims.models.feed import STATES


class FeedFilter(FilterSet):
    outlet = IdFilter("outlet_id")
    state = filters.ChoiceFilter(method="of_state", choices=[(state, state) for state in STATES])

    class Meta:
        model = Feed
        fields: list[str] = []

    def of_state(self, feeds: QuerySet[Feed], _name: str, state: str) -> QuerySet[Feed]:
        return feeds.filter(STATES[state])
