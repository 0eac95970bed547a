"""`manage.py mcp`: claims for a language model's client that starts newsapp itself."""

from __future__ import annotations

import os
import signal
from argparse import ArgumentParser
from io import BytesIO
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.core.management.base import BaseCommand, CommandError

from claims.mcp.asking import Asker
from newsapp.accounts.models import User


class Command(BaseCommand):
    help = "Serve the tools of docs/mcp.md over standard input and output, until the input ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", help="in whose name to read; without it, as a visitor")
        parser.add_argument(
            "--address",
            default=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}",
            help="where people reach newsapp, which the addresses of claims begin with (%(default)s)",
        )

    def handle(self, *args: object, user: str | None, address: str, **options: object) -> None:
        from claims.mcp.stdio import serve  # slow to load

        asker = Asker(_request(_user(user), address), user or "A visitor")
        # Nothing is written that an end could break off; the SDK waits for its input even when it is interrupted.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        serve(asker)


def _user(name: str | None) -> User | AnonymousUser:
    if name is None:
        return AnonymousUser()
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active account named {name}.")
    return user


def _request(user: User | AnonymousUser, address: str) -> WSGIRequest:
    """A request to that address by this user."""
    parts = urlsplit(address)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/",
            "HTTP_HOST": parts.netloc,
            "wsgi.url_scheme": parts.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    request.user = user
    try:
        request.get_host()
    except DisallowedHost:
        raise CommandError(f"{address} is no address of this site: ALLOWED_HOSTS does not name its host.") from None
    return request
