"""Many articles in one file, read as a stream: what a row of it is, and what is wrong with one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claims.ingest.document import IngestError

FIELD = "files"
_ENDINGS = {".zip": "zip", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}


@dataclass(frozen=True, slots=True)
class Row:
    """One article to be: the bytes of a file that has a ``name``, or the words of a row that has none.

    ``number`` counts from 1. Where ``fetched`` is an address, the article is fetched from there and ``data`` is empty.
    ``stated`` says of the article what overrules what it says itself, by field of Document. Where a ``fault`` hinders
    that it is read, ``data`` is the row as an object in JSON, or the line that is none.
    """

    number: int
    data: bytes = b""
    name: str = ""
    fetched: str = ""
    stated: dict[str, Any] = field(default_factory=dict)
    fault: IngestError | None = None


def wrong(code: str, message: str) -> IngestError:
    """What is wrong with a file of many articles, of which then none is taken in."""
    return IngestError(code, message, field=FIELD)


def wrong_row(number: int, code: str, message: str) -> IngestError:
    return wrong(code, f"Row {number:,}: {message}")


def form_of(name: str) -> str:
    """ "zip", "jsonl" or "csv", by the ending of a file's name; "" for a file of one article."""
    return next((form for ending, form in _ENDINGS.items() if name.lower().endswith(ending)), "")
