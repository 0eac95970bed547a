"""All records that a filter lets through, in one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import new_class
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api.articles.views import ArticleViewSet
from claims.api.assessments.views import AssessmentViewSet
from claims.api.claims.views import ClaimViewSet
from claims.api.filters import FilterBackend
from claims.api.formats import JSONLD, ArticlesJSONLD, AssessmentsJSONLD, ClaimsJSONLD, SpeakersJSONLD, address_in
from claims.api.links.views import LinkViewSet
from claims.api.speakers.views import SpeakerViewSet
from claims.api.views import RecordViewSet
from claims.exports.csv_tables import ARTICLES, ASSESSMENTS, CLAIMS, LINKS, SPEAKERS, Table
from claims.exports.json_ld import json_ld_stream
from claims.exports.json_lines import json_lines
from claims.filters.fields import IdFilter
from claims.reading.claims import present
from claims.reading.related import Row
from claims.reading.snapshot import ids_in_turn

JSON_LINES, CSV, JSON_LD = "application/jsonl", "text/csv; charset=utf-8", "application/ld+json"
Batches = Iterable[list[Row]]
Written = Callable[[Batches], Iterator[bytes]]


class ExportFilterBackend(FilterBackend):
    """The filters of the list, and where to go on. An export has no pages, one order, and one format."""

    paging = set()
    always = set()

    def get_filterset_class(self, view: Any, queryset: Any = None) -> Any:
        return _exported(super().get_filterset_class(view, queryset))

    def parameters_of(self, view: Any) -> set[str]:
        return super().parameters_of(view) - {"order"}


@cache
def _exported(filterset_class: type[filters.FilterSet]) -> type[filters.FilterSet]:
    """The filters of a list, and ``after``."""
    after = IdFilter("id", "gt", label="go on behind the record with this id, the last one that arrived")
    exported: type[filters.FilterSet] = new_class(
        f"Exported{filterset_class.__name__}", (filterset_class,), exec_body=lambda body: body.update(after=after)
    )
    return exported


class Export(RecordViewSet[Any]):
    """All records that the filters of their list let through, by id, as they stood at one moment.

    Stands before the list's own view, whose records, filters and rows it takes. ``table`` says what they are in a
    spreadsheet, ``graph`` what they are in the words of schema.org, where it has words for them.
    """

    comes_of_changes = False  # it does, but begins its own snapshot, and is to be gone on with by `after`
    filter_backends = [ExportFilterBackend]
    pagination_class = None
    formats = {}
    table: Table
    graph: type[JSONLD]

    @classmethod
    def forms(cls) -> list[str]:
        return ["jsonl", "csv", *(["jsonld"] if hasattr(cls, "graph") else [])]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)  # the address has said the format

    @extend_schema(responses={(200, JSON_LINES): OpenApiTypes.STR}, filters=True)
    def jsonl(self, request: Request) -> StreamingHttpResponse:
        """All records that a filter lets through, by id, each a line with the object that the list has of it.

        The last line is `{"count": ..., "sha256": ...}`: how many lines came before it, and the digest of their bytes
        before compression. Without it the answer is not whole: go on with `after` and the id of the last record that
        arrived.
        """
        return self._stream(request, json_lines, JSON_LINES)

    @extend_schema(responses={(200, CSV): OpenApiTypes.STR}, filters=True)
    def csv(self, request: Request) -> StreamingHttpResponse:
        """All records that a filter lets through, by id, for a spreadsheet: a line of names, then one a record.

        Several values of a cell are parted by "; ". A cell that a spreadsheet would run as a formula has an apostrophe
        before it. There is no last line to tell that it is whole; a connection that breaks off does.
        """
        return self._stream(request, self.table.lines, CSV)

    @extend_schema(responses={(200, JSON_LD): OpenApiTypes.OBJECT}, filters=True)
    def jsonld(self, request: Request) -> StreamingHttpResponse:
        """All records that a filter lets through, by id, as one JSON-LD document in the words of schema.org.

        Of assessments it has those that are published and of the claim's present words, each a ClaimReview.
        An answer that broke off lacks its last bracket, and so is no JSON.
        """
        graph, address, user = self.graph(), address_in(request), request.user

        def written(batches: Batches) -> Iterator[bytes]:
            rows = (row for batch in batches for row in graph.ready(batch, user))
            return json_ld_stream(node for row in rows for node in graph.nodes(row, address))

        return self._stream(request, written, JSON_LD)

    def rows_of(self, ids: list[int]) -> list[Row]:
        """The records as the list shows them, by id."""
        return self.listed(list(self.get_queryset().filter(pk__in=ids).order_by("pk")))

    @method_decorator(gzip_page)
    def _stream(self, request: Request, written: Written, media_type: str) -> StreamingHttpResponse:
        batches = (self.rows_of(ids) for ids in ids_in_turn(self.filter_queryset(self.get_queryset())))
        headers = {"Content-Disposition": f'attachment; filename="{request.path.rsplit("/", 1)[-1]}"'}
        return StreamingHttpResponse(written(batches), content_type=media_type, headers=headers)


class ClaimExportViewSet(Export, ClaimViewSet):
    table, graph = CLAIMS, ClaimsJSONLD

    def rows_of(self, ids: list[int]) -> list[Row]:
        return present(ids, self.request.user)


class ArticleExportViewSet(Export, ArticleViewSet):
    table, graph = ARTICLES, ArticlesJSONLD


class SpeakerExportViewSet(Export, SpeakerViewSet):
    table, graph = SPEAKERS, SpeakersJSONLD


class LinkExportViewSet(Export, LinkViewSet):
    table = LINKS


class AssessmentExportViewSet(Export, AssessmentViewSet):
    table, graph = ASSESSMENTS, AssessmentsJSONLD


EXPORTS: dict[str, type[Export]] = {
    "claims": ClaimExportViewSet,
    "articles": ArticleExportViewSet,
    "speakers": SpeakerExportViewSet,
    "links": LinkExportViewSet,
    "assessments": AssessmentExportViewSet,
}
