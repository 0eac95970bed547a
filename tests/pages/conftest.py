"""A small newsroom to show, and clients that look at its pages as a browser does."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from claims.choices import AssessmentStatus, Status
from tests.cast import begin_session
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    EvidenceFactory,
    LinkFactory,
    SpeakerFactory,
    TagFactory,
)


@pytest.fixture
def browser() -> Callable[[Any], Client]:
    """A browser in the name of a user: ``browser(editor).get("/")``."""

    def of(user: Any) -> Client:
        client = Client(headers={"accept": "text/html,*/*;q=0.8"})
        if user.is_authenticated:
            begin_session(client, user)
        return client

    return of


@pytest.fixture
def newsroom(db: None) -> SimpleNamespace:
    """A confirmed claim with everything on it, and a suggested one that it contradicts."""
    agency = SpeakerFactory(name="Press Agency", kind="organization")
    confirmed = ClaimFactory(status=Status.CONFIRMED, chain=[agency], tags=[TagFactory(name="harbour")])
    suggested = ClaimFactory(status=Status.SUGGESTED)
    LinkFactory(claim=confirmed, other=suggested, relation="contradicts", status=Status.SUGGESTED)
    EvidenceFactory(assessment=AssessmentFactory(claim=confirmed, status=AssessmentStatus.PUBLISHED))
    CommentFactory(claim=confirmed, text="Worth a call to the mayor.")
    return SimpleNamespace(confirmed=confirmed, suggested=suggested, agency=agency)
