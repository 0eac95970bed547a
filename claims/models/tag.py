from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from claims.models.base import Revised
from claims.models.visibility import of_visible_claim, sees_all


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, user: Any) -> TagQuerySet:
        """The words that stand on claims the user may see; all for those who see all claims."""
        return self if sees_all(user) else self.filter(of_visible_claim(user, "tags"))


class Tag(Revised):
    """A word of the newsroom's own vocabulary."""

    name = models.CharField(max_length=60)
    description = models.CharField(max_length=300, blank=True)

    objects = TagQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="tag_name_once")]

    def __str__(self) -> str:
        return self.name
