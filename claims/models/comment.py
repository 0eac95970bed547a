from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.base import Revised
from claims.models.claim import Claim
from claims.models.recorded import History


class Comment(Revised):
    """What a colleague remarks on a claim; read by those with an account only."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    text = models.TextField()

    history = History(found_by=("claim",))

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
