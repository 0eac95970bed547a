"""What a load balancer or an orchestrator asks: does the process answer, and can it serve?"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from claims.models import Webhook
from claims.outages import DAMAGED, READ_ONLY, UNREACHABLE
from newsapp.health import PATIENCE
from tests.factories import WebhookFactory

ALL_WELL = {"database": "ok", "migrations": "ok", "disk": "ok", "worker": "no worker seen"}
Usage = namedtuple("Usage", ["total", "used", "free"])


def test_a_process_answers_without_its_database() -> None:
    # Tests that do not ask for the database may not touch it.
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_it_is_ready_when_all_is_well() -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "checks": ALL_WELL})


def checks_of(answer: Any) -> dict[str, str]:
    assert (answer.status_code, answer["Retry-After"], answer.json()["status"]) == (503, "5", "failing")
    checks: dict[str, str] = answer.json()["checks"]
    return checks


def last_migration(app: str) -> str:
    return MigrationLoader(connection).graph.leaf_nodes(app)[0][1]


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_counted() -> None:
    # The last of an app that nothing else is built on.
    MigrationRecorder(connection).record_unapplied("axes", last_migration("axes"))
    wrong = "1 not applied: run manage.py migrate."
    assert checks_of(Client().get("/readyz")) == ALL_WELL | {"migrations": wrong}


@pytest.mark.parametrize(
    ("url", "outage"), [("postgres://postgres@127.0.0.1:9/newsapp", UNREACHABLE), ("sqlite:///{garbage}", DAMAGED)]
)
def test_a_database_that_cannot_serve_is_named(url: str, outage: Any, other_database: Any, tmp_path: Path) -> None:
    garbage = tmp_path / "newsapp.sqlite3"
    garbage.write_bytes(b"This is no database. " * 500)
    with other_database(url.format(garbage=garbage)):
        checks = checks_of(Client().get("/readyz"))
        assert Client().get("/healthz").status_code == 200
    assert checks == dict.fromkeys(("database", "migrations", "worker"), outage.message) | {"disk": "ok"}


@pytest.mark.django_db
@pytest.mark.postgresql
def test_a_database_that_takes_no_changes_is_named() -> None:
    connection.cursor().execute("SET TRANSACTION READ ONLY")
    assert checks_of(Client().get("/readyz")) == ALL_WELL | {"database": READ_ONLY.message}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite database with a table."""
    path = tmp_path / "newsapp.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE claim (words)")
    other.close()
    return path


def test_a_file_that_takes_no_changes_is_named(other_database: Any, file: Path) -> None:
    with other_database(f"sqlite:///{file}"):
        connection.settings_dict |= {"NAME": f"file:{file}?mode=ro", "OPTIONS": {}}
        assert checks_of(Client().get("/readyz"))["database"] == READ_ONLY.message


def test_a_file_that_another_writes_to_takes_changes(other_database: Any, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    with other_database(f"sqlite:///{file}"):
        connection.ensure_connection()
        other.execute("BEGIN IMMEDIATE")
        assert checks_of(Client().get("/readyz"))["database"] == "ok"
        other.close()
        assert connection.cursor().execute("PRAGMA busy_timeout").fetchone() == (5000,)


@pytest.mark.django_db
def test_a_disk_that_is_almost_full_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(2**40, 2**40 - 2**20, 2**20))
    assert checks_of(Client().get("/readyz")) == ALL_WELL | {"disk": "1 MB free, 100 MB are needed."}


@pytest.mark.django_db
def test_a_directory_that_is_not_there_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "missing"
    wrong = "The directory of NEWSAPP_VAR cannot be looked at: No such file or directory."
    assert checks_of(Client().get("/readyz")) == ALL_WELL | {"disk": wrong}


@pytest.mark.django_db
def test_messages_that_wait_without_a_worker_are_told_of() -> None:
    webhook = WebhookFactory()
    test_it_is_ready_when_all_is_well()
    webhook.deliveries.update(next_at=timezone.now() - 2 * PATIENCE)
    wrong = "1 waiting for longer than a minute and no worker seen: run manage.py worker."
    assert checks_of(Client().get("/readyz")) == ALL_WELL | {"worker": wrong}
    Webhook.objects.update(active=False)
    test_it_is_ready_when_all_is_well()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
class TestAProbe:
    def test_needs_no_account_no_host_and_no_tls_and_leaves_nothing_behind(self, path: str, settings: Settings) -> None:
        settings.NEWSAPP_VISITORS = "nothing"
        settings.SECURE_SSL_REDIRECT = True
        settings.ALLOWED_HOSTS = ["claims.example.org"]
        answer = Client(headers={"host": "10.1.2.3:8000"}).get(path)
        assert (answer.status_code, answer["Cache-Control"], answer.cookies) == (200, "no-store", {})

    def test_may_ask_by_head(self, path: str) -> None:
        answer = Client().head(path)
        assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"", "no-store")

    def test_may_not_write(self, path: str) -> None:
        answer = Client().post(path)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
