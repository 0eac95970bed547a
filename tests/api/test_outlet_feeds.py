"""The feeds of outlets through the API: kept by editors, polled by the worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Article, Feed, Outlet
from tests.api.helpers import ANY, V1, listed, problem_of
from tests.factories import FeedFactory, OutletFactory
from tests.news_site import NewsSite, answer
from tests.working import work_off

pytestmark = pytest.mark.django_db

FEEDS = f"{V1}feeds/"
ADDRESS = "https://post.example/feed.xml"


def test_a_feed_is_added_by_the_name_of_its_outlet_and_its_change_can_be_undone(as_editor: APIClient) -> None:
    answer = as_editor.post(FEEDS, {"outlet": "Evening Post", "url": ADDRESS, "every_minutes": 15})
    assert answer.status_code == 201
    feed = answer.json()
    assert feed["outlet"] == {"id": Outlet.objects.get().pk, "name": "Evening Post"}
    assert (feed["state"], feed["every_minutes"], feed["last_result"], feed["revision"]) == ("active", 15, "", 1)
    assert answer["ETag"] == '"1"'
    assert as_editor.post(f"{V1}changes/{answer['Change-Id']}/undo/").status_code == 201
    assert not Feed.objects.exists()


def test_an_outlet_that_is_there_is_the_one(as_editor: APIClient) -> None:
    outlet = OutletFactory(name="Evening Post")
    assert as_editor.post(FEEDS, {"outlet": "evening post", "url": ADDRESS}).json()["outlet"]["id"] == outlet.pk


@pytest.mark.parametrize(
    ("field", "value", "status", "code"),
    [
        ("url", "no address", 400, "invalid"),
        ("url", "ftp://post.example/feed.xml", 400, "invalid"),
        ("url", "https://user:secret@post.example/feed.xml", 400, "invalid-address"),
        ("url", "", 400, "blank"),
        ("outlet", "", 400, "blank"),
        ("outlet", 7, 400, "invalid"),
        ("every_minutes", 4, 400, "min-value"),
        ("every_minutes", 1441, 400, "max-value"),
        ("active", "perhaps", 400, "invalid"),
        ("etag", "1", 400, "unknown-field"),
    ],
)
def test_what_is_wrong_is_named(as_editor: APIClient, field: str, value: object, status: int, code: str) -> None:
    refused = as_editor.post(FEEDS, {"outlet": "Evening Post", "url": ADDRESS, field: value})
    assert refused.status_code == status
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert code in (refused.json()["code"], refused.json()["errors"][0]["code"])
    assert not Feed.objects.exists()


def test_an_address_is_one_feed(as_editor: APIClient) -> None:
    known, other = FeedFactory(url=ADDRESS), FeedFactory()
    refused = problem_of(as_editor.post(FEEDS, {"outlet": "Evening Post", "url": ADDRESS}), 409, "feed-exists")
    assert refused["errors"][0]["field"] == "url"
    problem_of(as_editor.patch(f"{FEEDS}{other.pk}/", {"url": ADDRESS}, headers=ANY), 409, "feed-exists")
    assert as_editor.patch(f"{FEEDS}{known.pk}/", {"url": ADDRESS}, headers=ANY).status_code == 200


def test_a_stale_change_is_refused_and_a_poll_stales_nothing(as_editor: APIClient, news_site: NewsSite) -> None:
    feed = FeedFactory(url=f"{news_site.url}/none.xml")
    path = f"{FEEDS}{feed.pk}/"
    tag = as_editor.get(path)["ETag"]
    as_editor.post(f"{path}poll/")
    work_off()
    assert as_editor.patch(path, {"every_minutes": 60}, headers={"If-Match": tag}).status_code == 200
    problem_of(as_editor.patch(path, {"every_minutes": 90}, headers={"If-Match": tag}), 412, "stale")


def test_it_is_polled_when_somebody_asks_and_says_how_it_went(as_editor: APIClient, news_site: NewsSite) -> None:
    link = news_site.serve(answer())
    body = f"<rss version='2.0'><channel><item><link>{link}</link></item></channel></rss>"
    later = timezone.now() + timedelta(hours=1)
    feed = FeedFactory(url=news_site.serve(answer(body), "/feed.xml"), next_at=later)
    assert as_editor.post(f"{FEEDS}{feed.pk}/poll/").status_code == 202
    work_off()
    shown = as_editor.get(f"{FEEDS}{feed.pk}/").json()
    assert (shown["last_result"], shown["failures"]) == ("1 new of 1 entry.", 0)
    assert shown["polled_at"] == shown["succeeded_at"]
    assert Article.objects.get().outlet == feed.outlet


def test_a_dead_feed_says_so_and_comes_back_when_it_answers_again(as_editor: APIClient, news_site: NewsSite) -> None:
    feed = FeedFactory(url=f"{news_site.url}/feed.xml", failures=20, failing_since=timezone.now() - timedelta(days=8))
    path = f"{FEEDS}{feed.pk}/"
    as_editor.post(f"{path}poll/")
    work_off()
    dead = as_editor.get(path).json()
    assert (dead["state"], dead["next_at"]) == ("stopped", None)
    assert "404 Not Found" in dead["last_result"]
    assert "has failed for a week" in dead["last_result"]
    news_site.serve(answer("<rss version='2.0'><channel></channel></rss>"), "/feed.xml")
    as_editor.post(f"{path}poll/")
    work_off()
    assert as_editor.get(path).json()["state"] == "active"


def test_feeds_are_found_by_the_state_that_they_tell(as_editor: APIClient) -> None:
    now = timezone.now()
    for active, stopped_at in ((True, None), (True, now), (False, None), (False, now)):
        FeedFactory(active=active, stopped_at=stopped_at)
    states = {feed.pk: feed.state for feed in Feed.objects.all()}
    assert sorted(states.values()) == ["active", "paused", "paused", "stopped"]
    for state in states.values():
        assert {pk for pk in states if states[pk] == state} == set(listed(as_editor, "feeds", state=state))


def test_a_paused_feed_waits_until_it_is_resumed(as_editor: APIClient) -> None:
    feed = FeedFactory(failures=3, failing_since=timezone.now(), next_at=timezone.now() + timedelta(hours=9))
    path = f"{FEEDS}{feed.pk}/"
    paused = as_editor.patch(path, {"active": False}, headers=ANY)
    assert (paused.json()["state"], paused.json()["next_at"]) == ("paused", None)
    problem_of(as_editor.post(f"{path}poll/"), 409, "feed-paused")
    resumed = as_editor.patch(path, {"active": True}, headers=ANY).json()
    assert (resumed["state"], resumed["failures"]) == ("active", 0)
    feed.refresh_from_db()
    assert feed.next_at <= timezone.now()


def test_a_change_writes_over_nothing_that_a_poll_has_left_meanwhile(as_editor: APIClient) -> None:
    feed = FeedFactory()
    Feed.objects.update(leased_until=timezone.now(), last_result="3 new of 9 entries.")
    as_editor.patch(f"{FEEDS}{feed.pk}/", {"every_minutes": 60}, headers=ANY)
    feed.refresh_from_db()
    assert feed.leased_until
    assert (feed.every_minutes, feed.last_result) == (60, "3 new of 9 entries.")


def test_a_feed_that_was_removed_comes_back(as_editor: APIClient) -> None:
    feed = FeedFactory(every_minutes=60)
    gone = as_editor.delete(f"{FEEDS}{feed.pk}/", headers=ANY)
    assert gone.status_code == 204
    assert as_editor.post(f"{V1}changes/{gone['Change-Id']}/undo/").status_code == 201
    assert Feed.objects.get().every_minutes == 60


def test_an_outlet_that_has_a_feed_stays(as_editor: APIClient) -> None:
    feed = FeedFactory()
    problem_of(as_editor.delete(f"{V1}outlets/{feed.outlet_id}/", headers=ANY), 409, "in-use")


def test_the_list_is_filtered_by_outlet(as_editor: APIClient) -> None:
    feed, _ = FeedFactory(), FeedFactory()
    rows = as_editor.get(FEEDS, {"outlet": feed.outlet_id}).json()["results"]
    assert [row["id"] for row in rows] == [feed.pk]
