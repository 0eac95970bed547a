"""What a file is: an article in one of the kinds that are read here, or something else, which is told by its name."""

import re
from typing import Literal

from claims.ingest.document import IngestError

Kind = Literal["html", "json", "xml", "markdown", "plain"]

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|article|main|section|header|nav|div|p|h[1-6])\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-z!][^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|br|h[1-6]|blockquote|ul|section)\b[^<>]*>", re.IGNORECASE)
_XML_START = re.compile(
    r"\s*<(?:\?xml\b|!doctype\s+(?!html\b)|(?:rss|feed|rdf:rdf|nitf|newsml|newsitem|newsmessage|urlset|sitemapindex|opml"
    r"|svg)\b)",
    re.IGNORECASE,
)
_JSON_START = re.compile(r'\s*(?:\{\s*(?:"[^"\n]{1,60}"\s*:|\})|\[\s*(?:\{\s*"|\]\s*\Z))')
_MARKDOWN_START = re.compile(r"\s*(?:---[ \t]*\r?\n[\w-]+[ \t]*:|#{1,2}[ \t]+\S)")
_NAMES: dict[Kind, tuple[str, ...]] = {
    "html": (".html", ".htm", ".xhtml"),
    "json": (".json", ".jsonld"),
    "xml": (".xml", ".nitf", ".rss", ".atom"),
    "markdown": (".md", ".markdown"),
}
_NO_ARTICLES = (
    (re.compile(r"\s*WEBVTT\b|\s*1\s*\n\d\d:\d\d:\d\d,\d{3} -->"), "the subtitles of a film"),
    (re.compile(r"\s*BEGIN:VCALENDAR\b"), "a calendar"),
    (re.compile(r"\s*BEGIN:VCARD\b"), "an address card"),
    (re.compile(r"\s*\{\\rtf"), "an RTF document"),
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
    if _HTML_START.match(text):
        return "html"
    if _XML_START.match(text):
        return "xml"
    if _JSON_START.match(text):
        return "json"
    named = _named(filename.lower(), content_type.lower())
    if named == "html" and not _TAG.search(text):
        return "plain"
    return named or ("markdown" if _MARKDOWN_START.match(text) else "plain")


def has_mark_up(text: str) -> bool:
    """Whether ``text`` holds paragraphs, or lines, in HTML."""
    return bool(_BLOCK.search(text))


def no_article(what: str, field: str) -> IngestError:
    message = f"This {field} is {what}; paste the text of one article instead."
    return IngestError("no-article", message, field=field)


def _named(filename: str, content_type: str) -> Kind | None:
    for kind, endings in _NAMES.items():
        if filename.endswith(endings) or kind in content_type:
            return kind
    return None
