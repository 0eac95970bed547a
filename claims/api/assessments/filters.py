"""What lists of assessments can be filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django_filters import rest_framework as filters

from claims.api.filters import IdFilter
from claims.choices import AssessmentStatus
from claims.models import Assessment
from claims.reading.repeats import groups_of_repeats


class AssessmentFilter(filters.FilterSet):
    claim = IdFilter("claim_id")
    shown_on = IdFilter(method="shown", label="a claim: its own, and published ones of claims that repeat one another")
    rating = IdFilter("rating_id")
    status = filters.ChoiceFilter(choices=AssessmentStatus.choices)

    class Meta:
        model = Assessment
        fields: list[str] = []

    def shown(self, queryset: Any, name: str, value: int) -> Any:
        repeats = groups_of_repeats([value], self.request.user)[value].members
        return queryset.filter(Q(claim=value) | Q(claim__in=repeats, status=AssessmentStatus.PUBLISHED))
