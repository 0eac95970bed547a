"""What a speaker's claims tell together, as it comes out."""

from __future__ import annotations

from rest_framework import serializers

from claims.api.claims.serializers import SpeakerReferenceSerializer
from claims.api.serializers import ReferenceSerializer
from claims.choices import Status
from claims.reading.related import Row
from claims.reading.timelines import LINKS_AT_MOST, PASSED_ON_BY_AT_MOST, SHOWN_AT_MOST


class PassedOnSerializer(serializers.Serializer[Row]):
    speaker = SpeakerReferenceSerializer()
    claims = serializers.IntegerField()


class ContradictedCountSerializer(serializers.Serializer[Row]):
    confirmed = serializers.IntegerField(help_text="claims with a confirmed link")
    suggested = serializers.IntegerField(help_text="claims with suggested links alone")


class ContradictedClaimSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    content = serializers.CharField()
    day = serializers.DateField(allow_null=True, help_text="said on, else published on, in UTC")
    role = serializers.CharField(allow_blank=True, help_text="of the speaker, as printed then")


class ContradictingClaimSerializer(ContradictedClaimSerializer):
    speaker = SpeakerReferenceSerializer(allow_null=True)


class ContradictionSerializer(serializers.Serializer[Row]):
    link = serializers.IntegerField()
    status = serializers.ChoiceField([Status.CONFIRMED, Status.SUGGESTED])
    by_themselves = serializers.BooleanField(help_text="the other claim is this speaker's too")
    claim = ContradictedClaimSerializer()
    other = ContradictingClaimSerializer()


class ContradictedSerializer(serializers.Serializer[Row]):
    by_others = ContradictedCountSerializer()
    by_themselves = ContradictedCountSerializer()
    at_least = serializers.BooleanField(
        help_text=f"there are more links than the {LINKS_AT_MOST:,} latest, which are counted"
    )
    links = ContradictionSerializer(many=True, help_text=f"the latest {SHOWN_AT_MOST}")


class CorroboratedSerializer(serializers.Serializer[Row]):
    outlet = ReferenceSerializer()
    supports = serializers.IntegerField(help_text="claims of the speaker that it supports")
    repeats = serializers.IntegerField(help_text="claims of the speaker that it repeats, or that repeat it")


class UnnamedOfOutletSerializer(serializers.Serializer[Row]):
    outlet = ReferenceSerializer(allow_null=True, help_text="null: of articles whose outlet is not known")
    speakers = serializers.IntegerField()


class OverviewSerializer(serializers.Serializer[Row]):
    passed_on_by = PassedOnSerializer(many=True, help_text=f"who passed most claims on, {PASSED_ON_BY_AT_MOST} at most")
    contradicted = ContradictedSerializer()
    corroborated_by = CorroboratedSerializer(
        many=True, help_text="of an unnamed speaker: other outlets, by confirmed links"
    )
