"""A session of somebody's in a browser."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from newsapp.accounts.models import User
from tests.cast import begin_session


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    """Give the browser a session of the user's, without the form."""
    client = Client()
    begin_session(client, user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url, "httpOnly": True}])
