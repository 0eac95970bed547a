from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least

from claims.choices import Relation, Status
from claims.models.base import Revised, one_of
from claims.models.claim import Claim
from claims.models.recorded import History


class Link(Revised):
    """A typed relation between two claims, read as a sentence: claim, relation, other."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="links")
    other = models.ForeignKey(Claim, models.CASCADE, related_name="links_to")
    relation = models.CharField(max_length=20, choices=Relation)
    status = models.CharField(max_length=10, choices=Status, default=Status.CONFIRMED)
    note = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )

    history = History(found_by=("claim", "other"))

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("relation", Relation),
            one_of("status", Status),
            models.CheckConstraint(condition=~models.Q(claim=models.F("other")), name="link_not_to_itself"),
            # Either way round it is the same pair.
            models.UniqueConstraint(
                Least("claim_id", "other_id"), Greatest("claim_id", "other_id"), "relation", name="link_once_a_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.relation} {self.other_id}"
