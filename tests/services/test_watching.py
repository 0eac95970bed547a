"""Articles of feeds are looked at again: a silent edit becomes a new version, and all else leaves no trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from claims import tasks
from claims.models import Article, Change, Claim, Feed, FeedEntry, Intake
from claims.services import watching
from claims.services.incoming import Incoming
from tests.factories import FeedFactory
from tests.news_site import PAGE, NewsSite, answer, redirect
from tests.working import work_off

pytestmark = pytest.mark.django_db

EDITED = PAGE.replace("in May", "in June")


def taken_in(site: NewsSite, page: str = PAGE, *, words: str = "", **headers: str) -> FeedEntry:
    """The entry of an article that came in by a feed."""
    link = site.serve(answer(page, **headers)) if page else f"{site.url}/none"
    item = f"<item><link>{link}</link><content:encoded><![CDATA[{words}]]></content:encoded></item>"
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    feed = f"<rss version='2.0' {space}><channel>{item}</channel></rss>"
    FeedFactory(url=site.serve(answer(feed), "/feed.xml"))
    tasks.poll_due_feeds()
    work_off()
    return FeedEntry.objects.get()


def look_after(hours: float) -> None:
    """Let the entry have been seen so many hours ago, and the worker do what is due."""
    ago = timezone.now() - timedelta(hours=hours)
    for entry in FeedEntry.objects.all():
        entry.seen_at = ago
        entry.look_at = watching.look_at(ago, entry.looks)
        entry.save()
    tasks.look_at_watched()
    work_off()


def versions() -> int:
    return Article.objects.get().versions.count()


def test_a_silent_edit_becomes_a_new_version(news_site: NewsSite) -> None:
    taken_in(news_site)
    news_site.serve(answer(EDITED))
    look_after(0.9)
    assert versions() == 1
    look_after(1)
    assert versions() == 2
    assert "It opens in June" in Article.objects.get().current_version.text
    assert FeedEntry.objects.get().intake == Intake.objects.latest("id")
    look_after(6)
    assert (versions(), Intake.objects.count()) == (2, 2)


@pytest.mark.parametrize("page", [PAGE, PAGE.replace("<body>", "<body><!-- 7,000 readers -->"), "", "<p>Log in.</p>"])
def test_what_has_the_same_text_or_cannot_be_read_leaves_no_trace(news_site: NewsSite, page: str) -> None:
    taken_in(news_site)
    news_site.serve(answer(page, 200 if page else 404))
    look_after(1)
    assert (versions(), Intake.objects.count()) == (1, 1)


REPORT = "<p>The board heard {} speakers that evening, and each had two minutes for what the bridge means to them.</p>"
LONG = PAGE.replace("</article>", "".join(map(REPORT.format, range(9))) + "</article>")


@pytest.mark.parametrize("offer", ["", "<p>Get all of it for £1 a week.</p>"])
def test_the_start_that_is_left_for_those_who_do_not_pay_replaces_nothing(news_site: NewsSite, offer: str) -> None:
    taken_in(news_site, LONG)
    news_site.serve(answer(PAGE.replace("</article>", f"{offer}</article>")))
    look_after(1)
    assert (versions(), Intake.objects.count()) == (1, 1)


@pytest.mark.parametrize("edited", [LONG.replace(REPORT.format(8), ""), EDITED.replace("The old bridge", "A bridge")])
def test_a_shorter_text_that_is_not_its_start_alone_is_an_edit(news_site: NewsSite, edited: str) -> None:
    taken_in(news_site, LONG)
    news_site.serve(answer(edited))
    look_after(1)
    assert versions() == 2


def test_a_page_is_asked_whether_it_has_changed(news_site: NewsSite) -> None:
    taken_in(news_site, etag='"7"')
    news_site.serve(answer(b"", 304))
    look_after(1)
    assert news_site.requests[-1][1]["if-none-match"] == '"7"'
    assert versions() == 1


def test_it_is_looked_at_five_times_in_a_week(news_site: NewsSite) -> None:
    taken_in(news_site)
    before = len(news_site.requests)
    for hours in (1, 6, 24, 72, 168, 400):
        look_after(hours)
    assert len(news_site.requests) - before == 5
    assert FeedEntry.objects.get().look_at is None


def test_looks_that_were_missed_are_made_up_for_by_one(news_site: NewsSite) -> None:
    taken_in(news_site)
    look_after(30)
    entry = FeedEntry.objects.get()
    assert entry.looks == 3
    assert entry.look_at == entry.seen_at + timedelta(hours=72)


def test_the_setting_says_when_or_never(news_site: NewsSite, settings: Settings) -> None:
    settings.FEED_WATCH_HOURS = []
    assert taken_in(news_site).look_at is None


def test_an_article_of_a_paused_feed_is_left_alone(news_site: NewsSite) -> None:
    taken_in(news_site)
    Feed.objects.update(active=False)
    look_after(1)
    assert FeedEntry.objects.get().looks == 0


def test_what_was_read_from_the_feed_is_not_compared_with_its_page(news_site: NewsSite) -> None:
    taken_in(
        news_site, "", words="<p>“It opens in May,” Ada Lind, the mayor, said on Monday after the meeting.</p>" * 8
    )
    news_site.serve(answer(EDITED), "/none")
    look_after(1)
    assert versions() == 1


def test_an_entry_whose_intake_is_gone_is_passed_over(news_site: NewsSite) -> None:
    taken_in(news_site)
    Intake.objects.all().delete()
    look_after(1)
    assert not Intake.objects.exists()


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_missing_is_noted_once_until_it_is_there_again(news_site: NewsSite, status: int) -> None:
    taken_in(news_site)
    before = Change.objects.count()
    news_site.serve(answer("", status))
    look_after(1)
    since = Article.objects.get().page_missing_since
    assert since is not None
    look_after(6)
    assert Article.objects.get().page_missing_since == since
    (change,) = Change.objects.all()[before:]
    assert (change.actor, change.note) == (f"feed of {Feed.objects.get().outlet.name}", "Its page is missing.")
    assert versions() == 1
    assert Claim.objects.exists()
    news_site.serve(answer(PAGE))
    look_after(24)
    assert Article.objects.get().page_missing_since is None
    assert Change.objects.latest("id").note == "Its page is there again."


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_page_that_cannot_be_read_may_be_there_still(news_site: NewsSite, status: int) -> None:
    taken_in(news_site)
    news_site.serve(answer("<p>Log in.</p>", status))
    look_after(1)
    assert Article.objects.get().page_missing_since is None


@pytest.mark.parametrize("shown", [EDITED, "<p>Log in.</p>"])
def test_a_page_that_leads_to_the_front_page_now_is_missing(news_site: NewsSite, shown: str) -> None:
    taken_in(news_site)
    news_site.serve(answer(shown), "/")
    news_site.serve(redirect("/"))
    look_after(1)
    assert Article.objects.get().page_missing_since is not None
    assert versions() == 1


@pytest.mark.parametrize("to", ["/", "/bridge-2"])
def test_a_page_that_leads_to_its_own_words_or_to_a_form_is_there_still(news_site: NewsSite, to: str) -> None:
    taken_in(news_site)
    news_site.serve(answer(PAGE if to == "/" else "<p>Log in.</p>"), to)
    news_site.serve(redirect(to))
    look_after(1)
    assert Article.objects.get().page_missing_since is None


@pytest.mark.parametrize("later", [PAGE, EDITED])
def test_a_missing_page_that_somebody_takes_in_is_there_again(news_site: NewsSite, later: str) -> None:
    taken_in(news_site)
    news_site.serve(answer("", 404))
    look_after(1)
    url = news_site.serve(answer(later))
    tasks.take_in_later(incoming=Incoming.at_address(url, {}), by="desk")
    work_off()
    assert Article.objects.get().page_missing_since is None


def test_an_offered_start_replaces_nothing_however_often_it_is_seen(news_site: NewsSite) -> None:
    taken_in(news_site, LONG)
    start = PAGE.replace("</article>", "<p>Get all of it for £{} a week.</p></article>")
    for price, hours in enumerate((1, 6, 24), start=1):
        news_site.serve(answer(start.format(price)))
        look_after(hours)
    assert (FeedEntry.objects.get().looks, versions(), Intake.objects.count()) == (3, 1, 1)
