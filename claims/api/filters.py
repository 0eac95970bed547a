"""What lists can be filtered by. A parameter that a list does not know is refused by name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters
from django_filters.fields import IsoDateTimeField
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claims import search
from claims.choices import AssessmentStatus, QuoteType, Relation, SpeakerKind, Status
from claims.models import Alias, Article, ArticleVersion, Assessment, Attribution, Claim, Comment, Link, Speaker
from claims.reading.visibility import visible
from claims.text.names import normal_form

PAGING = {"cursor", "page_size"}
WORDS = {"q", "url"}
"""Parameters that take any text, and so none too."""
WORDS_AT_MOST = 200


class FilterBackend(filters.DjangoFilterBackend):
    """django-filter, and a 400 for a parameter of another name. One record is asked for by its address alone."""

    def get_filterset_class(self, view: Any, queryset: Any = None) -> Any:
        return None if view.detail else super().get_filterset_class(view, queryset)

    def parameters_of(self, view: Any) -> set[str]:
        """The names of the parameters that say what the view's answer holds."""
        if view.detail:
            return set()
        filterset_class = self.get_filterset_class(view)
        names = PAGING | set(filterset_class.base_filters if filterset_class else ())
        return names | {"order"} if hasattr(view, "orders") else names

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        known = {"format"} | self.parameters_of(view)
        if unknown := sorted(set(request.query_params) - known):
            message = f"There is no such parameter here. There are: {', '.join(sorted(known))}."
            raise ValidationError({name: [message] for name in unknown}, code="unknown-filter")
        if blank := sorted(name for name in set(request.query_params) - WORDS if not request.query_params[name]):
            raise ValidationError({name: ["Give it a value, or leave it out."] for name in blank}, code="blank")
        if not filterset_class or not set(request.query_params) & set(filterset_class.base_filters):
            return queryset
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": 2**63 - 1})
class IdFilter(filters.NumberFilter):
    """The id of a record."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=2**63 - 1, **kwargs)


class InstantField(IsoDateTimeField):
    """A time that is one in UTC too, and so in the database."""

    def to_python(self, value: Any) -> datetime | None:
        moment: datetime | None = super().to_python(value)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class InstantFilter(filters.IsoDateTimeFilter):
    field_class = InstantField


class ClaimFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", max_length=WORDS_AT_MOST, label="words of the content, or a name")
    speaker = IdFilter("speaker_id")
    kind = filters.ChoiceFilter("speaker__kind", choices=SpeakerKind.choices)
    passed_on_by = IdFilter(method="passed_on", label="a speaker who passed the words on")
    article = IdFilter("article_id")
    version = IdFilter("version_id")
    before_claim = IdFilter(method="standing_before", label="claims that stand before this one in its article")
    outlet = IdFilter("article__outlet_id")
    quote_type = filters.ChoiceFilter(choices=QuoteType.choices)
    status = filters.ChoiceFilter(choices=Status.choices)
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

    def passed_on(self, queryset: Any, name: str, value: int) -> Any:
        # No join: a speaker can stand in a chain twice.
        hops = Attribution.objects.filter(speaker=value, position__gt=0)
        return queryset.filter(pk__in=hops.values("claim"))

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


class ArticleFilter(filters.FilterSet):
    q = filters.CharFilter("title", "icontains", max_length=WORDS_AT_MOST)
    outlet = IdFilter("outlet_id")
    url = filters.CharFilter()
    undecided = filters.BooleanFilter(method="left", label="whether it has claims that nobody confirmed or rejected")

    class Meta:
        model = Article
        fields: list[str] = []

    def left(self, queryset: Any, name: str, value: bool) -> Any:
        claims = visible(Claim.objects, self.request.user).filter(article=OuterRef("pk"), status=Status.SUGGESTED)
        return queryset.filter(Exists(claims) if value else ~Exists(claims))


class ArticleVersionFilter(filters.FilterSet):
    article = IdFilter("article_id")

    class Meta:
        model = ArticleVersion
        fields: list[str] = []


class SpeakerFilter(filters.FilterSet):
    q = filters.CharFilter(method="search", max_length=WORDS_AT_MOST, label="the beginning of a word of a name")
    kind = filters.ChoiceFilter(choices=SpeakerKind.choices)
    article = IdFilter(method="in_article", label="named speakers, and the unnamed ones of this article")

    class Meta:
        model = Speaker
        fields: list[str] = []

    def in_article(self, queryset: Any, name: str, value: int) -> Any:
        return queryset.filter(Q(article=None) | Q(article=value))

    def search(self, queryset: Any, name: str, value: str) -> Any:
        if not (wanted := normal_form(value)):
            return queryset.none()
        begins = Q(normal_name__startswith=wanted) | Q(normal_name__contains=f" {wanted}")
        aliases = Alias.objects.filter(begins).values("speaker")
        return queryset.filter(Q(pk__in=aliases) | begins)


class AliasFilter(filters.FilterSet):
    speaker = IdFilter("speaker_id")

    class Meta:
        model = Alias
        fields: list[str] = []


class LinkFilter(filters.FilterSet):
    claim = IdFilter(method="touching", label="a claim at either end")
    article = IdFilter(method="in_article", label="an article at either end")
    relation = filters.ChoiceFilter(choices=Relation.choices)
    status = filters.ChoiceFilter(choices=Status.choices)

    class Meta:
        model = Link
        fields: list[str] = []

    def touching(self, queryset: Any, name: str, value: int) -> Any:
        return queryset.filter(Q(claim=value) | Q(other=value))

    def in_article(self, queryset: Any, name: str, value: int) -> Any:
        # Either end by itself: no index serves "one or the other" of two joins.
        ends = (Link.objects.filter(**{f"{end}__article": value}).order_by() for end in ("claim", "other"))
        either, other = (links.values("pk") for links in ends)
        return queryset.filter(pk__in=either.union(other))


class AssessmentFilter(filters.FilterSet):
    claim = IdFilter("claim_id")
    rating = IdFilter("rating_id")
    status = filters.ChoiceFilter(choices=AssessmentStatus.choices)

    class Meta:
        model = Assessment
        fields: list[str] = []


class CommentFilter(filters.FilterSet):
    claim = IdFilter("claim_id")

    class Meta:
        model = Comment
        fields: list[str] = []


class NameFilter(filters.FilterSet):
    """For lists of things with a name: outlets and tags."""

    q = filters.CharFilter("name", "icontains", max_length=WORDS_AT_MOST)
