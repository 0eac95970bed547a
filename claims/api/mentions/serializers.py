"""Mentions, as they go in and come out."""

from __future__ import annotations

from rest_framework import serializers

from claims.api.comments.serializers import CommentSerializer
from claims.api.serializers import REVISED, RecordSerializer
from claims.choices import QuoteType
from claims.models import Mention
from claims.reading.related import Row


class ClaimWordsSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    content = serializers.CharField()
    quote_type = serializers.ChoiceField(QuoteType.choices)


class MentionSerializer(RecordSerializer):
    """A comment that names the user, and whether they have ticked it off."""

    comment = CommentSerializer(read_only=True)
    claim = ClaimWordsSerializer(source="comment.claim", read_only=True, help_text="what the comment is on")

    class Meta:
        model = Mention
        fields = ["id", "comment", "claim", "done", *REVISED]
