"""The OpenAPI description: valid, true of every answer, and shown by a page that needs nothing from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, IntakeState, Status, TakingBack
from claims.models import Article, Claim
from claims.services.delivering import send_next
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, sent_as
from tests.api.records import body_for, record_for
from tests.factories import (
    AliasFactory,
    AssessmentFactory,
    BatchFactory,
    ClaimFactory,
    CommentFactory,
    EvidenceFactory,
    FeedFactory,
    IntakeFactory,
    LinkFactory,
    MentionFactory,
    SpeakerFactory,
    TagFactory,
    WebhookFactory,
)

pytestmark = pytest.mark.django_db

# Of which record of tests.api.records an address with an id is asked.
RECORDS = {
    "outlets": "silent_outlet",
    "articles": "undecided",
    "article-versions": "version",
    "intakes": "failed",
    "batches": "batch",
    "speakers": "silent",
    "aliases": "alias",
    "assessments": "draft",
    "tags": "unused_tag",
    "comments": "own_comment",
    "mentions": "own_mention",
    "tokens": "own_token",
}

# What nobody edits, or only its owner, has no revision, and its deletion is no Change; items of a batch tell their own.
UNREVISED = (f"{V1}tokens", f"{V1}intakes", f"{V1}batches", f"{V1}me", f"{V1}claims/batch")
# Changes many, each by its own revision.
MANY = (f"{V1}claims/batch/", "patch")
# What it does is done later.
LATER = "/poll/"


def closed(schema: Any) -> Any:
    """The schema, but an object may have no property that its description does not name."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        result.setdefault("additionalProperties", False)
    return result


SCHEMA = SchemaGenerator().get_schema(request=None, public=True)
CLOSED = closed(SCHEMA)
OPERATIONS = [(path, method) for path, methods in SCHEMA["paths"].items() for method in methods]
# What no revision keeps from being done twice.
KEYED = [(path, method) for path, method in OPERATIONS if method == "post" or (path, method) == MANY]


def mismatches(instance: Any, schema: Any) -> list[str]:
    """How the instance differs from the schema, whose references are to components of the description."""
    whole = {**schema, "components": CLOSED["components"]}
    found = Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(instance)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def answer_schema(path: str, method: str, status: int) -> Any:
    contents = CLOSED["paths"][path][method]["responses"][str(status)]["content"]
    (content,) = [contents["application/json"]] if "application/json" in contents else contents.values()
    return content["schema"]


def a_record_of_each_kind(user: User) -> None:
    """One of each, with all that it can have; and one of each that can have next to nothing."""
    full = ClaimFactory(status=Status.CONFIRMED, chain=[SpeakerFactory()], tags=[TagFactory()], author=user)
    bare = ClaimFactory(speaker=None, author=None, confidence=None, extractor="")
    Article.objects.filter(pk=bare.article_id).update(outlet=None, published_at=None, url="", title="")
    Claim.objects.filter(pk=full.pk).update(
        assignee=user, decided_by=user, said_on="2026-03-01", decided_at=full.created_at
    )
    LinkFactory(claim=full, other=bare, author=user)
    AliasFactory()
    SpeakerFactory(unnamed=True)
    CommentFactory(claim=full)
    CommentFactory(author=None)
    MentionFactory(user=user)
    EvidenceFactory(assessment=AssessmentFactory(claim=full, status=AssessmentStatus.PUBLISHED))
    AssessmentFactory(author=None)
    record_for("own_token", user)
    FeedFactory(polled_at=full.created_at, succeeded_at=full.created_at, failing_since=full.created_at)
    FeedFactory(active=False)
    WebhookFactory(author=user)
    IntakeFactory(failed=True)
    BatchFactory.create_batch(2)
    BatchFactory(taken_back_by=user)
    send_next()  # what the webhook is told first is that it was made
    WebhookFactory(kinds=["decide"])
    IntakeFactory(state=IntakeState.DONE, outcome="created", article=full.article, started_at=full.created_at)
    IntakeFactory(failed=True, taking_back=TakingBack.KEPT, kept_because="Ann has worked on it since.")


def addresses(path: str, user: User) -> Iterator[str]:
    """An address of a new record where the path wants one."""
    if word := re.search(r"\{\w+\}", path):
        family = path.split("/")[3]
        query = f"?speakers={SpeakerFactory().pk}" if path.endswith("/merge-preview/") else ""
        by_deed = {"look-again": "published", "keep-earlier": "altered", "take-back": "own_batch"}
        kind = by_deed.get(path.split("/")[-2]) or RECORDS.get(family, family.rstrip("s"))
        yield path.replace(word[0], str(record_for(kind, user))) + query
    elif path.endswith("/oembed"):
        yield f"{path}?url=http://testserver/claims/{ClaimFactory(status=Status.CONFIRMED).pk}/"
    else:
        yield f"{path}?article={ClaimFactory().article_id}" if path.endswith("/articles/map/") else path


