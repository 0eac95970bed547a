from django.db import models
from knox.models import AbstractAuthToken


class Token(AbstractAuthToken):
    """A key for the API, stored as its hash only; the name tells its owner what it is for."""

    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["-created"]
