"""Comments, as they go in and come out."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.serializers import REVISED, IdField, RecordSerializer, TextField, UsernameField
from claims.models import Claim, Comment
from claims.services.comments import save_comment
from claims.text.mentions import names_of_nobody


class CommentSerializer(RecordSerializer):
    claim = IdField(queryset=Claim.objects.all())
    text = TextField(max_length=10_000)
    author = UsernameField()
    mentions = serializers.SerializerMethodField(help_text="the colleagues whom the text names as @username")
    names_not_found = serializers.SerializerMethodField(
        help_text="the names after an @ by which no colleague was found, misspelt ones among them: nobody was told"
    )

    class Meta:
        model = Comment
        fields = ["id", "claim", "text", "author", "mentions", "names_not_found", *REVISED]

    def get_mentions(self, comment: Comment) -> list[str]:
        return [mention.user.username for mention in comment.mentions.all()]

    def get_names_not_found(self, comment: Comment) -> list[str]:
        return names_of_nobody(comment.text, self.get_mentions(comment))

    def create(self, validated_data: dict[str, Any]) -> Comment:
        return save_comment(Comment(**validated_data), by=self.context["request"].user)

    def update(self, instance: Comment, validated_data: dict[str, Any]) -> Comment:
        for name, value in validated_data.items():
            setattr(instance, name, value)
        return save_comment(instance, by=self.context["request"].user)
