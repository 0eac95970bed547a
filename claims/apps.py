from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def make_search_index(using: str, **kwargs: Any) -> None:
    from claims import search

    search.make_index(using)


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        # After every migration: SQLite drops the triggers of a table that a migration remakes.
        post_migrate.connect(make_search_index, sender=self)
