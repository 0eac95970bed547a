from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from claims.models.base import Revised
from claims.models.recorded import History


class Tag(Revised):
    """A word of the newsroom's own vocabulary."""

    name = models.CharField(max_length=60)
    description = models.CharField(max_length=300, blank=True)

    history = History()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="tag_name_once")]

    def __str__(self) -> str:
        return self.name
