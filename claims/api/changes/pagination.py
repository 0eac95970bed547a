"""The pages of a stream, which grows at its end alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from claims.api.filters import FilterBackend
from claims.api.pagination import Cursor, KeysetPagination

NOW = "now"


class StreamFilterBackend(FilterBackend):
    paging = {"since", "page_size"}


class StreamPagination(KeysetPagination):
    """``next`` is always there: after an empty page it leads to what will have come by then."""

    cursor_param = "since"
    cursor_help = (
        "Where to go on, from `next` of an answer; `now` passes over what there is; without it, from the first."
    )

    def next_link(self) -> str:
        if self.edges:
            return self._link(self.edges[1], backwards=False)
        return (
            replace_query_param(self.base_url, self.cursor_param, self.cursor.encode())
            if self.cursor
            else self.base_url
        )

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        return Response({"next": self.next_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        properties = {"next": {"type": "string", "format": "uri"}, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def _cursor(self, request: Request, queryset: QuerySet[Any]) -> Cursor | None:
        if request.query_params.get(self.cursor_param) != NOW:
            return super()._cursor(request, queryset)
        newest = queryset.values_list(*self.order).last() or (0, 0)
        return Cursor(newest, backwards=False, query=self.query)
