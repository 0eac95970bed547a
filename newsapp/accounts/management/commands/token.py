"""`manage.py token`: a token of the API for a program, made where no browser is."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from claims.models import Outlet
from newsapp.accounts.models import User
from newsapp.accounts.roles import Scope
from newsapp.accounts.tokens import make_token


class Command(BaseCommand):
    help = "Make a token for the API in the name of a user, and print it, this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="the user name of whose rights it has, as far as the scope goes")
        parser.add_argument("--name", default="manage.py token", help="what it is for (%(default)s)")
        parser.add_argument("--scope", choices=Scope.values, default=Scope.READ.value, help="(%(default)s)")
        parser.add_argument(
            "--outlet",
            action="append",
            default=[],
            metavar="NAME",
            help="limit it to this outlet; may be given several times (all outlets)",
        )
        parser.add_argument("--days", type=int, default=365, help="how long it is good for (%(default)s)")

    def handle(self, *args: object, user: str, outlet: list[str], days: int, **options: object) -> None:
        owner = User.objects.filter(username=user, is_active=True).first()
        if owner is None:
            raise CommandError(f"There is no active account of the name {user}.", returncode=2)
        if not 1 <= days <= 3650:
            raise CommandError("A token is good for 1 to 3650 days.", returncode=2)
        name, scope = str(options["name"])[:100], str(options["scope"])
        _, secret = make_token(owner, by="manage.py token", name=name, scope=scope, outlets=_numbers(outlet), days=days)
        self.stdout.write(secret)


def _numbers(names: list[str]) -> list[int] | None:
    """Those of the outlets of these names; None for no names. Raises CommandError where there is none of a name."""
    outlets = {name: Outlet.objects.filter(name__iexact=name.strip()).first() for name in names}
    if missing := [name for name, outlet in outlets.items() if outlet is None]:
        raise CommandError(f"There is no outlet of the name {', '.join(missing)}.", returncode=2)
    return sorted({outlet.pk for outlet in outlets.values() if outlet}) or None
