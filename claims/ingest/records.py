"""An article as a record in JSON: JSON-LD, ninjs of the newswires, or a record of a newsroom's own."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape

from claims.ingest.addresses import is_article_address
from claims.ingest.dates import printed_time, share_offset
from claims.ingest.document import Document
from claims.ingest.head import is_sentence, read_metas
from claims.ingest.html import read_html
from claims.ingest.kinds import many_articles, marked_up, no_article
from claims.ingest.linked import linked_articles, names_in, parse_json, pieces_of
from claims.ingest.plain import read_plain

_TEXT = (
    "articleBody",
    "body_text",
    "body_xhtml",
    "body_html",
    "body",
    "text",
    "content",
    "content_html",
    "html",
    "blocks",
)
_TITLE = ("headline", "title", "name")
_URL = ("url", "mainEntityOfPage", "link", "uri", "@id")
_PUBLISHED = (
    "datePublished",
    "contentCreated",
    "firstCreated",
    "firstcreated",
    "published_at",
    "published",
    "date_gmt",
    "date",
    "versioncreated",
    "versionCreated",
    "dateCreated",
)
_MODIFIED = ("dateModified", "versionCreated", "versioncreated", "modified_at", "modified_gmt", "updated")
_AUTHOR = ("author", "authors", "byline", "bylines", "by", "creator")
_HEARD = ("speaker", "passed on by")  # as newsapp writes them
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_OUTLET = ("publisher", "infoSources", "infosources", "source", "outlet", "provider")


def read_json(text: str, *, field: str) -> Document:
    """The Document in ``text``; IngestError "no-article" on ``field`` where it is a feed, several articles or none."""
    value = parse_json(text)
    if value is None:
        if "\n{" in text:
            raise many_articles("JSON of many records, a line each", field)
        raise no_article("no sound JSON", field)
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version")):
        raise no_article("a feed (JSON Feed), which lists articles", field)
    values = value if isinstance(value, list) else [value]
    given = [_as_read(item) for item in values if isinstance(item, dict)]
    records = [record for record in linked_articles(values) if _text(record)]
    records = records or [record for record in given if _text(record)] or list(_wrapped(given))
    if not records:
        raise no_article("JSON that holds no article", field)
    if len(records) > 1:
        raise no_article(f"JSON of {len(records)} articles", field)
    return _read_record(records[0], field)


def _read_record(record: dict[str, object], field: str) -> Document:
    text, title = _text(record), _first(record, _TITLE)
    page = marked_up(text)
    # Whole, since a page of one short paragraph is taken for a piece of one.
    whole = f"<html><body><article>{page}</article></body></html>"
    inner = read_html(whole, field=field) if page else read_plain(text, title=title)
    published, modified = share_offset(_time(record, _PUBLISHED), _time(record, _MODIFIED))
    address = _published_at(record) or _first(record, _URL)
    author = _first(record, _AUTHOR)
    return Document(
        text=inner.text,
        title=title or inner.title,
        url=address if is_article_address(address) else inner.url,
        outlet=_first(_without_speakers(record), _OUTLET),
        author=read_metas([author]).author or author or inner.author,
        published_at=published or inner.published_at,
        modified_at=modified or inner.modified_at,
        language=str(record.get("inLanguage") or record.get("language") or "").split("-")[0].lower()[:3],
    )


def _as_read(record: dict[str, object]) -> dict[str, object]:
    """``record`` with the words of what WordPress gives as an object, and the names of who wrote it."""
    flat = {
        name: value["rendered"] if isinstance(value, dict) and "rendered" in value else value
        for name, value in record.items()
    }
    embedded = record.get("_embedded")
    return flat | {"author": embedded.get("author")} if isinstance(embedded, dict) else flat


def _wrapped(records: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """The articles, each of which has a headline and words, that an interface answers within objects and lists."""
    waiting: list[object] = [value for record in records for value in record.values()]
    for value in waiting:  # grows while it is walked
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            record = _as_read(value)
            if _first(record, _TITLE) and is_sentence(_text(record)):
                yield record
            else:
                waiting.extend(value.values())


def _published_at(record: dict[str, object]) -> str:
    """Where ninjs says that its item was published, if it does: its ``uri`` is of whoever sends it."""
    others = record.get("altIds", record.get("altids"))
    values = others.values() if isinstance(others, dict) else others if isinstance(others, list) else []
    named = (one.get("value") if isinstance(one, dict) else one for one in values)
    return _sound(next((name for name in map(str, named) if is_article_address(name)), ""))


def _without_speakers(record: dict[str, object]) -> dict[str, object]:
    """The record without those of its sources who are said to speak in it, or to pass words on."""
    sources = record.get("infoSources")
    given = sources if isinstance(sources, list) else []
    return record | {"infoSources": [one for one in given if not (isinstance(one, dict) and one.get("role") in _HEARD)]}


def _text(record: dict[str, object]) -> str:
    """The article's words, in mark-up or not; newer ninjs keeps them in a list of bodies."""
    for value in map(record.get, _TEXT):
        if text := "\n\n".join(pieces_of(value)).strip():
            return _sound(text)
    return _value_of(record.get("bodies"), role="main")


def _first(record: dict[str, object], names: tuple[str, ...]) -> str:
    for name in names:
        if found := names_in(record.get(name)):
            return _words(found)
    return _value_of(record.get("headlines"), role="main") if names is _TITLE else ""


def _value_of(values: object, role: str = "") -> str:
    """The first value of the list, of those of the role where there are any."""
    items = [item for item in values if isinstance(item, dict)] if isinstance(values, list) else []
    given = [item.get("value") for item in sorted(items, key=lambda item: item.get("role") != role)]
    return _sound(next((value for value in given if isinstance(value, str) and value.strip()), ""))


def _words(text: str) -> str:
    """``text`` in one line, without mark-up: WordPress escapes what a headline holds beside letters."""
    return " ".join(unescape(_TAG.sub("", _sound(text))).split())


def _sound(text: str) -> str:
    """``text`` without the halves of characters that JSON may escape."""
    return text.encode(errors="ignore").decode()


def _time(record: dict[str, object], names: tuple[str, ...]) -> datetime | None:
    times = (printed_time(value) for value in map(record.get, names) if isinstance(value, str))
    return next((time for time in times if time), None)
