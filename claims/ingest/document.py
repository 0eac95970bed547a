"""What the ingest room hands on, and what it says when it cannot."""

from dataclasses import dataclass
from datetime import datetime

Time = tuple[int, int]
"""Where in a text the words begin that are heard at a second of its recording: a code point, and that second."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article, cleaned.

    ``text`` is the body alone: paragraphs separated by one blank line, without headline, byline, date line or
    section words; never empty. Strings are "" and dates None where nothing was found. Dates are aware and keep the
    offset they were printed with. ``language`` is a primary language code as in ISO 639 ("en").
    ``times`` are those of a recording that the text is a transcript of.
    ``canonical`` is the address that the page names as its own; ``url`` may become the one it came from.
    """

    text: str
    title: str = ""
    url: str = ""
    canonical: str = ""
    outlet: str = ""
    author: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str = ""
    times: tuple[Time, ...] = ()


class IngestError(ValueError):
    """Input that cannot become a Document.

    ``code`` is for programs ("empty", "too-large", "binary", "encoding", "no-text", "no-article", "invalid-date"),
    ``field`` names the input at fault ("text", "file", "published_at", ...), ``message`` is a sentence for people.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        super().__init__(message)
        self.code = code
        self.field = field
        self.message = message
