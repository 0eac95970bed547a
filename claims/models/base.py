"""What the records that people edit have in common."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone


class Revised(models.Model):
    """A record whose every change is counted: ``revision`` starts at 1, grows with each save, and is its ETag.

    Each model that people edit also keeps a ``history`` (see claims/models/recorded.py).
    """

    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if not self._state.adding:
            self.revision += 1
        if update_fields is not None:
            update_fields = {*update_fields, "revision", "updated_at"}
        super().save(*args, update_fields=update_fields, **kwargs)


def one_of(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """A database check that the column holds one of the enumerated words."""
    return models.CheckConstraint(condition=models.Q((f"{field}__in", choices.values)), name=f"%(class)s_{field}_known")
