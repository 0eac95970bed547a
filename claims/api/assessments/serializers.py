"""Assessments with their evidence, as they go in and come out."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers import REVISED, IdField, RecordSerializer, UsernameField, WebAddressField
from claims.choices import AssessmentStatus
from claims.ingest.addresses import is_address
from claims.models import Assessment, Claim, Evidence
from claims.models.assessment import STEPS
from claims.reading.related import Row
from claims.services.assessments import save_assessment


class EvidenceSerializer(RecordSerializer):
    url = WebAddressField(required=False, allow_blank=True)

    class Meta:
        model = Evidence
        fields = ["url", "title", "excerpt", "shows", "seen_on"]

    def validate(self, attrs: Any) -> Any:
        # A PATCH of the assessment makes every field optional, down to here; but this evidence is new.
        if "title" not in attrs:
            raise serializers.ValidationError({"title": ["This is needed."]}, code="required")
        title = attrs["title"].strip()
        return attrs if attrs.get("url") or not is_address(title) else {**attrs, "url": self._address(title)}

    def _address(self, typed: str) -> str:
        """What was typed as the title is where the evidence is."""
        try:
            return str(self.fields["url"].run_validation(typed))
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"title": error.detail}) from None


class LackSerializer(serializers.Serializer[Row]):
    field = serializers.CharField()
    message = serializers.CharField()


class AssessmentSerializer(RecordSerializer):
    """A finding on a claim. Evidence, where given, replaces what was there."""

    claim = IdField(queryset=Claim.objects.all())
    rating_name = serializers.CharField(source="rating.name", read_only=True, allow_null=True)
    corrects = IdField(
        queryset=Assessment.objects.all(),
        required=False,
        allow_null=True,
        help_text="the published assessment of this claim that it takes the place of once it is published itself",
    )
    status = serializers.ChoiceField(
        AssessmentStatus.choices,
        required=False,
        help_text="draft becomes review or published; review becomes draft or published; published becomes withdrawn,"
        " with a withdrawal_reason, or corrected, by publishing what corrects it; withdrawn becomes published. Any"
        " other step: 409. Publishing needs what `lacks` names.",
    )
    evidence = EvidenceSerializer(many=True, required=False, max_length=100)  # type: ignore[call-arg]
    lacks = serializers.SerializerMethodField(help_text="what it cannot be published without; empty once it is")
    words_changed = serializers.BooleanField(
        read_only=True, help_text="the claim has other words than `words`, which nobody has looked at since"
    )
    steps = serializers.SerializerMethodField(help_text="which status it can have next, as it stands")
    author = UsernameField()

    class Meta:
        model = Assessment
        fields = [
            "id",
            "claim",
            "rating",
            "rating_name",
            "explanation",
            "no_evidence_because",
            "corrects",
            "correction_reason",
            "withdrawal_reason",
            "status",
            "evidence",
            "lacks",
            "steps",
            "words",
            "words_changed",
            "author",
            "published_at",
            *REVISED,
        ]
        read_only_fields = ["words"]
        # One published assessment a claim is the service's rule: a conflict, with words of its own.
        validators: list[Any] = []

    @extend_schema_field(LackSerializer(many=True))
    def get_lacks(self, assessment: Assessment) -> list[dict[str, str]]:
        if assessment.status not in (AssessmentStatus.DRAFT, AssessmentStatus.REVIEW):
            return []
        lacks = assessment.lacks(has_evidence=bool(assessment.evidence.all()))
        return [{"field": field, "message": message} for field, message in lacks.items()]

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(AssessmentStatus.choices)))
    def get_steps(self, assessment: Assessment) -> list[str]:
        barred = AssessmentStatus.PUBLISHED if self.get_lacks(assessment) else None
        return [step for step in STEPS[assessment.status] if step != barred]

    def validate_claim(self, claim: Claim) -> Claim:
        if self.instance and self.instance.claim_id != claim.pk:
            raise serializers.ValidationError("An assessment stays with its claim.")
        return claim

    def validate_corrects(self, corrected: Assessment | None) -> Assessment | None:
        if self.instance and self.instance.corrects != corrected:
            raise serializers.ValidationError("An assessment goes on correcting what it was written to correct.")
        return corrected

    def create(self, validated_data: dict[str, Any]) -> Assessment:
        evidence = validated_data.pop("evidence", None)
        return save_assessment(Assessment(**validated_data), by=self.context["request"].user, evidence=evidence)

    def update(self, instance: Assessment, validated_data: dict[str, Any]) -> Assessment:
        evidence = validated_data.pop("evidence", None)
        for name, value in validated_data.items():
            setattr(instance, name, value)
        return save_assessment(instance, by=self.context["request"].user, evidence=evidence)
