"""All claims, or all records of another list, in one answer."""

from __future__ import annotations

import csv
import gc
import gzip
import hashlib
import json
import tracemalloc
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Status
from claims.models import Claim
from claims.reading import snapshot
from tests.api.helpers import V1, fields_of, listed, problem_of
from tests.factories import AssessmentFactory, ClaimFactory, EvidenceFactory, LinkFactory, SpeakerFactory, TagFactory

pytestmark = pytest.mark.django_db

LINES, CSV = f"{V1}export/claims.jsonl", f"{V1}export/claims.csv"
OTHERS = ("articles", "speakers", "links", "assessments")


@pytest.fixture
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of two, so that a few claims are several."""
    monkeypatch.setattr(snapshot, "AT_ONCE", 2)


def exported(client: APIClient, family: str = "claims", **query: Any) -> tuple[list[Any], Any]:
    """The records and the last line."""
    answer = client.get(f"{V1}export/{family}.jsonl", query)
    assert answer.status_code == 200, answer.content
    *rows, last = map(json.loads, answer.getvalue().splitlines())
    return rows, last


def ids(client: APIClient, **query: Any) -> list[int]:
    return [row["id"] for row in exported(client, **query)[0]]


@pytest.mark.usefixtures("two_at_once")
def test_it_has_the_rows_of_the_list_by_id(as_reader: APIClient) -> None:
    ClaimFactory.create_batch(4, chain=[SpeakerFactory()], tags=[TagFactory()])
    ClaimFactory(speaker=None)
    pages = as_reader.get(f"{V1}claims/").json()["results"]
    rows, _ = exported(as_reader)
    assert rows == sorted(pages, key=lambda row: row["id"])
    written = as_reader.get(CSV).getvalue().decode()
    assert [int(row["id"]) for row in csv.DictReader(StringIO(written, newline=""))] == [row["id"] for row in rows]


@pytest.mark.usefixtures("two_at_once")
def test_the_last_line_tells_that_all_have_come(as_reader: APIClient) -> None:
    ClaimFactory.create_batch(3)
    *lines, last = as_reader.get(LINES).getvalue().splitlines(keepends=True)
    assert json.loads(last) == {"count": 3, "sha256": hashlib.sha256(b"".join(lines)).hexdigest()}


@pytest.mark.usefixtures("two_at_once")
def test_it_takes_the_filters_of_the_list(as_reader: APIClient) -> None:
    tag = TagFactory()
    ClaimFactory.create_batch(3, tags=[tag], status=Status.CONFIRMED)
    ClaimFactory(tags=[tag])
    ClaimFactory(status=Status.CONFIRMED)
    query = {"tag": tag.pk, "status": "confirmed"}
    assert ids(as_reader, **query) == sorted(listed(as_reader, "claims", **query))
    assert len(ids(as_reader, **query)) == 3


@pytest.mark.parametrize("name", ["cursor", "page_size", "order", "colour"])
@pytest.mark.parametrize("address", [LINES, CSV])
def test_a_parameter_that_it_does_not_know_is_refused_by_name(name: str, address: str, as_reader: APIClient) -> None:
    answer = as_reader.get(address, {name: "1"})
    assert problem_of(answer, 400, "unknown-filter")
    assert fields_of(answer) == {name}


@pytest.mark.usefixtures("two_at_once")
def test_one_that_broke_off_goes_on_behind_the_last_claim_that_arrived(as_reader: APIClient) -> None:
    ClaimFactory.create_batch(5)
    all_ids = ids(as_reader)
    assert ids(as_reader, after=all_ids[1]) == all_ids[2:]
    assert exported(as_reader, after=all_ids[-1])[1]["count"] == 0
    assert fields_of(as_reader.get(LINES, {"after": "x"})) == {"after"}


@pytest.mark.parametrize(("setting", "statuses"), [("confirmed", {"confirmed"}), ("everything", set(Status.values))])
def test_visitors_get_what_they_may_see(
    setting: str, statuses: set[str], as_visitor: APIClient, visitors_read: Callable[[str], None]
) -> None:
    visitors_read(setting)
    for status in Status.values:
        ClaimFactory(status=status)
    rows, _ = exported(as_visitor)
    assert {row["status"] for row in rows} == statuses
    assert {row["comment_count"] for row in rows} == {None}


@pytest.mark.parametrize("address", [LINES, CSV])
def test_it_is_compressed_for_who_asks_for_that(address: str, as_reader: APIClient) -> None:
    ClaimFactory()
    plain, compressed = as_reader.get(address), as_reader.get(address, headers={"Accept-Encoding": "gzip"})
    assert compressed["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.getvalue()) == plain.getvalue()


@pytest.mark.parametrize("accept", ["application/json", "text/html", "*/*"])
def test_the_address_says_the_format_whatever_the_client_would_accept(accept: str, as_reader: APIClient) -> None:
    answers = {address: as_reader.get(address, headers={"Accept": accept}) for address in (LINES, CSV)}
    assert {address: answer["Content-Type"] for address, answer in answers.items()} == {
        LINES: "application/jsonl",
        CSV: "text/csv; charset=utf-8",
    }


@pytest.mark.usefixtures("two_at_once")
def test_each_batch_costs_the_same_few_statements(
    as_reader: APIClient, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    ClaimFactory.create_batch(4, chain=[SpeakerFactory()], tags=[TagFactory()])
    of_two_batches = query_count(lambda: exported(as_reader))
    ClaimFactory.create_batch(8, chain=[SpeakerFactory()], tags=[TagFactory()])
    assert query_count(lambda: exported(as_reader)) - of_two_batches == 4 * 3


def test_memory_does_not_grow_with_the_number_of_claims(as_reader: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "AT_ONCE", 5)

    def peak() -> int:
        gc.freeze()  # so that collecting looks at what is new alone
        tracemalloc.start()
        for _ in as_reader.get(LINES):
            gc.collect()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    some = ClaimFactory.create_batch(5)
    Claim.objects.bulk_create(copies_of(some, 4))
    peak()  # what is made once is made now
    of_few = peak()
    Claim.objects.bulk_create(copies_of(some, 95))
    assert peak() < of_few * 1.5  # of 25 times as many


def copies_of(claims: list[Claim], times: int) -> Iterator[Claim]:
    for _ in range(times):
        for claim in claims:
            yield Claim(**{f.attname: getattr(claim, f.attname) for f in Claim._meta.concrete_fields if f.name != "id"})


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("two_at_once")
def test_a_client_that_goes_away_ends_its_transaction_at_once(
    as_reader: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ClaimFactory.create_batch(5)
    monkeypatch.setattr(connection, "close_at", None)  # the connection itself stays open
    answer = as_reader.get(LINES)
    next(iter(answer))
    assert in_transaction()
    answer.close()
    assert not in_transaction()


def in_transaction() -> bool:
    """Whether the database holds a transaction open for us."""
    if connection.vendor == "sqlite":
        return bool(connection.connection.in_transaction)
    return bool(connection.connection.info.transaction_status)


def some_of_each() -> None:
    """Three records of each list, and what a visitor does not see of them."""
    for _ in range(3):
        AssessmentFactory(claim=ClaimFactory(status=Status.CONFIRMED), status=AssessmentStatus.PUBLISHED)
        LinkFactory()
    EvidenceFactory(assessment=AssessmentFactory())


@pytest.mark.parametrize("family", OTHERS)
@pytest.mark.usefixtures("two_at_once")
class TestOtherLists:
    def test_they_have_the_rows_of_their_list_by_id(self, family: str, as_reader: APIClient) -> None:
        some_of_each()
        rows, last = exported(as_reader, family)
        assert len(rows) >= 3
        assert rows == sorted(as_reader.get(f"{V1}{family}/").json()["results"], key=lambda row: row["id"])
        assert last["count"] == len(rows)
        written = as_reader.get(f"{V1}export/{family}.csv").getvalue().decode()
        table = csv.DictReader(StringIO(written, newline=""))
        assert [int(row["id"]) for row in table] == [row["id"] for row in rows]

    def test_one_that_broke_off_goes_on(self, family: str, as_reader: APIClient) -> None:
        some_of_each()
        rows, _ = exported(as_reader, family)
        assert exported(as_reader, family, after=rows[1]["id"])[0] == rows[2:]

    def test_visitors_get_what_their_list_shows(
        self, family: str, as_visitor: APIClient, visitors_read: Callable[[str], None]
    ) -> None:
        visitors_read("confirmed")
        some_of_each()
        shown = listed(as_visitor, family)
        assert [row["id"] for row in exported(as_visitor, family)[0]] == sorted(shown)

    def test_an_unknown_parameter_is_refused_by_name(self, family: str, as_reader: APIClient) -> None:
        answer = as_reader.get(f"{V1}export/{family}.csv", {"order": "newest", "colour": "red", "format": "json"})
        assert fields_of(answer) == {"order", "colour", "format"}

    def test_each_batch_costs_the_same_few_statements(
        self, family: str, as_reader: APIClient, query_count: Callable[[Callable[[], Any]], int]
    ) -> None:
        def cost() -> tuple[int, int]:
            return query_count(lambda: exported(as_reader, family)), len(exported(as_reader, family)[0])

        some_of_each()
        (few, number), _ = cost(), some_of_each()
        many, larger = cost()
        batches = larger // 2 - number // 2
        assert many - few <= batches * 4  # numbers, records, and at most two of what belongs to them


@pytest.mark.parametrize(
    ("family", "query"),
    [
        ("articles", lambda claim: {"outlet": claim.article.outlet_id}),
        ("speakers", lambda claim: {"q": claim.speaker.name}),
        ("links", lambda claim: {"claim": claim.pk}),
        ("assessments", lambda claim: {"claim": claim.pk, "status": "published"}),
    ],
)
def test_other_exports_take_the_filters_of_their_list(
    family: str, query: Callable[[Claim], dict[str, Any]], as_reader: APIClient
) -> None:
    some_of_each()
    claim = ClaimFactory(speaker=SpeakerFactory(name="Ingrid Vasquez"), article__outlet__name="A paper of its own")
    AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    LinkFactory(claim=claim)
    rows = exported(as_reader, family, **query(claim))[0]
    assert [row["id"] for row in rows] == listed(as_reader, family, **query(claim))
    assert len(rows) == 1
