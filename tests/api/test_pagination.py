"""Keyset paging: every row once, however many ties, whatever comes in between; and cursors that are refused."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from claims.api.claims.views import ClaimViewSet
from claims.models import Claim
from tests.api.helpers import V1, ids_of, listed, problem_of
from tests.factories import ArticleFactory, ClaimFactory, OutletFactory, SpeakerFactory, TagFactory
from tests.writing import delete

pytestmark = pytest.mark.django_db

CLAIMS = f"{V1}claims/"
START = datetime(2026, 1, 1, tzinfo=UTC)
# What rows are given to differ in, or not: the day they are listed under, their certainty (none, where a person made
# the claim), where they start.
ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([0.25, 0.5, 1 / 3, None]), st.integers(0, 2)), min_size=1, max_size=12
)


def pages(client: APIClient, address: str | None, way: str = "next") -> Iterator[dict[str, Any]]:
    while address:
        page = client.get(address).json()
        yield page
        address = page[way]


def ids(page: dict[str, Any]) -> list[int]:
    return [row["id"] for row in page["results"]]


def cursor_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["cursor"][0]


def first_cursor(client: APIClient, family: str = "claims", **query: Any) -> str:
    """The cursor of the second page of a list of at least two rows."""
    return cursor_of(client.get(f"{V1}{family}/", {"page_size": 1, **query}).json()["next"])


def forged(cursor: str, *values: Any) -> str:
    """The cursor with other values."""
    _, *rest = orjson.loads(base64.urlsafe_b64decode(cursor + "=="))
    return base64.urlsafe_b64encode(orjson.dumps([values, *rest])).rstrip(b"=").decode()


def in_order(*columns: str) -> list[int]:
    """The ids of all claims; those without a value in a column come last."""
    orders = [
        F(name).desc(nulls_last=True) if column != name else F(name).asc(nulls_last=True)
        for column in columns
        for name in [column.lstrip("-")]
    ]
    return list(Claim.objects.order_by(*orders).values_list("pk", flat=True))


@given(rows=ROWS, size=st.integers(1, 5), order=st.sampled_from(sorted(ClaimViewSet.orders)))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_walk_forwards_and_back_gives_each_row_once_and_in_order(
    as_reader: APIClient, rows: list[tuple[int, float | None, int]], size: int, order: str
) -> None:
    with transaction.atomic():
        article = ArticleFactory()
        for days, confidence, start in rows:
            moment = START + timedelta(days=days, microseconds=days)
            ClaimFactory(article=article, listed_at=moment, confidence=confidence, start=start)
        expected = in_order(*ClaimViewSet.orders[order])
        forwards = list(pages(as_reader, f"{CLAIMS}?page_size={size}&order={order}"))
        assert [pk for page in forwards for pk in ids(page)] == expected
        assert all(len(ids(page)) == size for page in forwards[:-1])
        backwards = [forwards[-1], *pages(as_reader, forwards[-1]["previous"], "previous")]
        assert [ids(page) for page in reversed(backwards)] == [ids(page) for page in forwards]
        assert (forwards[0]["previous"], backwards[-1]["previous"], forwards[-1]["next"]) == (None, None, None)
        transaction.set_rollback(True)


@pytest.mark.parametrize("order", ["least-certain", "most-certain"])
def test_claims_that_people_made_come_last_by_certainty_and_are_counted(as_reader: APIClient, order: str) -> None:
    people, machine = [ClaimFactory(confidence=None, extractor="").pk for _ in range(2)], ClaimFactory().pk
    assert listed(as_reader, "claims", order=order) == [
        machine,
        *(people if order == "least-certain" else people[::-1]),
    ]
    assert as_reader.get(f"{CLAIMS}facets/", {"order": order}).json()["total"] == 3


@pytest.mark.parametrize("order", ["least-certain", "most-certain"])
def test_an_index_leads_to_every_page_by_certainty(as_reader: APIClient, order: str) -> None:
    for confidence in (0.5, None):
        ClaimFactory.create_batch(2, confidence=confidence)
    with CaptureQueriesContext(connection) as queries:
        forwards = list(pages(as_reader, f"{CLAIMS}?page_size=1&order={order}"))
        backwards = list(pages(as_reader, forwards[-1]["previous"], "previous"))
    plans = [plan_of(query["sql"]) for query in queries if 'confidence" IS ' in query["sql"]]
    assert len(plans) >= len(forwards) + len(backwards)
    assert all("claim_confidence" in plan for plan in plans), plans


def plan_of(sql: str) -> str:
    """How the database would go about it if the table were long."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"{'EXPLAIN QUERY PLAN' if connection.vendor == 'sqlite' else 'EXPLAIN'} {sql}")
        return "\n".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize(
    ("family", "order", "maker"),
    [
        ("speakers", "name", lambda: SpeakerFactory(name="Ada Holm")),
        ("speakers", "newest", SpeakerFactory),
        ("outlets", "name", OutletFactory),
        ("tags", "name", TagFactory),
        ("articles", "newest", ArticleFactory),
        ("articles", "oldest", ArticleFactory),
    ],
)
def test_other_lists_are_walked_alike(as_reader: APIClient, family: str, order: str, maker: Any) -> None:
    made = {maker().pk for _ in range(7)}
    forwards = list(pages(as_reader, f"{V1}{family}/?page_size=3&order={order}"))
    walked = [pk for page in forwards for pk in ids(page)]
    assert len(walked) == 7
    assert set(walked) == made
    assert walked == listed(as_reader, family, order=order)
    assert ids(as_reader.get(forwards[1]["previous"]).json()) == ids(forwards[0])


