"""Changes, and taking them back."""

from __future__ import annotations

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims import rules
from claims.api.changes.serializers import ChangeSerializer, UndoSerializer
from claims.api.parsers import JSONParser
from claims.models import Change
from claims.services.undoing import undo_change
from newsapp.accounts.models import User


class ChangeViewSet(mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """What people and machines did. Each write answers with the number of its Change as Change-Id."""

    queryset = Change.objects.select_related("user", "cause__user")
    serializer_class = ChangeSerializer
    lookup_value_regex = "[0-9]+"
    parser_classes = [JSONParser]
    filter_backends = []
    rules = {"read": rules.may_read_history, "undo": rules.may_undo}

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
