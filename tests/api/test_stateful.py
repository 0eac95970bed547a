"""Requests that follow from one another by the description's links: made, read, changed, deleted, asked for again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
import schemathesis
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case, Response

from newsapp.accounts.models import User
from newsapp.wsgi import application
from tests.api.helpers import V1, taken_back
from tests.api.records import new_record
from tests.api.test_fuzz import LEFT_OUT, PLAIN, headers_of, one_connection  # noqa: F401 a fixture
from tests.api.test_schema import SCHEMA

pytestmark = pytest.mark.django_db

MADE = [path for path, methods in SCHEMA["paths"].items() if "links" in str(methods.get("post", {}))]
EXAMPLES, STEPS = 2, 6

api = schemathesis.openapi.from_dict(SCHEMA)
api.app = application
api.config.phases.stateful.inference.algorithms = []  # what the description says leads on, and no guesses


@pytest.mark.parametrize("path", MADE)
@pytest.mark.parametrize("who", ["editor", "administrator"])
@pytest.mark.usefixtures("one_connection")
def test_what_is_made_is_there_until_it_is_deleted(
    path: str, who: str, member: Callable[[str], User | AnonymousUser]
) -> None:
    family = path.split("/")[3]
    headers = headers_of(member(who)) | PLAIN
    followed: list[tuple[str, int]] = []

    class Following(api.include(path_regex=f"^{V1}{family}/").as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            self.ending = ExitStack()
            self.ending.enter_context(taken_back())

        def teardown(self) -> None:
            self.ending.close()

        def get_call_kwargs(self, case: Case) -> dict[str, Any]:
            return {"headers": headers}

        def before_call(self, case: Case) -> None:
            # A body made up at random names no record, so nearly nothing would be made.
            if case.path == path and (body := new_record(family)):
                case.query, case.body, case.media_type = {}, body, "application/json"

        def validate_response(self, response: Response, case: Case, **kwargs: Any) -> None:
            followed.append((case.method, response.status_code))
            case.validate_response(
                response, excluded_checks=LEFT_OUT, headers=headers, recorder=self.recorder, transport_kwargs=kwargs
            )

    Following.run(
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
    )
    assert {("POST", 201), ("POST", 202)} & set(followed) or who != "administrator"
