"""The counts beside a list of claims, as they come out."""

from rest_framework import serializers

from claims.reading.related import Row


class FacetValueSerializer(serializers.Serializer[Row]):
    value = serializers.JSONField(help_text="what to filter by")
    name = serializers.CharField()
    count = serializers.IntegerField()


class CountSerializer(serializers.Serializer[Row]):
    count = serializers.IntegerField()


class MonthSerializer(serializers.Serializer[Row]):
    month = serializers.RegexField(
        r"^\d{4}-\d{2}$", allow_null=True, help_text="said in, else published in, in UTC; null: of those without a day"
    )
    confirmed = serializers.IntegerField()
    suggested = serializers.IntegerField()
    rejected = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer[Row]):
    total = serializers.IntegerField()
    capped = serializers.BooleanField(help_text="there are more; the first ones were counted")
    speaker = FacetValueSerializer(many=True)
    quote_type = FacetValueSerializer(many=True)
    form = FacetValueSerializer(many=True)
    status = FacetValueSerializer(many=True)
    disagreement = FacetValueSerializer(many=True)
    tag = FacetValueSerializer(many=True)
    outlet = FacetValueSerializer(many=True)
    rating = FacetValueSerializer(many=True)
    assignee = FacetValueSerializer(many=True, help_text="by user name, `none` for nobody; empty for visitors")
