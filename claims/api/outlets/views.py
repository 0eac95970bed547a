"""Outlets."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules
from claims.api.formats import CHANGED_FEEDS
from claims.api.outlets.changed import ChangedArticleSerializer, ChangedPagination
from claims.api.outlets.serializers import OutletSerializer
from claims.api.views import RecordViewSet
from claims.filters.fields import NameFilter
from claims.models import Outlet
from claims.reading.changed import new_versions, present


class OutletViewSet(RecordViewSet[Outlet]):
    """Publishers of articles."""

    queryset = Outlet.objects.all()
    serializer_class = OutletSerializer
    filterset_class = NameFilter
    formats = {"changes": CHANGED_FEEDS}
    expansions = {}
    orders = {"name": ("name", "id")}
    asked = {"changes": {"cursor", "page_size"}}
    rules = dict.fromkeys(("create", "update", "destroy"), rules.may_change_outlet)

    @extend_schema(responses=ChangedArticleSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=ChangedPagination)
    def changes(self, request: Request, pk: str) -> Response:
        """What the outlet changed in its articles after they were taken in, newest first: a row for each new version.

        Also as a feed: `?format=atom` or `?format=feed`.
        """
        outlet = self.get_object()
        versions = self.paginate_queryset(new_versions(outlet, request.user).order_by("-id")) or []
        assert isinstance(self.paginator, ChangedPagination)  # noqa: S101 - as the action says
        self.paginator.outlet = outlet.name
        return self.get_paginated_response(present(versions, request.user))
