"""Speakers and aliases, as they go in and come out."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.claims.serializers import SpeakerReferenceSerializer
from claims.api.serializers import REVISED, IdField, InputSerializer, RecordSerializer, TextField
from claims.choices import SpeakerKind
from claims.models import Alias, Speaker
from claims.reading.duplicates import Said
from claims.reading.related import Row

CLAIMS_AT_MOST = 10_000
"""That are counted of one speaker."""


class SpeakerSerializer(RecordSerializer):
    """A speaker as it stands in a list."""

    claim_count = serializers.SerializerMethodField(help_text=f"claims one may read, {CLAIMS_AT_MOST:,} at most")
    last_role = serializers.SerializerMethodField(
        help_text="as printed in the latest claim one may read; empty where that prints none"
    )
    article = IdField(read_only=True, allow_null=True, help_text="of an unnamed speaker")

    class Meta:
        model = Speaker
        fields = ["id", "name", "kind", "article", "reason", "claim_count", "last_role", *REVISED]

    def get_claim_count(self, speaker: Speaker) -> int:
        count: int = self.context["claim_counts"].get(speaker.pk, 0)  # none: deleted just now
        return count

    def get_last_role(self, speaker: Speaker) -> str:
        return self.context["last_roles"].get(speaker.pk) or ""

    def validate(self, attrs: Any) -> Any:
        kind = attrs.get("kind", self.instance.kind if self.instance else SpeakerKind.PERSON)
        if attrs.get("reason") and kind != SpeakerKind.UNNAMED:
            raise serializers.ValidationError({"reason": ["Only an unnamed speaker has a reason not to be named."]})
        return attrs

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


class PrintedRoleSerializer(serializers.Serializer[Row]):
    """A role that articles print for the speaker; the days of first and last are null where no article has one."""

    role = serializers.CharField()
    first = serializers.DateTimeField(allow_null=True)
    last = serializers.DateTimeField(allow_null=True)
    claims = serializers.IntegerField()


class NumbersField(serializers.ListField):
    """Numbers of records, some at least."""

    child = serializers.IntegerField(min_value=1, max_value=2**63 - 1)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_length=1, max_length=500, **kwargs)


class MergeSerializer(InputSerializer):
    speakers = NumbersField(help_text="who is to become this speaker")


class SaidDifferentSerializer(serializers.Serializer[Said]):
    """Two speakers who were said to be different people."""

    one = serializers.IntegerField(help_text="the number that the speaker has now")
    other = serializers.IntegerField()
    said_by = serializers.CharField()
    said_at = serializers.DateTimeField()


class MovesSerializer(serializers.Serializer[Row]):
    """What a merge would move."""

    claims = serializers.IntegerField(help_text="claims of the others")
    passed_on = serializers.IntegerField(help_text="claims that the others passed on")
    articles = serializers.IntegerField(help_text="articles that these claims are from")
    aliases = serializers.IntegerField(help_text="names that this speaker does not bear yet")
    different = SaidDifferentSerializer(many=True, help_text="of whom it was said that they are different people")


class DifferentSerializer(InputSerializer):
    speaker = IdField(queryset=Speaker.objects.all(), help_text="who is somebody else")


class CountedSpeakerSerializer(SpeakerReferenceSerializer):
    claim_count = serializers.IntegerField(help_text=f"claims one may read, {CLAIMS_AT_MOST:,} at most")


class DuplicateSerializer(CountedSpeakerSerializer):
    """A speaker who may be the same as another."""

    reason = serializers.CharField(help_text="why they may be one, in words")


class PerhapsAgainSerializer(CountedSpeakerSerializer):
    """A speaker with those on record before who may be the same."""

    duplicates = DuplicateSerializer(many=True, help_text="the likeliest first, ten at most")


class SplitSerializer(InputSerializer):
    """Claims of a speaker and who is to have them: either a speaker or the name of a new one."""

    claims = NumbersField()
    speaker = IdField(queryset=Speaker.objects.all(), required=False)
    name = TextField(max_length=300, required=False)
    kind = serializers.ChoiceField(
        [choice for choice in SpeakerKind.choices if choice[0] != SpeakerKind.UNNAMED],
        default=SpeakerKind.PERSON,
        help_text="of a new speaker",
    )

    def validate(self, attrs: Any) -> Any:
        if ("speaker" in attrs) == ("name" in attrs):
            raise serializers.ValidationError({"speaker": ["Give either a speaker or the name of a new one."]})
        return attrs


class LaterIdentitySerializer(SpeakerReferenceSerializer):
    """Who an unnamed speaker was, as it came out later."""

    known_from = serializers.DateField(allow_null=True, help_text="told to readers from this day on; null: never")


class StandingMergeSerializer(serializers.Serializer[Row]):
    """A merge into the speaker that was not taken apart; undoing its Change does that."""

    change = serializers.IntegerField()
    merged_at = serializers.DateTimeField()
    merged_by = serializers.CharField()
    may_take_apart = serializers.BooleanField(help_text="false where an administrator made it, and one is none oneself")
    speakers = SpeakerReferenceSerializer(many=True, help_text="as they were then")


class SpeakerDetailSerializer(SpeakerSerializer):
    identity = LaterIdentitySerializer(
        read_only=True, allow_null=True, default=None, help_text="who an unnamed one was, for those who may know"
    )
    known_as = IdField(
        queryset=Speaker.objects.exclude(kind=SpeakerKind.UNNAMED),
        write_only=True,
        required=False,
        allow_null=True,
        help_text="who an unnamed speaker was; what is printed stays as it is",
    )
    alias_count = serializers.IntegerField(read_only=True, default=0)
    aliases = AliasSerializer(
        many=True, read_only=True, help_text="the first 200 by name; `/api/v1/aliases/?speaker=` has all"
    )
    roles = PrintedRoleSerializer(many=True, read_only=True, default=list, help_text="the latest 100")
    merged = IdField(many=True, read_only=True, help_text="the numbers of speakers who were merged into this one")
    merges = StandingMergeSerializer(
        many=True, read_only=True, default=list, help_text="the latest 100, for those who may merge"
    )

    class Meta(SpeakerSerializer.Meta):
        fields = [
            *SpeakerSerializer.Meta.fields,
            "identity",
            "known_as",
            "known_from",
            "alias_count",
            "aliases",
            "roles",
            "merged",
            "merges",
        ]
        extra_kwargs = {"known_from": {"write_only": True}}

    def validate(self, attrs: Any) -> Any:
        attrs = super().validate(attrs)
        unnamed = self.instance if self.instance and self.instance.kind == SpeakerKind.UNNAMED else None
        if not unnamed and (attrs.get("known_as") or attrs.get("known_from")):
            raise serializers.ValidationError({"known_as": ["Only an unnamed speaker becomes known later."]})
        if "known_as" in attrs:
            attrs["known_as"] = attrs["known_as"] and attrs["known_as"].pk
            if attrs["known_as"] is None:
                attrs["known_from"] = None
        elif unnamed and attrs.get("known_from") and unnamed.known_as is None:
            raise serializers.ValidationError({"known_as": ["Say who they were; the day alone says nothing."]})
        return attrs
