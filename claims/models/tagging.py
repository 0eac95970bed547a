from __future__ import annotations

from django.db import models

from claims.models.claim import Claim
from claims.models.recorded import History
from claims.models.tag import Tag


class Tagging(models.Model):
    """A tag on a claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, db_index=False, related_name="taggings")
    tag = models.ForeignKey(Tag, models.RESTRICT, related_name="taggings")

    history = History(found_by=("claim",))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["claim", "tag"], name="tag_once_a_claim")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.claim_id}"
