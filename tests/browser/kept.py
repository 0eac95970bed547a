"""What is made once and put back row by row: a newsroom that many tests begin with takes ten times as long to make."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.db import connection, models, transaction

from newsapp.accounts.models import User

_APPS = ("claims", "django_tasks_database")


class Kept:
    """The rows that ``make`` left in tables that were empty before; a test has its own accounts, known by name."""

    def __init__(self, make: Callable[[], object]) -> None:
        make()
        names = dict(User.objects.values_list("pk", "username"))
        self._rows = [
            [(row, {field: names[pk] for field in users if (pk := getattr(row, field))}) for row in rows]
            for model, users in _tables()
            if (rows := list(model._base_manager.all()))
        ]

    def put_back(self) -> None:
        """Make these rows all there is, in the names of the accounts that are there now."""
        accounts = dict(User.objects.values_list("username", "pk"))
        with transaction.atomic(), connection.cursor() as cursor:
            for model, _ in _tables():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
            for table in self._rows:
                for row, users in table:
                    for field, name in users.items():
                        setattr(row, field, accounts[name])
                type(table[0][0])._base_manager.bulk_create(row for row, _ in table)


def _tables() -> list[tuple[type[models.Model], list[str]]]:
    """The models of all that a newsroom is made of, each with its fields that name an account."""
    return [
        (model, [field.attname for field in model._meta.concrete_fields if field.related_model is User])
        for app in _APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
