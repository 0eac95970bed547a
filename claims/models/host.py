"""The servers that pages are fetched from, lest one of them is asked too much."""

from __future__ import annotations

from django.db import models


class Host(models.Model):
    """A server by its name: whoever asks it has leased it.

    Until ``paused_until`` we leave it alone of our own accord, until ``left_alone_until`` because it asked for that, as
    it did ``put_offs`` times in a row. One that was not asked for a day is forgotten.
    """

    name = models.CharField(max_length=255, primary_key=True)
    leased_until = models.DateTimeField(null=True)
    paused_until = models.DateTimeField()
    left_alone_until = models.DateTimeField()
    put_offs = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
