"""The five kinds of people that every rule and every endpoint is tried with, and how they are signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.crypto import get_random_string

from newsapp.accounts.models import User
from newsapp.accounts.roles import Role

VISITOR = "visitor"
# In order of rights; each is also the name of a fixture.
CAST = (VISITOR, "reader", "fact_checker", "editor", "administrator")
ROLES = dict(zip(CAST[1:], Role, strict=True))


def and_above(who: str) -> set[str]:
    """The member of the cast and all with more rights."""
    return set(CAST[CAST.index(who) :])


def begin_session(client: Client, user: User) -> None:
    """Give the client a session of the user's: one row, where ``force_login`` does all that a sign-in does."""
    store = SessionStore()
    signed_in = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    session = Session.objects.create(
        session_key=get_random_string(32),
        session_data=store.encode(signed_in),
        expire_date=store.get_expiry_date(),
    )
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
