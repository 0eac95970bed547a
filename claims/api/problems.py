"""Problem answers, as they come out."""

from rest_framework import serializers

from claims.api.changes.serializers import ChangeSerializer
from claims.reading.related import Row


class FieldErrorSerializer(serializers.Serializer[Row]):
    field = serializers.CharField(help_text="path of the field: spans.content, evidence.0.url")
    code = serializers.CharField(help_text="one of `x-problem-codes`")
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Row]):
    """application/problem+json (RFC 9457)."""

    type = serializers.CharField(help_text="urn:newsapp:problem:CODE")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(help_text="one of `x-problem-codes`, which says by status what to do")
    errors = FieldErrorSerializer(many=True, required=False)  # type: ignore[assignment]
    current = serializers.JSONField(required=False, help_text="the record as it stands now, with 412")
    changes = ChangeSerializer(
        many=True,
        required=False,
        help_text="what has changed since, where undoing is refused; with 412 the last change of the record",
    )
