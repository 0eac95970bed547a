"""The claims of an article as W3C Web Annotations, out and in."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules
from claims.api.annotations.reading import annotation_of
from claims.api.annotations.serializers import (
    AnnotationCollectionSerializer,
    AnnotationSerializer,
    AnnotationsSerializer,
    ReportSerializer,
)
from claims.api.formats import Format, address_in
from claims.api.pagination import KeysetPagination
from claims.api.parsers import JSONParser
from claims.api.renderers import JSONRenderer
from claims.api.views import RecordViewSet
from claims.exports import annotations as anno
from claims.models import Article, Claim
from claims.reading import claims as claim_rows
from claims.reading.publishing import texts_of
from claims.reading.visibility import visible
from claims.services.annotating import take_annotations

PAGING = [
    OpenApiParameter(one["name"], one["schema"], description=one["description"])
    for one in KeysetPagination().get_schema_operation_parameters(None)
]


BODY = PolymorphicProxySerializer(
    "AnnotationBody",
    [AnnotationsSerializer, AnnotationCollectionSerializer, AnnotationSerializer],
    resource_type_field_name=None,
)


class AnnotationParser(JSONParser):
    media_type = "application/ld+json"


class AnnotationRenderer(Format):
    media_type, format = anno.MEDIA_TYPE, "jsonld"

    def written(self, data: Any, request: Request, response: Any) -> bytes:
        return anno.written(data)


class AnnotationViewSet(RecordViewSet[Claim]):
    """The claims of an article as annotations of its words."""

    queryset = Claim.objects.all()
    parser_classes = [JSONParser, AnnotationParser]
    rules = {"take": rules.may_add_claim}
    orders = {"text": ("start", "id")}

    def get_renderers(self) -> list[BaseRenderer]:
        return [JSONRenderer() if self.action == "take" else AnnotationRenderer()]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)  # there is one format only

    def get_queryset(self) -> QuerySet[Claim]:
        return super().get_queryset().filter(article=self.kwargs["pk"])

    @extend_schema(
        operation_id="articles_annotations_list",
        parameters=PAGING,
        responses={(200, anno.MEDIA_TYPE): OpenApiTypes.OBJECT},
    )
    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        """The claims of an article, in the order of its text: an AnnotationCollection with the first page in it, and
        with `cursor` a later AnnotationPage. Positions count code points of the text that `source` holds.
        """
        article = self._article()
        claims = self.filter_queryset(self.get_queryset())
        ids = [row["id"] for row in self.paginate_queryset(claim_rows.as_rows(claims)) or []]
        rows = claim_rows.present(ids, request.user)
        texts = texts_of({row["version"]["id"] for row in rows}, request.user)
        address = address_in(request)
        scope = article.url or address("article", article.pk)
        items = [
            anno.annotation(row, texts[row["version"]["id"]], scope, address)
            for row in rows
            if row["version"]["id"] in texts  # else deleted a moment ago
        ]
        own, collection = request.build_absolute_uri(), request.build_absolute_uri(request.path)
        is_first = "cursor" not in request.query_params
        paging = cast("KeysetPagination", self.paginator)
        following, previous = paging.next_link(), paging.previous_link()
        page_id = f"{own}#first" if is_first else own
        page = anno.annotation_page(page_id, collection, items, following, previous)
        if is_first:
            page = anno.annotation_collection(collection, str(article), claims.count(), page)
        return Response(page)

    @extend_schema(request=BODY, responses={201: ReportSerializer})
    def take(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Make claims of annotations that were made elsewhere, as if one had found each oneself; all in one Change.

        The words are found by their quote and, where it stands at several places, by what stands around it and then by
        the position; a position alone is believed. The answer says what became of each.
        """
        article = self._article()
        annotations = [annotation_of(item) for item in _items(request.data)]
        with self.changing():
            outcomes = take_annotations(article=article, annotations=annotations, by=self.user)
        created = sum(1 for outcome in outcomes if outcome.claim and not outcome.code)
        return Response(ReportSerializer({"created": created, "results": outcomes}).data, status=201)

    def _article(self) -> Article:
        article: Article = get_object_or_404(visible(Article.objects, self.request.user), pk=self.kwargs["pk"])
        return article


def _items(data: Any) -> list[Any]:
    """The annotations of a page, of the page in a collection, or the one that a body is. Raises ValidationError."""
    names = set(data) if isinstance(data, dict) else set()
    if "target" in names and "items" not in names:
        return [data]
    is_collection = "first" in names
    serializer = (AnnotationCollectionSerializer if is_collection else AnnotationsSerializer)(data=data)
    serializer.is_valid(raise_exception=True)
    page = serializer.validated_data["first"] if is_collection else serializer.validated_data
    items: list[Any] = page["items"]
    return items
