"""How much awaits the user."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims import rules
from claims.api.assessments.views import AssessmentViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.mentions.views import MentionViewSet
from claims.reading.related import Row

AT_MOST = 100
"""Beyond that nobody counts, and pages show it often."""
_LISTS: dict[str, tuple[Any, dict[str, str]]] = {
    "mentions": (MentionViewSet, {"open": "true"}),
    "assigned": (ClaimViewSet, {"assignee": "me", "open": "true"}),
    "reviews": (AssessmentViewSet, {"for_my_review": "true"}),
}


class OpenWorkSerializer(serializers.Serializer[Row]):
    mentions = serializers.IntegerField(help_text=f"of `mentions/?open=true`; {AT_MOST} at most, as each of these")
    assigned = serializers.IntegerField(help_text="of `claims/?assignee=me&open=true`")
    reviews = serializers.IntegerField(help_text="of `assessments/?for_my_review=true`")
    total = serializers.IntegerField()


class OpenWorkViewSet(GenericViewSet[Any]):
    """How much others have for the user to do: the lengths of three lists, one query each."""

    serializer_class = OpenWorkSerializer
    filter_backends = []
    pagination_class = None
    rules = {"read": rules.may_read_comments}

    def retrieve(self, request: Request) -> Response:
        counts = {name: _length(viewset, query, request) for name, (viewset, query) in _LISTS.items()}
        return Response(counts | {"total": sum(counts.values())})


def _length(viewset: Any, query: dict[str, str], request: Request) -> int:
    """How many rows the list has under this query, for the request's user."""
    records = viewset(request=request, action="list").get_queryset()
    listed = viewset.filterset_class(query, queryset=records, request=request).qs
    count: int = listed.order_by()[:AT_MOST].count()
    return count
