"""Who may do what through the API: every role gets what the tables say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver
from rest_framework.test import APIClient

from claims.api import urls
from claims.choices import Status
from tests.api.helpers import ANY, V1, problem_of, sent_as, taken_back
from tests.api.permissions import OWN, TABLE, Row, id_of, rows_of, without_words, word_of
from tests.api.records import body_for, record_for
from tests.factories import ClaimFactory, TagFactory

pytestmark = pytest.mark.django_db

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def ask(client: APIClient, method: str, path: str, body: dict[str, Any]) -> Any:
    call = getattr(client, method.lower())
    return call(path) if method == "GET" else call(path, body, headers=ANY, **sent_as(body))


@pytest.mark.parametrize("row", rows_of(TABLE) + rows_of(OWN), ids=id_of)
def test_each_role_gets_what_the_tables_say(
    row: Row, member: Callable[[str], Any], as_user: Callable[[Any], APIClient]
) -> None:
    word = word_of(row.path)
    its_author_matters = word.startswith("own")
    record = record_for(word, member("visitor")) if word and not its_author_matters else None
    answers = {}
    for who in row.statuses:
        user = member(who)
        with taken_back():
            known = record_for(word, user) if its_author_matters else record
            path = "/api/" + row.path.format(**{word: known})
            answers[who] = ask(as_user(user), row.method, path, body_for(row.path, row.method))
    told = {who: answer.content for who, answer in answers.items() if answer.status_code != row.statuses[who]}
    assert told == {}


def test_a_fact_checker_may_tag_a_claim_of_others_but_not_decide_on_it(as_fact_checker: APIClient) -> None:
    claim, tag = ClaimFactory(), TagFactory()
    path = f"{V1}claims/{claim.pk}/"
    answer = as_fact_checker.patch(path, {"tags": [tag.pk]}, headers=ANY)
    assert [one["id"] for one in answer.json()["tags"]] == [tag.pk]
    refused = as_fact_checker.patch(path, {"tags": [], "status": "confirmed"}, headers=ANY)
    assert "status" in problem_of(refused, 403, "permission-denied")["detail"]
    claim.refresh_from_db()
    assert claim.status == Status.SUGGESTED
    assert list(claim.tags.all()) == [tag]


def test_whoever_signed_in_is_told_who_they_are(as_fact_checker: APIClient) -> None:
    assert as_fact_checker.get(f"{V1}me/").json() == {
        "username": "fact_checker",
        "name": "fact_checker",
        "role": "fact-checker",
    }


def paths_of(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = prefix + re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", "{}", str(pattern.pattern)).strip("^$")
        if isinstance(pattern, URLResolver):
            yield from paths_of(pattern.url_patterns, path)
        elif not path.endswith(".{}"):  # the same views, under addresses that say the format
            yield path


def test_the_table_has_every_method_of_every_address() -> None:
    held: dict[str, set[str]] = {}
    for row in rows_of(TABLE):
        held.setdefault(without_words(row.path), set()).add(row.method)
    assert set(held) == set(paths_of(urls.urlpatterns))
    assert {path for path, methods in held.items() if methods != METHODS} == set()
