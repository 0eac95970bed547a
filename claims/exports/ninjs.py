"""An article with its claims in ninjs 3, the JSON of the newswires (iptc.org/standards/ninjs)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson

from claims.choices import Status
from claims.exports.json_ld import Address, filled
from claims.reading.related import Row
from claims.text.fragments import web_address

STANDARD = {"name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"}
PUBLISHER, SPEAKER, PASSED_ON_BY = "publisher", "speaker", "passed on by"
ADDRESS = "published at"


def ninjs(article: Row, claims: Iterable[Row], address: Address) -> bytes:
    """The article as its own page has it; each claim is an association, and who speaks in it an infoSource."""
    claims = list(claims)
    version, outlet, url = article["version"], article["outlet"], web_address(article["url"])
    text = version["text"]
    item = {
        "standard": STANDARD,
        "uri": address("article", article["id"]),
        "type": "text",
        "version": str(version["number"]),
        "firstCreated": article["created_at"],
        "versionCreated": article["modified_at"] or version["created_at"],
        "contentCreated": article["published_at"],
        "language": article["language"],
        "headlines": [{"role": "main", "value": article["title"]}] if article["title"] else [],
        "by": article["author"],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(text),
                "wordCount": len(text.split()),
                "value": text,
            }
        ],
        "infoSources": [
            *([{"name": outlet["name"], "role": PUBLISHER}] if outlet else []),
            *_once(source for claim in claims for source in _sources(claim, address)),
        ],
        "altIds": [{"role": ADDRESS, "value": url}] if url else [],
        "associations": [_association(claim, address) for claim in claims],
    }
    return orjson.dumps(filled(item))


def _association(claim: Row, address: Address) -> Row:
    return filled(
        {
            "name": f"claim {claim['id']}",
            "rel": "claim",
            "uri": address("claim", claim["id"]),
            "type": "text",
            "version": str(claim["revision"]),
            "pubStatus": "usable" if claim["status"] == Status.CONFIRMED else "withheld",
            "firstCreated": claim["created_at"],
            "versionCreated": claim["updated_at"],
            "bodies": [{"role": claim["quote_type"], "contentType": "text/plain", "value": claim["content"]}],
            "descriptions": [{"role": "reporting words", "value": claim["cue"]}] if claim["cue"] else [],
            "edNote": "The speaker denies this." if claim["denies"] else "",
            "infoSources": list(_sources(claim, address)),
            "subjects": [{"name": tag["name"]} for tag in claim["tags"]],
        }
    )


def _sources(claim: Row, address: Address) -> Iterator[Row]:
    """Who spoke the words, then who passed them on."""
    spoken = [(hop, SPEAKER) for hop in (claim, *claim["joint_speakers"])]
    for hop, role in (*spoken, *((hop, PASSED_ON_BY) for hop in claim["chain"])):
        speaker = hop["speaker"] or {}
        if name := speaker.get("name") or hop["name_as_printed"]:
            uri = address("speaker", speaker["id"]) if speaker else ""
            yield filled({"name": name, "role": role, "uri": uri})


def _once(sources: Iterable[Row]) -> list[Row]:
    return list({(source["name"], source["role"]): source for source in sources}.values())
