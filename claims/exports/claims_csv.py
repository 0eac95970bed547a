"""Claims as comma-separated values (RFC 4180) in UTF-8, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

Row = dict[str, Any]

COLUMNS = (
    "id",
    "content",
    "quote_type",
    "form",
    "status",
    "speaker_id",
    "speaker",
    "speaker_kind",
    "name_as_printed",
    "role_as_printed",
    "joint_speakers",
    "addressee",
    "passed_on_by",
    "cue",
    "denies",
    "said_on",
    "article_id",
    "article",
    "outlet",
    "published_at",
    "tags",
    "rating",
    "extractor",
    "extractor_version",
    "confidence",
    "created_at",
    "updated_at",
    "revision",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def claims_csv(batches: Iterable[list[Row]]) -> Iterator[bytes]:
    """A line with the names of COLUMNS, then one a claim, as `claims.reading.claims` presents them."""
    yield _lines([COLUMNS])
    for batch in batches:
        yield _lines([_cells(claim) for claim in batch])


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _cells(claim: Row) -> list[Any]:
    article, speaker, assessment = claim["article"], claim["speaker"] or {}, claim["assessment"]
    values = claim | {
        "speaker_id": speaker.get("id"),
        "speaker": speaker.get("name"),
        "speaker_kind": speaker.get("kind"),
        "joint_speakers": _named(claim["joint_speakers"]),
        "passed_on_by": _named(claim["chain"]),
        "denies": "true" if claim["denies"] else "false",
        "article_id": article["id"],
        "article": article["title"],
        "outlet": article["outlet"] and article["outlet"]["name"],
        "published_at": article["published_at"],
        "tags": "; ".join(tag["name"] for tag in claim["tags"]),
        "rating": assessment["rating"]["name"] if assessment and not assessment["words_changed"] else None,
        "created_at": claim["created_at"].isoformat(),
        "updated_at": claim["updated_at"].isoformat(),
    }
    return [_harmless(values[name]) for name in COLUMNS]


def _named(hops: list[Row]) -> str:
    return "; ".join((hop["speaker"] or {}).get("name") or hop["name_as_printed"] for hop in hops)


def _harmless(value: Any) -> Any:
    """Words that a spreadsheet would run as a formula, with an apostrophe before them: a page may have planted them."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
