"""Batches: many articles at once, and how far they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import rules, tasks
from claims.api.batches.serializers import IntakeBatchInputSerializer, IntakeBatchSerializer
from claims.api.conditional import Digested
from claims.api.intakes.views import BYTES, DISPOSITION, BytesRenderer
from claims.api.keys import Repeatable
from claims.api.parsers import JSONParser, MultiPartParser
from claims.api.renderers import JSONRenderer
from claims.choices import BatchForm
from claims.exports.failed_rows import failed_as
from claims.models import Batch
from claims.reading.batches import counts_of, failed_rows, taken_back_of
from claims.reading.visibility import visible
from claims.services import intake_batches
from claims.services.gathering import GivenFile, gathered
from newsapp.accounts.models import User

LOCATION = OpenApiParameter("Location", str, OpenApiParameter.HEADER, description="of the batch", response=[202])
_ENDINGS = {BatchForm.FILES: "zip"}


class BatchViewSet(
    Repeatable, Digested, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Batch]
):
    """Many articles that came in at once, newest first, for those who may take in."""

    queryset = Batch.objects.select_related("taken_back_by")
    serializer_class = IntakeBatchSerializer
    lookup_value_regex = "[0-9]+"
    parser_classes = [JSONParser, MultiPartParser]
    rules = {
        **dict.fromkeys(("read", "create", "cancel", "retry", "resume"), rules.may_take_in_later),
        "take_back": rules.may_take_back_batch,
    }

    def get_queryset(self) -> QuerySet[Batch]:
        return visible(super().get_queryset(), self.request.user)

    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(self._shown(page))

    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        return Response(self._shown([self.get_object()])[0])

    @extend_schema(
        request={"multipart/form-data": IntakeBatchInputSerializer},
        responses={202: IntakeBatchSerializer},
        parameters=[LOCATION],
    )
    def create(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Take in many articles, in the background; all are kept, or none where something is wrong with one.

        Each becomes an Intake, as if it had been sent alone.
        """
        serializer = IntakeBatchInputSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        form, name, rows = gathered([GivenFile(file.name, file.size, file.open) for file in given["files"]])
        batch = tasks.take_in_batch(rows=rows, form=form, name=name, by=self._user, outlet=given.get("outlet", ""))
        return self._accepted(batch)

    @extend_schema(request=None, responses={202: IntakeBatchSerializer}, parameters=[LOCATION])
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Take in nothing more of it. 409 "batch-not-waiting" where nothing waits."""
        return self._turned(intake_batches.cancel)

    @extend_schema(request=None, responses={202: IntakeBatchSerializer}, parameters=[LOCATION])
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Take in what was cancelled of it. 409 "batch-not-cancelled" where nothing was."""
        return self._turned(tasks.resume_batch)

    @extend_schema(request=None, responses={202: IntakeBatchSerializer}, parameters=[LOCATION])
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str) -> Response:
        """Try the failed ones again, and no others. 409 "batch-not-failed" where none has failed."""
        return self._turned(tasks.retry_batch)

    @extend_schema(request=None, responses={202: IntakeBatchSerializer}, parameters=[LOCATION])
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, pk: str) -> Response:
        """Take back all that it brought, in the background; for who asked for the batch, and administrators.

        Each article goes by an undo of its own. Kept are those that people have worked on since, that came in by
        another way too, or that were there already: `kept_because` of their Intakes says why. Asked again, it tries
        those once more, as after that work was undone, and answers how far it is. 409 "batch-not-done" while some of it
        is still to be taken in.
        """
        return self._turned(tasks.take_back_batch)

    @extend_schema(
        parameters=[DISPOSITION],
        responses={(200, BYTES): OpenApiResponse(OpenApiTypes.BINARY, description="a JSONL, CSV or ZIP")},
    )
    @action(detail=True, renderer_classes=[BytesRenderer, JSONRenderer])
    def failed(self, request: Request, pk: str) -> StreamingHttpResponse:
        """The failed ones in the form in which they came (files as a ZIP), to be corrected and sent again."""
        batch = self.get_object()
        form = BatchForm(batch.form)
        name = f"failed-of-batch-{batch.pk}.{_ENDINGS.get(form, form)}"
        return StreamingHttpResponse(
            failed_as(form, failed_rows(batch)),
            content_type=BYTES,
            headers={
                "Content-Disposition": content_disposition_header(True, name) or "attachment",
                "X-Content-Type-Options": "nosniff",
            },
        )

    @property
    def _user(self) -> User:
        return cast("User", self.request.user)

    def _turned(self, turn: Callable[..., None]) -> Response:
        batch = self.get_object()
        turn(batch, by=self._user)
        return self._accepted(batch)

    def _accepted(self, batch: Batch) -> Response:
        location = reverse("api-batches-detail", [batch.pk], request=self.request)
        return Response(self._shown([batch])[0], status=202, headers={"Location": location})

    def _shown(self, page: Sequence[Batch]) -> Any:
        context = {"counts": counts_of(page), "taken_back": taken_back_of(page)}
        return IntakeBatchSerializer(page, many=True, context=context).data
