from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models

from claims.choices import Role
from claims.models.base import one_of


class UserManager(DjangoUserManager["User"]):
    def create_superuser(self, username: str, *args: Any, **extra: Any) -> "User":
        return super().create_superuser(username, *args, **{"role": Role.ADMINISTRATOR} | extra)


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """Somebody with an account; the role says what they may do (see claims/rules.py)."""

    role = models.CharField(max_length=20, choices=Role, default=Role.READER)

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [one_of("role", Role)]

    @property
    def shown_name(self) -> str:
        return self.get_full_name() or self.username
