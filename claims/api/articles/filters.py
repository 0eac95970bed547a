"""What lists of articles and of their versions can be filtered by."""

from __future__ import annotations

from django_filters import rest_framework as filters

from claims.api.filters import WORDS_AT_MOST, IdFilter
from claims.models import Article, ArticleVersion


class ArticleFilter(filters.FilterSet):
    q = filters.CharFilter("title", "icontains", max_length=WORDS_AT_MOST)
    outlet = IdFilter("outlet_id")
    url = filters.CharFilter()

    class Meta:
        model = Article
        fields: list[str] = []


class ArticleVersionFilter(filters.FilterSet):
    article = IdFilter("article_id")

    class Meta:
        model = ArticleVersion
        fields: list[str] = []
