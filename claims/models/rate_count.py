"""How much a caller has asked for in the present minute, for all processes."""

from django.db import models


class RateCount(models.Model):
    """Requests that the processes have taken of a caller's for the minute, counted from 1970."""

    caller = models.CharField(max_length=64, primary_key=True)
    minute = models.BigIntegerField(db_index=True)
    taken = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.taken} in minute {self.minute}"
