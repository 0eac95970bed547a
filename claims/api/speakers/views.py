"""Speakers and aliases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import Count, F, IntegerField, Max, Min, OuterRef, QuerySet, Subquery
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from claims import rules
from claims.api.speakers.filters import AliasFilter, SpeakerFilter
from claims.api.speakers.serializers import AliasSerializer, SpeakerDetailSerializer, SpeakerSerializer
from claims.api.views import RecordViewSet
from claims.models import Alias, Attribution, Claim, Speaker
from claims.reading.facets import COUNTED_AT_MOST
from claims.reading.visibility import visible
from claims.services.speakers import delete_speaker, save_named

ROLES_AT_MOST = 100


class NumberOf(Subquery):
    """How many rows a subquery has; a limit set on it bounds what the counting costs."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


class SpeakerViewSet(RecordViewSet):
    """Who is held to have said words."""

    queryset = Speaker.objects.all()
    serializer_class = SpeakerDetailSerializer
    filterset_class = SpeakerFilter
    orders = {"name": ("name", "id"), "newest": ("-id",)}
    rules = {
        "create": rules.may_change_speaker,
        "update": rules.may_change_speaker,
        "destroy": rules.may_delete_speaker,
    }

    @extend_schema(responses=SpeakerSerializer(many=True))
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        speakers = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(SpeakerSerializer(speakers, many=True, context=self._counted(speakers)).data)

    def shown(self, record: Speaker) -> Any:
        shown = SpeakerDetailSerializer(record, context=self._counted([record])).data
        return {**shown, "roles": list(self._roles_of(record))}

    def perform_create(self, serializer: BaseSerializer[Any]) -> None:
        serializer.instance = save_named(Speaker(**serializer.validated_data), by=self.user)

    def perform_update(self, serializer: BaseSerializer[Any]) -> None:
        speaker = cast("Speaker", serializer.instance)
        for name, value in serializer.validated_data.items():
            setattr(speaker, name, value)
        save_named(speaker, by=self.user)

    def perform_destroy(self, record: Speaker) -> None:
        delete_speaker(record, by=self.user)

    def _roles_of(self, speaker: Speaker) -> QuerySet[Any, Any]:
        """The roles that articles print for the speaker, latest first, ROLES_AT_MOST at most."""
        hops = Attribution.objects.filter(speaker=speaker, claim__in=visible(Claim.objects, self.request.user))
        roles = hops.exclude(role_as_printed="").order_by().values(role=F("role_as_printed"))
        dated = roles.annotate(first=Min("claim__listed_at"), last=Max("claim__listed_at"), claims=Count("claim"))
        return dated.order_by("-last", "role")[:ROLES_AT_MOST]

    def _counted(self, speakers: Iterable[Speaker]) -> dict[str, Any]:
        """The number of claims of each speaker that the user may see, COUNTED_AT_MOST at most, in one query."""
        seen = visible(Claim.objects, self.request.user).filter(speaker=OuterRef("pk")).order_by().values("pk")
        counted = Speaker.objects.filter(pk__in=[speaker.pk for speaker in speakers]).order_by()
        return {"claim_counts": dict(counted.values_list("pk", NumberOf(seen[:COUNTED_AT_MOST])))}


class AliasViewSet(RecordViewSet):
    """Other names of speakers, as printed."""

    queryset = Alias.objects.all()
    serializer_class = AliasSerializer
    filterset_class = AliasFilter
    rules = dict.fromkeys(("create", "update", "destroy"), rules.may_change_speaker)
