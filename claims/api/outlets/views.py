"""Outlets."""

from __future__ import annotations

from claims import rules
from claims.api.filters import NameFilter
from claims.api.outlets.serializers import OutletSerializer
from claims.api.views import RecordViewSet
from claims.models import Outlet


class OutletViewSet(RecordViewSet[Outlet]):
    """Publishers of articles."""

    queryset = Outlet.objects.all()
    serializer_class = OutletSerializer
    filterset_class = NameFilter
    orders = {"name": ("name", "id")}
    rules = dict.fromkeys(("create", "update", "destroy"), rules.may_change_outlet)
