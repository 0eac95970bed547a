from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models.signals import post_migrate

from claims.choices import VisitorAccess


def make_search_index(using: str, **kwargs: Any) -> None:
    from claims import search

    search.make_index(using)


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        words = VisitorAccess.values
        if settings.NEWSAPP_VISITORS not in words:
            message = f"NEWSAPP_VISITORS is “{settings.NEWSAPP_VISITORS}”; it must be one of: {', '.join(words)}."
            raise ImproperlyConfigured(message)
        # After every migration: SQLite drops the triggers of a table that a migration remakes.
        post_migrate.connect(make_search_index, sender=self)
