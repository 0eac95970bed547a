"""Polling: what a feed announces is taken in once, and a server that fails, lies or never ends harms nobody."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from claims import tasks
from claims.choices import IntakeState
from claims.models import Article, Change, Feed, FeedEntry, Intake
from claims.services import hosts, polling
from tests.factories import ArticleFactory, FeedFactory
from tests.news_site import PAGE, NewsSite, answer, redirect
from tests.rss import item, rss
from tests.working import work_off
from tests.writing import delete

pytestmark = pytest.mark.django_db

WORDS = "<p>“It opens in May,” Ada Lind, the mayor, said on Monday after the council had met for three hours.</p>" * 6


def polled(feed: Feed) -> Feed:
    """The feed after one more poll."""
    polling.poll(feed.pk, then=lambda number: None)
    feed.refresh_from_db()
    return feed


def at(site: NewsSite, body: bytes | str, **headers: str) -> Feed:
    return FeedFactory(url=site.serve(answer(body, **headers), "/feed.xml"))


def addresses() -> list[str]:
    return list(Intake.objects.order_by("id").values_list("url", flat=True))


class TestWhatIsNew:
    def test_each_new_entry_becomes_an_article_of_the_feeds_outlet(self, news_site: NewsSite) -> None:
        news_site.serve(answer(), "/bridge/1")
        feed = at(news_site, rss(item(1, site=news_site)))
        tasks.poll_due_feeds()
        work_off()
        article = Article.objects.get()
        assert (article.title, article.outlet) == ("A bridge opens in May", feed.outlet)
        assert Change.objects.latest("id").actor == f"feed of {feed.outlet.name}"
        feed.refresh_from_db()
        assert feed.last_result == "1 new of 1 entry."
        assert feed.succeeded_at

    def test_it_becomes_one_once_though_polled_again(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(item(1), item(2)))
        polled(feed)
        assert polled(feed).last_result == "0 new of 2 entries."
        assert len(addresses()) == 2

    def test_another_spelling_or_another_address_under_the_same_id_is_no_new_one(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(item(1)))
        polled(feed)
        again = item(1).replace("https://post.example", "http://www.post.example").replace("id-1", "other")
        at_once = item(1).replace("/bridge/1", "/bridge/1-opens")
        news_site.serve(answer(rss(again, at_once)), "/feed.xml")
        assert polled(feed).last_result == "0 new of 2 entries."

    def test_what_another_feed_announced_is_not_taken_in_twice(self, news_site: NewsSite) -> None:
        polled(at(news_site, rss(item(1))))
        polled(FeedFactory(url=news_site.serve(answer(rss(item(1), item(2))), "/world.xml")))
        assert addresses() == ["https://post.example/bridge/1", "https://post.example/bridge/2"]

    def test_an_article_that_is_there_already_is_not_fetched(self, news_site: NewsSite) -> None:
        ArticleFactory(url="https://post.example/bridge/1")
        polled(at(news_site, rss(item(1))))
        assert addresses() == []

    def test_fifty_are_taken_in_at_a_time_the_oldest_first_and_the_others_later(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(*map(item, range(120, 0, -1))), etag='"1"')
        assert polled(feed).last_result == "50 new of 120 entries; 70 wait for the next time."
        assert addresses() == [f"https://post.example/bridge/{number}" for number in range(1, 51)]
        assert polled(feed).last_result == "50 new of 120 entries; 20 wait for the next time."
        assert polled(feed).last_result == "20 new of 120 entries."
        assert len(set(addresses())) == 120

    def test_a_feed_of_ten_thousand_entries_is_no_other(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(*map(item, range(10_000))))
        assert polled(feed).last_result == "50 new of 10000 entries; 9950 wait for the next time."
        assert addresses()[0] == "https://post.example/bridge/0"

    def test_a_poll_is_no_change_and_stales_nobodys_etag(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(item(1)))
        before = Change.objects.count()
        polled(feed)
        assert (Change.objects.count(), feed.revision, feed.history.count()) == (before, 1, 1)

    def test_the_words_of_the_feed_are_read_where_the_page_cannot_be(self, news_site: NewsSite) -> None:
        at(news_site, rss(item(1, site=news_site, text=WORDS)))
        tasks.poll_due_feeds()
        work_off()
        intake, article = Intake.objects.get(), Article.objects.get()
        assert (intake.state, intake.original) == (IntakeState.DONE, intake.spare)
        assert (article.title, article.url) == ("Bridge 1", f"{news_site.url}/bridge/1")
        assert article.published_at == datetime(2026, 3, 2, 0, 1, tzinfo=UTC)
        assert "It opens in May" in article.current_version.text

    def test_the_page_is_read_where_it_can_be_whatever_the_feed_has(self, news_site: NewsSite) -> None:
        news_site.serve(answer(), "/bridge/1")
        at(news_site, rss(item(1, site=news_site, text=WORDS)))
        tasks.poll_due_feeds()
        work_off()
        assert Intake.objects.select_related("original").get().original.data() == PAGE.encode()

    def test_a_teaser_is_no_article(self, news_site: NewsSite) -> None:
        at(news_site, rss(item(1, site=news_site, text="<p>The bridge opens.</p>")))
        tasks.poll_due_feeds()
        work_off()
        assert Intake.objects.get().error_code == "http-status"


class TestWhatIsAsked:
    def test_what_has_not_changed_costs_nothing(self, news_site: NewsSite) -> None:
        date = "Mon, 02 Mar 2026 09:00:00 GMT"
        feed = polled(at(news_site, rss(item(1)), etag='W/"7"', last_modified=date))
        news_site.serve(answer(b"", 304), "/feed.xml")
        assert polled(feed).last_result == "Nothing has changed since the last time."
        asked = news_site.requests[-1][1]
        assert (asked["if-none-match"], asked["if-modified-since"]) == ('W/"7"', date)
        assert "application/rss+xml" in asked["accept"]
        assert polled(feed).failures == 0
        assert news_site.requests[-1][1]["if-none-match"] == 'W/"7"'

    def test_another_address_is_asked_for_all_it_has(self, news_site: NewsSite) -> None:
        feed = polled(at(news_site, rss(item(1)), etag='"7"'))
        Feed.objects.update(url=news_site.serve(answer(rss(item(2))), "/other.xml"))
        polled(feed)
        assert "if-none-match" not in news_site.requests[-1][1]

    def test_those_left_for_the_next_time_come_though_nothing_changes(self, news_site: NewsSite) -> None:
        feed = polled(at(news_site, rss(*map(item, range(60))), etag='"7"'))
        polled(feed)
        assert "if-none-match" not in news_site.requests[-1][1]

    def test_a_redirect_is_followed_and_links_are_those_of_its_end(self, news_site: NewsSite) -> None:
        relative = rss(item(1)).replace("https://post.example", "")
        news_site.serve(answer(relative), "/feeds/all.xml")
        feed = polled(FeedFactory(url=news_site.serve(redirect("/feeds/all.xml"), "/feed.xml")))
        assert feed.last_result == "1 new of 1 entry."
        assert addresses() == [f"{news_site.url}/bridge/1"]


def endless(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n<rss version='2.0'>")
    while True:
        request.wfile.write(b"<item></item>" * 10_000)


BOMB = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel>&b;</channel></rss>'


class TestWhatFails:
    @pytest.mark.parametrize(
        ("body", "status", "reason"),
        [
            ("gone", 404, "404 Not Found"),
            ("broken", 500, "500 Internal Server Error"),
            (PAGE, 200, "This is no feed."),
            ('{"version": "1"}', 200, "no JSON Feed"),
            ("", 200, "This is no feed."),
            (b"\x89PNG\r\n", 200, "This is no feed."),
            (BOMB, 200, "entities of its own"),
            (BOMB.encode("utf-16"), 200, "entities of its own"),
            ("/etc/passwd", 200, "This is no feed."),
        ],
    )
    def test_it_says_why(self, news_site: NewsSite, body: bytes | str, status: int, reason: str) -> None:
        feed = polled(FeedFactory(url=news_site.serve(answer(body, status), "/feed.xml")))
        assert reason in feed.last_result
        assert (feed.failures, feed.succeeded_at, feed.leased_until) == (1, None, None)

    def test_a_feed_without_end_is_cut_off(self, news_site: NewsSite) -> None:
        feed = polled(FeedFactory(url=news_site.serve(endless, "/feed.xml")))
        assert "more than 10 MB" in feed.last_result

    def test_a_broken_feed_is_read_as_far_as_it_goes(self, news_site: NewsSite) -> None:
        feed = polled(at(news_site, rss(item(1), item(2))[:-90]))
        assert feed.failures == 0
        assert "https://post.example/bridge/1" in addresses()

    def test_entries_without_an_articles_address_are_passed_over(self, news_site: NewsSite) -> None:
        odd = ["javascript:alert(1)", "https://user:secret@post.example/x", "https://post.example/", "", "http://[x/y"]
        feed = polled(at(news_site, rss(*(f"<item><link>{link}</link></item>" for link in odd), item(1))))
        assert addresses() == ["https://post.example/bridge/1"]
        assert feed.last_result == "1 new of 1 entry."

    def test_the_wait_doubles_to_a_day(self, news_site: NewsSite) -> None:
        feed = FeedFactory(url=f"{news_site.url}/none.xml", every_minutes=30)
        waits = []
        for _ in range(8):
            before = timezone.now()
            waits.append((polled(feed).next_at - before) / timedelta(hours=1))
        assert all(wait <= found <= wait * 1.2 for wait, found in zip([1, 2, 4, 8, 16, 24, 24, 24], waits, strict=True))

    def test_one_that_is_gone_for_good_is_not_polled_any_more(self, news_site: NewsSite) -> None:
        feed = polled(FeedFactory(url=news_site.serve(answer("gone", 410), "/feed.xml")))
        assert (feed.state, feed.failures) == ("stopped", 1)
        assert feed.last_result.endswith(
            "410 Gone; no article was fetched. It is gone for good and is not polled any more."
        )
        Feed.objects.update(next_at=timezone.now())
        assert polling.due() == []
        news_site.serve(answer(rss(item(1))), "/feed.xml")
        assert polled(feed).state == "active"

    @pytest.mark.parametrize("status", [429, 503])
    @pytest.mark.parametrize("form", ["seconds", "date"])
    def test_a_server_that_asks_to_wait_is_left_alone_for_as_long(
        self, news_site: NewsSite, status: int, form: str
    ) -> None:
        before = timezone.now()
        told = (
            "172800" if form == "seconds" else format_datetime(before.astimezone(UTC) + timedelta(days=2), usegmt=True)
        )
        feed = FeedFactory(url=news_site.serve(answer("later", status, retry_after=told), "/feed.xml"))
        wait = polled(feed).next_at - before
        assert timedelta(days=2, seconds=-1) <= wait <= timedelta(days=2) * 1.1 + timedelta(minutes=1)
        assert feed.state == "active"

    def test_others_leave_it_alone_too(self, news_site: NewsSite) -> None:
        feed = polled(FeedFactory(url=news_site.serve(answer("later", 429, retry_after="600"), "/feed.xml")))
        assert "429 Too Many Requests" in feed.last_result
        other = polled(FeedFactory(url=news_site.serve(answer(rss(item(1))), "/other.xml")))
        assert (other.polled_at, other.failures, len(news_site.requests)) == (None, 0, 1)
        assert other.last_result == "127.0.0.1 asked to be left alone for now."
        assert timedelta(minutes=9) < other.next_at - timezone.now() <= timedelta(minutes=10)

    def test_a_wait_shorter_than_ours_hurries_nobody(self, news_site: NewsSite) -> None:
        before = timezone.now()
        feed = FeedFactory(url=news_site.serve(answer("later", 503, retry_after="1"), "/feed.xml"), every_minutes=30)
        assert polled(feed).next_at - before >= timedelta(hours=1)

    def test_a_success_forgets_the_failures(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss())
        Feed.objects.update(failures=9, failing_since=timezone.now() - timedelta(days=9), stopped_at=timezone.now())
        polled(feed)
        assert (feed.failures, feed.failing_since, feed.state) == (0, None, "active")

    def test_after_a_week_of_failures_it_is_not_polled_any_more(self, news_site: NewsSite) -> None:
        feed = polled(FeedFactory(url=f"{news_site.url}/none.xml"))
        Feed.objects.update(failing_since=timezone.now() - timedelta(days=6, hours=23), next_at=timezone.now())
        assert polled(feed).state == "active"
        Feed.objects.update(failing_since=timezone.now() - timedelta(days=7), next_at=timezone.now())
        assert polled(feed).state == "stopped"
        assert "has failed for a week and is not polled any more" in feed.last_result
        Feed.objects.update(next_at=timezone.now())
        assert polling.due() == []


class TestWhoPolls:
    def test_a_feed_is_due_once_whoever_asks(self) -> None:
        feed = FeedFactory()
        FeedFactory(active=False)
        FeedFactory(next_at=timezone.now() + timedelta(minutes=1))
        assert polling.due() == [feed.pk]
        assert polling.due() == []

    def test_a_second_worker_leaves_it_alone(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(item(1)))
        Feed.objects.update(leased_until=timezone.now() + timedelta(minutes=1))
        assert polled(feed).polled_at is None
        assert news_site.requests == []

    def test_what_a_killed_worker_was_at_is_polled_by_another(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(item(1)))
        Feed.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        assert polled(feed).last_result == "1 new of 1 entry."

    def test_one_that_was_taken_over_stores_nothing(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(item(1)))
        late = polling._claimed(feed.pk)
        assert late
        found = polling._ask(late)
        Feed.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        polled(feed)
        polling._succeed(late, found, polling._read(found), lambda number: None)
        assert len(addresses()) == 1

    def test_a_feed_deleted_meanwhile_brings_nothing(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss(item(1)))
        ours = polling._claimed(feed.pk)
        assert ours
        delete(feed)
        polling._succeed(ours, polling._ask(ours), [], lambda number: None)
        polling._fail(ours, "It is away.")
        assert not Feed.objects.exists()
        assert not FeedEntry.objects.exists()

    def test_two_feeds_of_one_host_are_not_asked_at_once(self, news_site: NewsSite) -> None:
        feed = at(news_site, rss())
        elsewhere = FeedFactory(url=feed.url.replace("127.0.0.1", "localhost"))
        with hosts.leased("127.0.0.1"):
            before = timezone.now()
            assert (polled(feed).polled_at, news_site.requests) == (None, [])
            feed.refresh_from_db()
            assert before < feed.next_at <= timezone.now() + timedelta(minutes=1)
            assert polled(elsewhere).succeeded_at
        assert polled(feed).succeeded_at


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_take_each_article_in_once(news_site: NewsSite) -> None:
    page = answer(rss(*map(item, range(5))))

    def slowly(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        page(request)

    feed = FeedFactory(url=news_site.serve(slowly, "/feed.xml"))
    start = Barrier(2)

    def work() -> None:
        start.wait()
        polling.poll(feed.pk, then=lambda number: None)
        connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(news_site.requests) == 1
    assert len(addresses()) == 5
