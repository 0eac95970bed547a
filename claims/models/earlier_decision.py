from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.choices import Status
from claims.models.claim import Claim
from claims.models.recorded import History


class EarlierDecision(models.Model):
    """What somebody decided on a claim before somebody else did; the latest decision of all stands in the claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, db_index=False, related_name="earlier_decisions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+")
    status = models.CharField(max_length=10, choices=Status)
    at = models.DateTimeField()

    history = History(found_by=("claim",))

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "user"], name="earlier_decision_once_a_user"),
            models.CheckConstraint(
                condition=models.Q(status__in=[Status.CONFIRMED, Status.REJECTED]), name="earlier_decision_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} by {self.user_id}"
