"""Bytes or pasted words in, clean text and metadata out. Knows no models, no web, no network."""

import re

from claims.ingest.dates import parse_time
from claims.ingest.decode import MAX_BYTES, decode
from claims.ingest.document import Document, IngestError
from claims.ingest.html import read_html
from claims.ingest.plain import read_plain

__all__ = ["MAX_BYTES", "Document", "IngestError", "parse_time", "read"]

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|article|main|section|header|nav|div|p|h[1-6])\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-z!][^<>]*>", re.IGNORECASE)


def read(data: bytes | str, *, filename: str = "", content_type: str = "") -> Document:
    """The article in ``data``, HTML or plain text, of at most MAX_BYTES bytes.

    ``filename`` and ``content_type`` are hints. Raises IngestError ("empty", "too-large", "binary", "encoding",
    "no-text") on the field "text" for a str, "file" for bytes.
    """
    field = "text" if isinstance(data, str) else "file"
    text = decode(data, content_type=content_type).removeprefix("\ufeff")
    named_html = filename.lower().endswith((".html", ".htm", ".xhtml")) or "html" in content_type.lower()
    if _HTML_START.match(text) or (named_html and _TAG.search(text)):
        return read_html(text, field=field)
    return read_plain(text)
