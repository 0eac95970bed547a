"""Pages are asked for one after the other: those of feeds with a pause, a person's single one as soon as it can be."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler
from threading import Barrier, Lock, Thread

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from claims import tasks
from claims.choices import IntakeState
from claims.models import Article, Intake
from claims.services import asking, hosts, intakes, watching
from claims.services.hosts import HostBusyError
from claims.services.incoming import Incoming
from newsapp.accounts.models import User
from tests.factories import FeedFactory
from tests.news_site import PAGE, Answer, NewsSite, answer, redirect
from tests.rss import item, rss
from tests.working import work_off

HOST = "127.0.0.1"
WORDS = "<p>“It opens in May,” Ada Lind, the mayor, said on Monday after the meeting.</p>" * 8


class Clock:
    """Stands still until it is put on, so that no pause ever ends by itself."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def work_off_after(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        work_off()

    def seconds_until(self, moment: datetime | None) -> float | None:
        return moment and (moment - self.now).total_seconds()

    def waits(self) -> list[float | None]:
        """For how many seconds each Intake waits for its server; None for those that do not."""
        times = Intake.objects.order_by("pk").values_list("waits_until", flat=True)
        return [self.seconds_until(moment) for moment in times]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Settings, db: None) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    settings.FETCH_PAUSE_SECONDS = 2
    return clock


def ask_for(*urls: str, by: User | str) -> None:
    for url in urls:
        tasks.take_in_later(incoming=Incoming.at_address(url, {}), by=by)


def pages(site: NewsSite, count: int) -> list[str]:
    return [site.serve(answer(PAGE.replace("three", f"{n + 3}")), f"/{n}") for n in range(count)]


def states() -> list[str]:
    return list(Intake.objects.order_by("pk").values_list("state", flat=True))


class TestFeeds:
    def announce(self, site: NewsSite, count: int, page: Answer | None = None, *, words: str = "") -> None:
        """The articles of a feed at another host, whose pages are at ours, wait to be taken in."""
        for number in range(1, count + 1):
            site.serve(page or answer(PAGE.replace("three", f"{number + 3}")), f"/bridge/{number}")
        items = [item(number, site=site, text=words) for number in range(count, 0, -1)]
        url = site.serve(answer(rss(*items)), "/feed.xml").replace(HOST, "localhost")
        tasks.poll_feed.func(FeedFactory(url=url).pk)

    def test_each_page_waits_for_its_turn_and_is_asked_for_then(self, news_site: NewsSite, clock: Clock) -> None:
        self.announce(news_site, 4)
        work_off()
        assert clock.waits() == [None, 2, 4, 6]
        assert [path for path, _ in news_site.requests] == ["/feed.xml", "/bridge/1"]
        for _ in range(3):
            clock.work_off_after(2)
        assert states() == ["done"] * 4
        assert clock.waits() == [None] * 4
        assert DBTaskResult.objects.filter(task_path=tasks.run_intake.module_path).count() == 4 + 3

    def test_what_the_feed_has_is_taken_where_the_server_wants_to_be_left_alone(
        self, news_site: NewsSite, clock: Clock
    ) -> None:
        self.announce(news_site, 2, answer(b"", 503, retry_after="90"), words=WORDS)
        with hosts.leased(HOST):
            work_off()
            assert states() == ["waiting", "waiting"]
        clock.work_off_after(2)
        clock.work_off_after(2)
        assert states() == ["done", "done"]
        assert [path for path, _ in news_site.requests] == ["/feed.xml", "/bridge/1"]
        assert all("It opens in May" in article.current_version.text for article in Article.objects.all())

    def test_who_is_given_up_is_given_up_for_all_of_the_feed(self, news_site: NewsSite, clock: Clock) -> None:
        self.announce(news_site, 3, answer(b"", 503, retry_after="7200"))
        work_off()
        ask_for(*pages(news_site, 1), by="another feed")
        clock.work_off_after(2)
        assert states() == ["failed"] * 3 + ["waiting"]
        assert len(news_site.requests) == 2

    def test_a_look_at_a_page_again_waits_too(self, news_site: NewsSite, clock: Clock) -> None:
        self.announce(news_site, 1)
        work_off()
        clock.now += timedelta(hours=1)
        before = len(news_site.requests)
        with hosts.leased(HOST):
            tasks.look_at_watched()
            work_off()
        assert len(news_site.requests) == before
        later = clock.seconds_until(DBTaskResult.objects.get(status="READY").run_after)
        assert later is not None
        assert 2 <= later <= 2 + watching._SPREAD.total_seconds()
        clock.work_off_after(later)
        assert len(news_site.requests) == before + 1


