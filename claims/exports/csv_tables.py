"""Records as comma-separated values (RFC 4180) in UTF-8, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from claims.reading.related import Row, name_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
_REVISED = ("created_at", "updated_at", "revision")


def _as_it_is(row: Row) -> Row:
    return {}


@dataclass(frozen=True, slots=True)
class Table:
    """``flat`` makes those of the columns that a row, as lists show it, does not have by their name, or not as text."""

    columns: tuple[str, ...]
    flat: Callable[[Row], Row] = _as_it_is

    def lines(self, batches: Iterable[list[Row]]) -> Iterator[bytes]:
        """A line with the names of the columns, then one a row."""
        yield _written([self.columns])
        for batch in batches:
            yield _written([self._cells(row) for row in batch])

    def _cells(self, row: Row) -> list[object]:
        values = row | self.flat(row)
        return [_cell(values[name]) for name in self.columns]


def _written(rows: Iterable[Iterable[object]]) -> bytes:
    lines = StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode()


def _cell(value: object) -> object:
    """Words that a spreadsheet would run as a formula get an apostrophe before them: a page may have planted them."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else value


def _flat_claim(claim: Row) -> Row:
    article, speaker, assessment = claim["article"], claim["speaker"] or {}, claim["assessment"]
    return {
        "speaker_id": speaker.get("id"),
        "speaker": speaker.get("name"),
        "speaker_kind": speaker.get("kind"),
        "joint_speakers": _named(claim["joint_speakers"]),
        "passed_on_by": _named(claim["chain"]),
        "article_id": article["id"],
        "article": article["title"],
        "outlet": article["outlet"] and article["outlet"]["name"],
        "published_at": article["published_at"],
        "tags": "; ".join(tag["name"] for tag in claim["tags"]),
        "rating": assessment["rating"]["name"] if assessment and not assessment["words_changed"] else None,
    }


def _named(hops: list[Row]) -> str:
    return "; ".join(map(name_of, hops))


def _flat_article(article: Row) -> Row:
    outlet = article["outlet"] or {}
    stances = {f"{status}_stances": number for status, number in article["stance_counts"].items()}
    return {"outlet_id": outlet.get("id"), "outlet": outlet.get("name"), **article["claim_counts"], **stances}


def _flat_assessment(assessment: Row) -> Row:
    evidence = (f"{item['title']} {item['url']}".strip() for item in assessment["evidence"])
    return {"evidence": "; ".join(evidence)}


CLAIMS = Table(
    (
        "id",
        "content",
        "quote_type",
        "form",
        "status",
        "disagreement",
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
        "at_second",
        "article_id",
        "article",
        "outlet",
        "published_at",
        "tags",
        "rating",
        "extractor",
        "extractor_version",
        "confidence",
        *_REVISED,
    ),
    _flat_claim,
)
ARTICLES = Table(
    (
        "id",
        "title",
        "url",
        "outlet_id",
        "outlet",
        "author",
        "language",
        "published_at",
        "modified_at",
        "page_missing_since",
        "extractor",
        "extractor_version",
        "suggested",
        "confirmed",
        "rejected",
        "suggested_stances",
        "confirmed_stances",
        "rejected_stances",
        *_REVISED,
    ),
    _flat_article,
)
SPEAKERS = Table(("id", "name", "kind", "article", "reason", "claim_count", "last_role", *_REVISED))
LINKS = Table(
    (
        "id",
        "claim",
        "relation",
        "other",
        "status",
        "note",
        *(
            f"{end}_{what}"
            for end in ("claim", "other")
            for what in ("content", "quote_type", "cue", "denies", "speaker")
        ),
        "author",
        *_REVISED,
    )
)
ASSESSMENTS = Table(
    (
        "id",
        "claim",
        "rating",
        "rating_name",
        "explanation",
        "status",
        "evidence",
        "no_evidence_because",
        "corrects",
        "correction_reason",
        "withdrawal_reason",
        "words",
        "words_changed",
        "author",
        "published_at",
        *_REVISED,
    ),
    _flat_assessment,
)
