"""Who has an account, and the keys that programs use in their name."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils import timezone
from knox.models import AbstractAuthToken, AuthTokenManager

from newsapp.accounts.roles import Role, Scope

USE_IS_NOTED_EVERY = timedelta(minutes=10)


class UserManager(DjangoUserManager["User"]):
    def create_superuser(self, username: str, *args: Any, **extra: Any) -> "User":
        return super().create_superuser(username, *args, **{"role": Role.ADMINISTRATOR} | extra)


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """Somebody with an account; the role says what they may do (see claims/rules.py)."""

    role = models.CharField(max_length=20, choices=Role, default=Role.READER)
    own_keys = models.JSONField(default=dict, blank=True, help_text="keys other than those delivered, by deed")
    uses_keys = models.BooleanField(default=True)

    outlets: frozenset[int] | None = None
    """The outlets that the token of this request is limited to, by number; None: all. In no database."""

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_known")]

    @property
    def shown_name(self) -> str:
        return self.get_full_name() or self.username


class Token(AbstractAuthToken):
    """A key for the API, stored as its hash only; the name tells its owner what it is for."""

    name = models.CharField(max_length=100)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.WRITE)
    # Numbers and no foreign keys: with its outlet gone, a token is good for nothing, and not for everything.
    outlets = models.JSONField(null=True, help_text="the numbers of the outlets that it is limited to; null: all")
    last_used_at = models.DateTimeField(null=True, help_text=f"to within {USE_IS_NOTED_EVERY.seconds // 60} minutes")

    objects = AuthTokenManager()

    class Meta:
        ordering = ["-created"]
        constraints = [models.CheckConstraint(condition=models.Q(scope__in=Scope.values), name="token_scope_known")]

    def note_use(self) -> None:
        """Now, unless it was noted a moment ago: not each read is worth a write."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at > USE_IS_NOTED_EVERY:
            Token.objects.filter(pk=self.pk).update(last_used_at=now)
