"""Assessments with their evidence, as they go in and come out."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.serializers import REVISED, IdField, RecordSerializer, UsernameField
from claims.models import Assessment, Claim, Evidence
from claims.services.assessments import save_assessment


class EvidenceSerializer(RecordSerializer):
    class Meta:
        model = Evidence
        fields = ["url", "title", "excerpt", "shows", "seen_on"]

    def validate(self, attrs: Any) -> Any:
        # A PATCH of the assessment makes every field optional, down to here; but this evidence is new.
        if "title" not in attrs:
            raise serializers.ValidationError({"title": ["This field is required."]}, code="required")
        return attrs


class AssessmentSerializer(RecordSerializer):
    """A finding on a claim. Evidence, where given, replaces what was there."""

    claim = IdField(queryset=Claim.objects.all())
    rating_name = serializers.CharField(source="rating.name", read_only=True)
    evidence = EvidenceSerializer(many=True, required=False, max_length=100)  # type: ignore[call-arg]
    author = UsernameField()

    class Meta:
        model = Assessment
        fields = [
            "id",
            "claim",
            "rating",
            "rating_name",
            "explanation",
            "status",
            "evidence",
            "author",
            "published_at",
            *REVISED,
        ]
        # One published assessment a claim is the service's rule: a conflict, with words of its own.
        validators: list[Any] = []

    def validate_claim(self, claim: Claim) -> Claim:
        if self.instance and self.instance.claim_id != claim.pk:
            raise serializers.ValidationError("An assessment stays with its claim.")
        return claim

    def create(self, validated_data: dict[str, Any]) -> Assessment:
        evidence = validated_data.pop("evidence", None)
        return save_assessment(Assessment(**validated_data), by=self.context["request"].user, evidence=evidence)

    def update(self, instance: Assessment, validated_data: dict[str, Any]) -> Assessment:
        evidence = validated_data.pop("evidence", None)
        for name, value in validated_data.items():
            setattr(instance, name, value)
        return save_assessment(instance, by=self.context["request"].user, evidence=evidence)
