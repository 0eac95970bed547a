"""Outlets, as they go in and come out."""

from __future__ import annotations

from claims.api.serializers import REVISED, RecordSerializer, name_once
from claims.models import Outlet


class OutletSerializer(RecordSerializer):
    class Meta:
        model = Outlet
        fields = ["id", "name", "url", *REVISED]
        extra_kwargs = name_once(Outlet)
