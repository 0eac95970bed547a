"""What lists of speakers and of aliases can be filtered by."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from claims.choices import SpeakerKind
from claims.filters.fields import WORDS_AT_MOST, FilterSet, IdFilter
from claims.models import Alias, Claim, Speaker
from claims.reading.visibility import visible
from claims.search import speakers_mistyped
from claims.text.names import normal_form

_Q = "the beginning of a word of a name; where nobody is named so, with a typing error in it"


class SpeakerFilter(FilterSet):
    q = filters.CharFilter(method="search", max_length=WORDS_AT_MOST, label=_Q)
    kind = filters.ChoiceFilter(choices=SpeakerKind.choices)
    article = IdFilter(method="in_article", label="named speakers, and the unnamed ones of this article")
    outlet = IdFilter("article__outlet_id", label="the unnamed ones of this outlet")
    speaks_in = IdFilter(method="heard_in", label="who speaks in this article, by the claims one may read")

    class Meta:
        model = Speaker
        fields: list[str] = []

    def in_article(self, queryset: QuerySet[Speaker], name: str, value: int) -> QuerySet[Speaker]:
        return queryset.filter(Q(article=None) | Q(article=value))

    def heard_in(self, queryset: QuerySet[Speaker], name: str, value: int) -> QuerySet[Speaker]:
        claims = visible(Claim.objects, self.request.user).filter(article=value)
        return queryset.filter(pk__in=claims.order_by().values("speaker"))

    def search(self, queryset: QuerySet[Speaker], name: str, value: str) -> QuerySet[Speaker]:
        if not (wanted := normal_form(value)):
            return queryset.none()
        aliases = visible(Alias.objects, self.request.user)
        begins = Q(normal_name__startswith=wanted) | Q(normal_name__contains=f" {wanted}")
        named = queryset.filter(Q(pk__in=aliases.filter(begins).values("speaker")) | begins)
        return named if named.exists() else queryset.filter(pk__in=speakers_mistyped(wanted, queryset, aliases))


class AliasFilter(FilterSet):
    speaker = IdFilter("speaker_id")

    class Meta:
        model = Alias
        fields: list[str] = []
