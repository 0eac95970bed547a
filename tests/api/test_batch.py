"""Many new claims in one request, each judged as if it were posted by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from claims.models import Attribution, Change, Claim, Span, Tagging
from claims.services import bulk
from tests.api.helpers import V1, fields_of, problem_of
from tests.factories import ArticleFactory, SpeakerFactory, TagFactory

pytestmark = pytest.mark.django_db

BATCH = f"{V1}claims/batch/"


def item(**values: Any) -> dict[str, Any]:
    return {"version": ArticleFactory().current_version.pk, "spans": {"content": [[1, 9]]}, **values}


def results_of(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content
    results: list[dict[str, Any]] = answer.json()["results"]
    assert [result["index"] for result in results] == list(range(len(results)))
    return results


def without_own(claim: dict[str, Any]) -> dict[str, Any]:
    own = ("id", "created_at", "updated_at", "decided_at", "decisions")
    return {name: value for name, value in claim.items() if name not in own}


def test_each_becomes_what_it_would_have_become_by_itself(as_editor: APIClient) -> None:
    speaker, agency, tag = SpeakerFactory(), SpeakerFactory(), TagFactory()
    hops = [{"speaker": speaker.pk, "name_as_printed": "Holm"}, {"speaker": agency.pk, "role_as_printed": "agency"}]
    items = [
        item(spans={"content": [[1, 5], [7, 9]], "cue": [[10, 12]], "speaker": [[13, 17]]}, speaker=speaker.pk),
        item(hops=hops, tags=[tag.pk, tag.pk], quote_type="indirect", form="thought", said_on="2026-03-01"),
        item(hops=[{"speaker": None}], tags=[]),
    ]
    made = [result["id"] for result in results_of(as_editor.post(BATCH, {"claims": items}))]
    alone = [as_editor.post(f"{V1}claims/", one).json() for one in items]
    for pk, single in zip(made, alone, strict=True):
        assert without_own(as_editor.get(f"{V1}claims/{pk}/").json()) == without_own(single)


def test_all_are_one_change_and_one_undo_takes_them_back(as_editor: APIClient) -> None:
    answer = as_editor.post(BATCH, {"claims": [item(tags=[TagFactory().pk]) for _ in range(3)]})
    made = [result["id"] for result in results_of(answer)]
    number = answer["Change-Id"]
    assert as_editor.get(f"{V1}changes/{number}/").json()["kind"] == "bulk"
    for model, key in ((Claim, "id"), (Span, "claim"), (Attribution, "claim"), (Tagging, "claim")):
        assert set(model.history.filter(change=number).values_list(key, flat=True)) == set(made)
    assert as_editor.post(f"{V1}changes/{number}/undo/", {}).status_code == 201
    assert not Claim.objects.exists()


def test_one_that_is_wrong_hinders_no_other_and_names_its_fields(as_editor: APIClient) -> None:
    stranger = SpeakerFactory(unnamed=True)
    items = [
        item(),
        item(version=999),
        item(spans={"content": [[1, 9_999]]}),
        item(speaker=stranger.pk),
        item(content="x"),
        item(),
    ]
    answer = as_editor.post(BATCH, {"claims": items})
    results = results_of(answer)
    assert [result["status"] for result in results] == [201, 400, 400, 400, 400, 201]
    assert (answer.json()["created"], answer.json()["refused"]) == (2, 4)
    named = [[error["field"] for error in result["problem"]["errors"]] for result in results if result["problem"]]
    assert named == [["version"], ["spans.content"], ["speaker"], ["content"]]
    assert [result["id"] for result in results if result["id"]] == list(
        Claim.objects.values_list("pk", flat=True).order_by("pk")
    )
    for result, one in zip(results, items, strict=True):
        if result["problem"]:
            assert as_editor.post(f"{V1}claims/", one).json() == result["problem"]


def test_where_all_or_none_is_asked_for_one_that_is_wrong_has_none_made(as_editor: APIClient) -> None:
    items = [item(), item(spans={"content": [[1, 9_999]]}), item(quote_type="loud"), item(spans={"content": [[5, 2]]})]
    answer = as_editor.post(BATCH, {"claims": items, "atomic": True})
    assert fields_of(answer) == {"claims.1.spans.content", "claims.2.quote_type", "claims.3.spans.content"}
    assert not Claim.objects.exists()
    assert not Change.objects.filter(kind="bulk").exists()
    assert results_of(as_editor.post(BATCH, {"claims": [item(), item()], "atomic": True}))[1]["id"]


def test_where_all_are_wrong_there_is_no_change(as_editor: APIClient) -> None:
    answer = as_editor.post(BATCH, {"claims": [item(version=999)]})
    assert results_of(answer)[0]["status"] == 400
    assert "Change-Id" not in answer


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"claims"}),
        ({"claims": []}, {"claims"}),
        ({"claims": {}}, {"claims"}),
        ({"claims": None}, {"claims"}),
        ({"claims": "x"}, {"claims"}),
        ([], {""}),
        ({"claims": [{}], "atomic": "perhaps"}, {"atomic"}),
        ({"claims": [{}], "atomc": True}, {"atomc"}),
        ({"claims": [{}] * (bulk.AT_MOST + 1)}, {"claims"}),
        ({"claims": [1] * (bulk.AT_MOST + 1)}, {"claims"}),
        ({"claims": [{"spans": {"content": [[1, 2]] * 20_001}}]}, {"claims"}),
        ({"claims": [{"tags": [1] * 100}] * 201}, {"claims"}),
    ],
)
def test_what_is_wrong_with_the_whole_is_named(body: Any, fields: set[str], as_editor: APIClient) -> None:
    assert fields_of(as_editor.post(BATCH, body)) == fields


def nested(levels: int) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("hostile", "fields"),
    [
        (None, {""}),
        (7, {""}),
        ("x", {""}),
        ([], {""}),
        (nested(200), {""}),
        ({}, {"version", "spans"}),
        ({"version": True}, {"version"}),
        ({"version": 1.5}, {"version"}),
        ({"version": "1e3"}, {"version"}),
        ({"version": [1]}, {"version"}),
        ({"version": {"id": 1}}, {"version"}),
        ({"version": -1}, {"version"}),
        ({"version": 2**63}, {"version"}),
        ({"version": 10**300}, {"version"}),
        ({"version": nested(100)}, {"version"}),
        ({"spans": None}, {"spans"}),
        ({"spans": []}, {"spans"}),
        ({"spans": {}}, {"spans.content"}),
        ({"spans": {"content": None}}, {"spans.content"}),
        ({"spans": {"content": {}}}, {"spans.content"}),
        ({"spans": {"content": [[1, 2, 3]]}}, {"spans.content.0"}),
        ({"spans": {"content": [[1]]}}, {"spans.content.0"}),
        ({"spans": {"content": [1, 2]}}, {"spans.content.0", "spans.content.1"}),
        ({"spans": {"content": [["a", 2]]}}, {"spans.content.0.0"}),
        ({"spans": {"content": [[-1, 2]]}}, {"spans.content.0.0"}),
        ({"spans": {"content": [[1, 2**40]]}}, {"spans.content.0.1"}),
        ({"spans": {"content": [[1, 2]] * 201}}, {"spans.content"}),
        ({"spans": {"content": [[1, 5], [3, 9]]}}, {"spans.content"}),
        ({"spans": {"contents": [[1, 5]]}}, {"spans.contents"}),
        ({"hops": {}}, {"hops"}),
        ({"hops": [None]}, {"hops.0"}),
        ({"hops": [{"speaker": "nobody"}]}, {"hops.0.speaker"}),
        ({"hops": [{"name_as_printed": 5}]}, {"hops.0.name_as_printed"}),
        ({"hops": [{"name_as_printed": "x" * 301}]}, {"hops.0.name_as_printed"}),
        ({"hops": [{"name_as_printed": "a\0b"}]}, {"hops.0.name_as_printed"}),
        ({"hops": [{}] * 21}, {"hops"}),
        ({"hops": [{}], "speaker": None}, {"hops"}),
        ({"tags": 1}, {"tags"}),
        ({"tags": [999]}, {"tags.0"}),
        ({"tags": [{}]}, {"tags.0"}),
        ({"tags": [1] * 101}, {"tags"}),
        ({"said_on": "the day before"}, {"said_on"}),
        ({"status": "confirmed"}, {"status"}),
        ({"\0": 1}, {"\0"}),
    ],
)
def test_each_hostile_item_names_its_field_and_the_others_are_made(
    hostile: Any, fields: set[str], as_editor: APIClient
) -> None:
    if isinstance(hostile, dict) and hostile:
        hostile = item(**hostile)
    results = results_of(as_editor.post(BATCH, {"claims": [item(), hostile, item()]}))
    assert [result["status"] for result in results] == [201, 400, 201]
    assert {error["field"] for error in results[1]["problem"]["errors"]} == fields
    whole = as_editor.post(BATCH, {"claims": [item(), hostile], "atomic": True})
    assert fields_of(whole) == {f"claims.1.{field}".rstrip(".") for field in fields}
    assert Claim.objects.count() == 2


def test_a_body_without_end_is_refused(as_editor: APIClient) -> None:
    deep = '{"claims": ' + "[" * 5_000 + "]" * 5_000 + "}"
    answer = as_editor.post(BATCH, deep, content_type="application/json")
    problem_of(answer, 400, "parse-error")


def test_readers_may_not(as_reader: APIClient) -> None:
    problem_of(as_reader.post(BATCH, {"claims": [item()]}), 403, "permission-denied")


def test_a_key_makes_them_once(as_editor: APIClient) -> None:
    body = {"claims": [item(), item(version=999)]}
    first, again = (as_editor.post(BATCH, body, headers={"Idempotency-Key": "1"}) for _ in range(2))
    assert (again.content, again["Change-Id"]) == (first.content, first["Change-Id"])
    assert Claim.objects.count() == 1


def test_ten_times_as_many_take_as_many_statements(
    as_editor: APIClient, query_count: Callable[[Callable[[], object]], int]
) -> None:
    version, speakers, tags = (
        ArticleFactory().current_version,
        SpeakerFactory.create_batch(10),
        TagFactory.create_batch(9),
    )

    def body(number: int) -> dict[str, Any]:
        named = [{"speaker": speakers[n % 10].pk, "tags": [tags[n % 9].pk]} for n in range(number)]
        return {"claims": [{"version": version.pk, "spans": {"content": [[1, 9]]}, **one} for one in named]}

    few, many = (query_count(lambda number=number: as_editor.post(BATCH, body(number))) for number in (20, 200))
    # SQLite takes so many values a statement; a statement more is for the next thousand rows or so.
    assert many <= few + (0 if connection.vendor == "postgresql" else 20)
    assert Claim.objects.count() == 220
