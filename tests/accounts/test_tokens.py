"""Signing in with a token: made once, kept as a hash, revoked at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Change
from newsapp.accounts.models import Token, User
from newsapp.accounts.roles import Role
from tests.api.helpers import V1, fields_of, listed, problem_of
from tests.factories import ClaimFactory, OutletFactory, UserFactory

pytestmark = pytest.mark.django_db

TOKENS = f"{V1}tokens/"


def with_token(secret: str) -> APIClient:
    """A client that shows the token and no session, and is asked for the CSRF token where one is needed."""
    client = APIClient(enforce_csrf_checks=True)
    client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
    return client


@pytest.fixture
def secret(as_editor: APIClient) -> str:
    made: dict[str, str] = as_editor.post(TOKENS, {"name": "the archive"}).json()
    return made["token"]


def test_a_token_signs_in_as_its_owner_and_writes_without_a_csrf_token(secret: str) -> None:
    client = with_token(secret)
    assert client.get(f"{V1}me/").json()["username"] == "editor"
    assert client.post(f"{V1}tags/", {"name": "bridges"}).status_code == 201


def test_making_and_revoking_one_are_changes_which_hold_no_secret(
    secret: str, as_editor: APIClient, editor: User
) -> None:
    token = Token.objects.get()
    assert as_editor.delete(f"{TOKENS}{token.token_key}/").status_code == 204
    made, revoked = Change.objects.filter(kind="account").order_by("pk")
    assert (made.user, made.note) == (
        editor,
        "made a token of editor: the archive, scope write, good for 365 days",
    )
    assert (revoked.user, revoked.note) == (editor, "revoked a token of editor: the archive, scope write")


def test_the_header_may_say_bearer_as_generated_clients_do(secret: str) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.get(f"{V1}me/").json()["username"] == "editor"
    client.credentials(HTTP_AUTHORIZATION="Bearer nonsense")
    refused = client.get(f"{V1}me/")
    problem_of(refused, 401, "authentication-failed")
    assert refused["WWW-Authenticate"] == "Bearer"


def scoped(owner: User, scope: str) -> APIClient:
    return with_token(Token.objects.create(owner, name=scope, scope=scope)[1])


def test_a_token_for_reading_reads_what_its_owner_sees_and_writes_nothing(administrator: User) -> None:
    reading = scoped(administrator, "read")
    assert reading.get(f"{V1}comments/").status_code == 200
    refused = problem_of(reading.post(f"{V1}tags/", {"name": "bridges"}), 403, "permission-denied")
    assert refused["detail"] == "This token is for reading only."


def test_administering_takes_a_token_for_it(administrator: User) -> None:
    webhooks = f"{V1}webhooks/"
    assert scoped(administrator, "admin").get(webhooks).status_code == 200
    writing = scoped(administrator, "write")
    problem_of(writing.get(webhooks), 403, "permission-denied")
    assert writing.post(f"{V1}tags/", {"name": "bridges"}).status_code == 201
    administrator.refresh_from_db()
    assert administrator.role == Role.ADMINISTRATOR


def test_a_token_makes_none_that_may_do_more_than_itself(administrator: User) -> None:
    writing = scoped(administrator, "write")
    assert writing.post(TOKENS, {"name": "another", "scope": "write"}).json()["scope"] == "write"
    problem_of(writing.post(TOKENS, {"name": "another", "scope": "admin"}), 403, "permission-denied")


def test_its_last_use_is_shown_to_within_ten_minutes(secret: str, as_editor: APIClient) -> None:
    def last_use() -> datetime | None:
        (row,) = as_editor.get(TOKENS).json()
        return row["last_used_at"] and datetime.fromisoformat(row["last_used_at"])

    assert last_use() is None
    with_token(secret).get(f"{V1}tags/")
    first = last_use()
    assert first is not None
    assert timezone.now() - first < timedelta(minutes=1)
    with_token(secret).get(f"{V1}tags/")
    assert last_use() == first
    Token.objects.update(last_used_at=first - timedelta(minutes=11))
    with_token(secret).get(f"{V1}tags/")
    assert last_use() > first


def test_a_token_may_no_more_than_its_owner(secret: str, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(role=Role.READER)
    problem_of(with_token(secret).post(f"{V1}tags/", {"name": "bridges"}), 403, "permission-denied")
    User.objects.filter(pk=editor.pk).update(is_active=False)
    problem_of(with_token(secret).get(f"{V1}tags/"), 401, "authentication-failed")


def test_the_secret_is_shown_once_and_kept_as_a_hash_only(secret: str, as_editor: APIClient) -> None:
    (row,) = as_editor.get(TOKENS).json()
    assert set(row) == {"id", "name", "scope", "outlets", "created", "last_used_at", "expiry"}
    assert (row["name"], secret.startswith(row["id"])) == ("the archive", True)
    assert len(secret) >= 2 * len(row["id"])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Token._meta.db_table}")  # noqa: S608
        assert secret not in str(cursor.fetchall())


@pytest.mark.parametrize("given", ["", "x", "0" * 64, "\N{BRIDGE AT NIGHT}", "a b", "' OR 1=1 --"])
def test_what_is_no_token_is_refused_even_where_visitors_may_read(given: str) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {given}".encode().decode("latin-1"))
    answer = client.get(f"{V1}claims/")
    problem_of(answer, 401, "authentication-failed")
    assert answer["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("scheme", ["Token", "Bearer"])
def test_a_token_that_is_no_text_is_refused(scheme: str) -> None:
    answer = APIClient().get(f"{V1}me/", HTTP_AUTHORIZATION=f"{scheme} \xb2")
    problem_of(answer, 401, "authentication-failed")


def test_a_token_altered_by_one_character_is_refused(secret: str) -> None:
    altered = secret[:-1] + ("0" if secret[-1] != "0" else "1")
    problem_of(with_token(altered).get(f"{V1}me/"), 401, "authentication-failed")


def test_a_revoked_token_is_refused_at_once(secret: str, as_editor: APIClient) -> None:
    (row,) = as_editor.get(TOKENS).json()
    assert as_editor.delete(f"{TOKENS}{row['id']}/").status_code == 204
    problem_of(with_token(secret).get(f"{V1}me/"), 401, "authentication-failed")
    problem_of(as_editor.delete(f"{TOKENS}{row['id']}/"), 404, "not-found")


def test_an_expired_token_is_refused(secret: str) -> None:
    Token.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    problem_of(with_token(secret).get(f"{V1}me/"), 401, "authentication-failed")


@pytest.mark.parametrize(("given", "days"), [({}, 365), ({"days": 1}, 1), ({"days": 3650}, 3650)])
def test_a_token_is_good_for_a_year_unless_said_otherwise(
    given: dict[str, int], days: int, as_reader: APIClient
) -> None:
    made = as_reader.post(TOKENS, {"name": "a script", **given}).json()
    left = datetime.fromisoformat(made["expiry"]) - timezone.now()
    assert timedelta(days=days) - timedelta(minutes=1) < left <= timedelta(days=days)


@pytest.mark.parametrize("days", [0, -1, 3651, 10**30])
def test_a_token_is_good_for_one_day_to_ten_years(days: int, as_reader: APIClient) -> None:
    assert fields_of(as_reader.post(TOKENS, {"name": "a script", "days": days})) == {"days"}


def test_a_user_sees_and_revokes_their_own_tokens_only(secret: str, as_administrator: APIClient) -> None:
    assert as_administrator.get(TOKENS).json() == []
    problem_of(as_administrator.delete(f"{TOKENS}{Token.objects.get().token_key}/"), 404, "not-found")
    Token.objects.create(UserFactory(), name="another")
    assert with_token(secret).get(TOKENS).json()[0]["name"] == "the archive"


def test_a_token_may_be_limited_to_outlets(as_editor: APIClient) -> None:
    outlet = OutletFactory()
    claim = ClaimFactory(article__outlet=outlet)
    ClaimFactory()
    made = as_editor.post(TOKENS, {"name": "the partner", "outlets": [outlet.pk]}).json()
    assert made["outlets"] == [outlet.pk]
    assert listed(with_token(made["token"]), "claims") == [claim.pk]
    assert [row["outlets"] for row in as_editor.get(TOKENS).json()] == [[outlet.pk]]
    assert as_editor.post(TOKENS, {"name": "the desk"}).json()["outlets"] is None


@pytest.mark.parametrize("given", [[], [0], ["x"], None])
def test_a_token_is_limited_to_outlets_that_are_there(given: list[object] | None, as_editor: APIClient) -> None:
    refused = as_editor.post(TOKENS, {"name": "the partner", "outlets": given})
    assert {named.split(".")[0] for named in fields_of(refused)} == {"outlets"}
