"""Tests sign in by a short cut; what it leaves is what a sign-in leaves."""

from __future__ import annotations

import pytest
from django.test import Client

from newsapp.accounts.models import User
from tests.cast import begin_session

pytestmark = pytest.mark.django_db


def test_a_session_that_is_begun_is_that_of_a_sign_in(editor: User) -> None:
    begun, signed_in = Client(), Client()
    begin_session(begun, editor)
    signed_in.force_login(editor)
    assert dict(begun.session.items()) == dict(signed_in.session.items())
    assert begun.session.get_expiry_age() == signed_in.session.get_expiry_age()
    assert begun.session.session_key != signed_in.session.session_key


def test_it_is_the_users_and_ends_with_their_password(editor: User) -> None:
    client = Client()
    begin_session(client, editor)
    assert client.get("/api/v1/me/").json()["username"] == "editor"
    editor.set_password("another one")
    editor.save()
    assert client.get("/api/v1/me/").status_code == 401