class TestOnePerson:
    def test_a_single_address_passes_over_the_pause(self, news_site: NewsSite, clock: Clock, editor: User) -> None:
        with hosts.leased(HOST):
            pass
        ask_for(*pages(news_site, 1), by=editor)
        work_off()
        assert states() == ["done"]

    def test_but_not_over_who_is_asking(self, news_site: NewsSite, clock: Clock, editor: User) -> None:
        ask_for(*pages(news_site, 1), by=editor)
        with hosts.leased(HOST):
            work_off()
            assert (states(), clock.waits(), news_site.requests) == (["waiting"], [2], [])
        clock.work_off_after(2)
        assert (states(), clock.waits()) == (["done"], [None])

    def test_nor_over_what_the_server_asked_for(self, news_site: NewsSite, clock: Clock, editor: User) -> None:
        first, second = pages(news_site, 2)
        news_site.serve(answer(b"", 429, retry_after="90"), "/0")
        ask_for(first, by="a feed")
        work_off()
        ask_for(second, by=editor)
        clock.work_off_after(89)
        assert clock.waits() == [1, 1]
        news_site.serve(answer(), "/0")
        clock.work_off_after(1)
        assert states() == ["done", "done"]

    def test_nor_where_it_is_given_up(self, news_site: NewsSite, clock: Clock, editor: User) -> None:
        first, second = pages(news_site, 2)
        news_site.serve(answer(b"", 503, retry_after="7200"), "/0")
        ask_for(first, by="a feed")
        ask_for(second, by=editor)
        work_off()
        assert states() == ["failed", "waiting"]
        assert clock.waits() == [None, 3600]
        assert Intake.objects.earliest("pk").error.endswith("for more than an hour. Try again later.")

    def test_who_asks_for_many_waits_as_a_feed_does(self, news_site: NewsSite, clock: Clock, editor: User) -> None:
        ask_for(*pages(news_site, 3), by=editor)
        work_off()
        assert states() == ["done", "waiting", "waiting"]
        assert clock.waits() == [None, 2, 4]


class TestSentOn:
    """From one server to another: 127.0.0.1 sends us on to localhost."""

    @pytest.fixture
    def short(self, news_site: NewsSite) -> str:
        elsewhere = news_site.serve(answer()).replace(HOST, "localhost")
        return news_site.serve(redirect(elsewhere), "/s/1")

    def asked(self, site: NewsSite) -> list[str]:
        return [path for path, _ in site.requests]

    def test_the_other_is_not_asked_while_it_is_for_another_page(
        self, news_site: NewsSite, clock: Clock, short: str
    ) -> None:
        ask_for(short, by="a feed")
        with hosts.leased("localhost"):
            work_off()
            assert (self.asked(news_site), clock.waits()) == (["/s/1"], [2])
        clock.work_off_after(2)
        assert (self.asked(news_site), states()) == (["/s/1", "/s/1", "/bridge"], ["done"])

    def test_nobody_else_asks_it_meanwhile(self, news_site: NewsSite, clock: Clock, short: str) -> None:
        with hosts.asking(HOST) as sent_on:
            sent_on("localhost")
            sent_on(HOST)
            assert (hosts.lease(HOST), hosts.lease("localhost")) == (None, None)
        clock.now += timedelta(seconds=2)
        assert hosts.lease(HOST)
        assert hosts.lease("localhost")

    def test_what_the_other_asks_for_is_kept_to(self, news_site: NewsSite, clock: Clock, short: str) -> None:
        news_site.serve(answer(b"", 429, retry_after="90"))
        ask_for(short, by="a feed")
        work_off()
        assert clock.waits() == [90]
        with pytest.raises(HostBusyError) as caught, hosts.leased("localhost", hurried=True):
            pass
        assert (caught.value.left_alone, clock.seconds_until(caught.value.until)) == (True, 90)


@pytest.mark.django_db
class TestAtOnce:
    """As `manage.py ingest` does, by the clock of the wall."""

    def test_it_waits_until_the_pause_is_over(self, news_site: NewsSite, settings: Settings) -> None:
        settings.FETCH_PAUSE_SECONDS = 0.2
        start = time.monotonic()
        for url in pages(news_site, 2):
            intakes.take_in_now(incoming=Incoming.at_address(url, {}), by="a test")
        assert time.monotonic() - start >= 0.2
        assert states() == ["done", "done"]

    def test_it_does_not_wait_for_long(self, news_site: NewsSite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(asking, "_PATIENCE", 0.1)
        with hosts.leased(HOST), pytest.raises(HostBusyError, match="is being asked for another page"):
            intakes.take_in_now(incoming=Incoming.at_address(pages(news_site, 1)[0], {}), by="a test")
        assert news_site.requests == []
        failed = Intake.objects.get()
        assert (failed.state, failed.error_code) == (IntakeState.FAILED, "host-busy")

    def test_who_has_taken_a_lease_over_keeps_it(self) -> None:
        with hosts.leased(HOST):
            hosts.Host.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
            later = hosts.lease(HOST)
        assert later
        assert hosts.lease(HOST) is None


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_never_ask_one_server_at_once(news_site: NewsSite) -> None:
    lock, most = Lock(), 0
    asked: list[BaseHTTPRequestHandler] = []

    def slowly(request: BaseHTTPRequestHandler) -> None:
        nonlocal most
        with lock:
            asked.append(request)
            most = max(most, len(asked))
        time.sleep(0.2)
        with lock:
            asked.remove(request)
        answer(b"", 404)(request)

    ask_for(*(news_site.serve(slowly, f"/{number}") for number in range(3)), by="a test")
    start, later = Barrier(3), []

    def work(number: int) -> None:
        start.wait()
        later.append(intakes.run(number))
        connection.close()

    threads = [Thread(target=work, args=(pk,)) for pk in Intake.objects.values_list("pk", flat=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert len(news_site.requests) == sum(moment is None for moment in later)
    assert sorted(states()) == ["failed"] * len(news_site.requests) + ["waiting"] * (3 - len(news_site.requests))
