"""What all tests share: the cast, and clients in its name."""

from __future__ import annotations

import gc
import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import environ
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections
from django.db.utils import load_backend
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings
from rest_framework.test import APIClient

from newsapp.accounts.models import User
from tests.cast import ROLES, begin_session
from tests.emptying import empty_database
from tests.factories import UserFactory
from tests.news_site import NewsSite, running_site

# Tests run beside each other on few cores: how long one example takes says nothing.
hypothesis_settings.register_profile("newsapp", deadline=None)
hypothesis_settings.load_profile("newsapp")

TransactionTestCase._fixture_teardown = lambda self: empty_database()


# PyTorch is no tool of the project's: training has an environment of its own, in which this file can be run too.
collect_ignore = (
    []
    if importlib.util.find_spec("torch")
    else [f"training/test_{name}.py" for name in ("batches", "export", "restore")]
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of the other database alone are no part of a run on this one; those in a browser have two more tries."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker(other)])
    items[:] = [item for item in items if not item.get_closest_marker(other)]
    for item in items:
        if item.get_closest_marker("browser"):  # a real one on a busy machine; the last lines name the reruns
            item.add_marker(pytest.mark.flaky(reruns=2))


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays until the end: each of its full rounds would go through all of Django."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture
def visitor() -> AnonymousUser:
    """Somebody without an account."""
    return AnonymousUser()


@pytest.fixture
def reader(db: None) -> User:
    return UserFactory(username="reader", role=ROLES["reader"])


@pytest.fixture
def fact_checker(db: None) -> User:
    return UserFactory(username="fact_checker", role=ROLES["fact_checker"])


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(username="editor", role=ROLES["editor"])


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory(username="administrator", role=ROLES["administrator"])


@pytest.fixture
def member(request: pytest.FixtureRequest) -> Callable[[str], User | AnonymousUser]:
    """A member of the cast by name: ``member("editor")``."""
    return request.getfixturevalue


@pytest.fixture
def as_user() -> Callable[[User | AnonymousUser], APIClient]:
    """A client in the name of a user: ``as_user(editor).patch(...)``; signed in by session, a visitor not at all."""

    def client_of(user: User | AnonymousUser) -> APIClient:
        client = APIClient()
        if user.is_authenticated:
            begin_session(client, user)
        return client

    return client_of


@pytest.fixture
def as_visitor(visitor: AnonymousUser, as_user: Callable[[User | AnonymousUser], APIClient]) -> APIClient:
    return as_user(visitor)


@pytest.fixture
def as_reader(reader: User, as_user: Callable[[User | AnonymousUser], APIClient]) -> APIClient:
    return as_user(reader)


@pytest.fixture
def as_fact_checker(fact_checker: User, as_user: Callable[[User | AnonymousUser], APIClient]) -> APIClient:
    return as_user(fact_checker)


@pytest.fixture
def as_editor(editor: User, as_user: Callable[[User | AnonymousUser], APIClient]) -> APIClient:
    return as_user(editor)


@pytest.fixture
def as_administrator(administrator: User, as_user: Callable[[User | AnonymousUser], APIClient]) -> APIClient:
    return as_user(administrator)


@pytest.fixture
def visitors_read(settings: Settings) -> Callable[[str], None]:
    """Say what a visitor may read: ``visitors_read("nothing")``."""

    def set_level(level: str) -> None:
        settings.NEWSAPP_VISITORS = level

    return set_level


@pytest.fixture
def other_database(django_db_blocker: DjangoDbBlocker) -> Callable[[str], Any]:
    """In the block, the database is the one at the address: ``with other_database("postgres://...")``."""

    @contextmanager
    def at(url: str) -> Iterator[None]:
        described = connection.settings_dict | {"OPTIONS": {}} | environ.Env.db_url_config(url)
        if described["ENGINE"].endswith("sqlite3"):
            described["OPTIONS"] = {"init_command": "PRAGMA journal_mode=WAL"}
        own, other = connections["default"], load_backend(described["ENGINE"]).DatabaseWrapper(described, "default")
        connections["default"] = other
        try:
            with django_db_blocker.unblock():
                yield
                other.close()
        finally:
            connections["default"] = own

    return at


@pytest.fixture
def news_site(settings: Settings) -> Iterator[NewsSite]:
    """A web server on this machine, from which newsapp may fetch."""
    settings.FETCH_PRIVATE_ADDRESSES = True
    with running_site() as site:
        yield site


@pytest.fixture
def query_count(db: None) -> Callable[[Callable[[], object]], int]:
    """The number of queries a call makes: ``query_count(lambda: client.get(url))``."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count
