"""All records that a filter lets through, in one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from claims.api.claims.filters import ClaimFilter
from claims.api.filters import FilterBackend, IdFilter
from claims.api.formats import address_in
from claims.exports.claims_csv import claims_csv
from claims.exports.json_ld import json_ld_stream
from claims.exports.json_lines import json_lines
from claims.models import Claim
from claims.reading.claims import present_all
from claims.reading.publishing import to_publish
from claims.reading.related import Row
from claims.reading.visibility import visible

JSON_LINES, CSV, JSON_LD = "application/jsonl", "text/csv; charset=utf-8", "application/ld+json"
Format = Callable[[Iterable[list[Row]]], Iterator[bytes]]


class ExportedClaimFilter(ClaimFilter):
    after = IdFilter("id", "gt", label="go on behind the claim with this id, the last one that arrived")


class ExportFilterBackend(FilterBackend):
    """An export has no pages."""

    paging = set()


class ClaimExportViewSet(GenericViewSet[Any]):
    """All claims that the filters of the list let through, by id, as they stood at one moment."""

    queryset = Claim.objects.all()
    filter_backends = [ExportFilterBackend]
    filterset_class = ExportedClaimFilter
    pagination_class = None

    def get_queryset(self) -> QuerySet[Any]:
        return visible(super().get_queryset(), self.request.user)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)  # the address has said the format

    @extend_schema(operation_id="export_claims_jsonl", responses={(200, JSON_LINES): OpenApiTypes.STR}, filters=True)
    def jsonl(self, request: Request) -> StreamingHttpResponse:
        """All claims that a filter lets through, by id, each a line with the object that the list has of it.

        The last line is `{"count": ..., "sha256": ...}`: how many lines came before it, and the digest of their bytes
        before compression. Without it the answer is not whole: go on with `after` and the id of the last claim that
        arrived.
        """
        return self._stream(request, json_lines, JSON_LINES, "claims.jsonl")

    @extend_schema(operation_id="export_claims_csv", responses={(200, CSV): OpenApiTypes.STR}, filters=True)
    def csv(self, request: Request) -> StreamingHttpResponse:
        """All claims that a filter lets through, by id, for a spreadsheet: a line of names, then one a claim.

        Several values of a cell are parted by "; ". A cell that a spreadsheet would run as a formula has an apostrophe
        before it. There is no last line to tell that it is whole; a connection that breaks off does.
        """
        return self._stream(request, claims_csv, CSV, "claims.csv")

    @extend_schema(operation_id="export_claims_jsonld", responses={(200, JSON_LD): OpenApiTypes.OBJECT}, filters=True)
    def jsonld(self, request: Request) -> StreamingHttpResponse:
        """All claims that a filter lets through, by id, as one JSON-LD document in the words of schema.org.

        An answer that broke off lacks its last bracket, and so is no JSON.
        """
        address, user = address_in(request), request.user

        def presented(batches: Iterable[list[Row]]) -> Iterator[bytes]:
            return json_ld_stream((to_publish(batch, user) for batch in batches), address)

        return self._stream(request, presented, JSON_LD, "claims.jsonld")

    @method_decorator(gzip_page)
    def _stream(self, request: Request, presented: Format, media_type: str, name: str) -> StreamingHttpResponse:
        batches = present_all(self.filter_queryset(self.get_queryset()), request.user)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(presented(batches), content_type=media_type, headers=headers)
