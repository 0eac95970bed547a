"""The appearances of a claim's words, as they come out."""

from rest_framework import serializers

from claims.api.claims.serializers import ClaimSerializer
from claims.reading.related import Row
from claims.text.wording import Sign


class WordingSerializer(serializers.Serializer[Row]):
    """Words in a row: the same in both but for case and the form of marks, or not."""

    same = serializers.BooleanField()
    earlier = serializers.CharField(help_text="those of the earliest appearance; all of them joined are its content")
    later = serializers.CharField(help_text="those of this appearance; all of them joined are its content")


class AppearanceSerializer(serializers.Serializer[Row]):
    claim = ClaimSerializer()
    origin = serializers.IntegerField(help_text="from 1: the same for articles of one text or by way of one agency")
    pieces = WordingSerializer(many=True)
    signs = serializers.ListField(child=serializers.ChoiceField([sign.value for sign in Sign]))


class AppearancesSerializer(serializers.Serializer[Row]):
    articles = serializers.IntegerField()
    origins = serializers.IntegerField(help_text="articles, but wire copy once")
    capped = serializers.BooleanField(help_text="whether there are more than these")
    appearances = AppearanceSerializer(many=True)