def test_names_beyond_the_alphabet_are_walked_in_one_order(as_reader: APIClient) -> None:
    for name in ("Åsa", "asa", "Ása", "Zoë", "zoe", "علي", "李", "Asa", "😀", "O'Hara", "o hara"):
        SpeakerFactory(name=name)
    walked = [pk for page in pages(as_reader, f"{V1}speakers/?page_size=2") for pk in ids(page)]
    assert walked == listed(as_reader, "speakers")
    assert len(set(walked)) == 11


def test_rows_that_come_or_go_between_two_pages_shift_nothing(as_reader: APIClient) -> None:
    article = ArticleFactory()
    old = [ClaimFactory(article=article, listed_at=START + timedelta(days=day)).pk for day in range(6)]
    first = as_reader.get(CLAIMS, {"page_size": 2}).json()
    ClaimFactory(article=article, listed_at=START + timedelta(days=9))
    delete(Claim.objects.filter(pk__in=ids(first)))
    rest = [pk for page in pages(as_reader, first["next"]) for pk in ids(page)]
    assert ids(first) + rest == old[::-1]


def test_a_page_has_fifty_rows_unless_asked_and_500_at_most(as_reader: APIClient) -> None:
    TagFactory.create_batch(51)
    answer = as_reader.get(f"{V1}tags/")
    assert len(ids_of(answer)) == 50
    assert len(listed(as_reader, "tags", page_size=500)) == 51
    assert len(listed(as_reader, "tags", page_size=1)) == 1


@pytest.mark.parametrize("size", ["0", "-1", "501", "1.5", "ten", " 5", "٣", "9" * 30, "000000500999999", "9" * 5000])
def test_another_page_size_is_refused_by_name(as_reader: APIClient, size: str) -> None:
    body = problem_of(as_reader.get(CLAIMS, {"page_size": size}), 400, "invalid")
    assert body["errors"][0]["field"] == "page_size"


def test_links_to_other_pages_keep_the_filter_and_the_size(as_reader: APIClient) -> None:
    ClaimFactory.create_batch(2)
    page = as_reader.get(CLAIMS, {"page_size": 1, "status": "suggested", "order": "oldest"}).json()
    query = parse_qs(urlsplit(page["next"]).query)
    assert {name: query[name] for name in ("page_size", "status", "order")} == {
        "page_size": ["1"],
        "status": ["suggested"],
        "order": ["oldest"],
    }


@pytest.mark.parametrize("other", [{"status": "suggested"}, {"order": "oldest"}, {"quote_type": "direct"}])
def test_a_cursor_of_another_filter_or_order_is_refused(as_reader: APIClient, other: dict[str, str]) -> None:
    ClaimFactory.create_batch(2)
    answer = as_reader.get(CLAIMS, {"cursor": first_cursor(as_reader), **other})
    assert problem_of(answer, 400, "invalid-cursor")["errors"][0]["field"] == "cursor"


def test_a_cursor_of_another_list_is_refused(as_reader: APIClient) -> None:
    TagFactory.create_batch(2)
    cursor = first_cursor(as_reader, "tags")
    problem_of(as_reader.get(f"{V1}outlets/", {"cursor": cursor}), 400, "invalid-cursor")


