"""What the list of colleagues can be filtered by."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from claims import rules
from claims.filters.fields import WORDS_AT_MOST, FilterSet, YesNoFilter
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role


class ColleagueFilter(FilterSet):
    q = filters.CharFilter(method="named", max_length=WORDS_AT_MOST, label="the beginning of a name")
    can_be_assigned = YesNoFilter(method="assignable", label="whether claims can be assigned to them")

    class Meta:
        model = User
        fields: list[str] = []

    def named(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        parts = ("username", "first_name", "last_name")
        fits = Q(pk__in=[])
        for part in parts:
            fits |= Q((f"{part}__istartswith", value))
        return queryset.filter(fits)

    def assignable(self, queryset: QuerySet[User], name: str, value: bool) -> QuerySet[User]:
        roles = [role for role in Role if rules.can_be_assigned(User(role=role))]
        return queryset.filter(role__in=roles) if value else queryset.exclude(role__in=roles)
