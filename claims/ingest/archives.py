"""A ZIP with an article a file. What its directory says is checked before anything is unpacked, one file at a time."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from claims.ingest.document import IngestError
from claims.ingest.rows import Row, wrong
from claims.limits import MAX_BATCH_UNPACKED, MAX_BYTES, MAX_ROWS

_END, _END_SIZE = b"PK\x05\x06", 22
_ZIP64_LOCATOR, _ZIP64_LOCATOR_SIZE = b"PK\x06\x07", 20
_LONGEST_COMMENT = 65_535
_MOST_DIRECTORY = 10_000_000  # bytes; MAX_ROWS names of the longest that are taken
_LONGEST_NAME = 255
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of others the unpacked size is not bounded while reading
_NESTED = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".7z", ".rar", ".jsonl", ".ndjson", ".csv")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    NotImplementedError,
)
_NOT_ARTICLES = ("__MACOSX", "Thumbs.db", "desktop.ini")


def read_zip(file: BinaryIO) -> Iterator[Row]:
    """A Row for each file in the archive; folders, hidden files and what systems add are passed over.

    Raises IngestError on "files": "binary" for what is no archive or is broken, "encrypted", "nested", "unsafe-name",
    "too-large", "too-many-rows".
    """
    try:
        _check_directory(file)
        with zipfile.ZipFile(file) as archive:
            parts = [
                part for part in archive.infolist() if is_article(part.filename) and not part.filename.endswith("/")
            ]
            for part in parts:
                _check(part)
            if sum(part.file_size for part in parts) > MAX_BATCH_UNPACKED:
                message = f"Unpacked, the files of this archive are more than {MAX_BATCH_UNPACKED:,} bytes."
                raise wrong("too-large", message)
            for number, part in enumerate(parts, start=1):
                yield Row(number, _unpacked(archive, part), name=part.filename)
    except IngestError:
        raise
    except _BROKEN as error:
        raise wrong("binary", "This is no ZIP archive, or a damaged one.") from error


def is_article(name: str) -> bool:
    """Whether the path may be an article's: neither hidden nor of what a system adds to folders."""
    return not any(part in _NOT_ARTICLES or part.startswith(".") for part in PurePosixPath(name).parts if part != "..")


def _check_directory(file: BinaryIO) -> None:
    """Refuse a directory that would fill the memory when it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE - _ZIP64_LOCATOR_SIZE))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        raise wrong("binary", "This is no ZIP archive, or a damaged one.")
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    # Another record would overrule this one.
    is_long = tail[max(0, at - _ZIP64_LOCATOR_SIZE) : at].startswith(_ZIP64_LOCATOR)
    if is_long or entries > 2 * MAX_ROWS or directory > _MOST_DIRECTORY:
        raise wrong("too-many-rows", f"This archive has too many files; {MAX_ROWS:,} are taken at once.")


def _check(part: zipfile.ZipInfo) -> None:
    name, path = part.filename, PurePosixPath(part.filename)
    shown = f"“{name[:100]}”"
    leads_elsewhere = ".." in path.parts or path.is_absolute() or "\\" in name or ":" in name.partition("/")[0]
    if not path.parts or leads_elsewhere or not name.isprintable():
        raise wrong("unsafe-name", f"The archive has a file named {shown}, which leads elsewhere or cannot be shown.")
    if len(name) > _LONGEST_NAME:
        raise wrong("unsafe-name", f"The name {shown} is longer than {_LONGEST_NAME} characters.")
    if part.flag_bits & 1:
        raise wrong("encrypted", f"{shown} is behind a password. Send the archive without one.")
    if path.suffix.lower() in _NESTED:
        raise wrong("nested", f"{shown} holds many articles itself. Send it by itself.")
    if part.compress_type not in _PACKED:
        raise wrong("binary", f"{shown} is packed in a way that is not read here. Pack the archive as ordinary ZIP.")
    if part.file_size > MAX_BYTES:
        raise wrong("too-large", f"{shown} is larger than {MAX_BYTES:,} bytes.")


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(part) as file:
            return file.read(part.file_size + 1)
    except _BROKEN as error:
        raise wrong("binary", f"“{part.filename[:100]}” in this archive is damaged.") from error
