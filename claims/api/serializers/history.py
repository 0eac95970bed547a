"""Answers that are no records: histories and counts."""

from typing import Any

from rest_framework import serializers


class ChangeSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class EntrySerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    by = serializers.CharField(help_text="empty: the machine")
    what = serializers.ChoiceField(["created", "changed", "deleted"])
    changes = ChangeSerializer(many=True)


class FacetValueSerializer(serializers.Serializer[Any]):
    value = serializers.JSONField(help_text="what to filter by")
    name = serializers.CharField()
    count = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    capped = serializers.BooleanField(help_text="there are more than were counted")
    speaker = FacetValueSerializer(many=True)
    quote_type = FacetValueSerializer(many=True)
    status = FacetValueSerializer(many=True)
    tag = FacetValueSerializer(many=True)
    outlet = FacetValueSerializer(many=True)
    rating = FacetValueSerializer(many=True)
