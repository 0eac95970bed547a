from django.db import models
from knox.models import AbstractAuthToken, AuthTokenManager


class Token(AbstractAuthToken):
    """A key for the API, stored as its hash only; the name tells its owner what it is for."""

    name = models.CharField(max_length=100)

    objects = AuthTokenManager()

    class Meta:
        ordering = ["-created"]
