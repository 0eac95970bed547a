"""What lists can be filtered by. A parameter that a list does not know is refused by name."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claims import search
from claims.choices import AssessmentStatus, QuoteType, Relation, SpeakerKind, Status
from claims.models import Alias, Article, ArticleVersion, Assessment, Claim, Comment, Link, Speaker
from claims.models.names import normal_form

PAGING = {"cursor", "page_size", "order", "format"}
WORDS_AT_MOST = 200


class FilterBackend(filters.DjangoFilterBackend):
    """django-filter, and a 400 for a parameter of another name."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        known = PAGING | set(filterset_class.base_filters if filterset_class else ())
        if unknown := sorted(set(request.query_params) - known):
            message = f"This list has no such filter. It has: {', '.join(sorted(known))}."
            raise ValidationError({name: [message] for name in unknown}, code="unknown-filter")
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered


class ClaimFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", max_length=WORDS_AT_MOST, label="words of the content, or a name")
    speaker = filters.NumberFilter("speaker_id")
    kind = filters.ChoiceFilter("speaker__kind", choices=SpeakerKind.choices)
    passed_on_by = filters.NumberFilter(method="passed_on", label="a speaker who passed the words on")
    article = filters.NumberFilter("article_id")
    outlet = filters.NumberFilter("article__outlet_id")
    quote_type = filters.ChoiceFilter(choices=QuoteType.choices)
    status = filters.ChoiceFilter(choices=Status.choices)
    tag = filters.NumberFilter("tags")
    rating = filters.NumberFilter(method="rated", label="the rating of a published assessment")
    said_from = filters.DateFilter("said_on", "gte")
    said_to = filters.DateFilter("said_on", "lte")
    published_from = filters.IsoDateTimeFilter("article__published_at", "gte")
    published_to = filters.IsoDateTimeFilter("article__published_at", "lte")

    class Meta:
        model = Claim
        fields: list[str] = []

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return search.claims_matching(queryset, value)

    def passed_on(self, queryset: Any, name: str, value: int) -> Any:
        return queryset.filter(hops__speaker=value, hops__position__gt=0)

    def rated(self, queryset: Any, name: str, value: int) -> Any:
        return queryset.filter(assessments__rating=value, assessments__status=AssessmentStatus.PUBLISHED)


class ArticleFilter(filters.FilterSet):
    q = filters.CharFilter("title", "icontains", max_length=WORDS_AT_MOST)
    outlet = filters.NumberFilter("outlet_id")
    url = filters.CharFilter()

    class Meta:
        model = Article
        fields: list[str] = []


class ArticleVersionFilter(filters.FilterSet):
    article = filters.NumberFilter("article_id")

    class Meta:
        model = ArticleVersion
        fields: list[str] = []


class SpeakerFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", max_length=WORDS_AT_MOST, label="the beginning of a word of a name")
    kind = filters.ChoiceFilter(choices=SpeakerKind.choices)

    class Meta:
        model = Speaker
        fields: list[str] = []

    def search(self, queryset: Any, name: str, value: str) -> Any:
        wanted = normal_form(value)
        begins = Q(normal_name__startswith=wanted) | Q(normal_name__contains=f" {wanted}")
        aliases = Alias.objects.filter(begins).values("speaker")
        return queryset.filter(Q(pk__in=aliases) | begins)


class AliasFilter(filters.FilterSet):
    speaker = filters.NumberFilter("speaker_id")

    class Meta:
        model = Alias
        fields: list[str] = []


class LinkFilter(filters.FilterSet):
    claim = filters.NumberFilter(method="touching", label="a claim at either end")
    article = filters.NumberFilter(method="in_article", label="an article at either end")
    relation = filters.ChoiceFilter(choices=Relation.choices)
    status = filters.ChoiceFilter(choices=Status.choices)

    class Meta:
        model = Link
        fields: list[str] = []

    def touching(self, queryset: Any, name: str, value: int) -> Any:
        return queryset.filter(Q(claim=value) | Q(other=value))

    def in_article(self, queryset: Any, name: str, value: int) -> Any:
        return queryset.filter(Q(claim__article=value) | Q(other__article=value))


class AssessmentFilter(filters.FilterSet):
    claim = filters.NumberFilter("claim_id")
    rating = filters.NumberFilter("rating_id")
    status = filters.ChoiceFilter(choices=AssessmentStatus.choices)

    class Meta:
        model = Assessment
        fields: list[str] = []


class CommentFilter(filters.FilterSet):
    claim = filters.NumberFilter("claim_id")

    class Meta:
        model = Comment
        fields: list[str] = []


class NameFilter(filters.FilterSet):
    """For lists of things with a name: outlets and tags."""

    q = filters.CharFilter("name", "icontains", max_length=WORDS_AT_MOST)
