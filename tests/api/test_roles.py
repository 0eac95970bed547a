"""The description says whose an operation is, as the table of permissions has it."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.api.permissions import TABLE, rows_of, without_words
from tests.api.test_schema import OPERATIONS, SCHEMA
from tests.cast import ROLES, VISITOR

# Whose it is depends on the fields, too: fact-checkers tag all claims, and decide on their own.
BY_FIELD = [("/api/v1/claims/{id}/", "patch")]

DONE: dict[tuple[str, str], set[str]] = defaultdict(set)
for row in rows_of(TABLE):
    roles = {str(ROLES.get(who, VISITOR)) for who, status in row.statuses.items() if status < 300}
    DONE[f"/api/{without_words(row.path)}", row.method.lower()] |= roles


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_who_is_named_may_do_it_and_nobody_else(path: str, method: str) -> None:
    described = SCHEMA["paths"][path][method].get("x-roles", {})
    may = DONE[without_words(path), method]
    # The table asks of others' records, but where only one's own are there.
    if described and may and (path, method) not in BY_FIELD:
        assert set(described["any"]) <= may <= {role for roles in described.values() for role in roles}


def test_it_is_said_in_words_too() -> None:
    change = SCHEMA["paths"]["/api/v1/claims/{id}/"]["patch"]
    assert change["x-roles"] == {"any": ["fact-checker", "editor", "administrator"]}
    comment = SCHEMA["paths"]["/api/v1/comments/{id}/"]["delete"]
    assert comment["x-roles"] == {"any": ["administrator"], "own": ["fact-checker", "editor"]}
    assert comment["description"].endswith("For administrators; for fact-checkers and editors, of what is theirs.")
