"""What comes in: bytes that somebody sends, or an address to fetch them from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings

from claims import fetch, ingest
from claims.choices import IntakeOrigin
from claims.fetch import Fetched, FetchError
from claims.ingest import Document, IngestError
from claims.ingest.tables import read_line
from claims.limits import MAX_BYTES, MAX_PAGE_AT_ONCE, MAX_TEXT, MAX_TEXT_AT_ONCE

_LONGEST_ADDRESS = 1000


@dataclass(frozen=True, slots=True)
class Incoming:
    """What somebody sends, or the address that it is to be fetched from.

    ``stated`` says of the article what overrules what it says itself, by field of Document; ``final_url`` and
    ``headers`` are what `fetched` adds. ``spare`` is a page of the article as its feed has it, or empty.
    """

    data: bytes
    origin: IntakeOrigin
    filename: str = ""
    media_type: str = ""
    stated: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    final_url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    spare: bytes = b""

    @classmethod
    def pasted(cls, text: str, stated: dict[str, Any]) -> Incoming:
        # Half a character is passed on, for ingest to refuse it in its own words.
        data = text.encode(errors="surrogatepass")
        return cls(data, IntakeOrigin.PASTE, stated=stated)

    @classmethod
    def at_address(cls, url: str, stated: dict[str, Any], *, spare: bytes = b"") -> Incoming:
        """What is to be fetched. Raises FetchError where ``url`` is no address of a web page, or too long."""
        fetch.parsed(url)
        if len(url) > _LONGEST_ADDRESS:
            raise FetchError("invalid-address", f"The address has more than {_LONGEST_ADDRESS:,} characters.")
        return cls(b"", IntakeOrigin.URL, stated=stated, url=url, spare=spare)

    def fetched(self, sent_on: Callable[[str], None]) -> Incoming:
        """With the bytes, fetched now where it comes from an address. Raises FetchError, and what ``sent_on`` does."""
        if not self.url:
            return self
        inside = settings.FETCH_PRIVATE_ADDRESSES
        return self.with_page(fetch.fetch(self.url, allow_inside=inside, sent_on=sent_on))

    def with_page(self, page: Fetched) -> Incoming:
        return replace(self, data=page.data, media_type=page.media_type, final_url=page.url, headers=page.headers)

    def from_spare(self) -> Incoming:
        """With what the feed has, in place of the page."""
        return replace(self, data=self.spare, media_type="text/html; charset=utf-8", final_url=self.url, headers={})

    def is_large(self) -> bool:
        """Whether it is for the worker, by the bounds of claims/limits.py. What is no article is told at once."""
        if len(self.data) <= MAX_TEXT_AT_ONCE:
            return False
        try:
            is_words = ingest.is_words(self._content(), filename=self.filename, content_type=self.media_type)
        except IngestError:
            return False
        return len(self.data) <= MAX_TEXT if is_words else len(self.data) > MAX_PAGE_AT_ONCE

    def can_be_kept(self) -> bool:
        return bool(self.url) or 0 < len(self.data) <= MAX_BYTES

    def document(self) -> Document:
        """What was sent or fetched, read. Raises IngestError, and FetchError for a row whose address is none."""
        if self.origin == IntakeOrigin.LINE:
            row = read_line(self.data)
            fetch.parsed(row.fetched or row.stated.get("url", ""))
        try:
            document = ingest.read(self._content(), filename=self.filename, content_type=self.media_type)
        except IngestError as error:
            message = "The page is empty." if self.url and error.code == "empty" else error.message
            raise IngestError(error.code, message, field="url" if self.url else error.field) from error
        if self.final_url:
            document = replace(document, url=self.final_url)
        return replace(document, **{name: value for name, value in self.stated.items() if value})

    def _content(self) -> bytes | str:
        words = self.origin in (IntakeOrigin.PASTE, IntakeOrigin.ROW)
        return self.data.decode(errors="surrogatepass") if words else self.data
