"""Links, as they go in and come out."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.claims.serializers import _same_pair
from claims.api.serializers import REVISED, ColleagueField, IdField, RecordSerializer
from claims.choices import QuoteType, Relation, Status
from claims.models import Claim, Link
from claims.reading.claims import cue_of
from claims.text.vocabulary import denies


class CueField(serializers.CharField):
    """The words that report the claim at this end."""

    def to_representation(self, value: Any) -> str:
        return cue_of(value)


class DeniesField(serializers.BooleanField):
    """Whether they are words of denial."""

    def to_representation(self, value: Any) -> bool:
        return denies(cue_of(value))


class LinkSerializer(RecordSerializer):
    claim = IdField(queryset=Claim.objects.all())
    other = IdField(queryset=Claim.objects.all())
    claim_content = serializers.CharField(source="claim.content", read_only=True)
    claim_quote_type = serializers.ChoiceField(QuoteType.choices, source="claim.quote_type", read_only=True)
    claim_cue = CueField(source="claim", read_only=True)
    claim_denies = DeniesField(source="claim", read_only=True)
    claim_speaker = serializers.CharField(source="claim.speaker.name", read_only=True, allow_null=True, default=None)
    other_content = serializers.CharField(source="other.content", read_only=True)
    other_quote_type = serializers.ChoiceField(QuoteType.choices, source="other.quote_type", read_only=True)
    other_cue = CueField(source="other", read_only=True)
    other_denies = DeniesField(source="other", read_only=True)
    other_speaker = serializers.CharField(source="other.speaker.name", read_only=True, allow_null=True, default=None)
    author = ColleagueField()

    class Meta:
        model = Link
        fields = [
            "id",
            "claim",
            "relation",
            "other",
            "status",
            "note",
            "claim_content",
            "claim_quote_type",
            "claim_cue",
            "claim_denies",
            "claim_speaker",
            "other_content",
            "other_quote_type",
            "other_cue",
            "other_denies",
            "other_speaker",
            "author",
            *REVISED,
        ]

    def validate(self, attrs: Any) -> Any:
        claim, other, relation = (
            attrs.get(name, getattr(self.instance, name, None)) for name in ("claim", "other", "relation")
        )
        if claim == other:
            raise serializers.ValidationError({"other": ["A claim cannot be linked to itself."]})
        there = _same_pair(claim, other, relation).exclude(pk=self.instance.pk if self.instance else 0).first()
        if there:
            message = f"These two claims are linked already: {Relation(relation).label}."
            if there.status != Status.CONFIRMED:
                message = f"{message[:-1]}, which is {Status(there.status).label.lower()}. Confirm that link."
            raise serializers.ValidationError({"other": [message]}, code="unique")
        return attrs
