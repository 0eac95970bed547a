"""The pages of a stream, which grows at its end alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.db.models import QuerySet
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from claims.api.filters import FilterBackend
from claims.api.pagination import Cursor, KeysetPagination, field_of, value_of
from claims.reading.deeds import Deed, deeds_of
from claims.reading.streaming import Place, told_to

if TYPE_CHECKING:  # it reads the settings, which name this module
    from rest_framework.views import APIView

    from newsapp.accounts.models import User

NOW = "now"
BEFORE_ALL = (0, 0, "1970-01-01T00:00:00Z")
"""The place before the first Change."""


class PlaceGone(APIException):
    """The cursor is from a Change that this database does not have. It keeps all of its own for ever."""

    status_code = 410
    default_code = "place-gone"
    default_detail = (
        "The Change that this cursor stands behind is not here: the database was brought back from an older copy, or "
        "is another one. Take the place of `since=now`, get everything anew by the exports, and go on from that place."
    )


class StreamFilterBackend(FilterBackend):
    paging = {"since", "page_size"}


class StreamPagination(KeysetPagination):
    """``next`` is always there: after an empty page it leads to what will have come by then.

    The order ends with the time, which changes nothing in it, but tells a Change from another one that got its number
    after the database was brought back from a copy. Raises PlaceGone for a cursor from such a one.
    """

    cursor_param = "since"
    cursor_help = (
        "Where to go on, from `next` of an answer; `now` passes over what there is; without it, from the first."
    )

    deeds: dict[int, list[Deed]]
    """By the number of a Change of the page, what it did that whoever asks sees."""

    def _rows(self, queryset: QuerySet[Any], backwards: bool) -> list[Any]:
        self.end: Place | None = None
        if self.asker.outlets is None:
            rows = super()._rows(queryset, backwards)
            self.deeds = deeds_of(change.pk for change in rows[: self.size])
            return rows
        beyond = queryset.filter(self._beyond(queryset, self.order))
        told = told_to(self.asker, beyond, at_most=self.size)
        self.end, self.deeds = told.end, told.deeds
        return told.changes

    def next_link(self) -> str:
        if self.end:  # whoever sees few of them does not look through all the others again
            place = Cursor(self.end, backwards=False, query=self.query)
            return replace_query_param(self.base_url, self.cursor_param, place.encode())
        if self.edges:
            return self._link(self.edges[1], backwards=False)
        return (
            replace_query_param(self.base_url, self.cursor_param, self.cursor.encode())
            if self.cursor
            else self.base_url
        )

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        self.asker = cast("User", request.user)
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        return Response({"next": self.next_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        properties = {"next": {"type": "string", "format": "uri"}, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def _cursor(self, request: Request, queryset: QuerySet[Any]) -> Cursor | None:
        if request.query_params.get(self.cursor_param) == NOW:
            newest = queryset.values_list(*self.order).last() or BEFORE_ALL
            return Cursor(newest, backwards=False, query=self.query)
        cursor = super()._cursor(request, queryset)
        if cursor and cursor.values != BEFORE_ALL:
            named = zip(self.order, cursor.values, strict=True)
            place = {name: value_of(field_of(queryset, name), value) for name, value in named}
            if None in place.values():
                raise self._refused()
            if not queryset.model._default_manager.filter(**place).exists():
                raise PlaceGone
        return cursor
