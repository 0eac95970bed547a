"""Claims."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules
from claims.api.claims.facets import FacetsSerializer
from claims.api.claims.filters import ClaimFilter
from claims.api.claims.history import EntrySerializer
from claims.api.claims.serializers import (
    ClaimChangeSerializer,
    ClaimDetailSerializer,
    ClaimInputSerializer,
    ClaimSerializer,
)
from claims.api.formats import ClaimsAtom, ClaimsFeed, ClaimsJSONLD, Format
from claims.api.revisions import etag_of
from claims.api.views import RecordViewSet
from claims.models import Claim
from claims.reading import claims as claim_rows
from claims.reading import facets
from claims.reading.history import history_of
from claims.reading.related import Row
from claims.services.claims import create_claim, delete_claim, kind_of, update_claim

Rows = list[Row]


class ClaimViewSet(RecordViewSet[Claim]):
    """Claims: who said what, in which words, through whom."""

    queryset = Claim.objects.all()
    filterset_class = ClaimFilter
    serializer_class = ClaimDetailSerializer
    rules = {
        "create": rules.may_add_claim,
        "update": rules.may_tag_claim | rules.may_decide_on_claim,
        "destroy": rules.may_delete_claim,
        "history": rules.may_read_history,
    }
    formats = {"list": (ClaimsJSONLD, ClaimsAtom, ClaimsFeed), "retrieve": (ClaimsJSONLD,)}
    orders = {
        "newest": ("-listed_at", "-id"),
        "oldest": ("listed_at", "id"),
        "least-certain": ("confidence", "id"),
        "most-certain": ("-confidence", "-id"),
        "text": ("article_id", "start", "id"),
    }

    @extend_schema(responses=ClaimSerializer(many=True))
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        claims = self.filter_queryset(self.get_queryset())
        rows = self.paginate_queryset(claim_rows.as_rows(claims))
        return self.get_paginated_response(self._ready(claim_rows.present(rows or [], request.user)))

    @extend_schema(request=ClaimInputSerializer, responses={201: ClaimDetailSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = ClaimInputSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        with self.changing():
            claim = create_claim(by=self.user, **serializer.validated_data)
        return self.answer(claim, status=201)

    @extend_schema(request=ClaimChangeSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with self.changing() as change:
            claim = self.locked()
            serializer = ClaimChangeSerializer(data=request.data, partial=True)
            serializer.is_valid(raise_exception=True)
            changes = serializer.validated_data
            self._refuse_beyond_tags(claim, changes)
            change.kind = kind_of(changes)
            claim = update_claim(claim, by=self.user, **changes)
        return self.answer(claim)

    @extend_schema(responses=EntrySerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def history(self, request: Request, pk: str) -> Response:
        """What happened to the claim, Change by Change: who, when, why, what. Newest first, at most 100 entries."""
        return Response(history_of(self.get_object()))

    @extend_schema(responses=FacetsSerializer, filters=True)
    @action(detail=False, pagination_class=None)
    def facets(self, request: Request) -> Response:
        """How many claims a filter lets through, 10,000 at most, and how many of the first 1,000 have each value."""
        return Response(facets.count(self.filter_queryset(self.get_queryset())))

    def perform_destroy(self, record: Claim) -> None:
        delete_claim(record, by=self.user)

    def shown(self, record: Claim) -> dict[str, Any]:
        shown = claim_rows.present_one(record.pk, self.request.user)
        if not shown:  # deleted meanwhile
            raise NotFound
        return self._ready([shown])[0]

    def _ready(self, rows: Rows) -> Rows:
        """The rows with what the format of the answer tells besides."""
        renderer = self.request.accepted_renderer
        return renderer.ready(rows, self.request.user) if isinstance(renderer, Format) else rows

    def answer(self, record: Claim, status: int = 200) -> Response:
        shown = self.shown(record)
        return Response(shown, status=status, headers={"ETag": etag_of(shown)})

    def _refuse_beyond_tags(self, claim: Claim, changes: dict[str, Any]) -> None:
        beyond = sorted(set(changes) - {"tags"})
        if beyond and not rules.may_decide_on_claim(self.request.user, claim):
            raise PermissionDenied(f"Your role may put tags on this claim, but not change its {', '.join(beyond)}.")
