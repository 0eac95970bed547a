"""Keyset paging: a page costs the same however deep it lies, and rows that come or go in between shift nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import Field, Model, Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from claims.reading.keyset import beyond

if TYPE_CHECKING:  # it reads the settings, which name this module
    from rest_framework.views import APIView


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows: the values of the sort columns of the row beside it, and which way to go."""

    values: tuple[Any, ...]
    backwards: bool
    query: str

    def encode(self) -> str:
        packed = orjson.dumps([self.values, self.backwards, self.query], default=str)
        return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Raises ValueError or TypeError for a text that `encode` would not give."""
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        values, backwards, query = orjson.loads(packed)
        cursor = cls(tuple(values), backwards, query)
        if type(backwards) is not bool or cursor.encode() != text:
            raise ValueError(text)
        return cursor


class KeysetPagination(BasePagination):
    """Pages by the columns of the queryset's order, which ends with the primary key.

    The first column may be empty; rows without a value come last, whichever way the order runs.
    """

    page_size = 50
    max_page_size = 500
    cursor_param = "cursor"
    cursor_help = "Where to go on, from `next` or `previous` of an answer."
    page_size_param = "page_size"

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        self.base_url = request.build_absolute_uri()
        self.order = [str(column) for column in (queryset.query.order_by or queryset.model._meta.ordering)]
        self.query = self._fingerprint(request, queryset)
        self.size = self._page_size(request)
        self.cursor = self._cursor(request, queryset)
        backwards = bool(self.cursor and self.cursor.backwards)
        rows = self._rows(queryset, backwards)
        more, rows = len(rows) > self.size, rows[: self.size]
        if backwards:
            rows.reverse()
        self.has_next = backwards or more
        self.has_previous = more if backwards else self.cursor is not None
        self.edges = (rows[0], rows[-1]) if rows else None
        return rows

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        return Response({"next": self.next_link(), "previous": self.previous_link(), "results": data})

    def next_link(self) -> str | None:
        return self._link(self.edges[1], backwards=False) if self.has_next and self.edges else None

    def previous_link(self) -> str | None:
        return self._link(self.edges[0], backwards=True) if self.has_previous and self.edges else None

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {"next": link, "previous": link, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: APIView | None) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        return [
            {
                "name": self.cursor_param,
                "in": "query",
                "description": self.cursor_help,
                "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
            },
            {"name": self.page_size_param, "in": "query", "description": "Rows a page.", "schema": size},
        ]

    def _page_size(self, request: Request) -> int:
        given = request.query_params.get(self.page_size_param)
        if given is None:
            return self.page_size
        # Python refuses to read thousands of digits, and no size needs them.
        size = int(given) if given.isascii() and given.isdigit() and len(given) <= 9 else 0
        if not 1 <= size <= self.max_page_size:
            raise ValidationError({self.page_size_param: [f"A whole number from 1 to {self.max_page_size}."]})
        return size

    def _cursor(self, request: Request, queryset: QuerySet[Model]) -> Cursor | None:
        given = request.query_params.get(self.cursor_param)
        if not given:
            return None
        try:
            cursor = Cursor.decode(given)
        except (ValueError, TypeError):
            raise self._refused() from None
        if cursor.query != self.query or len(cursor.values) != len(self.order):
            raise self._refused("This cursor belongs to another filter or order; begin again without it.")
        return cursor

    def _rows(self, queryset: QuerySet[Model], backwards: bool) -> list[Any]:
        """The rows beside the cursor, nearest first, and one more where there are more."""
        parts = self._parts(queryset)
        rows: list[Any] = []
        for part in reversed(parts) if backwards else parts:
            rows += (part.reverse() if backwards else part)[: self.size + 1 - len(rows)]
            if len(rows) > self.size:
                break
        return rows

    def _parts(self, queryset: QuerySet[Model]) -> list[QuerySet[Model]]:
        """What lies beyond the cursor, in order: the rows with a value in the first column, then those without.

        They are asked for one after the other, since databases differ in where they sort NULL: so the index leads to
        both, and no comparison meets a NULL.
        """
        first = self.order[0].lstrip("-")
        if not field_of(queryset, first).null:
            return [queryset.filter(self._beyond(queryset, self.order))]
        filled, empty = (queryset.filter((f"{first}__isnull", isnull)) for isnull in (False, True))
        if self.cursor is None:
            return [filled, empty]
        if self.cursor.values[0] is None:
            empty = empty.filter(self._beyond(queryset, self.order[1:]))
            return [filled, empty] if self.cursor.backwards else [empty]
        filled = filled.filter(self._beyond(queryset, self.order))
        return [filled] if self.cursor.backwards else [filled, empty]

    def _beyond(self, queryset: QuerySet[Model], order: list[str]) -> Q:
        """Rows after the cursor. ``order`` may leave out the first columns, where all rows are alike."""
        if self.cursor is None:
            return Q()
        columns = zip(order, self.cursor.values[-len(order) :], strict=True)
        values = [value_of(field_of(queryset, column), value) for column, value in columns]
        if None in values:
            raise self._refused()
        return beyond(order, values, backwards=self.cursor.backwards)

    def _link(self, row: Model | dict[str, Any], *, backwards: bool) -> str:
        columns = [column.lstrip("-") for column in self.order]
        values = tuple(row[column] if isinstance(row, dict) else getattr(row, column) for column in columns)
        cursor = Cursor(values, backwards, self.query)
        return replace_query_param(self.base_url, self.cursor_param, cursor.encode())

    def _fingerprint(self, request: Request, queryset: QuerySet[Model]) -> str:
        """What is listed, and what it is filtered and sorted by, so that a cursor is not taken to another list."""
        kept = sorted(
            (name, value)
            for name, values in request.query_params.lists()
            for value in values
            if name not in (self.cursor_param, self.page_size_param, "format", "fields", "expand")
        )
        return hashlib.sha256(repr((queryset.model._meta.label, kept)).encode()).hexdigest()[:12]

    def _refused(self, message: str = "This is not a cursor of this list.") -> ValidationError:
        return ValidationError({self.cursor_param: [message]}, code="invalid-cursor")


def field_of(queryset: QuerySet[Any], column: str) -> Field[Any, Any]:
    field: Field[Any, Any] = queryset.model._meta.get_field(column.lstrip("-").replace("pk", "id"))
    return field


def value_of(field: Field[Any, Any], value: Any) -> Any:
    """The value of a cursor as one of the field's; None for what is none."""
    try:
        converted = field.to_python(value)
        if isinstance(converted, int) and type(converted) is not type(value):  # True and 1.5 are numbers to Python
            return None
        if isinstance(converted, datetime):
            converted = converted.astimezone(UTC) if converted.tzinfo else None
    except (DjangoValidationError, TypeError, OverflowError):
        return None
    if isinstance(converted, str) and (converted != value or "\0" in converted):
        return None
    return converted
