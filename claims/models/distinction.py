from __future__ import annotations

from django.db import models

from claims.models.recorded import History


class Distinction(models.Model):
    """Two speakers who somebody said are different people, by the numbers that they had then; the lower one is ``one``.

    Plain numbers and no foreign keys: a merge that deletes a speaker leaves this as it is, and so does taking it apart.
    The Change that made it tells who said so.
    """

    one = models.BigIntegerField()
    other = models.BigIntegerField(db_index=True)

    history = History()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="distinction_once_a_pair"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="distinction_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"
