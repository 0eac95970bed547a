"""Many articles as they were given, as rows: one ZIP, JSONL or CSV, or files of one article each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from claims.choices import BatchForm
from claims.ingest.archives import read_zip
from claims.ingest.rows import Row, form_of, wrong
from claims.ingest.tables import read_csv, read_json_lines
from claims.limits import MAX_BATCH, MAX_BYTES

_READERS: dict[BatchForm, Callable[[BinaryIO], Iterator[Row]]] = {
    BatchForm.ZIP: read_zip,
    BatchForm.JSONL: read_json_lines,
    BatchForm.CSV: read_csv,
}


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that was given; it is opened when its turn comes."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def gathered(files: list[GivenFile]) -> tuple[BatchForm, str, Iterator[Row]]:
    """The form, a name, and the rows, read as a stream.

    Raises IngestError on "files" where one of many holds many itself ("nested"), or they are "too-large"; the rows
    raise it as their readers do.
    """
    forms = [form_of(file.name) for file in files]
    if len(files) == 1 and forms[0]:
        form, (file,) = BatchForm(forms[0]), files
        if file.size > MAX_BATCH:
            raise wrong("too-large", f"At most {MAX_BATCH:,} bytes are taken at once. Send it in parts.")
        return form, file.name, _READERS[form](file.open())
    if many := next((file.name for file, form in zip(files, forms, strict=True) if form), ""):
        raise wrong("nested", f"“{many[:100]}” holds many articles itself. Send it by itself.")
    name = files[0].name if len(files) == 1 else f"{len(files):,} files"
    return BatchForm.FILES, name, _each(files)


def _each(files: Iterable[GivenFile]) -> Iterator[Row]:
    for number, file in enumerate(files, start=1):
        if file.size > MAX_BYTES:
            raise wrong("too-large", f"“{file.name[:100]}” is larger than {MAX_BYTES:,} bytes.")
        with file.open() as opened:
            yield Row(number, opened.read(MAX_BYTES), name=file.name)