def test_the_description_is_openapi_3_1_and_valid_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn")
    assert capsys.readouterr().out.startswith("openapi: 3.1.")


def test_it_is_served_as_json_and_as_yaml_to_everybody(
    as_visitor: APIClient, visitors_read: Callable[[str], None]
) -> None:
    visitors_read("nothing")
    answer = as_visitor.get("/api/schema/", {"format": "json"})
    assert answer.json()["openapi"].startswith("3.1.")
    assert set(answer.json()["paths"]) == set(SCHEMA["paths"])
    assert as_visitor.get("/api/schema/").content.startswith(b"openapi: 3.1.")


@pytest.mark.parametrize("name", sorted(SCHEMA["components"]["schemas"]))
def test_every_component_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMA["components"]["schemas"][name])


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_as_described(path: str, method: str, administrator: User, as_administrator: APIClient) -> None:
    a_record_of_each_kind(administrator)
    for address in addresses(path, administrator):
        body = body_for(path.removeprefix("/api/"), method.upper())
        call = getattr(as_administrator, method)
        answer = call(address) if method == "get" else call(address, body, headers=ANY, **sent_as(body))
        assert answer.status_code in (200, 201, 202, 204), answer.content
        if answer.status_code == 204:
            assert answer.content == b""
            assert "204" in SCHEMA["paths"][path][method]["responses"]
        elif not answer["Content-Type"].endswith("json"):
            assert list(SCHEMA["paths"][path][method]["responses"]["200"]["content"]) == [answer["Content-Type"]]
        else:
            shown = json.loads(answer.getvalue())
            assert mismatches(shown, answer_schema(path, method, answer.status_code)) == []


@pytest.mark.parametrize(
    "family",
    [
        *(
            "articles",
            "article-versions",
            "intakes",
            "batches",
            "feeds",
            "speakers",
            "claims",
            "links",
            "assessments",
            "comments",
        ),
        "webhooks",
    ],
)
def test_every_record_by_itself_is_as_described_even_a_bare_one(
    family: str, administrator: User, as_administrator: APIClient
) -> None:
    a_record_of_each_kind(administrator)
    rows = as_administrator.get(f"{V1}{family}/").json()["results"]
    assert len(rows) > 1 or family == "links"
    for row in rows:
        answer = as_administrator.get(f"{V1}{family}/{row['id']}/")
        assert mismatches(answer.json(), answer_schema(f"{V1}{family}/{{id}}/", "get", 200)) == []


def bodies_with_fields(path: str, method: str) -> list[Any]:
    """The descriptions of the bodies that an operation takes, of several forms the first, but for a file itself."""
    contents = SCHEMA["paths"][path][method]["requestBody"]["content"].values()
    bodies = [content["schema"] for content in contents if content["schema"].get("format") != "binary"]
    assert bodies
    described = [SCHEMA["components"]["schemas"][body["$ref"].rpartition("/")[2]] for body in bodies]
    return [
        SCHEMA["components"]["schemas"][body["oneOf"][0]["$ref"].rpartition("/")[2]] if "oneOf" in body else body
        for body in described
    ]


@pytest.mark.parametrize(("path", "method"), [(p, m) for p, m in OPERATIONS if "requestBody" in SCHEMA["paths"][p][m]])
def test_the_described_body_names_the_fields_that_the_server_takes(
    path: str, method: str, administrator: User, as_administrator: APIClient
) -> None:
    (address,) = addresses(path, administrator)
    answer = getattr(as_administrator, method)(address, {"no_such_field": 1}, headers=ANY)
    (message,) = [one["message"] for one in answer.json()["errors"] if one["field"] == "no_such_field"]
    taken = set(re.findall(r"\w+", message.partition("There are: ")[2]))
    for component in bodies_with_fields(path, method):
        described = set(component["properties"])
        # Files cannot stand in JSON.
        assert taken - {"file", "files"} == described - {"file", "files"}


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_refusal_is_described(path: str, method: str, visitor: AnonymousUser, as_visitor: APIClient) -> None:
    address = re.sub(r"\{\w+\}", "999999999", path)
    answer = getattr(as_visitor, method)(address, {"nonsense": 1})
    if answer.status_code != 200:
        described = CLOSED["paths"][path][method]["responses"][str(answer.status_code)]["content"]
        assert list(described) == [answer["Content-Type"]]
        assert mismatches(answer.json(), described["application/problem+json"]["schema"]) == []


