"""The servers that pages are fetched from, lest one of them is asked too much."""

from __future__ import annotations

from django.db import models


class Host(models.Model):
    """A server by its name: whoever asks it has leased it, and nobody asks it before ``free_at``.

    ``put_offs`` are the times in a row that it asked to be left alone. One that was not asked for a day is forgotten.
    """

    name = models.CharField(max_length=255, primary_key=True)
    leased_until = models.DateTimeField(null=True)
    free_at = models.DateTimeField()
    put_offs = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
