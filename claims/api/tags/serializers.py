"""Tags, as they go in and come out."""

from __future__ import annotations

from claims.api.serializers import REVISED, RecordSerializer, name_once
from claims.models import Tag


class TagSerializer(RecordSerializer):
    class Meta:
        model = Tag
        fields = ["id", "name", "description", *REVISED]
        extra_kwargs = name_once(Tag)
