"""Comments, as they go in and come out."""

from __future__ import annotations

from claims.api.serializers import REVISED, IdField, RecordSerializer, TextField, UsernameField
from claims.models import Claim, Comment


class CommentSerializer(RecordSerializer):
    claim = IdField(queryset=Claim.objects.all())
    text = TextField(max_length=10_000)
    author = UsernameField()

    class Meta:
        model = Comment
        fields = ["id", "claim", "text", "author", *REVISED]
