"""Speakers and aliases, as they go in and come out."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.serializers import REVISED, IdField, RecordSerializer
from claims.choices import SpeakerKind
from claims.models import Alias, Speaker
from claims.reading.facets import COUNTED_AT_MOST


class SpeakerSerializer(RecordSerializer):
    """A speaker as it stands in a list."""

    claim_count = serializers.SerializerMethodField(help_text=f"claims one may read, {COUNTED_AT_MOST} at most")
    article = IdField(read_only=True, allow_null=True, help_text="of an unnamed speaker")

    class Meta:
        model = Speaker
        fields = ["id", "name", "kind", "article", "claim_count", *REVISED]

    def get_claim_count(self, speaker: Speaker) -> int:
        count: int = self.context["claim_counts"].get(speaker.pk, 0)  # none: deleted just now
        return count

    def validate_kind(self, kind: str) -> str:
        before = self.instance.kind if self.instance else None
        if SpeakerKind.UNNAMED in (kind, before) and kind != before:
            raise serializers.ValidationError("Unnamed speakers come with the article that leaves them unnamed.")
        return kind


class AliasSerializer(RecordSerializer):
    speaker = IdField(queryset=Speaker.objects.exclude(kind=SpeakerKind.UNNAMED))

    class Meta:
        model = Alias
        fields = ["id", "speaker", "name", *REVISED]


class PrintedRoleSerializer(serializers.Serializer[Any]):
    """A role that articles print for the speaker, with the first and the last day."""

    role = serializers.CharField()
    first = serializers.DateTimeField()
    last = serializers.DateTimeField()
    claims = serializers.IntegerField()


class SpeakerDetailSerializer(SpeakerSerializer):
    aliases = AliasSerializer(many=True, read_only=True)
    roles = PrintedRoleSerializer(many=True, read_only=True, default=list, help_text="the latest 100")

    class Meta(SpeakerSerializer.Meta):
        fields = [*SpeakerSerializer.Meta.fields, "aliases", "roles"]
