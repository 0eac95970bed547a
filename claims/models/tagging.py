from __future__ import annotations

from django.db import connections, models
from django.db.models import Exists, OuterRef, Q

from claims.models.claim import Claim
from claims.models.recorded import History
from claims.models.tag import Tag

FREQUENT = 5_000
"""Claims with one tag from which on it is quicker to look for them along the list than to sort them all."""


class TaggingManager(models.Manager["Tagging"]):
    def claims_with(self, tag: int) -> Q:
        """A condition on claims: they have the tag.

        PostgreSQL knows which tags are frequent. SQLite takes all for rare: it would sort 37,000 claims to show 50.
        """
        taggings = self.filter(tag=tag).order_by()
        if connections[self.db].vendor == "sqlite" and taggings[FREQUENT:].exists():
            return Q(Exists(taggings.filter(claim=OuterRef("pk"))))
        return Q(tags=tag)


class Tagging(models.Model):
    """A tag on a claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, db_index=False, related_name="taggings")
    tag = models.ForeignKey(Tag, models.RESTRICT, related_name="taggings")

    objects = TaggingManager()
    history = History(found_by=("claim",))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["claim", "tag"], name="tag_once_a_claim")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.claim_id}"
