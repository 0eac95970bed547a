"""newsapp, as a program sees it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any, Self, cast

import httpx

from newsapp_claims.errors import Stale
from newsapp_claims.export import exported
from newsapp_claims.records import (
    Article,
    Change,
    ChangeResult,
    Claim,
    ClaimChange,
    Family,
    Record,
    Spans,
    Speaker,
    Status,
)
from newsapp_claims.transport import Transport

Filter = str | int | float | bool | date | datetime
"""The filters of an address and its `order` have the names that /api/docs/ gives; newsapp refuses others."""

AT_ONCE = 200  # records a page


class Client:
    """``with Client("https://newsapp.example.org", token=...) as client:``

    ``timeout`` is how many seconds newsapp may stay silent. Every call may raise a NewsappError. What is asked is asked
    again up to five times when newsapp is out of reach, busy or restarting. So are writes, each of which is done once:
    a decision names a revision; what is added, and a change of many claims, has a key.
    """

    def __init__(self, base: str, token: str = "", *, timeout: float = 30) -> None:
        self._transport = Transport(base, token, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._transport.http.close()

    def claims(self, **filters: Filter) -> Iterator[Claim]:
        """All claims that the filters let through, page after page: ``claims(status="confirmed", speaker=3)``."""
        return self._all("claims/", filters)

    def speakers(self, **filters: Filter) -> Iterator[Speaker]:
        return self._all("speakers/", filters)

    def articles(self, **filters: Filter) -> Iterator[Article]:
        return self._all("articles/", filters)

    def links(self, **filters: Filter) -> Iterator[Record]:
        return self._all("links/", filters)

    def assessments(self, **filters: Filter) -> Iterator[Record]:
        return self._all("assessments/", filters)

    def claim(self, number: int) -> Claim:
        return cast("Claim", self._transport.get(f"claims/{number}/"))

    def article(self, number: int) -> Article:
        """An article with its text, in ``article["version"]["text"]``."""
        return cast("Article", self._transport.get(f"articles/{number}/"))

    def intake(self, number: int) -> Record:
        """What became of something taken in: its ``state``, and ``article`` or ``error``."""
        return cast("Record", self._transport.get(f"intakes/{number}/"))

    def export(self, family: Family, **filters: Filter) -> Iterator[Record]:
        """All records of a list that the filters let through, by id, as they stood at one moment, in one answer.

        Goes on behind the last record when the connection breaks; what comes then is of another moment. Raises Damaged
        at the end when newsapp sent other records than arrived.
        """
        return exported(self._transport, family, _written(filters))

    def export_claims(self, **filters: Filter) -> Iterator[Claim]:
        """`export` of claims."""
        return cast("Iterator[Claim]", self.export("claims", **filters))

    def changes(self, since: str | PathLike[str] | None = None) -> Iterator[Change]:
        """What has changed, in order; it ends where nothing is new.

        ``since`` names a file that keeps the place; where it is not there yet, all begins with the first Change. It is
        written when the loop asks for more than a page of 50: a program that was killed gets the Changes of its
        last page again, none before it, and misses none. Raises PlaceGone where newsapp was brought back from a copy
        that is older than the place.
        """
        path = Path(since) if since is not None else None
        place = path.read_text().strip() if path and path.exists() else ""
        while True:
            page, behind = self._change_page(place)
            yield from page
            if path and behind != place:  # an empty page moves it too, past Changes that a token is not told of
                store(path, behind)
            if not page:
                return
            place = behind

    def newest_place(self) -> str:
        """The place behind all that has changed so far; written into a file, `changes` begins there."""
        return self._change_page("now")[1]

    def take_in(
        self, *, text: str = "", url: str = "", file: str | PathLike[str] | None = None, **stated: str
    ) -> Article | Record:
        """Take in an article by its text, a file of its own format, or else its address.

        ``stated`` (title, outlet, author, published_at) overrules what it says itself; so does ``url`` beside a text.
        An address, and what is long, gives an Intake, which has a ``state``: newsapp does it later. The same article
        twice is one article.
        """
        given = {name: value for name, value in {"text": text, "url": url, **stated}.items() if value}
        if file is None:
            return cast("Article | Record", self._transport.keyed("POST", "articles/", json=given))
        with Path(file).open("rb") as content:
            return cast(
                "Article | Record", self._transport.keyed("POST", "articles/", data=given, files={"file": content})
            )

    def add_claim(self, *, version: int, spans: Spans, **fields: Any) -> Claim:
        """Add a claim that the engine missed, by where its words stand in the text of an article's version.

        ``fields`` are those of a claim that can be written: speaker (a number), quote_type, form, said_on, addressee,
        hops, tags. After Unavailable, look whether it is there.
        """
        claim = {"version": version, "spans": spans, **fields}
        return cast("Claim", self._transport.keyed("POST", "claims/", json=claim))

    def decide(self, number: int, status: Status, *, revision: int) -> Claim:
        """Confirm or reject the claim as it was read. Raises Stale when somebody changed it since that revision."""
        try:
            return cast("Claim", self._transport.patch(f"claims/{number}/", {"status": status}, revision))
        except Stale as stale:
            # Only the answer to the first try was lost: the claim is as it was asked for.
            if stale.tries > 1 and stale.current.get("status") == status and stale.current["revision"] == revision + 1:
                return cast("Claim", stale.current)
            raise

    def change_claims(self, changes: Iterable[ClaimChange], *, atomic: bool = False) -> list[ChangeResult]:
        """Change up to 1,000 claims in one Change, each as it was read: ``{"id": 3, "revision": 1, "tags": [7]}``.

        What became of each, in their order: one that is refused hinders no other, and its ``problem`` says why. With
        ``atomic`` it has all refused: raises Refused, with errors such as ``claims.3.tags``.
        """
        sent = {"claims": list(changes), "atomic": atomic}
        return cast("list[ChangeResult]", self._transport.keyed("PATCH", "claims/batch/", json=sent)["results"])

    def _all(self, path: str, filters: dict[str, Filter]) -> Iterator[Any]:
        params = {"page_size": AT_ONCE} | _written(filters)
        while True:
            page = self._transport.get(path, params)
            yield from page["results"]
            if not page["next"]:
                return
            params["cursor"] = _parameter(page["next"], "cursor")

    def _change_page(self, place: str) -> tuple[list[Change], str]:
        page = self._transport.get("changes/", {"since": place} if place else {})
        return page["results"], _parameter(page["next"], "since")


def _parameter(address: str, name: str) -> str:
    """Of ``next`` the place alone counts: behind a proxy newsapp may not know its own address; and the token stays."""
    return str(httpx.URL(address).params.get(name, ""))


def store(path: Path, place: str) -> None:
    """Whoever reads the file meanwhile, or after a kill, finds the old place or the new one."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("w") as file:
        file.write(place + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _written(filters: dict[str, Filter]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in filters.items()}
