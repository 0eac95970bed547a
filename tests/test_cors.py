"""Pages of other sites ask the API where the setting lets them, by token alone."""

from __future__ import annotations

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db

TOOLS, OTHER = "https://tools.example", "https://other.example"
CLAIMS = "/api/v1/claims/"
ASKS_FIRST = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization, if-match"}


def cors_of(answer: object) -> dict[str, str]:
    headers: dict[str, str] = dict(answer.headers)  # type: ignore[attr-defined]
    return {name: value for name, value in headers.items() if name.startswith("Access-Control")}


def test_nobody_is_let_in_unless_named(as_visitor: APIClient, settings: Settings) -> None:
    assert cors_of(as_visitor.get(CLAIMS, headers={"Origin": TOOLS})) == {}
    settings.CORS_ORIGINS = [TOOLS]
    for origin, address in ((OTHER, CLAIMS), (f"{TOOLS}.evil.example", CLAIMS), ("null", CLAIMS), (TOOLS, "/claims/")):
        assert cors_of(as_visitor.get(address, headers={"Origin": origin})) == {}
    asked = as_visitor.options(CLAIMS, headers={"Origin": OTHER, **ASKS_FIRST})
    assert cors_of(asked) == {}


@pytest.mark.parametrize("named", [TOOLS, "*"])
def test_who_is_named_reads_answers_and_their_headers(named: str, as_visitor: APIClient, settings: Settings) -> None:
    settings.CORS_ORIGINS = [named]
    for address, status in ((CLAIMS, 200), (f"{CLAIMS}999/", 404), ("/api/v1/comments/", 401)):
        answer = as_visitor.get(address, headers={"Origin": TOOLS})
        assert answer.status_code == status
        assert answer["Access-Control-Allow-Origin"] == TOOLS
        assert "ETag" in answer["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer
        assert "Origin" in answer["Vary"]


def test_a_browser_that_asks_first_is_told_what_it_may_send(as_visitor: APIClient, settings: Settings) -> None:
    settings.CORS_ORIGINS = [TOOLS]
    answer = as_visitor.options(f"{CLAIMS}1/", headers={"Origin": TOOLS, **ASKS_FIRST})
    assert (answer.status_code, answer.content) == (204, b"")
    assert "PATCH" in answer["Access-Control-Allow-Methods"]
    assert {"Authorization", "If-Match", "Idempotency-Key"} <= set(answer["Access-Control-Allow-Headers"].split(", "))
    assert "RateLimit" not in answer


def test_a_refusal_by_rate_can_be_read(as_visitor: APIClient, settings: Settings) -> None:
    settings.CORS_ORIGINS, settings.RATE_VISITORS = [TOOLS], 1
    answers = [as_visitor.get(CLAIMS, headers={"Origin": TOOLS}) for _ in range(3)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Access-Control-Allow-Origin"] == TOOLS
