"""JSON Lines and CSV with an article a row, read line by line, so that memory holds one row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

import orjson

from claims.ingest.dates import parse_time
from claims.ingest.document import IngestError
from claims.ingest.rows import Row, wrong, wrong_row
from claims.ingest.strict_json import DuplicateKeyError, loads
from claims.limits import MAX_ROW

COLUMNS = ("text", "url", "title", "outlet", "author", "published")
_OTHER_NAMES = {"published_at": "published"}  # as the API has it
_LONGEST = {"url": 1000, "title": 500, "outlet": 200, "author": 300, "published": 100}
_DELIMITERS = ",;\t"
_NAMES = ", ".join(COLUMNS)

csv.field_size_limit(MAX_ROW)  # the module's own 131,072 characters are less than a long article


def read_json_lines(file: BinaryIO) -> Iterator[Row]:
    """A Row for each line, which is an object with some of COLUMNS, as text; blank lines are passed over.

    A row's number is that of its line; one with a fault has what `read_line` raises. Raises IngestError on "files":
    "encoding", "too-large".
    """
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            yield _line_or_fault(number, line.strip().encode())


def read_line(line: bytes, number: int = 1) -> Row:
    """The Row of a line of JSON Lines. Raises IngestError on "files": "invalid-row", "unknown-column", "invalid-date",
    "duplicate-key".
    """
    try:
        given = loads(line)
    except orjson.JSONDecodeError as error:
        raise wrong("invalid-row", f"This line is not JSON: {error}.") from None
    except DuplicateKeyError as error:
        raise wrong("duplicate-key", str(error)) from None
    if not isinstance(given, dict):
        raise wrong("invalid-row", "This line is no JSON object.")
    if unknown := sorted(set(given) - {*COLUMNS, *_OTHER_NAMES}):
        raise wrong("unknown-column", f"There is no “{unknown[0][:50]}” here. There are: {_NAMES}.")
    cells: dict[str, Any] = given
    return _row(number, {_OTHER_NAMES.get(name, name): value for name, value in cells.items()})


def read_csv(file: BinaryIO) -> Iterator[Row]:
    """A Row for each record below a header with some of COLUMNS, among them text or url; a comma, semicolon or
    tab parts cells.

    Row 1 is the first below the header. Raises IngestError on "files": "wrong-header", "invalid-row" where the cells
    are not those of the header, and as `read_json_lines`.
    """
    lines = _lines(file)
    first = next(lines, "")
    records = csv.reader(chain([first], lines), strict=True, delimiter=max(_DELIMITERS, key=first.count))
    number = 0
    try:
        header = _header(next(records, []))
        for record in records:
            if not record:
                continue
            number += 1
            if len(record) != len(header):
                message = f"There are {len(record)} cells, and {len(header)} in the header."
                raise wrong_row(number, "invalid-row", message)
            yield _cells_or_fault(number, dict(zip(header, record, strict=True)))
    except csv.Error as error:
        raise wrong_row(
            number + 1, "invalid-row", f"This is not CSV, or a quotation mark is missing: {error}."
        ) from None


def _header(cells: list[str]) -> list[str]:
    printed = [cell.strip().lower() for cell in cells]
    names = [_OTHER_NAMES.get(name, name) for name in printed]
    unknown = next((name for name in names if name not in COLUMNS), None)
    if unknown is not None or len(set(names)) < len(names) or not {"text", "url"} & set(names):
        fault = f"There is no column “{unknown[:50]}”. " if unknown is not None else ""
        raise wrong(
            "wrong-header",
            f"{fault}The first line names the columns, each once: text or url or both, and any of {_NAMES}.",
        )
    return names


def _lines(file: BinaryIO) -> Iterator[str]:
    number = 0
    while line := file.readline(MAX_ROW + 1):
        number += 1
        if len(line) > MAX_ROW:
            raise wrong("too-large", f"Line {number:,} is longer than {MAX_ROW:,} bytes.")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise wrong("encoding", f"Line {number:,} is not in UTF-8. Save the file as UTF-8.") from None


def _line_or_fault(number: int, line: bytes) -> Row:
    try:
        return read_line(line, number)
    except IngestError as error:
        return Row(number, line, fault=error)


def _cells_or_fault(number: int, cells: dict[str, str]) -> Row:
    try:
        return _row(number, cells)
    except IngestError as error:
        return Row(number, orjson.dumps(cells), fault=error)


def _row(number: int, given: dict[str, Any]) -> Row:
    values = {name: value for name, value in given.items() if value not in (None, "")}
    for name, value in values.items():
        if not isinstance(value, str):
            raise wrong("invalid-row", f"Its {name} is no text.")
        if "\0" in value or len(value) > _LONGEST.get(name, MAX_ROW):
            raise wrong("invalid-row", f"Its {name} is too long, or holds a character that no text has.")
    text = values.pop("text", "")
    if published := values.pop("published", ""):
        try:
            values["published_at"] = parse_time(published)
        except IngestError as error:
            raise wrong(error.code, error.message) from error
    fetched = "" if text.strip() else values.pop("url", "").strip()
    return Row(number, text.encode(), fetched=fetched, stated=values)
