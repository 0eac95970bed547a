"""The examples in the description are what the server answers about the sample articles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management.color import no_style
from django.db import connection
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.api.examples import FILE
from claims.management import demo
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.api.sample_day import Day, tell
from tests.api.test_schema import OPERATIONS, SCHEMA, answer_schema, mismatches
from tests.emptying import empty_database
from tests.factories import UserFactory

KEPT = json.loads(FILE.read_text())

# Operations whose answers need what the samples do not have: something that failed, a published assessment.
UNTOLD = {"intakes_retry_create", "batches_retry_create", "assessments_look_again_create"}

# What is another each time, and what stands for it.
PASSING = [
    (r"\d{4}-\d\d-\d\dT[\d:]+\.\d+(Z|\+00:00)", r"2026-03-02T09:30:00\1"),
    (r"((?:cursor|since)=)[\w-]{9,}", r"\1WzEyXQ"),
    (r"^[0-9a-f]{15}$", "4f1c09ab27de35e"),
]
SECRETS = {"cursor": "WzEyXQ", "token": "made-once-and-shown-once", "secret": "whsec_bWFkZSBvbmNlIGFuZCBzaG93biBvbmNl"}


@pytest.mark.django_db(transaction=True)
def test_the_server_answers_as_the_examples_say(
    settings: Settings, tmp_path: Path, as_user: Callable[[Any], APIClient], as_visitor: APIClient
) -> None:
    settings.VAR_DIR = tmp_path
    _number_anew()
    demo.set_up()
    cast = [User.objects.get(username=demo.EDITOR), UserFactory(username="checker", role=Role.FACT_CHECKER)]
    cast.append(UserFactory(username="administrator", role=Role.ADMINISTRATOR))
    day = Day({"visitor": as_visitor} | {user.username: as_user(user) for user in cast})
    tell(day)
    told = _lasting(day.told)
    made = tmp_path / FILE.name
    made.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    assert told == KEPT, f"Where the new answers are right: cp {made} {FILE}"


def test_every_operation_that_answers_json_has_an_example() -> None:
    without = set()
    for path, method in OPERATIONS:
        done = [answer for status, answer in SCHEMA["paths"][path][method]["responses"].items() if status < "3"]
        contents = [
            content for answer in done for media, content in answer.get("content", {}).items() if "json" in media
        ]
        if contents and "jsonl" not in path and not any("examples" in content for content in contents):
            without.add(SCHEMA["paths"][path][method]["operationId"])
    assert without == UNTOLD


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_example_is_as_described(path: str, method: str) -> None:
    for example in KEPT.get(SCHEMA["paths"][path][method]["operationId"], []):
        assert mismatches(example["answer"], answer_schema(path, method, example["status"])) == [], example["request"]


def _number_anew() -> None:
    """The next record of each kind is the first, whatever tests came before."""
    statements = connection.ops.sequence_reset_by_name_sql(no_style(), connection.introspection.sequence_list())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    empty_database()


def _lasting(value: Any) -> Any:
    """The value, but what is another each time is always the same."""
    if isinstance(value, dict):
        return {key: SECRETS[key] if key in SECRETS and inner else _lasting(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_lasting(item) for item in value]
    if isinstance(value, str):
        for form, stand_in in PASSING:
            value = re.sub(form, stand_in, value)
    return value
