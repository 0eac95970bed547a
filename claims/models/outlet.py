from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from claims.models.base import Revised
from claims.models.visibility import of_visible_claim, sees_all


class OutletQuerySet(models.QuerySet["Outlet"]):
    def visible_to(self, user: Any) -> OutletQuerySet:
        """The outlets of articles with claims that the user may see; all for those who see all claims."""
        return self if sees_all(user) else self.filter(of_visible_claim(user, "article__outlet"))


class Outlet(Revised):
    """A publisher of articles."""

    name = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, blank=True)

    objects = OutletQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="outlet_name_once")]

    def __str__(self) -> str:
        return self.name
