"""Requests that nobody thought of, made from the description: right ones and wrong ones, for every operation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import schemathesis
from django.contrib.auth.models import AnonymousUser
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi import checks

from newsapp.accounts.models import Token, User
from newsapp.accounts.roles import Scope
from newsapp.wsgi import application
from tests.api.helpers import taken_back
from tests.api.records import record_for
from tests.api.test_schema import OPERATIONS, RECORDS, SCHEMA, a_record_of_each_kind
from tests.cast import CAST

pytestmark = pytest.mark.django_db

# All checks that schemathesis has, but for this: that a request is refused only where the description says so. Ids and
# cursors made up at random name no record and no place, and that a name is taken already stands in no description.
LEFT_OUT = [checks.positive_data_acceptance]

# The items of a batch are judged each by itself: what is wrong with one is told as its result, in an answer of 200.
LEFT_OUT_OF = {"/api/v1/claims/batch/": [checks.negative_data_rejection]}

# A WSGI client does not unpack what comes compressed.
PLAIN = {"Accept-Encoding": "identity"}
EXAMPLES = 6  # each sent by each of the cast

api = schemathesis.openapi.from_dict(SCHEMA)
api.app = application


def requests_to(path: str, method: str) -> st.SearchStrategy[tuple[GenerationMode, Case]]:
    """Requests as described and, where the operation takes anything, such as are wrong in some part."""
    operation, described = api[path][method.upper()], SCHEMA["paths"][path][method]
    takes_something = described.get("parameters") or "requestBody" in described
    modes = list(GenerationMode) if takes_something else [GenerationMode.POSITIVE]
    return st.one_of([st.tuples(st.just(mode), operation.as_strategy(generation_mode=mode)) for mode in modes])


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests that leave the connection open, so that all happen in the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def headers_of(user: User | AnonymousUser) -> dict[str, str]:
    if not user.is_authenticated:
        return {}
    _, token = Token.objects.create(user, name="a script", scope=Scope.ADMIN)
    return {"Authorization": f"Token {token}"}


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@pytest.mark.usefixtures("one_connection")
def test_no_request_gets_an_answer_that_is_not_described(
    path: str, method: str, editor: User, member: Callable[[str], User | AnonymousUser]
) -> None:
    headers = {who: headers_of(member(who)) for who in CAST}
    a_record_of_each_kind(editor)
    left_out = [*LEFT_OUT, *LEFT_OUT_OF.get(path, [])]
    known = None
    if "{" in path:
        family = path.split("/")[3]
        known = record_for(RECORDS.get(family, family.rstrip("s")), editor)

    @given(request=requests_to(path, method), on_known=st.booleans())
    @settings(max_examples=EXAMPLES, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @seed(2026)
    def ask(request: tuple[GenerationMode, Case], on_known: bool) -> None:
        mode, case = request
        # What is wrong may be the id or If-Match, which is not to be put right.
        if on_known and known and mode == GenerationMode.POSITIVE:
            case.path_parameters = dict.fromkeys(case.path_parameters, str(known))
            if "If-Match" in case.headers:
                case.headers["If-Match"] = "*"
        for who in CAST:
            with taken_back():
                case.call_and_validate(headers=headers[who] | PLAIN, excluded_checks=left_out)

    ask()
