"""The workers that do what waits in the background."""

from django.db import models


class Worker(models.Model):
    """A running `manage.py worker`, which says every few seconds that it is there."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
