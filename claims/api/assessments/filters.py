"""What lists of assessments can be filtered by."""

from __future__ import annotations

from django_filters import rest_framework as filters

from claims.api.filters import IdFilter
from claims.choices import AssessmentStatus
from claims.models import Assessment


class AssessmentFilter(filters.FilterSet):
    claim = IdFilter("claim_id")
    rating = IdFilter("rating_id")
    status = filters.ChoiceFilter(choices=AssessmentStatus.choices)

    class Meta:
        model = Assessment
        fields: list[str] = []
