from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

from claims.choices import VisitorAccess


def make_search_index(using: str, **kwargs: object) -> None:
    from claims import search

    search.make_index(using)


def number_restored_changes(**kwargs: object) -> None:
    from claims.models import Change

    Change.objects.number_restored()


def trust_indexes(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Tell PostgreSQL's planner that a row by an index costs little more than the next row of the table.

    Its default is that of spinning disks. What newsapp asks for is in memory or on an SSD, and always by an index: by
    the default, with a million claims, facets walked whole tables and took five times as long. A statement of each new
    connection rather than an option of it, which poolers refuse.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET random_page_cost = 1.1")


def extractor_is_there(**kwargs: object) -> list[checks.Error]:
    """Whether CLAIMS_EXTRACTOR names something that finds claims."""
    path = settings.CLAIMS_EXTRACTOR
    try:
        extractor = import_string(path)
    except ImportError as error:
        return [checks.Error(f"CLAIMS_EXTRACTOR is “{path}”: {error}", id="claims.E001")]
    if callable(getattr(extractor, "extract", None)):
        return []
    return [checks.Error(f"CLAIMS_EXTRACTOR is “{path}”, which has no method extract.", id="claims.E001")]


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        words = VisitorAccess.values
        if settings.NEWSAPP_VISITORS not in words:
            message = f"NEWSAPP_VISITORS is “{settings.NEWSAPP_VISITORS}”; it must be one of: {', '.join(words)}."
            raise ImproperlyConfigured(message)
        checks.register(extractor_is_there)
        # After every migration: SQLite drops the triggers of a table that a migration remakes.
        post_migrate.connect(make_search_index, sender=self)
        post_migrate.connect(number_restored_changes, sender=self)
        connection_created.connect(trust_indexes)
