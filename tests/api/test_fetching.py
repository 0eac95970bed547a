"""Articles through the API by their address alone: fetched in the background, each try anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.models import Article, Claim, Original
from claims.services import hosts
from tests.api.helpers import V1, problem_of
from tests.news_site import PAGE, NewsSite, answer, redirect
from tests.working import work_off

pytestmark = pytest.mark.django_db

ARTICLES, INTAKES = f"{V1}articles/", f"{V1}intakes/"


def fetched(client: APIClient, url: str, **stated: str) -> dict[str, Any]:
    """The Intake of the address when the worker has been at it."""
    response = client.post(ARTICLES, {"url": url} | stated)
    assert (response.status_code, response.json()["state"]) == (202, "waiting")
    work_off()
    intake: dict[str, Any] = client.get(response["Location"]).json()
    return intake


def test_an_address_is_fetched_in_the_background_and_its_claims_are_found(
    as_editor: APIClient, news_site: NewsSite
) -> None:
    url = news_site.serve(answer(last_modified="Mon, 02 Mar 2026 09:00:00 GMT"))
    intake = fetched(as_editor, url)
    assert (intake["state"], intake["outcome"], intake["new_claims"], intake["origin"]) == ("done", "created", 2, "url")
    assert (intake["url"], intake["final_url"]) == (url, url)
    assert intake["media_type"] == "text/html; charset=utf-8"
    assert intake["headers"]["last-modified"] == "Mon, 02 Mar 2026 09:00:00 GMT"
    assert as_editor.get(f"{INTAKES}{intake['id']}/original/").content == PAGE.encode()
    article = Article.objects.get()
    assert (article.title, article.url) == ("A bridge opens in May", url)
    assert {claim.speaker.name for claim in Claim.objects.select_related("speaker") if claim.speaker} == {"Ada Lind"}


def test_it_is_known_by_the_address_where_redirects_end(as_editor: APIClient, news_site: NewsSite) -> None:
    whole = news_site.serve(answer())
    short = news_site.serve(redirect("/bridge"), "/s/1")
    intake = fetched(as_editor, short)
    assert (intake["url"], intake["final_url"]) == (short, whole)
    assert Article.objects.get().url == whole
    assert fetched(as_editor, whole)["outcome"] == "unchanged"


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "text/plain", "", "no/such; charset=klingon"])
def test_a_server_that_says_something_else_of_a_page_is_not_believed(
    as_editor: APIClient, news_site: NewsSite, media_type: str
) -> None:
    intake = fetched(as_editor, news_site.serve(answer(content_type=media_type)))
    assert (intake["state"], intake["new_claims"], intake["media_type"]) == ("done", 2, media_type)


def test_while_its_server_is_busy_it_waits_and_says_until_when(as_editor: APIClient, news_site: NewsSite) -> None:
    url = news_site.serve(answer())
    with hosts.leased("127.0.0.1"):
        intake = fetched(as_editor, url)
    assert (intake["state"], intake["started_at"], news_site.requests) == ("waiting", None, [])
    page = as_editor.get(f"/intakes/{intake['id']}/").content.decode()
    assert "Its server is busy, or asked to be left alone for now." in page
    assert intake["waits_until"][:19] in page
    DBTaskResult.objects.update(run_after=timezone.now())
    work_off()
    intake = as_editor.get(f"{INTAKES}{intake['id']}/").json()
    assert (intake["state"], intake["waits_until"]) == ("done", None)


def test_what_the_sender_says_overrules_the_page(as_editor: APIClient, news_site: NewsSite) -> None:
    fetched(as_editor, news_site.serve(answer()), title="Bridge in May", outlet="Gulf Wire Daily")
    article = Article.objects.select_related("outlet").get()
    assert article.outlet
    assert (article.title, article.outlet.name) == ("Bridge in May", "Gulf Wire Daily")


def test_an_answer_that_is_no_page_fails_by_its_status_and_the_next_try_fetches_again(
    as_editor: APIClient, news_site: NewsSite
) -> None:
    url = news_site.serve(answer(PAGE, 404))
    intake = fetched(as_editor, url)
    assert (intake["state"], intake["sha256"]) == ("failed", None)
    assert (intake["error"]["code"], intake["error"]["field"]) == ("http-status", "url")
    assert "404 Not Found" in intake["error"]["message"]
    assert as_editor.get(f"{INTAKES}{intake['id']}/original/").status_code == 404
    news_site.serve(answer())
    as_editor.post(f"{INTAKES}{intake['id']}/retry/")
    work_off()
    assert as_editor.get(f"{INTAKES}{intake['id']}/").json()["state"] == "done"


def test_a_page_without_a_word_is_said_to_be_empty(as_editor: APIClient, news_site: NewsSite) -> None:
    error = fetched(as_editor, news_site.serve(answer(b" ")))["error"]
    assert (error["code"], error["field"], error["message"]) == ("empty", "url", "The page is empty.")


def test_a_page_that_is_no_article_keeps_its_bytes_until_the_next_try_brings_others(
    as_editor: APIClient, news_site: NewsSite
) -> None:
    intake = fetched(as_editor, news_site.serve(answer(b"%PDF-1.7 ...", content_type="text/html")))
    assert (intake["error"]["code"], intake["error"]["field"]) == ("binary", "url")
    assert as_editor.get(f"{INTAKES}{intake['id']}/original/").content == b"%PDF-1.7 ..."
    news_site.serve(answer())
    as_editor.post(f"{INTAKES}{intake['id']}/retry/")
    work_off()
    assert Original.objects.get().data() == PAGE.encode()


def test_the_newsrooms_own_network_is_fetched_from_only_where_a_setting_allows_it(
    as_editor: APIClient, news_site: NewsSite, settings: Settings
) -> None:
    settings.FETCH_PRIVATE_ADDRESSES = False
    intake = fetched(as_editor, news_site.serve(answer()))
    assert intake["error"]["code"] == "inside-address"
    assert news_site.requests == []


@pytest.mark.parametrize(
    ("url", "code"),
    [("ftp://example.org/bridge", "invalid"), ("https://ada:secret@example.org/bridge", "invalid-address")],
)
def test_what_is_no_address_of_a_page_is_refused_at_once(as_editor: APIClient, url: str, code: str) -> None:
    problem_of(as_editor.post(ARTICLES, {"url": url}), 400, code)


def test_deleting_one_that_brought_nothing(as_editor: APIClient, news_site: NewsSite) -> None:
    intake = fetched(as_editor, f"{news_site.url}/nowhere")
    assert as_editor.delete(f"{INTAKES}{intake['id']}/").status_code == 204


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("<html><head><title>Page not found</title></head><body><p>Try the search instead.</p></body></html>", "error"),
        (PAGE.replace("<p>“", "<p>Subscribe to continue reading.</p><!--"), "subscribers"),
    ],
)
def test_a_page_that_stands_in_place_of_an_article_is_told_and_not_taken_in(
    as_editor: APIClient, news_site: NewsSite, page: str, named: str
) -> None:
    error = fetched(as_editor, news_site.serve(answer(page)))["error"]
    assert (error["code"], error["field"]) == ("no-article", "url")
    assert named in error["message"]
    assert not Article.objects.exists()


def test_one_article_under_many_spellings_of_its_address_is_one(as_editor: APIClient, news_site: NewsSite) -> None:
    for path in ("/bridge", "/bridge/", "/bridge?utm_source=feed&utm_medium=email", "/bridge/amp"):
        url = news_site.serve(answer(), path)
        assert fetched(as_editor, f"{url}#comments")["state"] == "done"
    assert Article.objects.get().url == f"{news_site.url}/bridge"
