"""What the views of records that people edit have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from rest_framework import mixins
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from claims import rules
from claims.api.conditional import Conditional
from claims.api.errors import Stale
from claims.api.formats import Format
from claims.api.keys import Repeatable
from claims.api.parsers import JSONParser
from claims.api.revisions import etag_of, is_weak, matches
from claims.api.selecting import Selective
from claims.choices import ChangeKind
from claims.models.base import Revised
from claims.models.change import Change, OpenChange
from claims.reading.related import Row
from claims.reading.visibility import visible
from claims.services.changes import changing
from newsapp.accounts.models import User

Record = TypeVar("Record", bound=Revised)
Rows = list[Row]


class RecordViewSet(
    Conditional,
    Repeatable,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    Selective[Record],
):
    """List, retrieve, create, update and delete records, each with its revision as ETag.

    Each write is a Change of the ``kind``, whose number the answer carries as Change-Id, so that it can be undone.
    ``rules`` maps "create", "update", "destroy" (and "read") to who may. ``orders`` maps the words of ``?order=``
    to columns, the first being the default; ``row_serializer_class`` describes a row of the list, where that is another
    than the record; ``asked`` names the parameters of an action on one record; ``formats``
    names what an action answers in beside JSON.
    Changes and deletions need If-Match; a stale one gets 412 and the present state, and is decided under a lock on the
    row, so that of two writers at once one is told.
    """

    lookup_value_regex = "[0-9]+"
    parser_classes = [JSONParser]
    http_method_names = ["get", "head", "options", "post", "patch", "delete"]
    kind = ChangeKind.EDIT
    change: Change | None = None
    rules: dict[str, rules.Rule] = {}
    orders: dict[str, tuple[str, ...]] = {"oldest": ("id",)}
    row_serializer_class: type[BaseSerializer[Any]] | None = None
    asked: dict[str, set[str]] = {}
    formats: dict[str, tuple[type[Format], ...]] = {}

    def get_renderers(self) -> list[BaseRenderer]:
        return [*super().get_renderers(), *(of_field() for of_field in self.formats.get(self.action or "", ()))]

    def get_queryset(self) -> QuerySet[Record]:
        return visible(super().get_queryset(), self.request.user)

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        rows = self.row_serializer_class if self.action == "list" else None
        return rows or super().get_serializer_class()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        queryset = super().filter_queryset(queryset)
        return queryset if self.detail else queryset.order_by(*self.ordering())

    def ordering(self) -> tuple[str, ...]:
        """The columns that ``?order=`` asks for."""
        word = self.request.query_params.get("order", next(iter(self.orders)))
        if word not in self.orders:
            raise ValidationError({"order": [f"One of: {', '.join(self.orders)}."]})
        return self.orders[word]

    @property
    def user(self) -> User:
        """The signed-in user; the rules let nobody else write."""
        return cast("User", self.request.user)

    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        records = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(self.ready(self.listed(records)))

    def listed(self, records: Sequence[Record]) -> Rows:
        """The records as the list shows them."""
        return list(self.get_serializer(records, many=True).data)

    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        response = self.answer(self.get_object())
        response.data = self.select([response.data])[0]
        return response

    def ready(self, rows: Rows) -> Rows:
        """The rows with what the format of the answer tells besides."""
        renderer = self.request.accepted_renderer
        return renderer.ready(rows, self.request.user) if isinstance(renderer, Format) else rows

    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        with self.changing():
            self.perform_create(serializer)
        return self.answer(cast("Record", serializer.instance), status=201)

    def partial_update(self, request: Request, *args: object, **kwargs: object) -> Response:
        with self.changing():
            record = self.locked()
            serializer = self.get_serializer(record, data=request.data, partial=True)
            serializer.is_valid(raise_exception=True)
            if _alters(record, serializer.validated_data):
                self.perform_update(serializer)
        return self.answer(cast("Record", serializer.instance))

    def destroy(self, request: Request, *args: object, **kwargs: object) -> Response:
        with self.changing():
            self.perform_destroy(self.locked())
        return Response(status=204)

    @contextmanager
    def changing(self) -> Iterator[OpenChange]:
        """One transaction and one Change of the signed-in user, which the answer will name."""
        with changing(self.kind, by=self.user) as change:
            yield change
        self.change = change.row

    def finalize_response(self, request: Request, response: Response, *args: object, **kwargs: object) -> Response:
        if self.change:
            response.headers["Change-Id"] = str(self.change.pk)
        if self.formats:
            patch_vary_headers(response, ["Accept"])
        return super().finalize_response(request, response, *args, **kwargs)

    def perform_destroy(self, record: Record) -> None:
        record.delete()

    def locked(self) -> Record:
        """The record of the address, locked, once If-Match has named its revision. Raises Stale (412)."""
        records: QuerySet[Record] = self.filter_queryset(self.get_queryset())
        record = get_object_or_404(records.prefetch_related(None).select_for_update(of=("self",)), pk=self.kwargs["pk"])
        self.check_object_permissions(self.request, record)
        if not matches(self.request, record):
            last: Any = record.history.select_related("change").latest()  # type: ignore[attr-defined]
            raise Stale(self.answer(record).data, last.change, weak=is_weak(self.request))
        return record

    def answer(self, record: Record, status: int = 200) -> Response:
        """The record as the API shows it, with its ETag."""
        return Response(self.shown(record), status=status, headers={"ETag": etag_of(record)})

    def shown(self, record: Record) -> Any:
        serializer: BaseSerializer[Record] = self.get_serializer(record)
        return serializer.data


class AuthoredViewSet(RecordViewSet[Record]):
    """Records that note who made them."""

    def perform_create(self, serializer: BaseSerializer[Record]) -> None:
        serializer.save(author=self.request.user)


def _alters(record: Model, values: Mapping[str, Any]) -> bool:
    """Whether one of the values is another than the record has. One that is no column of it always counts."""
    columns = {field.name: field.attname for field in record._meta.concrete_fields}
    return any(
        name not in columns or getattr(record, columns[name]) != (value.pk if isinstance(value, Model) else value)
        for name, value in values.items()
    )
