"""Lists as feeds: what Atom 1.0 and JSON Feed 1.1 tell alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.xmlutils import SimplerXMLGenerator

from claims.choices import Relation
from claims.reading.citing import warned
from claims.reading.related import Row, in_a_row, names_of
from claims.text.fragments import web_address

Address = Callable[[str, int], str]
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE = 100  # characters of a claim's words
_NOBODY = "Speaker not known"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record, or a change of one. ``address`` is permanent, and so its id.

    ``original`` leads to where it was published.
    """

    address: str
    original: str
    title: str
    text: str
    author: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """``address`` is the feed's own, ``page`` shows people the same, ``next`` goes on where there is more."""

    title: str
    address: str
    page: str
    next: str | None
    entries: list[Entry]


def claim_entry(claim: Row, address: Address) -> Entry:
    """A claim under what its speaker says; published when its article was, or taken in where that is unknown."""
    name, said, article = in_a_row(names_of(claim)), _said(claim), claim["article"]
    printed = ", ".join(filter(None, [article["outlet"] and article["outlet"]["name"], article["title"]]))
    return Entry(
        address=address("claim", claim["id"]),
        original=claim["words_url"],
        title=_title(said),
        text="\n\n".join(filter(None, [said, printed])),
        author=name,
        published=_moment(article["published_at"] or claim["created_at"]),
        updated=_moment(claim["updated_at"]),
        tags=tuple(tag["name"] for tag in claim["tags"]),
    )


def _said(claim: Row) -> str:
    names = names_of(claim)
    verb = " deny" if len(names) > 1 else " denies"
    return warned(_by(in_a_row(names), claim["content"], verb, denies=claim["denies"]), claim["status"])


def _by(name: str, words: str, verb: str = " denies", *, denies: bool) -> str:
    return f"{name or _NOBODY}{verb if denies else ''}: {words}"


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1].rstrip()}…"


def assessment_entry(row: Row, address: Address) -> Entry:
    """A finding under its rating and what was said, which the row has as ``said``: the claim's row."""
    evidence = [" ".join(filter(None, [item["title"], item["url"]])) for item in row["evidence"]]
    said = _said(row["said"])
    return Entry(
        address=f"{address('claim', row['claim'])}#assessment-{row['id']}",
        original="",
        title=_title(f"{row['rating_name'] or 'No rating yet'}: {said}"),
        text="\n\n".join(filter(None, [said, row["explanation"], *evidence])),
        author=row["author"] or "",
        published=_moment(row["published_at"] or row["created_at"]),
        updated=_moment(row["updated_at"]),
        tags=(row["status"],),
    )


def link_entry(row: Row, address: Address) -> Entry:
    """Two claims and how the one is linked to the other, where the row has the ``claim_status`` and ``other_status``;
    ``address`` leads to the page of the first.
    """
    first, second = (_said_at(row, end) for end in ("claim", "other"))
    relation = Relation(row["relation"]).label
    return Entry(
        address=f"{address('claim', row['claim'])}#link-{row['id']}",
        original="",
        title=_title(f"{row['claim_speaker'] or _NOBODY} {relation} {row['other_speaker'] or _NOBODY.lower()}"),
        text="\n\n".join(filter(None, [first, f"{relation}:", second, row["note"]])),
        author=row["author"] or "",
        published=_moment(row["created_at"]),
        updated=_moment(row["updated_at"]),
        tags=(row["relation"], row["status"]),
    )


def _said_at(link: Row, end: str) -> str:
    said = _by(link[f"{end}_speaker"], link[f"{end}_content"], denies=link[f"{end}_denies"])
    return warned(said, link[f"{end}_status"])


def speaker_entry(row: Row, address: Address) -> Entry:
    return Entry(
        address=address("speaker", row["id"]),
        original="",
        title=row["name"],
        text=", ".join(filter(None, [row["last_role"], f"claims: {row['claim_count']}"])),
        author="",
        published=_moment(row["created_at"]),
        updated=_moment(row["updated_at"]),
        tags=(row["kind"],),
    )


def article_entry(article: Row, address: Address) -> Entry:
    published = article["published_at"] or article["created_at"]
    outlet = article["outlet"]["name"] if article["outlet"] else ""
    return Entry(
        address=address("article", article["id"]),
        original=web_address(article["url"]),
        title=article["title"] or "Untitled article",
        text=", ".join(filter(None, [outlet, f"claims: {sum(article['claim_counts'].values())}"])),
        author=article["author"] or outlet,
        published=_moment(published),
        updated=_moment(article["updated_at"]),
    )


def changed_entry(row: Row, address: Address) -> Entry:
    """A new version of an article, under its title; ``address`` leads to what it changed from the version before."""
    before, after = row["before"], row["after"]
    return Entry(
        address=f"{address('article-difference', row['article'])}?from={before['number']}&to={after['number']}",
        original=web_address(row["url"]),
        title=after["title"] or "Untitled article",
        text="\n\n".join(filter(None, [_edits(row), _known(row), _fates(row["claims"])])),
        author=after["author"] or after["outlet"],
        published=_moment(after["created_at"]),
        updated=_moment(after["created_at"]),
    )


def _edits(row: Row) -> str:
    """ "3 words added, 1 removed. A quotation was changed." """
    summary = row["summary"]
    words = f"{_number(summary['words_added'], 'word')} added, {summary['words_removed']} removed"
    moved = f", {summary['words_moved']} moved" if summary["words_moved"] else ""
    marks = [
        f"{f'A {noun} was' if count == 1 else f'{count} {noun}s were'} {came}."
        for noun in ("quotation", "denial")
        for came, count in row[f"{noun}s"].items()
        if count
    ]
    return " ".join([f"{words}{moved}.", *marks])


def _known(row: Row) -> str:
    return "\n".join(
        f"{one['field'].title()}: {one['before'] or 'not known'} → {one['after'] or 'not known'}"
        for one in row["known"]
    )


def _fates(claims: dict[str, int]) -> str:
    told = ", ".join(f"{count} {word}" for word, count in claims.items() if count)
    return told and f"Claims: {told}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _moment(value: str | datetime) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "items": [_item(entry) for entry in feed.entries],
    }
    return orjson.dumps(whole | ({"next_url": feed.next} if feed.next else {}))


def _item(entry: Entry) -> Row:
    item = {
        "id": entry.address,
        "url": entry.address,
        "external_url": entry.original,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}] if entry.author else [],
        "tags": entry.tags,
    }
    return {name: value for name, value in item.items() if value}


class _Atom(Atom1Feed):
    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if following := self.feed["next"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": following})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if original := item["original"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": original})


def atom(feed: Feed) -> bytes:
    """The feed as Atom 1.0; characters that XML has no room for are left out."""
    written = _Atom(
        title=_for_xml(feed.title),
        link=feed.page,
        description="",
        feed_url=feed.address,
        feed_guid=feed.address,
        author_name="newsapp",
        next=feed.next,
    )
    for entry in feed.entries:
        written.add_item(
            title=_for_xml(entry.title),
            link=entry.address,
            unique_id=entry.address,
            description=linebreaks(_for_xml(entry.text), autoescape=True),  # Django calls it HTML
            author_name=_for_xml(entry.author) or None,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=_each_for_xml(entry.tags),
            original=entry.original,
        )
    return written.writeString("utf-8").encode()


def _for_xml(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _each_for_xml(texts: Iterable[str]) -> list[str]:
    return [_for_xml(text) for text in texts]
