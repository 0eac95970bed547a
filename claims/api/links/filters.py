"""What lists of links can be filtered by."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from claims.choices import Relation, Status
from claims.filters.fields import FilterSet, IdFilter
from claims.models import Link


class LinkFilter(FilterSet):
    claim = IdFilter(method="touching", label="a claim at either end")
    article = IdFilter(method="in_article", label="an article at either end")
    relation = filters.ChoiceFilter(choices=Relation.choices)
    status = filters.ChoiceFilter(choices=Status.choices)

    class Meta:
        model = Link
        fields: list[str] = []

    def touching(self, queryset: QuerySet[Link], name: str, value: int) -> QuerySet[Link]:
        return queryset.filter(Q(claim=value) | Q(other=value))

    def in_article(self, queryset: QuerySet[Link], name: str, value: int) -> QuerySet[Link]:
        # Either end by itself: no index serves "one or the other" of two joins.
        ends = (Link.objects.filter(**{f"{end}__article": value}).order_by() for end in ("claim", "other"))
        either, other = (links.values("pk") for links in ends)
        return queryset.filter(pk__in=either.union(other))
