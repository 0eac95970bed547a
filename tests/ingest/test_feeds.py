"""What feeds announce, in each of their formats."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from claims.ingest import IngestError
from claims.ingest.feeds import Entry, read_feed
from claims.limits import MAX_ENTRIES, MAX_FEED

AT = "https://post.example/feed.xml"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BODY = f"<p>{'The bridge opens in May. ' * 30}</p>"

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Post</title>
<item><link>https://post.example/b</link><guid>b</guid><pubDate>Mon, 02 Mar 2026 13:00:00 +0100</pubDate></item>
<item><link>/a</link><guid isPermaLink="false">a</guid><pubDate>Mon, 02 Mar 2026 11:00:00 GMT</pubDate></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://post.example/a"><link>https://post.example/a</link>
<dc:date>2026-03-02T12:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><id>tag:post,2026:a</id>
<link rel="alternate" href="https://post.example/a"/><link rel="via" href="https://other.example/"/>
<updated>2026-03-02T12:00:00Z</updated></entry></feed>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://post.example/about</loc></url>
<url><loc> https://post.example/a </loc><news:news><news:publication><news:name>Post</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2026-03-02T12:00:00Z</news:publication_date>
<news:title>A bridge</news:title></news:news></url></urlset>"""


def read(feed: str | bytes, content_type: str = "") -> list[Entry]:
    return read_feed(feed.encode() if isinstance(feed, str) else feed, content_type=content_type, url=AT)


def json_feed(*items: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": items})


def test_rss_is_read_the_oldest_first_with_whole_addresses() -> None:
    assert read(RSS) == [
        Entry("https://post.example/a", "a", NOON - timedelta(hours=1)),
        Entry("https://post.example/b", "b", NOON),
    ]


@pytest.mark.parametrize(
    ("feed", "guid"),
    [
        (RDF, "https://post.example/a"),
        (ATOM, "tag:post,2026:a"),
        (SITEMAP, ""),
        (SITEMAP.replace("http://www", "https://www"), ""),
        (gzip.compress(SITEMAP.encode()), ""),
        (json_feed({"id": "a", "url": "https://post.example/a", "date_published": "2026-03-02T12:00:00Z"}), "a"),
        (json_feed({"id": 7, "url": "/a", "date_modified": "2026-03-02T13:00:00+01:00"}, "x", {"id": "y"}), "7"),
        (json_feed({"id": "b", "external_url": "https://post.example/a", "date_published": "2026-03-02T12:00Z"}), "b"),
    ],
    ids=[
        *("RSS 1.0", "Atom", "news sitemap", "sitemap of other namespaces", "packed sitemap"),
        *("JSON Feed", "JSON Feed of a careless site", "JSON Feed of a blog of links"),
    ],
)
def test_the_other_formats_are_read(feed: str, guid: str) -> None:
    (entry,) = [entry for entry in read(feed) if entry.url == "https://post.example/a"]
    assert (entry.guid, entry.published) == (guid, NOON)


def test_where_a_date_is_missing_the_order_is_that_of_the_feed_turned_round() -> None:
    feed = json_feed({"url": "/new"}, {"url": "/old", "date_published": "2027-01-01T00:00:00Z"})
    assert [entry.url for entry in read(feed)] == ["https://post.example/old", "https://post.example/new"]


def test_dates_with_and_without_an_offset_are_put_in_one_order() -> None:
    feed = json_feed(
        {"url": "/late", "date_published": "2026-03-02T12:30:00"},
        {"url": "/early", "date_published": "2026-03-02T14:00:00+02:00"},
    )
    assert [entry.url for entry in read(feed)] == ["https://post.example/early", "https://post.example/late"]
    assert read(feed)[0].published == datetime(2026, 3, 2, 14, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    "feed",
    [
        RSS.replace("</guid>", f"</guid><encoded xmlns='http://purl.org/rss/1.0/modules/content/'>{BODY}</encoded>", 1),
        ATOM.replace("</updated>", f"</updated><content type='xhtml'><div>{BODY}</div></content>"),
        json_feed({"url": "/a", "title": "5 < 6", "content_html": BODY}),
        json_feed({"url": "/a", "content_text": "The bridge opens in May.\n\n" * 30}),
    ],
    ids=["RSS", "Atom", "JSON Feed with HTML", "JSON Feed with text"],
)
def test_the_whole_text_comes_along_where_the_feed_has_it(feed: str) -> None:
    pages = [entry.page for entry in read(feed) if entry.page]
    assert len(pages) == 1
    assert "<p>The bridge opens in May." in pages[0]


def test_a_feed_in_an_old_encoding_is_read() -> None:
    feed = RSS.replace("utf-8", "iso-8859-1").replace("/b</link>", "/brücke</link>").encode("latin-1")
    assert read(feed, "application/rss+xml")[-1].url == "https://post.example/brücke"


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ("<html><body><p>Our feeds</p></body></html>", "neither RSS nor Atom"),
        ('{"items": []}', "no JSON Feed"),
        ("[1, 2", "no JSON Feed"),
        ("<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></sitemapindex>", "other sitemaps"),
        ("<x:sitemapindex></x:sitemapindex>", "other sitemaps"),
        (SITEMAP.replace("news:news", "news:video"), "sitemap of all pages"),
        ('<!DOCTYPE x [<!entity a "b">]><rss version="2.0"></rss>', "entities of its own"),
        ("\x1f\x8b", "compressed file that is damaged"),
        ("PK\x03\x04", r"This file is a ZIP archive\.$"),
        ("file:///etc/passwd", "neither RSS nor Atom"),
    ],
)
def test_what_is_no_feed_says_so(feed: str, reason: str) -> None:
    with pytest.raises(IngestError, match=reason) as refused:
        read(feed.encode("latin-1"))
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    "feed", ["<rss version='2.0'>" + "<item/>" * (MAX_ENTRIES + 1), json_feed(*[{}] * (MAX_ENTRIES + 1))]
)
def test_a_feed_of_too_many_entries_is_refused(feed: str) -> None:
    with pytest.raises(IngestError, match="20,000 entries"):
        read(feed)


def test_an_id_that_is_no_address_is_not_taken_for_one() -> None:
    assert read(json_feed({"id": "2026-03-02-a-bridge-that-opens-in-may", "title": "A bridge"})) == []


def test_a_page_that_announces_its_feed_is_told_of_with_the_address_of_that() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/news.rss">'
    with pytest.raises(IngestError, match=r"announces its feed at https://post\.example/news\.rss: give"):
        read(f"<!doctype html><html><head><title>Post</title>{link}</head><body><p>Hello</p></body></html>")


def test_a_packed_feed_is_unpacked_no_further_than_it_may_go() -> None:
    with pytest.raises(IngestError, match="at most 10 MB"):
        read(gzip.compress(b" " * (MAX_FEED + 10)))
