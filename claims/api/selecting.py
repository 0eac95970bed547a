"""``fields`` and ``expand``: a client chooses what comes back of each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db.models import Model
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

from claims.api.formats import Format
from claims.models import Claim
from claims.reading import claims as claim_rows
from claims.reading.related import Row
from claims.reading.visibility import visible

if TYPE_CHECKING:
    from claims.api.views import RecordViewSet

FIELDS, EXPAND = "fields", "expand"
ALWAYS = {"id"}
Record = TypeVar("Record", bound=Model)
Rows = dict[int, Row]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What one word of ``expand`` adds to a row: a record that it refers to, as the list of its kind shows it.

    ``pk_of`` finds the record's number in the row, and ``find`` the records of many numbers that the request's user may
    see, in a constant number of queries.
    """

    serializer_class: type[Serializer[Any]]
    pk_of: Callable[[Row], int | None]
    find: Callable[[Iterable[int], Request], Rows]


class Selective(GenericViewSet[Record]):
    """Lists and records whose ``fields`` can be chosen, and that hold what ``expand`` names whole under "expanded".

    ``expansions`` are the words of ``expand``; None where there is nothing to choose.
    """

    expansions: dict[str, Expansion] | None = None

    def selected_by(self) -> set[str]:
        """The parameters that choose what the answer to this action holds."""
        if self.expansions is None or self.action not in ("list", "retrieve"):
            return set()
        return {FIELDS, EXPAND} if self.expansions else {FIELDS}

    def words_of(self, parameter: str) -> list[str]:
        """The words that such a parameter takes."""
        fields = cast("Serializer[Any]", self.get_serializer_class()()).fields
        return sorted(fields if parameter == FIELDS else self.expansions or ())

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        asked = self.selected_by() & set(request.query_params)
        self.chosen = {name: _words(request, name, self.words_of(name)) for name in asked}

    def select(self, rows: list[Row]) -> list[Row]:
        """The rows as the request wants them."""
        wanted = self.chosen.get(FIELDS)
        selected = [{name: row[name] for name in row if name in wanted} for row in rows] if wanted else rows
        if words := sorted(self.chosen.get(EXPAND, ())):
            expanded = [self._expanded(word, rows) for word in words]
            selected = [
                {**row, "expanded": dict(zip(words, records, strict=True))}
                for row, *records in zip(selected, *expanded, strict=True)
            ]
        return selected

    def get_paginated_response(self, data: Any) -> Response:
        return super().get_paginated_response(self.select(data))

    def _expanded(self, word: str, rows: list[Row]) -> list[Row | None]:
        expansion = (self.expansions or {})[word]
        numbers = [expansion.pk_of(row) for row in rows]
        records = expansion.find({pk for pk in numbers if pk}, self.request)
        return [records.get(pk) if pk else None for pk in numbers]


def id_of(reference: Row | None) -> int | None:
    return reference["id"] if reference else None


def listed_by(view_class: type[RecordViewSet[Any]]) -> Callable[[Iterable[int], Request], Rows]:
    """What finds records as the list of this view shows them."""

    def find(pks: Iterable[int], request: Request) -> Rows:
        view = view_class(request=request, format_kwarg=None, action="list")
        return {row["id"]: row for row in view.listed(list(view.get_queryset().filter(pk__in=pks)))}

    return find


def find_claims(pks: Iterable[int], request: Request) -> Rows:
    seen = visible(Claim.objects, request.user).filter(pk__in=pks).values_list("pk", flat=True)
    return {row["id"]: row for row in claim_rows.present(list(seen), request.user)}


def _words(request: Request, name: str, allowed: list[str]) -> set[str]:
    """The words of a parameter. Raises ValidationError for others than the known ones."""
    if isinstance(request.accepted_renderer, Format):
        raise ValidationError({name: ["Only JSON can be chosen from; leave this out."]}, code="json-only")
    words = {word for value in request.query_params.getlist(name) for word in value.split(",") if value}
    if unknown := sorted(words - set(allowed)):
        message = f"There is no {', '.join(repr(word) for word in unknown)} here. There are: {', '.join(allowed)}."
        raise ValidationError({name: [message]}, code="unknown-field")
    return words | ALWAYS if name == FIELDS and words else words
