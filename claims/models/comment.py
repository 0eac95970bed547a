from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from claims.models.base import Revised
from claims.models.claim import Claim


class Comment(Revised):
    """What a colleague remarks on a claim; read by those with an account only."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
