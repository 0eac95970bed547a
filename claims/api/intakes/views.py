from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import rules, tasks
from claims.api.conditional import Digested
from claims.api.intakes.filters import IntakeFilter
from claims.api.intakes.serializers import IntakeDetailSerializer, IntakeSerializer
from claims.api.keys import Repeatable
from claims.api.parsers import JSONParser
from claims.api.renderers import JSONRenderer
from claims.models import Intake
from claims.reading.visibility import visible
from claims.services import intakes
from newsapp.accounts.models import User

BYTES = "application/octet-stream"
DISPOSITION = OpenApiParameter(
    "Content-Disposition", str, OpenApiParameter.HEADER, description="attachment, with the name", response=[200]
)
LOCATION = OpenApiParameter("Location", str, OpenApiParameter.HEADER, description="of the Intake", response=[202])


class BytesRenderer(BaseRenderer):
    """Lets a client ask for bytes; the view gives them itself."""

    media_type = BYTES
    format = "bytes"


def accepted(intake: Intake, request: Request, **headers: str) -> Response:
    """202: it is taken in later, and its Intake says what becomes of it."""
    location = reverse("api-intakes-detail", [intake.pk], request=request)
    return Response(IntakeSerializer(intake).data, status=202, headers={"Location": location} | headers)


class IntakeViewSet(
    Repeatable,
    Digested,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet[Intake],
):
    """Every attempt to take something in, newest first, for those who may take in; of one batch, row by row."""

    queryset = Intake.objects.select_related("article")
    filterset_class = IntakeFilter
    lookup_value_regex = "[0-9]+"
    parser_classes = [JSONParser]
    rules = {
        "read": rules.may_take_in_article,
        "retry": rules.may_take_in_later,
        "destroy": rules.may_delete_intake,
    }

    def get_serializer_class(self) -> type[IntakeSerializer]:
        return IntakeDetailSerializer if self.action == "retrieve" else IntakeSerializer

    def get_queryset(self) -> QuerySet[Intake]:
        return visible(super().get_queryset(), self.request.user)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        queryset = super().filter_queryset(queryset)
        of_batch = not self.detail and "batch" in self.request.query_params
        return queryset.order_by("row", "id") if of_batch else queryset

    def perform_destroy(self, instance: Intake) -> None:
        intakes.delete(instance, by=cast("User", self.request.user))

    @extend_schema(request=None, responses={202: IntakeSerializer}, parameters=[LOCATION])
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str) -> Response:
        """Try a failed Intake again, in the background. 409 "intake-not-failed" where it has not failed."""
        intake = self.get_object()
        tasks.retry(intake, by=cast("User", request.user))
        return accepted(intake, request)

    @extend_schema(
        parameters=[DISPOSITION],
        responses={(200, BYTES): OpenApiResponse(OpenApiTypes.BINARY, description="the bytes as they came")},
    )
    @action(detail=True, renderer_classes=[BytesRenderer, JSONRenderer])
    def original(self, request: Request, pk: str) -> HttpResponse:
        """The bytes as they came: to be saved, never to be shown, since anybody may have written them.

        404 where none have come yet.
        """
        intake = self.get_object()
        if intake.original is None:
            raise NotFound
        name = intake.filename or f"intake-{intake.pk}.txt"
        return HttpResponse(
            intake.original.data(),
            content_type=BYTES,
            headers={
                "Content-Disposition": content_disposition_header(True, name) or "attachment",
                "X-Content-Type-Options": "nosniff",
            },
        )
