"""What an outlet changed in its articles, as it comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from claims.api.articles.difference import DifferenceSerializer
from claims.api.pagination import KeysetPagination
from claims.reading.related import Row


class CountsOfMarksSerializer(serializers.Serializer[Row]):
    added = serializers.IntegerField()
    dropped = serializers.IntegerField()


class CountsOfQuotationsSerializer(CountsOfMarksSerializer):
    changed = serializers.IntegerField()


class CountsOfClaimsSerializer(serializers.Serializer[Row]):
    """How many claims; rejected ones are left out."""

    held = serializers.IntegerField(help_text="stand as they stood")
    moved = serializers.IntegerField(help_text="stand but for case, punctuation, hyphens or marks")
    altered = serializers.IntegerField(help_text="stand in other words")
    unsure = serializers.IntegerField(help_text="may stand at two places")
    vanished = serializers.IntegerField(help_text="stand no more")
    new = serializers.IntegerField()


class ChangedArticleSerializer(DifferenceSerializer):
    """A new version of an article: what it changed, and what became of the claims."""

    id = serializers.IntegerField(help_text="that of the version")
    url = serializers.CharField(help_text="where the article was published; empty where that is not known")
    quotations = CountsOfQuotationsSerializer(help_text="pieces that did so to a quotation")
    denials = CountsOfMarksSerializer(help_text="pieces that did so to a denial")
    claims = CountsOfClaimsSerializer()


class ChangedPagination(KeysetPagination):
    """Texts are compared for each row, so that a page has few; the answer tells the outlet's name."""

    page_size = 20
    max_page_size = 50
    outlet = ""

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        return Response({"outlet": self.outlet, **super().get_paginated_response(data).data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        whole = super().get_paginated_response_schema(schema)
        whole["properties"] = {"outlet": {"type": "string", "description": "its name"}, **whole["properties"]}
        return whole | {"required": list(whole["properties"])}
