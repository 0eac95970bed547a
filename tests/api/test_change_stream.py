"""Every Change in the order of the commits, for those who keep a copy in step."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from time import sleep
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from rest_framework.test import APIClient

from claims.choices import ChangeKind, Status
from claims.models import Change, Tag
from claims.services.changes import changing
from tests.api.helpers import ANY, V1, fields_of, problem_of
from tests.emptying import empty_database
from tests.factories import ClaimFactory, TagFactory

# On PostgreSQL nothing is settled while a transaction runs, and so would that of a test.
pytestmark = pytest.mark.django_db(transaction=True)

CHANGES = f"{V1}changes/"
WRITERS, EACH = 8, 5


@pytest.fixture(autouse=True)
def nothing_yet(transactional_db: None) -> None:
    """No Change, such as that of the migration which stores the ratings: a fresh database has it still."""
    if Change.objects.exists():
        empty_database()


def page(client: APIClient, address: str = CHANGES, **query: Any) -> dict[str, Any]:
    answer = client.get(address, query) if query else client.get(address)
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def read_until(client: APIClient, last: int, address: str = CHANGES, **query: Any) -> tuple[list[Any], str]:
    """All Changes from the address on, up to one that is there, and where to go on.

    Transactions of other databases on the same server hold back Changes too, for as long as they run.
    """
    rows: list[Any] = []
    for _ in range(600):
        read = page(client, address, **query)
        rows, address, query = rows + read["results"], read["next"], {}
        if any(row["id"] == last for row in rows) and not read["results"]:
            return rows, address
        if not read["results"]:
            sleep(0.1)
    raise AssertionError("it was never settled")


def newest() -> int:
    return Change.objects.latest("pk").pk


def test_a_change_comes_with_what_it_did(as_editor: APIClient) -> None:
    claim = ClaimFactory()
    answer = as_editor.patch(f"{V1}claims/{claim.pk}/", {"status": "confirmed"}, headers=ANY)
    rows, _ = read_until(as_editor, newest())
    told = rows[-1]
    assert told.pop("records") == [
        {"record": "claim", "id": claim.pk, "what": "changed", "fields": ["decided_at", "decided_by", "status"]}
    ]
    assert told == as_editor.get(f"{CHANGES}{answer.headers['Change-Id']}/").json()


def test_at_the_end_it_waits_for_what_will_come(as_reader: APIClient) -> None:
    first = TagFactory()
    rows, end = read_until(as_reader, newest())
    assert [row["records"][0]["id"] for row in rows] == [first.pk]
    assert page(as_reader, end) == {"next": end, "results": []}
    second = TagFactory()
    rows, _ = read_until(as_reader, newest(), end)
    assert [row["records"][0]["id"] for row in rows] == [second.pk]


@pytest.mark.parametrize("number", [0, 3])
def test_whoever_begins_now_gets_what_comes_after(number: int, as_reader: APIClient) -> None:
    TagFactory.create_batch(number)
    if number:
        read_until(as_reader, newest())
    begun = page(as_reader, since="now")
    assert begun["results"] == []
    tag = TagFactory()
    rows, _ = read_until(as_reader, newest(), begun["next"])
    assert [row["records"][0]["id"] for row in rows] == [tag.pk]


def test_pages_of_any_size_have_the_same_in_the_same_order(as_reader: APIClient) -> None:
    TagFactory.create_batch(5)
    whole, _ = read_until(as_reader, newest())
    assert len(whole) == 5
    assert read_until(as_reader, newest(), page_size=2)[0] == whole


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMl0"])
def test_what_is_no_cursor_is_refused_by_name(cursor: str, as_reader: APIClient) -> None:
    answer = as_reader.get(CHANGES, {"since": cursor})
    assert problem_of(answer, 400, "invalid-cursor")
    assert fields_of(answer) == {"since"}


def test_another_parameter_is_refused_by_name(as_reader: APIClient) -> None:
    assert fields_of(as_reader.get(CHANGES, {"cursor": "W10"})) == {"cursor"}


def test_a_reader_that_stops_and_goes_on_misses_nothing_and_gets_nothing_twice(as_reader: APIClient) -> None:
    def write(who: int) -> None:
        for number in range(EACH):
            with changing(ChangeKind.EDIT, by=f"writer {who}"):
                Tag.objects.create(name=f"{who}.{number}")
                sleep(0.002 * (who % 3))  # some begin early and commit late
        connection.close()

    threads = [Thread(target=write, args=(who,)) for who in range(WRITERS)]
    for thread in threads:
        thread.start()
    rows: list[Any] = []
    address = f"{CHANGES}?page_size=3"
    while any(thread.is_alive() for thread in threads):
        read = page(as_reader, address)
        rows, address = rows + read["results"], read["next"]
    for thread in threads:
        thread.join(60)
    with changing(ChangeKind.EDIT, by="the last"):
        Tag.objects.create(name="last")
    rows += read_until(as_reader, newest(), address)[0]
    assert [row["id"] for row in rows] == list(
        Change.objects.order_by("transaction", "id").values_list("pk", flat=True)
    )
    assert len(rows) == WRITERS * EACH + 1
    assert {row["records"][0]["id"] for row in rows} == set(Tag.objects.values_list("pk", flat=True))
    for who in range(WRITERS):
        own = [row["id"] for row in rows if row["actor"] == f"writer {who}"]
        assert own == sorted(own)


def test_what_is_gone_stays_told(as_administrator: APIClient) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    as_administrator.delete(f"{V1}claims/{claim.pk}/", headers=ANY)
    rows, _ = read_until(as_administrator, newest())
    what = [
        deed["what"] for row in rows for deed in row["records"] if (deed["record"], deed["id"]) == ("claim", claim.pk)
    ]
    assert what == ["created", "deleted"]


def test_the_place_before_the_first_change_holds(as_reader: APIClient) -> None:
    begun = page(as_reader, since="now")["next"]
    assert page(as_reader, begun) == {"next": begun, "results": []}


@pytest.mark.parametrize("got_its_number", [False, True])
def test_a_place_that_was_lost_with_the_database_is_gone(got_its_number: bool, as_reader: APIClient) -> None:
    TagFactory()
    kept = newest()
    TagFactory()
    lost = Change.objects.latest("pk")
    _, place = read_until(as_reader, lost.pk)
    Change.objects.filter(pk=lost.pk).update(at=lost.at - timedelta(days=1))  # as brought back from a copy of before
    if not got_its_number:
        Tag.history.filter(change=lost).delete()
        Change.objects.filter(pk=lost.pk).delete()
    answer = as_reader.get(place)
    assert "since=now" in problem_of(answer, 410, "place-gone")["detail"]
    assert read_until(as_reader, kept)[0][0]["id"] == kept
    anew = page(as_reader, since="now")["next"]
    assert page(as_reader, anew)["results"] == []


def test_changes_from_another_server_are_told_once_migrate_has_run(as_reader: APIClient) -> None:
    TagFactory.create_batch(2)
    first, _ = read_until(as_reader, newest())
    Change.objects.update(transaction=F("transaction") + 2**40)  # of a server that has done far more
    held_back = connection.vendor == "postgresql"  # SQLite numbers no transactions
    assert page(as_reader)["results"] == ([] if held_back else first)
    call_command("migrate", verbosity=0)
    TagFactory()
    rows, _ = read_until(as_reader, newest())
    assert rows[:-1] == first
    assert Change.objects.number_restored() == 0  # its own it leaves as they are
