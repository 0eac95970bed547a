"""How much awaits the user."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims import rules
from claims.api.assessments.views import AssessmentViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.feeds.views import FeedViewSet
from claims.api.mentions.views import MentionViewSet
from claims.reading.lengths import lengths_of
from claims.reading.related import Row

AT_MOST = 100
"""Beyond that nobody counts, and pages show it often."""
_LISTS: dict[str, tuple[Any, dict[str, Any], Any]] = {
    "mentions": (MentionViewSet, {"open": True}, rules.anyone),
    "assigned": (ClaimViewSet, {"assignee": "me", "open": True}, rules.anyone),
    "reviews": (AssessmentViewSet, {"for_my_review": True}, rules.anyone),
    "feeds": (FeedViewSet, {"state": "stopped"}, rules.may_change_feed),
}
"""Each with the values of its filters, and who is to do it."""


class OpenWorkSerializer(serializers.Serializer[Row]):
    mentions = serializers.IntegerField(help_text=f"of `mentions/?open=true`; {AT_MOST} at most, as each of these")
    assigned = serializers.IntegerField(help_text="of `claims/?assignee=me&open=true`")
    reviews = serializers.IntegerField(help_text="of `assessments/?for_my_review=true`")
    feeds = serializers.IntegerField(help_text="of `feeds/?state=stopped`; 0 for who may not start one again")
    total = serializers.IntegerField()


class OpenWorkViewSet(GenericViewSet[Any]):
    """How much awaits the user: the lengths of four lists, by one query."""

    serializer_class = OpenWorkSerializer
    filter_backends = []
    pagination_class = None
    rules = {"read": rules.may_read_comments}

    def retrieve(self, request: Request) -> Response:
        user = request.user
        lists = {
            name: _list(viewset, query, request)
            for name, (viewset, query, is_to_do_it) in _LISTS.items()
            if is_to_do_it(user)
        }
        counts = dict.fromkeys(_LISTS, 0) | lengths_of(lists, AT_MOST)
        return Response(counts | {"total": sum(counts.values())})


def _list(viewset: Any, values: dict[str, Any], request: Request) -> QuerySet[Any]:
    """The rows of the list under these filters, for the request's user.

    Every page asks: forms that check the values, and a count around the query, took a third of the time.
    """
    records: QuerySet[Any] = viewset(request=request, action="list").get_queryset()
    for name, narrowing in viewset.filterset_class(values, request=request).filters.items():
        records = narrowing.filter(records, values[name])
    return records
