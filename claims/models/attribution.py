from django.db import models

from claims.models.claim import Claim
from claims.models.recorded import History
from claims.models.speaker import Speaker


class Attribution(models.Model):
    """One hop of the chain from the words to the page: position 0 is the speaker, then who passed the words on.

    What the article prints is kept for ever, whatever becomes of the speaker record.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, db_index=False, related_name="hops")
    position = models.PositiveSmallIntegerField()
    speaker = models.ForeignKey(Speaker, models.RESTRICT, null=True, blank=True, related_name="hops")
    name_as_printed = models.CharField(max_length=300, blank=True)
    role_as_printed = models.CharField(max_length=300, blank=True)

    history = History(found_by=("claim",))

    class Meta:
        ordering = ["claim", "position"]
        constraints = [models.UniqueConstraint(fields=["claim", "position"], name="hop_position_once")]

    def __str__(self) -> str:
        return f"{self.position}: {self.name_as_printed}"
