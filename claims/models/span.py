from django.db import models

from claims.choices import Part
from claims.models.base import one_of
from claims.models.claim import Claim
from claims.models.recorded import History


class Span(models.Model):
    """A half-open range ``[start, end)`` of code points of the claim's article version."""

    claim = models.ForeignKey(Claim, models.CASCADE, db_index=False, related_name="spans")
    part = models.CharField(max_length=10, choices=Part)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    history = History(found_by=("claim",))

    class Meta:
        ordering = ["claim", "part", "start"]
        constraints = [
            one_of("part", Part),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="span_starts_before_end"),
            models.UniqueConstraint(fields=["claim", "part", "start"], name="span_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.start}-{self.end}"
