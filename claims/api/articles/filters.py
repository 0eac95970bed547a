"""What lists of articles and of their versions can be filtered by."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django_filters import rest_framework as filters

from claims.choices import Status
from claims.filters.fields import WORDS_AT_MOST, FilterSet, IdFilter, YesNoFilter
from claims.models import Article, ArticleVersion, Claim
from claims.reading.visibility import visible


class ArticleFilter(FilterSet):
    q = filters.CharFilter("title", "icontains", max_length=WORDS_AT_MOST)
    outlet = IdFilter("outlet_id")
    url = filters.CharFilter()
    page_missing = YesNoFilter("page_missing_since", "isnull", exclude=True, label="whether its address has no page")
    undecided = YesNoFilter(method="left", label="whether it has claims that nobody confirmed or rejected")

    class Meta:
        model = Article
        fields: list[str] = []

    def left(self, queryset: QuerySet[Article], name: str, value: bool) -> QuerySet[Article]:
        claims = visible(Claim.objects, self.request.user).filter(article=OuterRef("pk"), status=Status.SUGGESTED)
        return queryset.filter(Exists(claims) if value else ~Exists(claims))


class ArticleVersionFilter(FilterSet):
    article = IdFilter("article_id")

    class Meta:
        model = ArticleVersion
        fields: list[str] = []
