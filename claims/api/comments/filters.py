"""What lists of comments can be filtered by."""

from __future__ import annotations

from claims.filters.fields import FilterSet, IdFilter
from claims.models import Comment


class CommentFilter(FilterSet):
    claim = IdFilter("claim_id")

    class Meta:
        model = Comment
        fields: list[str] = []
