"""Annotations as they come in, and what became of them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.serializers import InputSerializer, ShortListField
from claims.reading.related import Row

AT_ONCE = 500
_PASSED_OVER = ("@context", "id", "type", "label", "partOf", "next", "prev", "startIndex", "total", "last")


class _Passing(InputSerializer):
    """What says things of itself that we do not need."""

    def get_fields(self) -> dict[str, Any]:
        passed_over = {name: serializers.JSONField(read_only=True) for name in _PASSED_OVER}
        return {**super().get_fields(), **passed_over}


class AnnotationsSerializer(_Passing):
    """An AnnotationPage."""

    items = ShortListField(
        child=serializers.JSONField(),
        min_length=1,
        max_length=AT_ONCE,
        help_text="annotations, each with a TextQuoteSelector or a TextPositionSelector a target",
    )


class AnnotationCollectionSerializer(_Passing):
    """An AnnotationCollection with its first page in it, as the list gives it; later pages are sent by themselves."""

    first = AnnotationsSerializer()


class AnnotationSerializer(serializers.Serializer[Row]):
    """One Annotation; what it says besides is read like that of a page's."""

    target = serializers.JSONField(help_text="with a TextQuoteSelector or a TextPositionSelector; several in a list")


class OutcomeSerializer(serializers.Serializer[Row]):
    annotation = serializers.CharField(source="annotation.id", help_text="its id; empty where it has none")
    claim = serializers.IntegerField(allow_null=True, help_text="the new claim, or the one that was there")
    code = serializers.CharField(help_text="why there is no new claim; empty where there is one")
    message = serializers.CharField()
    unknown_tags = serializers.ListField(child=serializers.CharField(), help_text="tags that the newsroom lacks")


class ReportSerializer(serializers.Serializer[Row]):
    """What became of the annotations, in their order."""

    created = serializers.IntegerField()
    results = OutcomeSerializer(many=True)
