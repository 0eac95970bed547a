from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from claims.models.base import Revised
from claims.models.recorded import History


class Outlet(Revised):
    """A publisher of articles."""

    name = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, blank=True)

    history = History()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="outlet_name_once")]

    def __str__(self) -> str:
        return self.name
