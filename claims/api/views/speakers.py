"""Speakers and aliases."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Count, F, IntegerField, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from claims import rules
from claims.api.filters import AliasFilter, SpeakerFilter
from claims.api.serializers.speakers import AliasSerializer, SpeakerDetailSerializer, SpeakerSerializer
from claims.api.views.base import RecordViewSet
from claims.models import Alias, Attribution, Claim, Speaker
from claims.services.speakers import delete_speaker, save_named


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

    def get_queryset(self) -> QuerySet[Any]:
        seen = Claim.objects.visible_to(self.request.user).filter(speaker=OuterRef("pk")).order_by()
        count = Subquery(seen.values("speaker").annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        speakers: QuerySet[Any] = super().get_queryset().annotate(claim_count=Coalesce(count, 0))
        return speakers

    @extend_schema(responses=SpeakerSerializer(many=True))
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        speakers = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(SpeakerSerializer(speakers, many=True).data)

    def shown(self, record: Speaker) -> Any:
        speaker = self.get_queryset().prefetch_related("aliases").filter(pk=record.pk).first() or record
        return {**SpeakerDetailSerializer(speaker).data, "roles": list(self._roles_of(speaker))}

    def perform_create(self, serializer: BaseSerializer[Any]) -> None:
        serializer.instance = save_named(Speaker(**serializer.validated_data))

    def perform_update(self, serializer: BaseSerializer[Any]) -> None:
        speaker = cast("Speaker", serializer.instance)
        for name, value in serializer.validated_data.items():
            setattr(speaker, name, value)
        save_named(speaker)

    def perform_destroy(self, record: Speaker) -> None:
        delete_speaker(record)

    def _roles_of(self, speaker: Speaker) -> QuerySet[Any, Any]:
        """The roles that articles print for the speaker, latest first."""
        hops = Attribution.objects.filter(speaker=speaker, claim__in=Claim.objects.visible_to(self.request.user))
        roles = hops.exclude(role_as_printed="").order_by().values(role=F("role_as_printed"))
        dated = roles.annotate(first=Min("claim__listed_at"), last=Max("claim__listed_at"), claims=Count("claim"))
        return dated.order_by("-last", "role")


class AliasViewSet(RecordViewSet):
    """Other names of speakers, as printed."""

    queryset = Alias.objects.all()
    serializer_class = AliasSerializer
    filterset_class = AliasFilter
    rules = dict.fromkeys(("create", "update", "destroy"), rules.may_change_speaker)
