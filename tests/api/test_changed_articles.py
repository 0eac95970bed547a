"""What an outlet changed in its articles, through the API: as rows and as a feed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Status
from claims.models import Article, Claim, Outlet
from claims.services.altering import update_claim
from claims.services.articles import update_article
from newsapp.accounts.models import User
from tests.api.helpers import V1, fields_of
from tests.api.test_feeds import HOST, atom_of, feed_of, links_of, text_at
from tests.factories import ArticleFactory, ArticleVersionFactory, OutletFactory

pytestmark = pytest.mark.django_db

URL = "https://news.example/mill"
FIRST = "“We will pay for the mill,” Ann Roe said.\n\nIt rained all day.\n\n“The mill is old,” Bob Lee said."
SECOND = "“We will not pay for the mill,” Ann Roe said.\n\nIt rained all day and all night."


@pytest.fixture
def take(as_editor: APIClient, settings: Any) -> Callable[..., Article]:
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.marks"

    def call(text: str, **more: str) -> Article:
        answer = as_editor.post(f"{V1}articles/", {"text": text, "url": URL, "outlet": "Post", **more})
        return Article.objects.get(pk=answer.json()["id"])

    return call


def changes(client: APIClient, outlet: Outlet | None, **asked: Any) -> Any:
    assert outlet
    return client.get(f"{V1}outlets/{outlet.pk}/changes/", asked)


def test_a_new_version_is_a_row_of_what_it_changed(take: Callable[..., Article], as_reader: APIClient) -> None:
    take(FIRST, title="Mill is paid for")
    article = take(SECOND, title="Mill is not paid for")
    answer = changes(as_reader, article.outlet).json()
    (row,) = answer["results"]
    assert (answer["outlet"], answer["next"]) == ("Post", None)
    assert (row["id"], row["article"], row["url"]) == (article.current_version.pk, article.pk, URL)
    assert (row["before"]["number"], row["after"]["number"]) == (1, 2)
    assert row["known"] == [{"field": "title", "before": "Mill is paid for", "after": "Mill is not paid for"}]
    assert row["quotations"] == {"added": 0, "dropped": 1, "changed": 1}
    assert row["denials"] == {"added": 1, "dropped": 0}
    assert row["claims"] == {"held": 0, "moved": 0, "altered": 1, "unsure": 0, "vanished": 1, "new": 0}


def test_it_is_an_entry_of_a_feed_in_words(take: Callable[..., Article], as_reader: APIClient) -> None:
    take(FIRST, title="Mill is paid for")
    article = take(SECOND, title="Mill is not paid for")
    assert article.outlet
    feed = atom_of(as_reader, f"outlets/{article.outlet_id}/changes/")
    assert text_at(feed, "title") == "newsapp: what Post changed in its articles"
    assert links_of(feed)["alternate"] == f"{HOST}/articles/?outlet={article.outlet_id}"
    (entry,) = feed.findall("{http://www.w3.org/2005/Atom}entry")
    address = f"{HOST}/articles/{article.pk}/difference/?from=1&to=2"
    assert (text_at(entry, "id"), links_of(entry)) == (address, {"alternate": address, "via": URL})
    assert text_at(entry, "title") == "Mill is not paid for"
    assert text_at(entry, "summary") == (
        "<p>4 words added, 7 removed. A quotation was dropped. A quotation was changed. A denial was added.</p>\n\n"
        "<p>Title: Mill is paid for → Mill is not paid for</p>\n\n<p>Claims: 1 altered, 1 vanished.</p>"
    )
    assert as_reader.get(address).status_code == 200


def test_it_is_a_json_feed_too(take: Callable[..., Article], as_reader: APIClient) -> None:
    take(FIRST)
    article = take(f"{FIRST}\n\n“No,” Ann Roe said.")
    (item,) = feed_of(as_reader, f"outlets/{article.outlet_id}/changes/")["items"]
    text = "4 words added, 0 removed. A quotation was added. A denial was added.\n\nClaims: 2 held, 1 new."
    assert (item["content_text"], item["external_url"]) == (text, URL)


def test_a_claim_altered_before_and_not_looked_at_yet_is_held_by_a_text_that_keeps_its_words(
    take: Callable[..., Article], as_reader: APIClient, editor: User
) -> None:
    take(FIRST)
    update_claim(Claim.objects.order_by("start")[0], by=editor, status=Status.CONFIRMED)
    article = take(FIRST.replace("will pay", "will not pay"))
    article = take(FIRST.replace("will pay", "will not pay") + "\n\nMore.")
    newest, earlier = changes(as_reader, article.outlet).json()["results"]
    assert (earlier["claims"]["altered"], newest["claims"]["altered"], newest["claims"]["held"]) == (1, 0, 2)


def test_a_claim_whose_words_are_now_a_joke_is_altered_once(take: Callable[..., Article], as_reader: APIClient) -> None:
    take("“We will pay for the mill,” Ann Roe said.")
    take("“We will pay for the mill,” Ann Roe joked.")
    article = take("“We will pay for the mill,” Ann Roe joked.\n\nIt rained all day.")
    rows = changes(as_reader, article.outlet).json()["results"]
    assert [(row["claims"]["held"], row["claims"]["altered"]) for row in rows] == [(1, 0), (0, 1)]


def test_rejected_claims_are_not_counted(take: Callable[..., Article], as_reader: APIClient, editor: User) -> None:
    take(FIRST)
    update_claim(Claim.objects.order_by("start")[1], by=editor, status=Status.REJECTED)
    article = take(SECOND)
    assert changes(as_reader, article.outlet).json()["results"][0]["claims"]["vanished"] == 0


def test_the_newest_come_first_and_pages_lead_on(as_reader: APIClient) -> None:
    outlet = OutletFactory()
    versions = [ArticleVersionFactory(article=ArticleFactory(outlet=outlet)) for _ in range(3)]
    ArticleVersionFactory(article__outlet=OutletFactory())
    first = changes(as_reader, outlet, page_size=2).json()
    second = as_reader.get(first["next"]).json()
    assert [row["id"] for row in first["results"] + second["results"]] == [one.pk for one in versions[::-1]]
    assert second["next"] is None
    assert fields_of(changes(as_reader, outlet, page_size=51)) == {"page_size"}
    assert fields_of(changes(as_reader, outlet, q="x")) == {"q"}


def test_an_article_that_went_to_another_outlet_is_in_the_feed_of_that_one(as_reader: APIClient) -> None:
    version = ArticleVersionFactory(article__outlet=OutletFactory())
    before, after = version.article.outlet, OutletFactory()
    update_article(version.article, by="a test", outlet=after)
    assert changes(as_reader, before).json()["results"] == []
    assert [row["id"] for row in changes(as_reader, after).json()["results"]] == [version.pk]


def test_visitors_get_the_articles_and_count_the_claims_that_they_may_see(
    take: Callable[..., Article], as_visitor: APIClient, editor: User
) -> None:
    take(FIRST)
    article = take(f"{FIRST}\n\nMore.")
    assert changes(as_visitor, article.outlet).status_code == 404
    update_claim(Claim.objects.order_by("start")[0], by=editor, status=Status.CONFIRMED)
    other = ArticleVersionFactory(article__outlet=article.outlet).article
    assert other.outlet == article.outlet
    (row,) = changes(as_visitor, article.outlet).json()["results"]
    assert (row["article"], row["claims"]["held"]) == (article.pk, 1)


def test_the_pages_of_the_outlets_articles_name_the_feed(as_reader: APIClient) -> None:
    article = ArticleVersionFactory(article__outlet=OutletFactory(name="Post & Mail")).article
    feed = (
        '<link rel="alternate" type="application/atom+xml" title="What Post &amp; Mail changed in its articles" '
        f'href="{V1}outlets/{article.outlet_id}/changes/?format=atom">'
    )
    for page in ("", "difference/", "versions/1/"):
        assert feed in as_reader.get(f"/articles/{article.pk}/{page}").content.decode(), page


def test_the_page_of_feeds_leads_to_it(as_editor: APIClient) -> None:
    as_editor.post(f"{V1}feeds/", {"outlet": "Post", "url": "https://post.example/feed.xml"})
    outlet = Outlet.objects.get()
    page = as_editor.get("/feeds/").content.decode()
    assert f'<a href="{V1}outlets/{outlet.pk}/changes/?format=atom" type="application/atom+xml">' in page
