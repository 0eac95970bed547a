"""Answers that are kept, so that a request sent again is answered again and not done again."""

from django.db import models


class KeptAnswer(models.Model):
    """The answer to a request that came with an Idempotency-Key; while it is being done, that it is.

    ``key`` is the digest of the key and of who sent it, ``request`` that of what was asked: neither is told by a copy
    of the database. ``begun_at`` tells one attempt from another that was begun where the first was held to be dead.
    Without a ``status`` the request is being done; without a ``body`` its answer showed a secret, which is not kept.
    """

    key = models.CharField(max_length=64, primary_key=True)
    request = models.CharField(max_length=64)
    begun_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"{self.status or 'being done'}, begun at {self.begun_at}"
