"""Whatever is wrong with a request, the answer is a problem that says what, by code and by field; never a 500."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.api.serializers import MOST_UNKNOWN_NAMED
from claims.api.views import RecordViewSet
from claims.models import Article, Tag
from newsapp.accounts.models import User
from tests.api.helpers import ANY, PROBLEM, V1, fields_of, problem_of
from tests.api.records import new_record, record_for
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    OutletFactory,
    RatingFactory,
    TagFactory,
)
from tests.writing import delete

pytestmark = pytest.mark.django_db

JSON = "application/json"


def test_401_asks_for_a_token_of_whom_it_does_not_know(as_visitor: APIClient) -> None:
    answer = as_visitor.post(f"{V1}tags/", {"name": "bridges"})
    problem_of(answer, 401, "not-authenticated")
    assert answer["WWW-Authenticate"] == "Token"


def test_of_a_body_of_nothing_but_unknown_fields_the_first_few_are_named(as_editor: APIClient) -> None:
    answer = as_editor.post(f"{V1}tags/", {f"k{number}": 1 for number in range(2_000)})
    errors = problem_of(answer, 400, "invalid")["errors"]
    assert len(errors) == MOST_UNKNOWN_NAMED
    assert {error["code"] for error in errors} == {"unknown-field"}


@pytest.mark.parametrize(("path", "field"), [("webhooks/", "kinds"), ("assessments/import/", "dataFeedElement")])
def test_of_a_list_that_is_too_long_its_length_alone_is_told(
    path: str, field: str, as_administrator: APIClient
) -> None:
    errors = as_administrator.post(V1 + path, {field: [{}] * 100_000}).json()["errors"]
    assert [error["code"] for error in errors if error["field"].startswith(field)] == ["max-length"]


def test_403_where_the_role_does_not_allow_it(as_reader: APIClient) -> None:
    problem_of(as_reader.post(f"{V1}tags/", {"name": "bridges"}), 403, "permission-denied")


def test_403_for_a_write_by_session_without_the_csrf_token(editor: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(editor)
    refused = client.post(f"{V1}tags/", {"name": "bridges"})
    assert "CSRF" in problem_of(refused, 403, "permission-denied")["detail"]
    assert client.get(f"{V1}tags/").json()["results"] == []


def test_a_write_by_session_with_the_csrf_token_goes_through(editor: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(editor)
    client.cookies["csrftoken"] = "a" * 32
    answer = client.post(f"{V1}tags/", {"name": "bridges"}, headers={"X-CSRFToken": "a" * 32})
    assert answer.status_code == 201, answer.content


@pytest.mark.parametrize(
    "path",
    [
        "v1/claims/999999999/",
        "v1/claims/99999999999999999999999/",
        "v1/claims/x/",
        "v1/nothing/",
        "nothing",
        "v2/claims/",
    ],
)
def test_404_for_what_is_not_there(as_editor: APIClient, path: str) -> None:
    problem_of(as_editor.get(f"/api/{path}"), 404, "not-found")


@pytest.mark.parametrize("family", ["outlets", "speakers", "claims", "links", "assessments", "comments", "tokens"])
@pytest.mark.parametrize("method", ["patch", "delete"])
def test_404_for_a_change_of_what_is_not_there(as_editor: APIClient, family: str, method: str) -> None:
    if (family, method) != ("tokens", "patch"):
        problem_of(getattr(as_editor, method)(f"{V1}{family}/999999999/", {}, headers=ANY), 404, "not-found")


def test_404_for_a_claim_that_somebody_deletes_just_after_it_was_found(
    as_administrator: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = RecordViewSet.get_object

    def find_and_lose(view: RecordViewSet) -> Any:
        record = find(view)
        delete(type(record).objects.filter(pk=record.pk))
        return record

    monkeypatch.setattr(RecordViewSet, "get_object", find_and_lose)
    problem_of(as_administrator.get(f"{V1}claims/{ClaimFactory().pk}/"), 404, "not-found")


class DeadlockError(Exception):
    """What psycopg2 raises, as far as we look at it."""

    pgcode = "40P01"


@pytest.mark.parametrize(("message", "cause"), [("database is locked", None), ("deadlock detected", DeadlockError())])
def test_503_with_a_time_to_wait_where_others_hold_the_database(
    message: str, cause: Exception | None, as_editor: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise OperationalError(message) from cause

    monkeypatch.setattr("claims.api.views.RecordViewSet.perform_create", fails)
    answer = as_editor.post(f"{V1}tags/", {"name": "bridges"})
    problem_of(answer, 503, "busy")
    assert int(answer["Retry-After"]) > 0


def test_503_where_the_trained_network_cannot_be_loaded(as_editor: APIClient, settings: Settings) -> None:
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.Damaged"
    answer = as_editor.post(f"{V1}articles/", {"text": "Jo Lee said that it rained.", "title": "Rain"})
    assert "weights/network.onnx is damaged" in problem_of(answer, 503, "extractor-unavailable")["detail"]
    assert not Article.objects.exists()


def test_a_failure_that_the_database_did_not_report_is_a_500(
    as_editor: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("nobody knows why")

    monkeypatch.setattr("claims.api.views.RecordViewSet.perform_create", fails)
    as_editor.raise_request_exception = False
    problem_of(as_editor.post(f"{V1}tags/", {"name": "bridges"}), 500, "server-error")


@pytest.mark.parametrize("path", ["v1/claims/", "v1/", "v1/me/", "schema/", "docs/"])
def test_405_names_the_methods_there_are(as_editor: APIClient, path: str) -> None:
    answer = as_editor.put(f"/api/{path}", {})
    problem_of(answer, 405, "method-not-allowed")
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize(
    ("path", "accept"), [("v1/claims/", "text/html"), ("schema/", "text/html"), ("docs/", "image/png")]
)
def test_406_where_no_wanted_format_can_be_given(as_editor: APIClient, path: str, accept: str) -> None:
    problem_of(as_editor.get(f"/api/{path}", headers={"Accept": accept}), 406, "not-acceptable")


def test_409_for_what_other_records_need(as_administrator: APIClient) -> None:
    claim = ClaimFactory()
    assessment = AssessmentFactory(claim=claim)
    for path in (f"outlets/{claim.article.outlet_id}", f"ratings/{assessment.rating_id}"):
        problem_of(as_administrator.delete(f"{V1}{path}/", headers=ANY), 409, "in-use")


def test_413_for_more_json_than_any_article_takes(as_editor: APIClient) -> None:
    body = b'{"text": "' + b"x" * 20_100_000 + b'"}'
    problem_of(as_editor.post(f"{V1}articles/", body, content_type=JSON), 413, "too-large")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"])
def test_415_for_a_body_that_is_not_json(as_editor: APIClient, kind: str) -> None:
    problem_of(as_editor.post(f"{V1}tags/", b"name=bridges", content_type=kind), 415, "unsupported-media-type")


def test_415_for_a_form_where_no_file_is_taken(as_editor: APIClient) -> None:
    problem_of(as_editor.post(f"{V1}tags/", {"name": "x"}, format="multipart"), 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{'name': 'bridges'}",
        b'{"name": "bridges",}',
        b'{"name": NaN}',
        b'{"name": 1e400}',
        b"[" * 100_000,
        b'{"name":' * 5_000,
        b"\xff\xfe",
        b"\x00",
        b'{"name": "\\ud800"}',
        b'{"name": "\xed\xa0\x80"}',
    ],
)
def test_400_for_what_is_not_json(as_editor: APIClient, body: bytes) -> None:
    problem_of(as_editor.post(f"{V1}tags/", body, content_type=JSON), 400, "parse-error")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b'{"name": "bridges", "name": "quays"}', "name"),
        (b'{"name": "bridges", "n\\u0061me": 1}', "name"),
        (b'{"name": "bridges", "more": [{"a": %s, "b": [], "a": {"b": 1}}]}' % (b"9" * 300), "a"),
    ],
)
def test_400_for_a_key_that_stands_twice(as_editor: APIClient, body: bytes, key: str) -> None:
    problem = problem_of(as_editor.post(f"{V1}tags/", body, content_type=JSON), 400, "duplicate-key")
    assert [error["field"] for error in problem["errors"]] == [key]
    assert not Tag.objects.exists()


@pytest.mark.parametrize("body", [b"[]", b"null", b"5", b'"bridges"', b'[{"name": "bridges"}]'])
@pytest.mark.parametrize("family", ["tags", "claims", "articles", "speakers", "links", "assessments", "tokens"])
def test_400_for_json_that_is_no_object(as_editor: APIClient, family: str, body: bytes) -> None:
    answer = as_editor.post(f"{V1}{family}/", body, content_type=JSON)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


@pytest.mark.parametrize("body", [b"", b"x=1", b"--a\r\n", b"--a\r\nContent-Disposition: form-data\r\n\r\n--a--"])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=a", "multipart/form-data; boundary=é"]
)
def test_400_for_a_broken_form(as_editor: APIClient, body: bytes, kind: str) -> None:
    answer = as_editor.post(f"{V1}articles/", body, content_type=kind)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_an_error_names_every_field_at_fault_and_what_is_wrong_with_it(as_editor: APIClient) -> None:
    body = {"name": "", "url": "nowhere", "nam": "Post"}
    assert fields_of(as_editor.post(f"{V1}outlets/", body)) == {"nam"}
    answer = as_editor.post(f"{V1}outlets/", {"name": "", "url": "nowhere"})
    assert {(one["field"], one["code"]) for one in answer.json()["errors"]} == {("name", "blank"), ("url", "invalid")}


def test_an_error_deep_in_a_list_has_the_path_of_its_field(as_editor: APIClient) -> None:
    body = {
        "claim": ClaimFactory().pk,
        "rating": RatingFactory().pk,
        "explanation": "The minutes say May.",
        "evidence": [{"title": "Minutes"}, {"title": "Minutes", "url": "nowhere"}, {"titel": "Minutes"}],
    }
    fields = fields_of(as_editor.post(f"{V1}assessments/", body))
    assert fields == {"evidence.1.url", "evidence.2.titel"}


WRONG = {
    "a text": (0, 5.5, True, [], {}, None),
    "a number": ("one", 1.5, [1], {}, None, True, 10**30, "1" * 5000),
    "a number or nothing": ("one", 1.5, [1], {}, True, 10**30, "1" * 5000),
    "a date": (5, "tomorrow", "2026-02-30", "2026-13-01", [], {}, True),
    "an address": ("nowhere", "javascript:alert(1)", [], {}, None, "https://[x/"),
    "a word": ("nonsense", "", 5, [], {}, None, "direct\0"),
    "a list": ("one", 5, {}, None, [None], [[]], ["one"], [{"x": 1}], [True]),
}

FIELDS = {
    "outlets": {"name": "a text", "url": "an address"},
    "articles": {
        "title": "a text",
        "url": "an address",
        "outlet": "a text",
        "author": "a text",
        "published_at": "a date",
    },
    "speakers": {"name": "a text", "kind": "a word"},
    "aliases": {"name": "a text", "speaker": "a number"},
    "claims": {"version": "a number", "quote_type": "a word", "said_on": "a date", "tags": "a list", "hops": "a list"},
    "links": {"claim": "a number", "other": "a number", "relation": "a word", "status": "a word", "note": "a text"},
    "tags": {"name": "a text", "description": "a text"},
    "ratings": {"name": "a text", "position": "a number"},
    "assessments": {
        "claim": "a number",
        "rating": "a number or nothing",
        "explanation": "a text",
        "status": "a word",
        "evidence": "a list",
    },
    "comments": {"claim": "a number", "text": "a text"},
    "tokens": {"name": "a text", "days": "a number"},
}


@pytest.mark.parametrize(
    ("family", "field", "value"),
    [
        (family, field, value)
        for family, fields in FIELDS.items()
        for field, kind in fields.items()
        for value in (*WRONG[kind], "a\0b")
    ],
)
def test_400_for_a_value_of_the_wrong_type_names_the_field(
    family: str, field: str, value: Any, as_administrator: APIClient
) -> None:
    answer = as_administrator.post(f"{V1}{family}/", {**new_record(family), field: value})
    assert {name.partition(".")[0] for name in fields_of(answer)} == {field}


@pytest.mark.parametrize(
    ("family", "field"),
    [
        ("aliases", "speaker"),
        ("claims", "version"),
        ("claims", "speaker"),
        ("links", "claim"),
        ("links", "other"),
        ("assessments", "claim"),
        ("assessments", "rating"),
        ("comments", "claim"),
    ],
)
@pytest.mark.parametrize("pk", [2**31 - 1, 0, -1, 2**63, 2**64 - 1])
def test_400_for_a_record_that_does_not_exist(family: str, field: str, pk: int, as_editor: APIClient) -> None:
    answer = as_editor.post(f"{V1}{family}/", {**new_record(family), field: pk})
    (error,) = problem_of(answer, 400, "does-not-exist")["errors"]
    assert error["field"] == field


@pytest.mark.parametrize("maker", [OutletFactory, TagFactory, RatingFactory])
def test_400_for_a_name_that_is_taken_whatever_its_case(maker: Any, as_administrator: APIClient) -> None:
    taken = maker(name="Harbour")
    family = f"{maker._meta.model._meta.model_name}s"
    answer = as_administrator.post(f"{V1}{family}/", {"name": "harBOUR"})
    assert problem_of(answer, 400, "unique")["errors"][0]["field"] == "name"
    other = maker(name="Bridge")
    answer = as_administrator.patch(f"{V1}{family}/{other.pk}/", {"name": "harbour"}, headers=ANY)
    problem_of(answer, 400, "unique")
    kept = as_administrator.patch(f"{V1}{family}/{taken.pk}/", {"name": "HARBOUR"}, headers=ANY)
    assert kept.json()["name"] == "HARBOUR"


@pytest.mark.parametrize(
    "family", ["outlets", "speakers", "aliases", "links", "tags", "ratings", "assessments", "comments"]
)
def test_a_record_sent_back_as_it_was_read_changes_nothing(
    family: str, administrator: User, as_administrator: APIClient
) -> None:
    word = {"aliases": "alias", "comments": "own_comment", "assessments": "published"}.get(family, family.rstrip("s"))
    address = f"{V1}{family}/{record_for(word, administrator)}/"
    before = as_administrator.get(address).json()
    after = as_administrator.patch(address, {**before, "revision": 77, "created_at": "x"}, headers=ANY).json()
    changed = {"revision", "updated_at"} if family == "assessments" else ()  # their evidence is written anew
    assert {**after, **dict.fromkeys(changed)} == {**before, **dict.fromkeys(changed)}


@pytest.mark.parametrize(("family", "word"), [("claims", "claim"), ("articles", "article")])
def test_a_field_that_only_follows_from_others_cannot_be_set(
    family: str, word: str, editor: User, as_editor: APIClient
) -> None:
    address = f"{V1}{family}/{record_for(word, editor)}/"
    for field in ("id", "content", "text", "created_at", "chain"):
        assert fields_of(as_editor.patch(address, {field: "x"}, headers=ANY)) == {field}


def test_500_is_a_problem_too(as_editor: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("claims.api.claims.views.facets.count", fails)
    as_editor.raise_request_exception = False
    body = problem_of(as_editor.get(f"{V1}claims/facets/"), 500, "server-error")
    assert "out of order" not in str(body)
