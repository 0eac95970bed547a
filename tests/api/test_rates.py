"""Rates: so many requests a minute of each caller, whichever process answers."""

from __future__ import annotations

import re
from threading import Thread
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.api import throttles
from claims.models import RateCount
from claims.services import rates, working
from claims.services.rates import Meter
from newsapp.accounts.models import Token, User
from tests.api.helpers import V1, problem_of

ME = f"{V1}claims/"
NOON = 29_000_000 * 60.0


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """It is 18 seconds past noon, and nobody has asked for anything."""
    monkeypatch.setattr(throttles.time, "time", lambda: NOON + 18)
    monkeypatch.setattr(throttles, "METER", Meter())
    settings.RATE_SIGNED_IN, settings.RATE_VISITORS = 3, 2


@pytest.mark.django_db
class TestAnswers:
    def test_each_says_how_many_are_left_and_one_too_many_is_refused(self, as_visitor: APIClient) -> None:
        told = [as_visitor.get(ME)["RateLimit"] for _ in range(2)]
        assert told == ['"address";r=1;t=42', '"address";r=0;t=42']
        refused = as_visitor.get(ME)
        problem_of(refused, 429, "throttled")
        assert (refused["Retry-After"], refused["RateLimit"]) == ("42", '"address";r=0;t=42')
        assert refused["RateLimit-Policy"] == '"address";q=2;w=60'

    def test_the_next_minute_is_new(self, as_visitor: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
        assert [as_visitor.get(ME).status_code for _ in range(3)] == [200, 200, 429]
        monkeypatch.setattr(throttles.time, "time", lambda: NOON + 60)
        assert as_visitor.get(ME)["RateLimit"] == '"address";r=1;t=60'

    def test_each_token_user_and_address_is_counted_by_itself(self, editor: User, as_editor: APIClient) -> None:
        told = [as_editor.get(ME)["RateLimit"]]
        for name in ("one", "other"):
            _, secret = Token.objects.create(editor, name=name)
            told.append(Client().get(ME, headers={"Authorization": f"Token {secret}"})["RateLimit"])
        told += [Client(REMOTE_ADDR=address).get(ME)["RateLimit"] for address in ("192.0.2.1", "192.0.2.2")]
        assert [re.sub(";t.*", "", one) for one in told] == ['"user";r=2', *['"token";r=2'] * 2, *['"address";r=1'] * 2]

    def test_nobody_says_an_address_of_his_own(self, as_visitor: APIClient) -> None:
        answers = [as_visitor.get(ME, headers={"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]

    def test_a_refused_write_writes_nothing(self, as_editor: APIClient) -> None:
        answers = [as_editor.post(f"{V1}tags/", {"name": f"bridges {n}"}) for n in range(4)]
        assert [answer.status_code for answer in answers] == [201, 201, 201, 429]

    def test_pages_are_not_counted(self, client: Client) -> None:
        assert [client.get("/claims/").status_code for _ in range(5)] == [200] * 5
        assert not RateCount.objects.exists()

    def test_without_a_limit_nothing_is_said_or_counted(self, as_visitor: APIClient, settings: Settings) -> None:
        settings.RATE_VISITORS = 0
        answers = [as_visitor.get(ME) for _ in range(5)]
        assert all(answer.status_code == 200 and "RateLimit" not in answer for answer in answers)
        assert not RateCount.objects.exists()

    def test_counts_of_minutes_that_are_over_are_forgotten(self, as_visitor: APIClient) -> None:
        as_visitor.get(ME)
        working.beat("a worker")
        assert not RateCount.objects.exists()


@pytest.mark.django_db
class TestMeters:
    def test_processes_share_the_limit_and_give_out_no_more(self) -> None:
        processes = [Meter() for _ in range(4)]
        given = sum(processes[n % 4].spend("a", 1000, NOON) >= 0 for n in range(3000))
        assert given == 1000

    def test_a_count_costs_a_statement_in_a_fiftieth_of_the_limit(self, query_count: Any) -> None:
        meter = Meter()
        assert query_count(lambda: [meter.spend("a", 1000, NOON) for _ in range(200)]) == 10
        assert query_count(lambda: [meter.spend("a", 1000, NOON) for _ in range(5000)]) == 40

    def test_a_database_that_takes_no_writes_refuses_nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def locked(*args: object) -> int:
            raise OperationalError("database is locked")

        monkeypatch.setattr(rates, "_take", locked)
        assert [Meter().spend("a", 1, NOON) for _ in range(3)] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_threads_of_several_processes_give_out_the_limit_and_no_more() -> None:
    processes, given = [Meter(), Meter()], []

    def run(meter: Meter) -> None:
        try:
            given.extend(meter.spend("a", 100, NOON) >= 0 for _ in range(60))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[processes[n % 2]]) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(given), sum(given)) == (360, 100)
