"""How the database is emptied after a test that commits: only where rows are, and for whatever comes next.

Django would truncate every table, which on PostgreSQL makes a new file for each, full or not, and take away also what
migrations put there.
"""

from __future__ import annotations

import importlib
from functools import cache

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from claims.models import Rating

# Made with the tables and named by nothing that a test makes; tests change no row of them.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def empty_database() -> None:
    """Delete every row that tests can have made, and put back the scale of ratings that a migration made."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables()
        if connection.vendor == "postgresql":  # a request of a page that was left may still be at work
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        for table in _with_rows(cursor, tables):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 names of our own tables
        _make_scale()


@cache
def _tables() -> list[str]:
    tables = set(connection.introspection.django_table_names(only_existing=False, include_views=False))
    return [connection.ops.quote_name(table) for table in sorted(tables - KEPT)]


def _with_rows(cursor: CursorWrapper, tables: list[str]) -> list[str]:
    questions = [f"EXISTS (SELECT 1 FROM {table})" for table in tables]  # noqa: S608
    cursor.execute(f"SELECT {', '.join(questions)}")
    return [table for table, filled in zip(tables, cursor.fetchone(), strict=True) if filled]


def _make_scale() -> None:
    scale = importlib.import_module("claims.migrations.0002_rating_scale").SCALE
    Rating.objects.bulk_create(
        Rating(name=name, description=description, position=position)
        for position, (name, description) in enumerate(scale, start=1)
    )
