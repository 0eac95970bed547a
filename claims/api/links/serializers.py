"""Links, as they go in and come out."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

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
        links = _links_between(claim, other).filter(relation=relation)
        if existing := links.exclude(pk=self.instance.pk if self.instance else 0).first():
            raise serializers.ValidationError({"other": [_linked_already(existing)]}, code="unique")
        return attrs


def _links_between(claim: Claim, other: Claim) -> QuerySet[Link]:
    return Link.objects.filter(claim=claim, other=other) | Link.objects.filter(claim=other, other=claim)


def _linked_already(link: Link) -> str:
    linked = f"These two claims are linked already: {Relation(link.relation).label}"
    if link.status == Status.CONFIRMED:
        return f"{linked}."
    return f"{linked}, which is {Status(link.status).label.lower()}. Confirm that link."
