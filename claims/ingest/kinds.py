"""What a file is: an article in one of the kinds that are read here, or something else, which is told by its name."""

import re
from html import unescape
from typing import Literal

from claims.ingest.document import IngestError

Kind = Literal["html", "json", "xml", "markdown", "rtf", "subtitles", "plain"]
FileKind = Literal["pdf", "zip", "rtf"]

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|article|main|section|header|nav|div|p|h[1-6])\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-z!][^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|br|h[1-6]|blockquote|ul|section)\b[^<>]*>", re.IGNORECASE)
_INLINE_END = re.compile(r"</(?:a|b|i|u|em|strong|span|q|cite|small|sup|sub|mark)>", re.IGNORECASE)
_LINE_END = re.compile(r"\s*\n\s*")
_XML_START = re.compile(
    r"\s*<(?:\?xml\b|!doctype\s+(?!html\b)|(?:rss|feed|rdf:rdf|nitf|newsml|newsitem|newsmessage|urlset|sitemapindex|opml"
    r"|svg)\b)",
    re.IGNORECASE,
)
_JSON_START = re.compile(r'\s*(?:\{\s*(?:"[^"\n]{1,60}"\s*:|\})|\[\s*(?:\{\s*"|\]\s*\Z))')
_MARKDOWN_START = re.compile(r"\s*(?:(?:---|\+\+\+)[ \t]*\r?\n[\w-]+[ \t]*[:=]|#{1,2}[ \t]+\S)")
_STARTS: dict[Kind, re.Pattern[str]] = {
    "rtf": re.compile(r"\s*\{\\rtf"),
    "subtitles": re.compile(r"\s*(?:WEBVTT(?=\s|\Z)|\d+[ \t]*\r?\n\s*\d+:\d\d:\d\d[,.]\d+[ \t]*-->)"),
    "html": _HTML_START,
    "xml": _XML_START,
    "json": _JSON_START,
}
_FILES: tuple[tuple[bytes, FileKind], ...] = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"{\\rtf", "rtf"))
_START = 1_024  # bytes in which the signature of a file stands, behind white space and a byte-order mark
_NAMES: dict[Kind, tuple[str, ...]] = {
    "html": (".html", ".htm", ".xhtml"),
    "json": (".json", ".jsonld"),
    "xml": (".xml", ".nitf", ".rss", ".atom"),
    "markdown": (".md", ".markdown"),
}
_NO_ARTICLES = (
    (re.compile(r"\s*BEGIN:VCALENDAR\b"), "a calendar"),
    (re.compile(r"\s*BEGIN:VCARD\b"), "an address card"),
    (re.compile(r"\s*%!PS"), "a PostScript document"),
    (re.compile(r"\s*WARC/\d"), "a web archive"),
    (re.compile(r"\s*\\documentclass\b"), "a LaTeX document"),
)


def kind_of(text: str, *, filename: str, content_type: str, field: str) -> Kind:
    """The kind of ``text``, by its start, or by its name where that fits what it holds.

    Raises IngestError "no-article" on ``field`` for what is known to be something else.
    """
    for start, name in _NO_ARTICLES:
        if start.match(text):
            raise no_article(name, field)
    for kind, start in _STARTS.items():
        if start.match(text):
            return kind
    named = _named(filename.lower(), content_type.lower())
    if named == "html" and not _TAG.search(text):
        return "plain"
    return named or ("markdown" if _MARKDOWN_START.match(text) else "plain")


def file_kind(data: bytes | str) -> FileKind | None:
    """The kind of file that ``data`` begins as, None for text."""
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip() if isinstance(data, bytes) else b""
    return next((kind for signature, kind in _FILES if start.startswith(signature)), None)


def marked_up(text: str) -> str:
    """``text`` as HTML where it holds mark-up, which may be escaped; "" where it is words alone."""
    once = unescape(text)
    for written in (text, once, unescape(once)):
        if _BLOCK.search(written):
            return written
        if _INLINE_END.search(written):
            return f"<p>{_LINE_END.sub('</p><p>', written.strip())}</p>"
    return ""


def no_article(what: str, field: str) -> IngestError:
    message = f"This {field} is {what}; paste the text of one article instead."
    return IngestError("no-article", message, field=field)


def many_articles(what: str, field: str) -> IngestError:
    """The refusal of what a batch would read."""
    message = f"This {field} is {what}; use “Take in many” for it, or paste the text of one article."
    return IngestError("no-article", message, field=field)


def _named(filename: str, content_type: str) -> Kind | None:
    for kind, endings in _NAMES.items():
        if filename.endswith(endings) or kind in content_type:
            return kind
    return None
