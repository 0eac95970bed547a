"""Articles and their versions, as they go in and come out."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers import (
    REVISED,
    IdField,
    InputSerializer,
    RecordSerializer,
    ReferenceSerializer,
    TextField,
    WebAddressField,
)
from claims.ingest import IngestError, parse_time
from claims.limits import MAX_BYTES
from claims.models import Article, ArticleVersion, Outlet
from claims.models.article import offset_of
from claims.reading.related import Row
from claims.services.extracting import is_current


class ArticleVersionSerializer(serializers.ModelSerializer[ArticleVersion]):
    number = serializers.IntegerField(read_only=True)

    class Meta:
        model = ArticleVersion
        fields = ["id", "article", "number", "text_hash", "created_at"]


class ArticleVersionDetailSerializer(ArticleVersionSerializer):
    class Meta(ArticleVersionSerializer.Meta):
        fields = [*ArticleVersionSerializer.Meta.fields, "text"]


class ArticleVersionShownSerializer(ArticleVersionDetailSerializer):
    """A text, and what was known of the article when it came."""

    title = serializers.CharField(read_only=True)
    author = serializers.CharField(read_only=True)
    outlet = serializers.CharField(read_only=True, help_text="its name; empty where it is not known")

    class Meta(ArticleVersionDetailSerializer.Meta):
        fields = [*ArticleVersionDetailSerializer.Meta.fields, "title", "author", "outlet"]


class PrintedTimeField(serializers.DateTimeField):
    """A time at the offset it was printed with; kept as an instant and an offset in minutes."""

    def to_internal_value(self, value: Any) -> Any:
        try:
            return parse_time(value if isinstance(value, str) else "")
        except IngestError as error:
            raise serializers.ValidationError(error.message, code=error.code) from None

    def to_representation(self, value: Any) -> Any:
        return value.isoformat() if value else None


class ArticleSerializer(RecordSerializer):
    """An article as it stands in a list."""

    outlet = ReferenceSerializer(read_only=True, allow_null=True)
    published_at = PrintedTimeField(source="published", read_only=True, allow_null=True)
    modified_at = PrintedTimeField(source="modified", read_only=True, allow_null=True)
    page_missing_since = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="when a look at its address first found no page; null: it is there"
    )
    claim_counts = serializers.SerializerMethodField(help_text="claims by status, without those it no longer has")
    stance_counts = serializers.SerializerMethodField(
        help_text="those of them that are stances (`form` thought), by status"
    )
    extractor_is_current = serializers.SerializerMethodField(
        help_text="false: another version of the extractor is in use now than the one that read this article last"
    )

    class Meta:
        model = Article
        fields = [
            "id",
            "title",
            "url",
            "outlet",
            "author",
            "language",
            "published_at",
            "modified_at",
            "page_missing_since",
            "extractor",
            "extractor_version",
            "extractor_is_current",
            "claim_counts",
            "stance_counts",
            *REVISED,
        ]

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "integer"}})
    def get_claim_counts(self, article: Article) -> dict[str, int]:
        counts: dict[str, int] = self.context["claim_counts"][article.pk]
        return counts

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "integer"}})
    def get_stance_counts(self, article: Article) -> dict[str, int]:
        counts: dict[str, int] = self.context["stance_counts"][article.pk]
        return counts

    def get_extractor_is_current(self, article: Article) -> bool:
        return is_current(article)


class ArticleDetailSerializer(ArticleSerializer):
    """An article with the text it has now, and the versions it has had."""

    version = ArticleVersionDetailSerializer(source="current_version", read_only=True)
    versions = ArticleVersionSerializer(many=True, read_only=True, source="listed_versions")

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "version", "versions"]


class AnchoredSerializer(serializers.Serializer[Row]):
    """Numbers of claims."""

    held = serializers.IntegerField(help_text="their very words stand in the new text")
    moved = serializers.IntegerField(help_text="their words stand in it but for case, punctuation and marks")
    altered = serializers.IntegerField(help_text="some of their words have changed")
    unsure = serializers.IntegerField(help_text="their words stand at another place that is as likely")
    vanished = serializers.IntegerField(help_text="their words are gone")


class TakenInSerializer(ArticleDetailSerializer):
    """The article, and whether this request made it."""

    created = serializers.BooleanField(read_only=True, help_text="false: it was there already")
    new_version = serializers.BooleanField(read_only=True, help_text="its text had changed")
    new_claims = serializers.IntegerField(read_only=True, help_text="claims suggested by this request")
    new_stances = serializers.IntegerField(read_only=True, help_text="those of them that are stances")
    anchored = AnchoredSerializer(read_only=True, help_text="what the new text did to the claims that were there")

    class Meta(ArticleDetailSerializer.Meta):
        fields = [
            *ArticleDetailSerializer.Meta.fields,
            "created",
            "new_version",
            "new_claims",
            "new_stances",
            "anchored",
        ]


class ArticleStatedSerializer(InputSerializer):
    """What the sender says of an article, which overrules what it says itself."""

    title = TextField(required=False, allow_blank=True, max_length=500)
    url = WebAddressField(required=False, allow_blank=True)
    outlet = TextField(required=False, allow_blank=True, max_length=200, help_text="name of the outlet")
    author = TextField(required=False, allow_blank=True, max_length=300)
    published_at = PrintedTimeField(required=False, allow_null=True)
    modified_at = PrintedTimeField(required=False, allow_null=True)


class ArticleTextSerializer(ArticleStatedSerializer):
    """An article to take in by its text or its address. The other fields overrule what it says itself."""

    text = TextField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        help_text="plain text, HTML or Markdown, as copied or saved; without it the article is fetched from `url`",
    )


class ArticleInputSerializer(ArticleTextSerializer):
    """An article to take in: its text, a file, or its address. The other fields overrule what it says itself."""

    file = serializers.FileField(
        required=False,
        allow_empty_file=True,
        help_text="plain text, HTML, Markdown, EML, MHTML, JSON (JSON-LD, ninjs), NITF, PDF, DOCX, ODT, RTF, WebVTT or "
        f"SRT, {MAX_BYTES} bytes at most",
    )

    def validate(self, attrs: Any) -> Any:
        given = [name for name in ("text", "file") if name in attrs]
        if len(given) > 1:
            message = "Give either the text or a file, not both."
            raise serializers.ValidationError({"text": [message]}, code="text-or-file")
        if not (given or attrs.get("url")):
            message = "Nothing was sent to read: give the article's text, a file of it, or its address (url) alone."
            raise serializers.ValidationError({"text": [message]}, code="text-or-file")
        return attrs


class ArticleChangeSerializer(InputSerializer):
    """What can be changed of an article; its text changes by taking it in again."""

    title = TextField(required=False, allow_blank=True, max_length=500)
    url = WebAddressField(required=False, allow_blank=True)
    outlet = IdField(queryset=Outlet.objects.all(), required=False, allow_null=True)
    outlet_name = TextField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="in place of `outlet`: its name; an outlet is made where there is none of it; empty: no outlet",
    )
    author = TextField(required=False, allow_blank=True, max_length=300)
    published_at = PrintedTimeField(required=False, allow_null=True)
    modified_at = PrintedTimeField(required=False, allow_null=True)

    def validate(self, attrs: Any) -> Any:
        if "outlet" in attrs and "outlet_name" in attrs:
            raise serializers.ValidationError({"outlet_name": ["Give either the outlet's number or its name."]})
        for name in ("published", "modified"):
            if f"{name}_at" in attrs:
                attrs[f"{name}_offset"] = offset_of(attrs[f"{name}_at"])
        return attrs
