"""Requests that nobody thought of, made from the description: right ones and wrong ones, for every operation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from newsapp.accounts.models import Token, User
from newsapp.wsgi import application
from tests.api.records import record_for
from tests.api.test_schema import OPERATIONS, RECORDS, SCHEMA, a_record_of_each_kind

pytestmark = pytest.mark.django_db

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.allow_header_conformance,
]

# Left out, since ids made up at random name no record: positive_data_acceptance. Since other tests here ask it of every
# operation: missing_required_header, unsupported_method, ignored_auth, use_after_free, ensure_resource_availability.
EXAMPLES = 12

api = schemathesis.openapi.from_dict(SCHEMA)
api.app = application


def requests_to(path: str, method: str) -> st.SearchStrategy[Case]:
    """Requests as described and, where the operation takes anything, such as are wrong in some part."""
    operation, described = api[path][method.upper()], SCHEMA["paths"][path][method]
    takes_something = described.get("parameters") or "requestBody" in described
    modes = list(GenerationMode) if takes_something else [GenerationMode.POSITIVE]
    return st.one_of([operation.as_strategy(generation_mode=mode) for mode in modes])


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests that leave the connection open, so that all happen in the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@pytest.mark.usefixtures("one_connection")
def test_no_request_gets_an_answer_that_is_not_described(path: str, method: str, editor: User) -> None:
    a_record_of_each_kind(editor)
    _, secret = Token.objects.create(editor, name="a script")
    family = path.split("/")[3]
    known = record_for(RECORDS.get(family, family.rstrip("s")), editor) if "{" in path else None

    @given(case=requests_to(path, method), on_known=st.booleans())
    @settings(max_examples=EXAMPLES, database=None, suppress_health_check=list(HealthCheck))
    @seed(2026)
    def ask(case: Case, on_known: bool) -> None:
        headers, wanted = {"Authorization": f"Token {secret}"}, [*CHECKS]
        if on_known and known:
            case.path_parameters = dict.fromkeys(case.path_parameters, known)
            headers["If-Match"] = "*"
        # What was wrong may have been the id or If-Match, which we just put right. A filter left empty, as forms send
        # it, is no filter. In a body, numbers are taken for the text they are, and test_problems asks for the rest.
        elif method == "get" and all(case.query.values()):
            wanted.append(checks.negative_data_rejection)
        case.call_and_validate(headers=headers, checks=wanted)

    ask()
