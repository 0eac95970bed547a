"""Feeds."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules, tasks
from claims.api.feeds.filters import FeedFilter
from claims.api.feeds.serializers import FeedChangeSerializer, FeedInputSerializer, FeedSerializer
from claims.api.views import RecordViewSet
from claims.models import Feed
from claims.services.feeds import add_feed, update_feed


class FeedViewSet(RecordViewSet[Feed]):
    """The feeds of outlets, for those who may take in: what they announce is taken in by itself."""

    comes_of_changes = False  # what polling leaves is none
    queryset = Feed.objects.select_related("outlet")
    serializer_class = FeedSerializer
    filterset_class = FeedFilter
    orders = {"newest": ("-created_at", "-id"), "oldest": ("created_at", "id")}
    rules = {
        "read": rules.may_take_in_article,
        **dict.fromkeys(("create", "update", "destroy", "poll"), rules.may_change_feed),
    }

    @extend_schema(request=FeedInputSerializer, responses={201: FeedSerializer})
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Add a feed. It is polled within a minute; what its first poll finds is taken in too, the oldest first."""
        serializer = FeedInputSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        with self.changing():
            feed = add_feed(by=self.user, **serializer.validated_data)
        return self.answer(feed, status=201)

    @extend_schema(request=FeedChangeSerializer)
    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        with self.changing():
            feed = self.locked()
            serializer = FeedChangeSerializer(data=request.data, partial=True, context=self.get_serializer_context())
            serializer.is_valid(raise_exception=True)
            feed = update_feed(feed, by=self.user, **serializer.validated_data)
        return self.answer(feed)

    @extend_schema(request=None, responses={202: FeedSerializer})
    @action(detail=True, methods=["post"])
    def poll(self, request: Request, pk: str) -> Response:
        """Poll it now, in the background, even where it has stopped. 409 "feed-paused" where it is paused."""
        feed = self.get_object()
        tasks.poll_now(feed)
        return Response(FeedSerializer(feed).data, status=202)
