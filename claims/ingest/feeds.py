"""What a feed announces: RSS, Atom, JSON Feed or a news sitemap in, addresses with their dates and words out."""

import calendar
import io
import re
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import urljoin

import feedparser
from lxml import etree, html

from claims.ingest.addresses import is_article_address
from claims.ingest.dates import printed_time
from claims.ingest.decode import check_size, decode
from claims.ingest.document import IngestError
from claims.ingest.linked import parse_json
from claims.ingest.tree import local_name
from claims.limits import MAX_ENTRIES, MAX_FEED

_FIELD = "url"
_FULL_TEXT = 500  # characters; less of an article is a teaser
_LONGEST_ADDRESS = 1000
_GZIP = b"\x1f\x8b"
_GZIP_FORMAT = 16 + zlib.MAX_WBITS
_FOR_ARTICLES = "; paste the article's text instead"
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_IS_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry|url)[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article. ``guid`` is "" where it has none of its own, ``published`` None where unknown.

    ``page`` is the article itself as HTML, where the feed has all of it, else "".
    """

    url: str
    guid: str = ""
    published: datetime | None = None
    page: str = ""


def read_feed(data: bytes, *, content_type: str, url: str) -> list[Entry]:
    """The entries of the feed at ``url``, the oldest first; those without an article's address are left out.

    Raises IngestError "empty", "binary", "encoding", "too-large" or "no-feed" on the field "url". A broken feed is read
    as far as it goes. Nothing is fetched; a feed with entities of its own, which could grow without end, is refused.
    """
    data = _unpacked(data)
    check_size(len(data), _FIELD, most=MAX_FEED, what="The feed")
    try:
        text = decode(data, content_type=content_type).removeprefix("\ufeff")
    except IngestError as error:
        why = error.message.replace(_FOR_ARTICLES, "")
        raise IngestError(error.code, f"This is no feed. {why}", field=_FIELD) from error
    entries = (_whole(entry, url) for entry in _entries(text, url))
    return _oldest_first([entry for entry in entries if entry])


def _unpacked(data: bytes) -> bytes:
    """The feed in a file.xml.gz, as sitemaps often come: no more of it than shows that it is too large."""
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(_GZIP_FORMAT)
    try:
        unpacked = unpacker.decompress(data, MAX_FEED + 1)
    except zlib.error:
        unpacked = b""
    if len(unpacked) <= MAX_FEED and not unpacker.eof:
        raise _no_feed("It is a compressed file that is damaged or cut short.")
    return unpacked


def _entries(text: str, url: str) -> Iterable[Entry]:
    if text.lstrip().startswith(("{", "[")):
        return _of_json(text)
    if _ENTITY.search(text):
        raise _no_feed("It declares entities of its own, which are not read.")
    if sum(1 for _ in _ENTRY.finditer(text)) > MAX_ENTRIES:
        raise IngestError("too-large", f"The feed has more than {MAX_ENTRIES:,} entries.", field=_FIELD)
    xml = _DECLARATION.sub("", text)  # the encoding that it declares was that of the bytes
    return _of_sitemap(xml) if _IS_SITEMAP.search(xml[:2_000]) else _of_xml(xml, url)


def _of_xml(text: str, url: str) -> Iterator[Entry]:
    # As a file: bytes that name a file or an address would be opened.
    headers = {"content-type": "application/xml; charset=utf-8"}
    source = io.BytesIO(text.encode(errors="replace"))
    feed = feedparser.parse(source, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    if not feed.version and not feed.entries:
        announced = _announced(text, url)
        told = f" The page there announces its feed at {announced}: give that address." if announced else ""
        raise _no_feed(f"It is neither RSS nor Atom, JSON Feed nor a news sitemap.{told}")
    for entry in feed.entries:
        bodies = [content.get("value", "") for content in entry.get("content", [])]
        published = _instant(entry.get("published_parsed") or entry.get("updated_parsed"))
        page = _page(max(bodies, key=len, default=""), entry.get("title", ""), published)
        yield Entry(entry.get("link", ""), entry.get("id", ""), published, page)


def _announced(text: str, url: str) -> str:
    """The address of the first feed that a web page says it has; "" for none."""
    try:
        page = html.fromstring(text)
    except (etree.LxmlError, ValueError):
        return ""
    for link in page.iter("link"):
        kind, address = (link.get("type") or "").strip().lower(), link.get("href")
        if kind in _FEED_TYPES and address and "alternate" in (link.get("rel") or "").lower().split():
            return _joined(url, address)
    return ""


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return ""


def _of_json(text: str) -> Iterator[Entry]:
    feed = parse_json(text)
    items = feed.get("items") if isinstance(feed, dict) and "jsonfeed.org" in str(feed.get("version")) else None
    if not isinstance(items, list):
        raise _no_feed("It is JSON, but no JSON Feed.")
    if len(items) > MAX_ENTRIES:
        raise IngestError("too-large", f"The feed has more than {MAX_ENTRIES:,} entries.", field=_FIELD)
    for item in items:
        if isinstance(item, dict):
            texts = {name: value for name, value in item.items() if isinstance(value, str)}
            published = printed_time(texts.get("date_published") or texts.get("date_modified") or "")
            words = texts.get("content_html") or _paragraphs(texts.get("content_text", ""))
            page = _page(words, texts.get("title", ""), published)
            yield Entry(_json_address(texts), str(item.get("id", "")), published, page)


def _json_address(texts: dict[str, str]) -> str:
    """An id is an address only where it looks like one."""
    guid = texts.get("id", "")
    is_address = guid.startswith(("http://", "https://"))
    return texts.get("url") or texts.get("external_url") or (guid if is_address else "")


def _of_sitemap(text: str) -> Iterator[Entry]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(text.encode(errors="replace"), parser)
    if root is None or local_name(root) != "urlset":
        raise _no_feed("It lists other sitemaps; give the address of the one with the news.")
    pages = [child for child in root if local_name(child) == "url"]
    of_news = [page for page in pages if _within(page, "news") is not None]
    if pages and not of_news:
        raise _no_feed("It is a sitemap of all pages, which does not tell which of them are news.")
    for page in of_news:
        published = printed_time(_text_within(_within(page, "news"), "publication_date"))
        yield Entry(_text_within(page, "loc"), published=published)


def _within(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of the name, in whatever namespace: sites misspell that of sitemaps."""
    children = () if element is None else element
    return next((child for child in children if local_name(child) == name), None)


def _text_within(element: etree._Element | None, name: str) -> str:
    child = _within(element, name)
    return "" if child is None else child.text or ""


def _whole(entry: Entry, feed_url: str) -> Entry | None:
    """The entry with a whole address; None where that is none of an article."""
    url = _joined(feed_url, entry.url)
    if not is_article_address(url) or url == feed_url or len(url) > _LONGEST_ADDRESS:
        return None
    published = entry.published
    if published and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    return Entry(url, entry.guid, published, entry.page)


def _oldest_first(entries: list[Entry]) -> list[Entry]:
    """By date where all have one; else turned round, since feeds begin with what is new."""
    entries = entries[::-1]
    if any(entry.published is None for entry in entries):
        return entries
    return sorted(entries, key=lambda entry: entry.published or datetime.max.replace(tzinfo=UTC))


def _instant(moment: time.struct_time | None) -> datetime | None:
    """feedparser's time, which is one of UTC."""
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment else None
    except (OverflowError, ValueError, OSError):
        return None


def _page(body: str, title: str, published: datetime | None) -> str:
    """A page of the article's words, as its own site might have it; "" where there is but a teaser of them."""
    if len(body) < _FULL_TEXT:
        return ""
    date = f'<meta property="article:published_time" content="{published.isoformat()}">' if published else ""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>{date}'
    return (
        f"<!doctype html><html><head>{head}</head><body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip())


def _no_feed(why: str) -> IngestError:
    return IngestError("no-feed", f"This is no feed. {why}", field=_FIELD)
