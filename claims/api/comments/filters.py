"""What lists of comments can be filtered by."""

from __future__ import annotations

from django_filters import rest_framework as filters

from claims.api.filters import IdFilter
from claims.models import Comment


class CommentFilter(filters.FilterSet):
    claim = IdFilter("claim_id")

    class Meta:
        model = Comment
        fields: list[str] = []
