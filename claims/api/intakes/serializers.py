from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.articles.serializers import AnchoredSerializer
from claims.api.serializers import IdField
from claims.choices import Anchoring, IntakeOutcome
from claims.models import Intake
from claims.reading.changed import claims_became
from claims.reading.related import Row


class IntakeErrorSerializer(serializers.Serializer[Intake]):
    """Why an Intake failed; ``field`` is empty where no single one is at fault."""

    code = serializers.CharField(source="error_code")
    field = serializers.CharField(source="error_field")
    message = serializers.CharField(source="error")


class IntakeArticleSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    title = serializers.CharField()


class IntakeSerializer(serializers.ModelSerializer[Intake]):
    """One attempt to take something in."""

    serializer_related_field = IdField
    url = serializers.CharField(help_text="the address that it is fetched from; empty: it was sent")
    final_url = serializers.CharField(help_text="where redirects from there ended")
    headers = serializers.DictField(
        child=serializers.CharField(), help_text="last-modified and the like, as the server sent them"
    )
    sha256 = serializers.CharField(
        source="original_id", allow_null=True, help_text="of the bytes that came; null: none yet"
    )
    actor = serializers.CharField(help_text="who asked: a person or a command, by the name of the time")
    error = serializers.SerializerMethodField()
    article = IntakeArticleSerializer(allow_null=True, help_text="null: not stored yet, or deleted since")
    outcome = serializers.CharField(help_text="created, new_version, unchanged; empty until the article is stored")
    change = IdField(read_only=True, allow_null=True, help_text="by which it can be undone; null: nothing was changed")
    batch = IdField(read_only=True, allow_null=True, help_text="null: it came by itself")
    waits_until = serializers.DateTimeField(
        allow_null=True,
        help_text="its server is busy, or asked to be left alone: it is asked again then; null: it waits for no server",
    )
    row = serializers.IntegerField(allow_null=True, help_text="its place in the batch, from 1")
    taking_back = serializers.CharField(
        help_text="waiting, taken_back, kept; empty: nobody has taken back its whole batch, or it brought nothing"
    )
    kept_because = serializers.CharField(help_text="why it was not taken back, in words; else empty")

    class Meta:
        model = Intake
        fields = [
            "id",
            "state",
            "origin",
            "url",
            "final_url",
            "headers",
            "filename",
            "media_type",
            "size",
            "sha256",
            "actor",
            "error",
            "article",
            "outcome",
            "new_claims",
            "new_stances",
            "change",
            "batch",
            "row",
            "taking_back",
            "kept_because",
            "created_at",
            "waits_until",
            "started_at",
            "finished_at",
        ]
        read_only_fields = fields

    @extend_schema_field(IntakeErrorSerializer(allow_null=True))
    def get_error(self, intake: Intake) -> dict[str, str] | None:
        return {**IntakeErrorSerializer(intake).data} if intake.error_code else None


class IntakeDetailSerializer(IntakeSerializer):
    anchored = serializers.SerializerMethodField(
        help_text="what the new text did to the claims that were there; null: it brought no new text"
    )

    class Meta(IntakeSerializer.Meta):
        fields = read_only_fields = [*IntakeSerializer.Meta.fields, "anchored"]

    @extend_schema_field(AnchoredSerializer(allow_null=True))
    def get_anchored(self, intake: Intake) -> dict[str, int] | None:
        if intake.outcome != IntakeOutcome.NEW_VERSION or not intake.article_id or not intake.change_id:
            return None
        became = claims_became([intake], self.context["request"].user)[intake.change_id]
        return {word: became[word] for word in Anchoring.values}
