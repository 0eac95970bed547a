"""When the database cannot serve: 503 by every door, a sentence, a time to wait, and back by itself."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import Error, OperationalError, close_old_connections, connection
from django.db.backends.utils import CursorWrapper
from django.test import Client
from rest_framework.response import Response

from claims.models import Tag
from claims.outages import DAMAGED, FULL, READ_ONLY, UNMIGRATED, UNREACHABLE, Outage, outage_of
from newsapp.accounts.models import Token, User
from tests.api.helpers import V1, problem_of
from tests.factories import PASSWORD


def url_of(name: str, folder: Path) -> str:
    """The address of a database with the trouble."""
    if name == "no server":
        return "postgres://postgres@127.0.0.1:9/newsapp"
    if name == "no such database":
        return "postgres://postgres@127.0.0.1:5432/newsapp_that_is_not_there"
    file = folder / "newsapp.sqlite3"
    if name == "no directory":
        file = folder / "missing" / "newsapp.sqlite3"
    if name == "garbage":
        file.write_bytes(b"This is no database. " * 500)
    return f"sqlite:///{file}"


AWAY = [
    ("no server", UNREACHABLE),
    pytest.param("no such database", UNREACHABLE, marks=pytest.mark.postgresql),
    ("no directory", UNREACHABLE),
    ("garbage", DAMAGED),
    ("unmigrated", UNMIGRATED),
]


@pytest.fixture
def client() -> Client:
    """A browser that has been here before, and sends what it was given then."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "s" * 32
    return client


@pytest.fixture
def away(other_database: Callable[[str], Any], tmp_path: Path) -> Callable[[str], Any]:
    """In the block, the database is one that has the trouble: ``with away("garbage"):``."""
    return lambda trouble: other_database(url_of(trouble, tmp_path))


