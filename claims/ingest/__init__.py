"""Bytes or pasted words in, clean text and metadata out. Knows no models, no web, no network."""

from collections.abc import Callable

from claims.ingest.dates import parse_time
from claims.ingest.decode import check_size, decode
from claims.ingest.document import Document, IngestError
from claims.ingest.html import read_html
from claims.ingest.kinds import FileKind, Kind, file_kind, kind_of
from claims.ingest.mail import is_mail, read_mail
from claims.ingest.markdown import read_markdown
from claims.ingest.newswire import read_xml
from claims.ingest.office import read_office
from claims.ingest.pdf import read_pdf
from claims.ingest.plain import read_plain
from claims.ingest.records import read_json
from claims.ingest.rtf import read_rtf
from claims.ingest.subtitles import read_subtitles
from claims.limits import MAX_BYTES, MAX_TEXT

__all__ = ["MAX_BYTES", "MAX_TEXT", "Document", "IngestError", "is_words", "parse_time", "read"]

_READERS: dict[Kind, Callable[..., Document]] = {
    "html": read_html,
    "json": read_json,
    "xml": read_xml,
    "markdown": read_markdown,
    "rtf": read_rtf,
    "subtitles": read_subtitles,
    "plain": lambda text, field: read_plain(text),
}
_FILE_READERS: dict[FileKind, Callable[..., Document]] = {"pdf": read_pdf, "zip": read_office, "rtf": read_rtf}
_WORDS: tuple[Kind, ...] = ("plain", "markdown")


def read(data: bytes | str, *, filename: str = "", content_type: str = "") -> Document:
    """The article in ``data``, of at most MAX_BYTES bytes, and MAX_TEXT where they are text without mark-up.

    It may be plain text, HTML, Markdown, a mail or saved page (MHTML), a record in JSON (JSON-LD, ninjs), NITF, a PDF,
    DOCX, ODT or RTF, or subtitles (WebVTT, SRT).
    ``filename`` and ``content_type`` are hints. Raises IngestError ("empty", "too-large", "binary", "encoding",
    "no-text", "no-article") on the field "text" for a str, "file" for bytes.
    """
    field = "text" if isinstance(data, str) else "file"
    document = _read(data, field, filename, content_type)
    check_size(len(document.text.encode()), field, most=MAX_TEXT, what="The article's text")
    return document


def is_words(data: bytes | str, *, filename: str = "", content_type: str = "") -> bool:
    """Whether nearly all of it is words, and not mark-up. Raises IngestError as `read` does, though not for all."""
    if is_mail(data) or file_kind(data):
        return False
    field = "text" if isinstance(data, str) else "file"
    text = decode(data, content_type=content_type).removeprefix("\ufeff")
    return kind_of(text, filename=filename, content_type=content_type, field=field) in _WORDS


def _read(data: bytes | str, field: str, filename: str, content_type: str) -> Document:
    if is_mail(data):
        return read_mail(data, field=field)
    if kind_of_file := file_kind(data):
        check_size(len(data), field)
        return _FILE_READERS[kind_of_file](data, field=field)
    text = decode(data, content_type=content_type).removeprefix("\ufeff")
    kind = kind_of(text, filename=filename, content_type=content_type, field=field)
    if kind in _WORDS:  # nearly all of it is words: no need to read them first
        check_size(len(text.encode()), field, most=MAX_TEXT, what="The text")
    return _READERS[kind](text, field=field)
