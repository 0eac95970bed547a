"""Ratings, as they go in and come out."""

from __future__ import annotations

from claims.api.serializers import REVISED, RecordSerializer, name_once
from claims.models import Rating


class RatingSerializer(RecordSerializer):
    class Meta:
        model = Rating
        fields = ["id", "name", "description", "position", *REVISED]
        extra_kwargs = name_once(Rating) | {"position": {"min_value": 0, "max_value": 2**15 - 1}}
