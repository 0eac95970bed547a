"""Changes, and taking them back."""

from __future__ import annotations

from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules
from claims.api.changes.pagination import StreamFilterBackend, StreamPagination
from claims.api.changes.serializers import ChangeSerializer, StreamedChangeSerializer, UndoSerializer
from claims.api.errors import PROBLEM
from claims.api.keys import Repeatable
from claims.api.parsers import JSONParser
from claims.api.problems import ProblemSerializer
from claims.models import Change
from claims.reading.seen_deeds import seen_deeds
from claims.services.undoing import undo_change
from newsapp.accounts.models import User


class ChangeViewSet(Repeatable, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Change]):
    """What people and machines did. Each write answers with the number of its Change as Change-Id."""

    queryset = Change.objects.select_related("user", "cause__user")
    serializer_class = ChangeSerializer
    lookup_value_regex = "[0-9]+"
    parser_classes = [JSONParser]
    filter_backends = [StreamFilterBackend]
    pagination_class = StreamPagination
    rules = {"read": rules.may_read_history, "undo": rules.may_undo}

    @extend_schema(responses={200: StreamedChangeSerializer(many=True), (410, PROBLEM): ProblemSerializer})
    def list(self, request: Request) -> Response:
        """Every Change with what it did to which records. Who goes on by `next` misses none, and gets none twice.

        A Change is held back while another that stands before it may still be stored. `next` is always there; after an
        empty page it leads to what will have come by then. Changes are kept for ever, and so no cursor grows too old.
        410 "place-gone": the database was brought back from an older copy, without the Change that the cursor is from.
        A token that is limited to outlets is told of what was done to records of theirs, and of no note.
        """
        settled = Change.objects.settled().order_by("transaction", "id", "at")
        changes = self.paginate_queryset(self.filter_queryset(settled)) or []
        shown = self.get_serializer(changes, many=True).data
        deeds = cast("StreamPagination", self.paginator).deeds
        return self.get_paginated_response([change | {"records": deeds[change["id"]]} for change in shown])

    def get_object(self) -> Change:
        change: Change = super().get_object()
        user = cast("User", self.request.user)
        if user.outlets is not None and not seen_deeds([change.pk], user):
            raise NotFound
        return change

    @extend_schema(request=UndoSerializer, responses={201: ChangeSerializer})
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        """Take back all that the Change did, by a Change of its own.

        409 "changed-since" where later work would be lost; `changes` says by whom.
        """
        change = self.get_object()
        serializer = UndoSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        undone = undo_change(change, by=cast("User", request.user), **serializer.validated_data)
        return Response(ChangeSerializer(undone).data, status=201, headers={"Change-Id": str(undone.pk)})
