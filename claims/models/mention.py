from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.base import Revised
from claims.models.comment import Comment
from claims.models.recorded import History


class Mention(Revised):
    """A colleague named in a comment, and whether they have ticked it off."""

    comment = models.ForeignKey(Comment, models.CASCADE, db_index=False, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+")
    done = models.BooleanField(default=False)

    history = History()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once_a_comment")]
        indexes = [models.Index(fields=["user", "-id"], name="mention_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.comment_id}"
