"""What changed from one version of an article to another, as it is asked for and answered."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claims.models import Article, ArticleVersion
from claims.reading.related import Row
from claims.text.difference import Kind
from claims.text.edits import Came

_NUMBER = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
ASKED = [
    OpenApiParameter("from", _NUMBER, description="the number of a version; the one before `to` where not given"),
    OpenApiParameter("to", _NUMBER, description="the number of a version; the present one where not given"),
]


def versions_asked_for(article: Article, request: Request) -> tuple[ArticleVersion, ArticleVersion]:
    """The versions that ``from`` and ``to`` name. Raises ValidationError where the article has no such version."""
    asked = request.query_params
    after = _version(article, "to", asked["to"]) if "to" in asked else article.current_version
    before = _version(article, "from", asked.get("from", str(max(1, after.number - 1))))
    return before, after


def _version(article: Article, name: str, number: str) -> ArticleVersion:
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    version = article.versions.filter(number=int(number)).first() if is_number else None
    if version is None:
        raise ValidationError({name: ["The article has no version of this number."]}, code="no-version")
    return version


class ComparedVersionSerializer(serializers.Serializer[Row]):
    """A version, and what was known of the article when it came."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    title = serializers.CharField()
    author = serializers.CharField()
    outlet = serializers.CharField(help_text="its name; empty where it is not known")


class ChangedFieldSerializer(serializers.Serializer[Row]):
    field = serializers.ChoiceField(["title", "author", "outlet"])
    before = serializers.CharField()
    after = serializers.CharField()


class DifferenceSummarySerializer(serializers.Serializer[Row]):
    """Numbers."""

    words_added = serializers.IntegerField()
    words_removed = serializers.IntegerField()
    words_moved = serializers.IntegerField(help_text="words of paragraphs that stand elsewhere now, as they were")
    quotations = serializers.IntegerField(help_text="pieces that changed, added or dropped a quotation")
    denials = serializers.IntegerField(help_text="pieces that added or dropped a denial")


class PieceSerializer(serializers.Serializer[Row]):
    """A stretch of both texts."""

    kind = serializers.ChoiceField(
        [kind.value for kind in Kind],
        help_text="`same`: but perhaps for the form of quotation marks, dashes and spaces; `moved_away` and "
        "`moved_here`: a paragraph where it stood, and where it stands",
    )
    before = serializers.CharField(help_text="those of all pieces, joined, are the earlier text")
    after = serializers.CharField(help_text="those of all pieces, joined, are the later text")
    quotation = serializers.ChoiceField(
        [came.value for came in Came], allow_null=True, help_text="what became of words in quotation marks"
    )
    denial = serializers.ChoiceField(
        [Came.ADDED.value, Came.DROPPED.value], allow_null=True, help_text="whether words such as “not” came or went"
    )


class DifferenceSerializer(serializers.Serializer[Row]):
    """What changed from one version of an article to another, but for the text itself."""

    article = serializers.IntegerField()
    before = ComparedVersionSerializer()
    after = ComparedVersionSerializer()
    known = ChangedFieldSerializer(many=True, help_text="what was known of the article and changed")
    summary = DifferenceSummarySerializer()


class TextDifferenceSerializer(DifferenceSerializer):
    """What changed from one version of an article to another."""

    pieces = PieceSerializer(many=True)
