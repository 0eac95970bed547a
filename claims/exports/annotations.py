"""The claims of an article as W3C Web Annotations."""

from __future__ import annotations

from collections.abc import Callable

import orjson

from claims.choices import SpeakerKind, Status
from claims.reading.citing import reliance
from claims.reading.related import Row

Address = Callable[[str, int], str]

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of prefix and suffix."""
_TYPES = {SpeakerKind.PERSON: "Person", SpeakerKind.UNNAMED: "Person", SpeakerKind.DOCUMENT: "Text"}


def annotation_page(own: str, collection: str, items: list[Row], following: str | None, previous: str | None) -> Row:
    """A page at the address ``own``, of the collection at the other address."""
    page = {"id": own, "type": "AnnotationPage", "partOf": collection, "next": following, "prev": previous}
    return {name: value for name, value in page.items() if value} | {"items": items}


def annotation_collection(address: str, label: str, total: int, first: Row) -> Row:
    """The collection with its first page in it, which therefore names it no more."""
    first = {name: value for name, value in first.items() if name != "partOf"}
    return {"id": address, "type": "AnnotationCollection", "label": label, "total": total, "first": first}


def written(document: Row) -> bytes:
    return orjson.dumps({"@context": CONTEXT} | document, default=str)


def annotation(claim: Row, text: str, scope: str, address: Address) -> Row:
    """A claim: a target for each piece of its content, chosen by quote and by place in the text of its version."""
    pieces = [_target(text, start, end, claim, scope, address) for start, end in claim["spans"]["content"]]
    made: Row = {
        "id": address("claim", claim["id"]),
        "type": "Annotation",
        "motivation": "describing",
        "created": claim["created_at"].isoformat(),
        "modified": claim["updated_at"].isoformat(),
        "body": _bodies(claim, address),
        "target": pieces[0] if len(pieces) == 1 else pieces,
    }
    if claim["author"]:
        made["creator"] = {"type": "Person", "nickname": claim["author"]}
    if claim["extractor"]:
        made["generator"] = {"type": "Software", "name": f"{claim['extractor']} {claim['extractor_version']}".strip()}
    return made


def _target(text: str, start: int, end: int, claim: Row, scope: str, address: Address) -> Row:
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return {
        "type": "SpecificResource",
        "source": address("api-article-versions-detail", claim["version"]["id"]),
        "scope": scope,
        "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
    }


def _bodies(claim: Row, address: Address) -> list[Row]:
    classes = [_text("classifying", claim[name]) for name in ("quote_type", "form")]
    bodies = [*classes, *(_text("tagging", tag["name"]) for tag in claim["tags"])]
    speakers = (_speaker(hop, address) for hop in (claim, *claim["joint_speakers"]))
    return [*_warning(claim), *filter(None, speakers), *bodies]


def _warning(claim: Row) -> list[Row]:
    """Before all else, where programs show the first body alone."""
    return [_text("commenting", reliance(claim["status"]))] if claim["status"] == Status.REJECTED else []


def _speaker(hop: Row, address: Address) -> Row | None:
    """Who spoke, alone or together with others."""
    if speaker := hop["speaker"]:
        of_type = _TYPES.get(speaker["kind"], "Organization")
        source = {"id": address("speaker", speaker["id"]), "type": of_type, "name": speaker["name"]}
        return {"type": "SpecificResource", "purpose": "identifying", "source": source}
    return _text("identifying", hop["name_as_printed"]) if hop["name_as_printed"] else None


def _text(purpose: str, value: str) -> Row:
    return {"type": "TextualBody", "purpose": purpose, "value": value}
