"""Words for what the tests ask of the API and of its answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from rest_framework.test import APIClient

V1 = "/api/v1/"
PROBLEM = "application/problem+json"
# If-Match for a test that is about something else.
ANY = {"If-Match": "*"}


def ids_of(answer: Any) -> list[int]:
    """The ids of a list's answer, in its order."""
    assert answer.status_code == 200, answer.content
    return [row["id"] for row in answer.json()["results"]]


def listed(client: APIClient, family: str, **query: Any) -> list[int]:
    """The ids that a list has under a filter or an order."""
    return ids_of(client.get(f"{V1}{family}/", query))


def problem_of(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The body of a problem, which has all that RFC 9457 and the house ask for."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == PROBLEM
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["code"] == code, body
    assert body["type"] == f"urn:newsapp:problem:{code}"
    assert body["title"]
    assert body["detail"]
    return body


def fields_of(answer: Any) -> set[str]:
    """The fields that a 400 finds fault with."""
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == PROBLEM
    return {error["field"] for error in answer.json()["errors"]}


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written in the block is gone after it: whoever asks next meets the same records."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent_as(body: dict[str, Any]) -> dict[str, str]:
    """How the test client has to send the body: JSON holds no file."""
    return {"format": "multipart" if "files" in body else "json"}
