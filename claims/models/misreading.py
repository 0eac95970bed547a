from __future__ import annotations

from django.db import models

from claims.models.claim import Claim
from claims.models.recorded import History


class Misreading(models.Model):
    """A name that a claim's article prints was taken for this speaker, and somebody said that it is not.

    Who is meant instead is the claim's own speaker: nobody where that is not known. Once the claim is given to the
    speaker again, by hand or by a merge, it means nothing. The speaker's number is a plain one, which a merge leaves as
    it is. The Change that made it tells who said so.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, db_index=False, related_name="misreadings")
    normal_name = models.CharField(max_length=300, db_index=True)
    speaker = models.BigIntegerField()

    history = History(found_by=("claim",))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "normal_name", "speaker"], name="misreading_once_a_claim")
        ]

    def __str__(self) -> str:
        return f"“{self.normal_name}” is not {self.speaker}"
