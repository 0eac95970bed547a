"""What was said of the name that a claim's article prints, as it comes out."""

from rest_framework import serializers

from claims.api.claims.serializers import SpeakerReferenceSerializer
from claims.reading.related import Row


class MisreadingSerializer(serializers.Serializer[Row]):
    claim = serializers.IntegerField(help_text="of which somebody said it, in an article of the same outlet")
    name = serializers.CharField(help_text="as printed at this claim")
    speaker = SpeakerReferenceSerializer(help_text="who is not meant by it")
    meant = SpeakerReferenceSerializer(allow_null=True, help_text="who is meant there; null where nobody is sure")
    said_by = serializers.CharField()
    said_at = serializers.DateTimeField()
