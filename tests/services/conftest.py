from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from pytest_django import Settings

from claims.ingest import Document
from claims.services.articles import TakenIn, take_in
from newsapp.accounts.models import User
from tests.news_site import NewsSite, running_site
from tests.receiving import OK


@pytest.fixture
def marks(settings: Settings) -> None:
    """Let the extractor of tests/services/engines.py do the work, so that nothing hangs on how good the real one is."""
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.marks"


@pytest.fixture
def take(marks: None) -> Callable[..., TakenIn]:
    """Take a text in: ``take("“It is late,” Ada Lind said.", url="https://post.example/1")``."""

    def call(text: str, *, by: User | str = "a test", outlet: str = "", **known: Any) -> TakenIn:
        return take_in(document=Document(text=text, **known), by=by, outlet=outlet)

    return call


@pytest.fixture
def row_counts() -> Callable[[], dict[str, int]]:
    """How many rows each of the application's tables holds, those of history included."""

    def count() -> dict[str, int]:
        return {model._meta.label: model._base_manager.count() for model in apps.get_app_config("claims").get_models()}

    return count


@pytest.fixture
def receiver(settings: Settings) -> Iterator[NewsSite]:
    """A server that takes messages, on this machine."""
    settings.FETCH_PRIVATE_ADDRESSES = True
    with running_site() as site:
        site.serve(OK, "/changes")
        yield site