@pytest.mark.parametrize(
    "cursor", ["x", "!!!", "\0", "é", "W10", "e30", "bnVsbA", "WzEsMiwzXQ", "WyJhIixbXSxbXV0", "A" * 5000]
)
def test_what_is_no_cursor_is_refused(as_reader: APIClient, cursor: str) -> None:
    problem_of(as_reader.get(CLAIMS, {"cursor": cursor}), 400, "invalid-cursor")


@pytest.mark.parametrize(
    "values",
    [
        ("yesterday", 1),
        ("2026-01-01T00:00:00", 1),
        ("0001-01-01T00:00:00+14:00", 1),
        ("9999-12-31T23:59:59-14:00", 1),
        (None, 1),
        (1, 1),
        ({}, []),
        ("2026-01-01T00:00:00Z", "one"),
        ("2026-01-01T00:00:00Z", None),
        ("2026-01-01T00:00:00Z", [1]),
        ("2026-01-01T00:00:00Z", True),
        ("2026-01-01T00:00:00Z", 1.5),
        ("2026-01-01T00:00:00Z", "1"),
        ("2026-01-01T00:00:00Z",),
        (),
    ],
)
def test_a_cursor_with_forged_values_is_refused(as_reader: APIClient, values: tuple[Any, ...]) -> None:
    ClaimFactory.create_batch(2)
    cursor = forged(first_cursor(as_reader), *values)
    problem_of(as_reader.get(CLAIMS, {"cursor": cursor, "page_size": 1}), 400, "invalid-cursor")


@pytest.mark.parametrize("way", [None, 0, "", [], {}])
def test_a_cursor_with_a_forged_way_is_refused(as_reader: APIClient, way: Any) -> None:
    TagFactory.create_batch(2)
    values, _, query = orjson.loads(base64.urlsafe_b64decode(first_cursor(as_reader, "tags") + "=="))
    cursor = base64.urlsafe_b64encode(orjson.dumps([values, way, query])).rstrip(b"=").decode()
    problem_of(as_reader.get(f"{V1}tags/", {"cursor": cursor}), 400, "invalid-cursor")


@pytest.mark.parametrize("around", ["{}=", "{}!", " {}", "{}\0"])
def test_a_cursor_with_other_characters_is_refused(as_reader: APIClient, around: str) -> None:
    TagFactory.create_batch(2)
    cursor = around.format(first_cursor(as_reader, "tags"))
    problem_of(as_reader.get(f"{V1}tags/", {"cursor": cursor}), 400, "invalid-cursor")


@pytest.mark.parametrize("values", [("a\0b", 1), (["a"], 1), (5, 1), ("a", None)])
def test_a_cursor_with_a_forged_name_is_refused(as_reader: APIClient, values: tuple[Any, ...]) -> None:
    TagFactory.create_batch(2)
    cursor = forged(first_cursor(as_reader, "tags"), *values)
    problem_of(as_reader.get(f"{V1}tags/", {"cursor": cursor, "page_size": 1}), 400, "invalid-cursor")


def test_a_cursor_with_a_number_beyond_the_database_finds_its_place_all_the_same(as_reader: APIClient) -> None:
    ClaimFactory.create_batch(2)
    cursor = first_cursor(as_reader)
    for number in (2**63, -(2**63), 10**18):
        assert as_reader.get(CLAIMS, {"cursor": forged(cursor, "2026-01-01T00:00:00Z", number)}).status_code == 200


@pytest.mark.parametrize(
    "family", ["claims", "articles", "speakers", "outlets", "tags", "assessments", "claims/facets"]
)
def test_an_unknown_order_is_refused_and_the_known_ones_are_named(as_reader: APIClient, family: str) -> None:
    body = problem_of(as_reader.get(f"{V1}{family}/", {"order": "random"}), 400, "invalid")
    assert body["errors"][0]["field"] == "order"
    assert body["errors"][0]["message"].startswith("One of: ")


@pytest.mark.parametrize("name", ["order", "cursor", "page_size", "said_to", "published_from", "speaker", "status"])
def test_an_empty_parameter_is_refused_by_name(as_reader: APIClient, name: str) -> None:
    body = problem_of(as_reader.get(CLAIMS, {name: ""}), 400, "blank")
    assert body["errors"][0]["field"] == name