DOORS = [
    ("get", "/"),
    ("get", "/claims/1/"),
    ("get", "/account/"),
    ("post", "/sign-in/"),
    ("get", "/admin/"),
    ("get", f"{V1}claims/"),
    ("get", f"{V1}me/"),
    ("post", f"{V1}tags/"),
]


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize(("trouble", "outage"), AWAY)
def test_every_door_says_that_the_database_is_away(
    trouble: str, outage: Outage, method: str, path: str, client: Client, away: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with away(trouble):
        answer = getattr(client, method)(path, {"username": "editor", "password": PASSWORD})
    assert (answer.status_code, int(answer["Retry-After"]) > 0) == (503, True)
    if path.startswith("/api/"):
        problem_of(answer, 503, outage.code)
    else:
        assert "<h1>Service Unavailable</h1>" in answer.content.decode()
        assert f"<p>{outage.message}</p>" in answer.content.decode()
    assert [(record.name, record.exc_info) for record in caplog.records] == [("claims.outages", None)]


def test_a_token_is_answered_so_too(away: Any) -> None:
    with away("no server"):
        answer = Client().get(f"{V1}claims/", headers={"Authorization": f"Token {'f' * 64}"})
    problem_of(answer, 503, "database-unreachable")


def test_what_needs_no_database_is_served_without_it(away: Any) -> None:
    with away("no server"):
        assert [Client().get(path).status_code for path in ("/sign-in/", "/api/schema/", "/api/docs/")] == [200] * 3


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/claims/", f"{V1}claims/"])
def test_a_lost_connection_is_made_anew_for_the_next_request(path: str, client: Client) -> None:
    connection.ensure_connection()
    cut_off()
    assert client.get(path).status_code == 503
    close_old_connections()  # as each request outside of tests begins
    assert client.get(path).status_code == 200


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_write_that_loses_its_connection_is_all_undone(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(editor)
    save = Tag.save

    def save_and_lose(tag: Tag, *args: Any, **kwargs: Any) -> None:
        save(tag, *args, **kwargs)
        cut_off()

    monkeypatch.setattr(Tag, "save", save_and_lose)
    problem_of(post_tag(client), 503, "database-unreachable")
    close_old_connections()
    assert not Tag.objects.exists()
    monkeypatch.undo()
    assert post_tag(client).status_code == 201


@pytest.mark.django_db(transaction=True)
class TestADatabaseThatTakesNoChanges:
    @pytest.fixture
    def client(self, editor: User) -> Client:
        return signed_in(editor)

    @pytest.fixture(
        autouse=True,
        params=[
            pytest.param(("SET default_transaction_read_only = on", READ_ONLY), marks=pytest.mark.postgresql),
            pytest.param(("PRAGMA query_only = on", READ_ONLY), marks=pytest.mark.sqlite),
            pytest.param(("PRAGMA max_page_count = 1", FULL), marks=pytest.mark.sqlite),
        ],
        ids=lambda param: param[0],
    )
    def outage(self, request: pytest.FixtureRequest, client: Client) -> Iterator[Outage]:
        statement, outage = request.param
        with connection.cursor() as cursor:
            if outage is FULL:
                fill_free_pages(cursor)
            cursor.execute(statement)
        yield outage
        connection.close()
        if outage is FULL:
            connection.cursor().execute("DROP TABLE filler")

    def test_is_read(self) -> None:
        answers = [Client().get(path) for path in ("/claims/", f"{V1}tags/", "/sign-in/")]
        assert [answer.status_code for answer in answers] == [200] * 3

    def test_lets_nobody_sign_in_until_it_takes_changes_again(self) -> None:
        def sign_in() -> Any:
            client = Client(raise_request_exception=False)
            return client.post("/sign-in/", {"username": "editor", "password": PASSWORD})

        refused = until_refused(sign_in)
        assert (refused.status_code, "Retry-After" in refused.headers) == (503, True)
        connection.close()
        assert sign_in().status_code == 302

    def test_keeps_what_it_had_and_nothing_of_what_it_refused(self, outage: Outage, client: Client) -> None:
        numbers = itertools.count(1)
        refused = until_refused(lambda: post_tag(client, next(numbers)))
        problem_of(refused, 503, outage.code)
        connection.close()
        assert Tag.objects.count() == Tag.history.count() == next(numbers) - 2
        assert post_tag(client, 0).status_code == 201


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_session_that_cannot_be_stored_is_not_said_to_be_deleted(
    editor: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keeps_something(view: Any, request: Any) -> Response:
        request.session["kept"] = 1
        connection.cursor().execute("PRAGMA query_only = on")
        return Response()

    client.force_login(editor)
    monkeypatch.setattr("newsapp.accounts.views.MeView.get", keeps_something)
    answer = client.get(f"{V1}me/")
    connection.close()
    problem_of(answer, 503, READ_ONLY.code)


@pytest.mark.django_db
def test_a_database_that_goes_away_while_the_header_counts_open_work_is_away_for_the_page(
    client: Client, editor: User
) -> None:
    def lose_it(execute: Any, sql: str, *rest: Any) -> Any:
        if "mention" in sql:
            raise OperationalError("server closed the connection") from psycopg2.OperationalError()
        return execute(sql, *rest)

    client.force_login(editor)
    with connection.execute_wrapper(lose_it):
        answer = client.get("/claims/")
    assert answer.status_code == 503
    assert "Retry-After" in answer


def test_a_full_disk_is_one_wherever_the_file_was_to_lie(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("newsapp.accounts.views.MeView.get", fails)
    client.cookies.clear()
    problem_of(client.get(f"{V1}me/"), 503, "disk-full")


class ServerError(Exception):
    """What psycopg2 raises, as far as we look at it."""

    def __init__(self, pgcode: str | None) -> None:
        self.pgcode = pgcode


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("57P03", "database-unreachable"),  # recovering
        ("57P01", "database-unreachable"),  # being stopped
        ("53300", "database-unreachable"),  # too many connections
        ("08006", "database-unreachable"),
        ("53100", "disk-full"),
        ("XX001", "database-damaged"),
        ("22012", None),  # division by zero
        ("42601", None),  # syntax error
    ],
)
def test_what_cannot_be_made_here_is_told_by_the_state_that_the_server_names(state: str, code: str | None) -> None:
    error = OperationalError("as the server says")
    error.__cause__ = ServerError(state)
    outage = outage_of(error)
    assert (outage and outage.code) == code


def test_an_error_of_the_programs_own_is_no_outage() -> None:
    assert outage_of(None) is outage_of(ValueError("x")) is outage_of(Error("x")) is outage_of(OSError("x")) is None


@pytest.mark.parametrize(
    ("trouble", "command"),
    [
        ("no server", ["ingest", "samples/basra-consulate.txt"]),
        ("no server", ["createsuperuser", "--noinput", "--username=x"]),
        pytest.param("no such database", ["extract", "--again"], marks=pytest.mark.postgresql),
        ("no directory", ["migrate"]),
        ("garbage", ["prepare"]),
        ("unmigrated", ["ingest", "samples/basra-consulate.txt"]),
        ("garbage", ["worker"]),
    ],
)
def test_a_command_says_it_in_one_line_and_exits_2(trouble: str, command: list[str], tmp_path: Path) -> None:
    done = manage(*command, url=url_of(trouble, tmp_path), var=tmp_path)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    (line,) = done.stderr.splitlines()
    assert any(line.startswith(outage.message) for outage in (UNREACHABLE, DAMAGED, UNMIGRATED))


def manage(*arguments: str, url: str, var: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "newsapp.settings",
        "NEWSAPP_VAR": str(var),
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def cut_off() -> None:
    """Have the server end the test's connection, as it does when it is stopped."""
    served = connection.connection.info
    other = psycopg2.connect(
        host=served.host, port=served.port, user=served.user, password=served.password, dbname=served.dbname
    )
    with other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [served.backend_pid])
    other.close()


def signed_in(user: User) -> Client:
    _, secret = Token.objects.create(user, name="a script")
    return Client(headers={"Authorization": f"Token {secret}"}, raise_request_exception=False)


def post_tag(client: Client, number: int = 0) -> Any:
    body = {"name": f"bridge {number}", "description": "x" * 300}
    return client.post(f"{V1}tags/", body, content_type="application/json")


def fill_free_pages(cursor: CursorWrapper) -> None:
    """Those that earlier tests have left in SQLite's file, and that a full disk would let it use."""
    cursor.execute("CREATE TABLE filler (bytes)")
    cursor.execute("SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size")
    cursor.execute("INSERT INTO filler VALUES (zeroblob(%s))", cursor.fetchone())


def until_refused(write: Callable[[], Any]) -> Any:
    """The answer to the first write that is refused: where the disk is full, the file's own pages have some room."""
    return next(answer for answer in (write() for _ in range(500)) if answer.status_code >= 400)
