"""What lists of assessments can be filtered by."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet
from django_filters import rest_framework as filters

from claims import rules
from claims.choices import AssessmentStatus
from claims.filters.fields import ColleagueFilter, FilterSet, IdFilter, YesNoFilter
from claims.models import Assessment
from claims.reading.repeats import groups_of_repeats


class AssessmentFilter(FilterSet):
    claim = IdFilter("claim_id")
    shown_on = IdFilter(method="shown", label="a claim: its own, and published ones of claims that repeat one another")
    rating = IdFilter("rating_id")
    status = filters.ChoiceFilter(choices=AssessmentStatus.choices)

    author = ColleagueFilter(label="who wrote them")
    words_changed = YesNoFilter(method="outdated", label="published for other words than their claims now have")
    for_my_review = YesNoFilter(method="reviewable", label="others ask for a review that the user may give")

    class Meta:
        model = Assessment
        fields: list[str] = []

    def shown(self, queryset: QuerySet[Assessment], name: str, value: int) -> QuerySet[Assessment]:
        repeats = groups_of_repeats([value], self.request.user)[value].members
        return queryset.filter(Q(claim=value) | Q(claim__in=repeats, status=AssessmentStatus.PUBLISHED))

    def outdated(self, queryset: QuerySet[Assessment], name: str, value: bool) -> QuerySet[Assessment]:
        outdated = Q(status=AssessmentStatus.PUBLISHED) & ~Q(words=F("claim__content"))
        return queryset.filter(outdated if value else ~outdated)

    def reviewable(self, queryset: QuerySet[Assessment], name: str, value: bool) -> QuerySet[Assessment]:
        user = self.request.user
        asked = Q(status=AssessmentStatus.REVIEW) if rules.may_assess(user) else Q(pk__in=[])
        # Not excluded by author alone: one whose author is not known any more is nobody's own.
        asked &= Q(author=None) | ~Q(author=user.pk)
        return queryset.filter(asked if value else ~asked)
