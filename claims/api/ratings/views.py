"""Ratings."""

from __future__ import annotations

from claims import rules
from claims.api.ratings.serializers import RatingSerializer
from claims.api.views import RecordViewSet
from claims.models import Rating


class RatingViewSet(RecordViewSet[Rating]):
    """The newsroom's own scale of findings."""

    queryset = Rating.objects.all()
    serializer_class = RatingSerializer
    orders = {"position": ("position", "id")}
    expansions = {}
    rules = dict.fromkeys(("create", "update", "destroy"), rules.may_change_ratings)
