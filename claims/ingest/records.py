"""An article as a record in JSON: JSON-LD, ninjs of the newswires, or a record of a newsroom's own."""

from datetime import datetime

from claims.ingest.addresses import is_article_address
from claims.ingest.dates import printed_time, share_offset
from claims.ingest.document import Document
from claims.ingest.html import read_html
from claims.ingest.kinds import marked_up, no_article
from claims.ingest.linked import linked_articles, names_in, parse_json
from claims.ingest.plain import read_plain

_TEXT = ("articleBody", "body_text", "body_xhtml", "body_html", "body", "text", "content", "content_html")
_TITLE = ("headline", "title", "name")
_URL = ("url", "mainEntityOfPage", "link", "uri", "@id")
_PUBLISHED = (
    "datePublished",
    "contentCreated",
    "firstCreated",
    "firstcreated",
    "published_at",
    "published",
    "date",
    "versioncreated",
    "dateCreated",
)
_MODIFIED = ("dateModified", "versionCreated", "versioncreated", "modified_at", "updated")
_AUTHOR = ("author", "byline", "by", "creator")
_HEARD = ("speaker", "passed on by")  # as newsapp writes them
_OUTLET = ("publisher", "infoSources", "infosources", "source", "outlet", "provider")


def read_json(text: str, *, field: str) -> Document:
    """The Document in ``text``; IngestError "no-article" on ``field`` where it is a feed, several articles or none."""
    value = parse_json(text)
    if value is None:
        raise no_article("no sound JSON" if "\n{" not in text else "JSON of many records, a line each", field)
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version")):
        raise no_article("a feed (JSON Feed), which lists articles", field)
    values = value if isinstance(value, list) else [value]
    described = list(linked_articles(values)) or [item for item in values if isinstance(item, dict)]
    records = [record for record in described if _text(record)]
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
    return Document(
        text=inner.text,
        title=title or inner.title,
        url=address if is_article_address(address) else inner.url,
        outlet=_first(_without_speakers(record), _OUTLET),
        author=_first(record, _AUTHOR) or inner.author,
        published_at=published or inner.published_at,
        modified_at=modified or inner.modified_at,
        language=str(record.get("inLanguage") or record.get("language") or "").split("-")[0].lower()[:3],
    )


def _published_at(record: dict[str, object]) -> str:
    """Where ninjs says that its item was published, if it does: its ``uri`` is of whoever sends it."""
    others = record.get("altIds")
    named = [one for one in others if isinstance(one, dict)] if isinstance(others, list) else []
    return _value_of([one for one in named if is_article_address(str(one.get("value")))])


def _without_speakers(record: dict[str, object]) -> dict[str, object]:
    """The record without those of its sources who are said to speak in it, or to pass words on."""
    sources = record.get("infoSources")
    given = sources if isinstance(sources, list) else []
    return record | {"infoSources": [one for one in given if not (isinstance(one, dict) and one.get("role") in _HEARD)]}


def _text(record: dict[str, object]) -> str:
    """The article's words, in mark-up or not; newer ninjs keeps them in a list of bodies."""
    for value in map(record.get, _TEXT):
        paragraphs = value if isinstance(value, list) else [value]
        if text := "\n\n".join(paragraph for paragraph in paragraphs if isinstance(paragraph, str)).strip():
            return _sound(text)
    return _value_of(record.get("bodies"), role="main")


def _first(record: dict[str, object], names: tuple[str, ...]) -> str:
    for name in names:
        if found := names_in(record.get(name)):
            return _sound(found)
    return _value_of(record.get("headlines"), role="main") if names is _TITLE else ""


def _value_of(values: object, role: str = "") -> str:
    """The first value of the list, of those of the role where there are any."""
    items = [item for item in values if isinstance(item, dict)] if isinstance(values, list) else []
    given = [item.get("value") for item in sorted(items, key=lambda item: item.get("role") != role)]
    return _sound(next((value for value in given if isinstance(value, str) and value.strip()), ""))


def _sound(text: str) -> str:
    """``text`` without the halves of characters that JSON may escape."""
    return text.encode(errors="ignore").decode()


def _time(record: dict[str, object], names: tuple[str, ...]) -> datetime | None:
    times = (printed_time(value) for value in map(record.get, names) if isinstance(value, str))
    return next((time for time in times if time), None)
