"""What lists of claims can be filtered by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django_filters import rest_framework as filters

from claims import search
from claims.api.filters import WORDS_AT_MOST, IdFilter, InstantFilter, ShareFilter, YesNoFilter
from claims.choices import AssessmentStatus, Form, QuoteType, SpeakerKind, Status
from claims.models import Attribution, Claim
from claims.reading.visibility import visible


class ClaimFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", max_length=WORDS_AT_MOST, label="words of the content, or a name")
    speaker = IdFilter(method="said_by", label="who said it, alone or together with others")
    kind = filters.ChoiceFilter("speaker__kind", choices=SpeakerKind.choices)
    passed_on_by = IdFilter(method="passed_on", label="a speaker who passed the words on")
    article = IdFilter("article_id")
    version = IdFilter("version_id")
    before_claim = IdFilter(method="standing_before", label="claims that stand before this one in its article")
    outlet = IdFilter("article__outlet_id")
    quote_type = filters.ChoiceFilter(choices=QuoteType.choices)
    form = filters.ChoiceFilter(choices=Form.choices)
    status = filters.ChoiceFilter(choices=Status.choices)
    undecided = YesNoFilter(method="awaiting", label="whether they await a decision: suggested, or `changed`")
    changed = YesNoFilter("needs_look", label="decided on before the article's text changed under it")
    disagreement = YesNoFilter("disagreement", label="whether one person confirmed it and another rejected it")
    confidence_from = ShareFilter("confidence", "gte", label="how sure the machine was, from 0 to 1, at the least")
    confidence_to = ShareFilter("confidence", "lte", label="how sure the machine was, from 0 to 1, at the most")
    tag = IdFilter("tags")
    rating = IdFilter(method="rated", label="the rating of a published assessment")
    said_from = filters.DateFilter("said_on", "gte")
    said_to = filters.DateFilter("said_on", "lte")
    published_from = InstantFilter(method="published", label="when the article was published, at the earliest")
    published_to = InstantFilter(method="published", label="when the article was published, at the latest")

    class Meta:
        model = Claim
        fields: list[str] = []

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return search.claims_matching(queryset, value)

    def said_by(self, queryset: Any, name: str, value: int) -> Any:
        return queryset.filter(Attribution.objects.claims_of([value]))

    def passed_on(self, queryset: Any, name: str, value: int) -> Any:
        # No join: a speaker can stand in a chain twice.
        hops = Attribution.objects.filter(speaker=value, position__gt=0, together=False)
        return queryset.filter(pk__in=hops.values("claim"))

    def awaiting(self, queryset: Any, name: str, value: bool) -> Any:
        undecided = Q(status=Status.SUGGESTED) | Q(needs_look=True)
        return queryset.filter(undecided if value else ~undecided)

    def standing_before(self, queryset: Any, name: str, value: int) -> Any:
        claim = visible(Claim.objects, self.request.user).filter(pk=value).first()
        if claim is None:
            return queryset.none()
        earlier = Q(start__lt=claim.start) | Q(start=claim.start, pk__lt=claim.pk)
        return queryset.filter(earlier, article=claim.article_id)

    def published(self, queryset: Any, name: str, value: datetime) -> Any:
        bound = "gte" if name == "published_from" else "lte"
        # A claim is listed under that time, which the index of the list knows and the article's row does not.
        return queryset.filter(**{f"article__published_at__{bound}": value, f"listed_at__{bound}": value})

    def rated(self, queryset: Any, name: str, value: int) -> Any:
        return queryset.filter(assessments__rating=value, assessments__status=AssessmentStatus.PUBLISHED)
