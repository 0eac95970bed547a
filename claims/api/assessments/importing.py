"""Fact-checks of others as they come in, and what became of them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.serializers import InputSerializer, ShortListField
from claims.ingest.reviews import REVIEWS_AT_ONCE, elements_of
from claims.reading.related import Row
from claims.services.reviewing import Outcome

_CODES = ("", "already-there", "no-claim", "several-claims", "rating-unknown", "not-readable")
_PASSED_OVER = (
    *("@context", "@id", "@type", "name", "description", "url", "about", "keywords", "inLanguage", "license"),
    *("author", "creator", "publisher", "provider", "dateCreated", "dateModified", "datePublished"),
)


class ReviewsSerializer(InputSerializer):
    """A DataFeed of ClaimReview; of what it says of itself, nothing is needed.

    A list of ClaimReviews, a `@graph` of them or one alone does too.
    """

    dataFeedElement = ShortListField(  # noqa: N815 - schema.org's own name
        child=serializers.JSONField(),
        max_length=REVIEWS_AT_ONCE,
        help_text="ClaimReviews, or DataFeedItems that hold them",
    )

    def get_fields(self) -> dict[str, Any]:
        passed_over = {name: serializers.JSONField(read_only=True) for name in _PASSED_OVER}
        return {**super().get_fields(), **passed_over}

    def to_internal_value(self, data: Any) -> Any:
        """The elements, whatever form the reviews came in."""
        is_feed = isinstance(data, dict) and "@graph" not in data and "ClaimReview" not in str(data.get("@type"))
        if not is_feed:
            data = {"dataFeedElement": elements_of(data)}
        elements = super().to_internal_value(data)["dataFeedElement"]
        return {"dataFeedElement": elements_of(elements)}


class ReviewOutcomeSerializer(serializers.Serializer[Row]):
    place = serializers.IntegerField(source="review.place", help_text="where the review stands in the feed, from 0")
    url = serializers.CharField(source="review.url", help_text="of the review; empty where it has none")
    assessment = serializers.IntegerField(allow_null=True, help_text="the draft, or the one that was there")
    claims = serializers.ListField(child=serializers.IntegerField(), help_text="that it is about, or that fit")
    code = serializers.ChoiceField(_CODES, help_text="why there is no new assessment; empty where there is one")
    message = serializers.CharField()


class ReviewReportSerializer(serializers.Serializer[Row]):
    """What became of the reviews, in their order."""

    created = serializers.IntegerField()
    results = ReviewOutcomeSerializer(many=True)


def report_of(outcomes: list[Outcome]) -> Row:
    return {"created": sum(1 for outcome in outcomes if not outcome.code), "results": outcomes}