@pytest.mark.parametrize(
    ("path", "method"),
    [(p, m) for p, m in OPERATIONS if m in ("patch", "delete") and not p.startswith(UNREVISED)],
)
def test_changes_say_that_they_need_if_match_and_how_they_fail_without(path: str, method: str) -> None:
    operation = SCHEMA["paths"][path][method]
    names = {one["name"]: one.get("required", False) for one in operation["parameters"] if one["in"] == "header"}
    assert names == {"If-Match": True}
    assert {"404", "412", "428"} <= set(operation["responses"])


def test_the_filters_of_claims_are_described_for_the_list_and_for_the_counts() -> None:
    def names(path: str) -> set[str]:
        return {one["name"] for one in SCHEMA["paths"][path]["get"]["parameters"]}

    assert names(f"{V1}claims/") - names(f"{V1}claims/facets/") == {"cursor", "expand", "fields", "format", "page_size"}
    assert {"q", "speaker", "passed_on_by", "published_from", "order"} <= names(f"{V1}claims/facets/")


def test_the_page_of_the_description_works_offline_and_under_the_content_security_policy(
    as_visitor: APIClient,
) -> None:
    answer = as_visitor.get("/api/docs/")
    html = answer.content.decode()
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "<style" not in html
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 4
    assert all("src=" in attributes and not content.strip() for attributes, content in scripts)
    assert not re.search(r"\son\w+=|\sstyle=|https?://", html)
    addresses = re.findall(r'<(?:link|script)[^>]+(?:src|href)="([^"]+)"', html)
    assert len(addresses) == 9
    assert all(address.startswith(("/static/", "/api/docs/?")) for address in addresses)
    script = as_visitor.get(next(address for address in addresses if address.startswith("/api/docs/?")))
    assert script["Content-Type"].startswith("application/javascript")
    assert 'url: "/api/schema/"' in script.content.decode().replace("\\u002D", "-").replace("\\/", "/")


def parameter(path: str, method: str, name: str) -> Any:
    return next(one for one in SCHEMA["paths"][path][method]["parameters"] if one["name"] == name)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("If-Match", ('"3"', "*", 'W/"3"', '"3-0123456789abcdef0123-gzip", "4"'), ("3", "", '"x"', '"3",')),
        ("cursor", ("W1tdXQ", "a-b_c"), ("", "a b", "a=", "é")),
    ],
)
def test_a_parameter_of_a_certain_form_has_a_pattern(name: str, right: tuple[str], wrong: tuple[str]) -> None:
    method, path = ("patch", f"{V1}claims/{{id}}/") if name == "If-Match" else ("get", f"{V1}claims/")
    pattern = parameter(path, method, name)["schema"]["pattern"]
    assert [bool(re.search(pattern, value)) for value in (*right, *wrong)] == [True] * len(right) + [False] * len(wrong)


@pytest.mark.parametrize(("path", "method"), [(p, m) for p, m in OPERATIONS if "requestBody" in SCHEMA["paths"][p][m]])
def test_a_body_is_described_with_what_is_refused_of_it(path: str, method: str) -> None:
    assert "413" in SCHEMA["paths"][path][method]["responses"]
    for component in bodies_with_fields(path, method):
        assert component["additionalProperties"] is False


@pytest.mark.parametrize(
    ("path", "method"),
    [(p, m) for p, m in OPERATIONS if m != "get" and not p.startswith(UNREVISED) and not p.endswith(LATER)],
)
def test_a_write_says_that_its_answer_names_its_change(path: str, method: str) -> None:
    answers = SCHEMA["paths"][path][method]["responses"]
    done = [status for status in answers if status.startswith("2") and status != "202"]
    assert done
    assert all("Change-Id" in answers[status].get("headers", {}) for status in done)


@pytest.mark.parametrize(("path", "method"), KEYED)
def test_every_post_takes_a_key_and_says_how_it_is_refused(path: str, method: str) -> None:
    operation = SCHEMA["paths"][path][method]
    key = parameter(path, method, "Idempotency-Key")
    assert (key["in"], key.get("required", False), key["schema"]["pattern"]) == ("header", False, r"^[!-~]{1,255}$")
    assert {"400", "409", "422"} <= set(operation["responses"])
    done = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    assert all("Idempotency-Replayed" in answer["headers"] for answer in done)


@pytest.mark.parametrize(("path", "method"), KEYED)
def test_every_post_knows_a_key_that_is_none(
    path: str, method: str, administrator: User, as_administrator: APIClient
) -> None:
    (address,) = addresses(path, administrator)
    answer = getattr(as_administrator, method)(address, {}, headers={**ANY, "Idempotency-Key": "a b"})
    assert [error["field"] for error in answer.json()["errors"]] == ["Idempotency-Key"]


def test_no_other_change_says_that_it_takes_a_key() -> None:
    for path, method in OPERATIONS:
        names = {parameter["name"] for parameter in SCHEMA["paths"][path][method].get("parameters", [])}
        assert ("Idempotency-Key" in names) is ((path, method) in KEYED), path
