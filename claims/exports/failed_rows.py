"""The failed rows of a batch in the form in which they came, to be corrected and sent again."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator

import orjson

from claims.choices import BatchForm, IntakeOrigin
from claims.ingest.tables import COLUMNS
from claims.models import Intake


def failed_as(form: BatchForm, rows: Iterable[Intake]) -> Iterator[bytes]:
    """The bytes of a file of the form, as a stream; files sent one by one come as a ZIP."""
    writers = {BatchForm.JSONL: _json_lines, BatchForm.CSV: _csv}
    return writers.get(form, _zip)(rows)


def _json_lines(rows: Iterable[Intake]) -> Iterator[bytes]:
    for row in rows:
        if row.origin == IntakeOrigin.LINE and row.original:
            yield row.original.data() + b"\n"
            continue
        yield orjson.dumps({name: value for name, value in _cells(row).items() if value}) + b"\n"


def _csv(rows: Iterable[Intake]) -> Iterator[bytes]:
    """As it came, so no cell is made harmless for a spreadsheet: it would be another text when it comes back."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    for row in rows:
        writer.writerow(_cells(row))
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()
    yield written.getvalue().encode()


def _cells(row: Intake) -> dict[str, str]:
    if row.origin == IntakeOrigin.LINE and row.original:
        given = orjson.loads(row.original.data())
        return {"published": given.get("published_at", "")} | {name: given[name] for name in COLUMNS if name in given}
    text = row.original.data().decode() if row.original and row.origin == IntakeOrigin.ROW else ""
    stated = {name: str(row.stated.get(name, "")) for name in ("title", "outlet", "author")}
    published = str(row.stated.get("published_at", ""))
    return {"text": text, "url": row.url or str(row.stated.get("url", "")), **stated, "published": published}


def _zip(rows: Iterable[Intake]) -> Iterator[bytes]:
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows:
            archive.writestr(row.filename or f"{row.row}.txt", row.original.data() if row.original else b"")
            yield stream.taken()
    yield stream.taken()


class _Stream(io.RawIOBase):
    """A file that cannot go back: what was written is taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken
