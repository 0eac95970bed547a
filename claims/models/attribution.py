from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.models.recorded import History
from claims.models.speaker import Speaker

LISTED = 1_000
"""Claims that are named one by one to the database, which then finds them by their numbers."""


class HopManager(models.Manager["Attribution"]):
    def claims_of(self, speakers: Collection[int]) -> Q:
        """A condition on claims: one of the speakers said it, alone or together with others.

        Few speakers ever speak together with others, so that is asked first: who does not is found by an index.
        """
        first = Q(speaker__in=speakers) if len(speakers) != 1 else Q(speaker=next(iter(speakers)))
        return _or_together(first, self.filter(speaker__in=speakers))

    def claims_of_kind(self, kind: str) -> Q:
        """A condition on claims: a speaker of that kind said it, alone or together with others."""
        return _or_together(Q(speaker__kind=kind), self.filter(speaker__kind=kind))


def _or_together(first: Q, hops: models.QuerySet[Attribution]) -> Q:
    together = hops.filter(together=True).order_by().values_list("claim", flat=True)
    claims = list(together[: LISTED + 1])
    return first | Q(pk__in=claims if len(claims) <= LISTED else together) if claims else first


class Attribution(models.Model):
    """One hop of the chain from the words to the page.

    Position 0 is the speaker, then come those who spoke ``together`` with them, then who passed the words on. What the
    article prints is kept for ever, whatever becomes of the speaker record.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, db_index=False, related_name="hops")
    position = models.PositiveSmallIntegerField()
    together = models.BooleanField(default=False, help_text="said it together with the speaker at position 0")
    speaker = models.ForeignKey(Speaker, models.RESTRICT, null=True, blank=True, related_name="hops")
    name_as_printed = models.CharField(max_length=300, blank=True)
    role_as_printed = models.CharField(max_length=300, blank=True)

    objects = HopManager()
    history = History(found_by=("claim",))

    class Meta:
        ordering = ["claim", "position"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "position"], name="hop_position_once"),
            models.CheckConstraint(name="hop_together_with_first", condition=Q(together=False) | Q(position__gt=0)),
        ]
        indexes = [
            models.Index(fields=["speaker"], name="hop_together", condition=Q(together=True)),
            models.Index(
                fields=["speaker", "-claim"], name="hop_passed_on", condition=Q(position__gt=0, together=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.name_as_printed}"
