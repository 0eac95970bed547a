"""`manage.py token`."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from newsapp.accounts.models import Token, User
from tests.api.helpers import V1, problem_of
from tests.factories import OutletFactory

pytestmark = pytest.mark.django_db


def test_it_prints_a_token_that_reads_in_the_users_name(editor: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("token", "editor", name="the archive")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {capsys.readouterr().out.strip()}")
    assert client.get(f"{V1}me/").json()["username"] == "editor"
    problem_of(client.post(f"{V1}tags/", {"name": "bridges"}), 403, "permission-denied")
    (token,) = client.get(f"{V1}tokens/").json()
    assert (token["name"], token["scope"]) == ("the archive", "read")


def test_it_limits_a_token_to_the_outlets_named(editor: User) -> None:
    first, second = OutletFactory(name="Gulf Wire"), OutletFactory(name="Morning Post")
    call_command("token", "editor", outlet=["gulf wire", "Morning Post"])
    assert Token.objects.get().outlets == [first.pk, second.pk]
    with pytest.raises(CommandError, match="no outlet of the name Evening Sun"):
        call_command("token", "editor", outlet=["Gulf Wire", "Evening Sun"])


@pytest.mark.parametrize(("user", "days", "words"), [("nobody", 1, "no active account"), ("editor", 0, "1 to 3650")])
def test_what_it_cannot_make_it_says_in_a_line(user: str, days: int, words: str, editor: User) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("token", user, days=days)
