"""One page fetched: redirects followed by hand, the answer read within its bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus

import httpcore
import httpx

from claims.fetch.addresses import Resolver, parsed, resolve
from claims.fetch.bodies import read_body
from claims.fetch.connecting import USER_AGENT, Deadline, connections, target_of
from claims.fetch.errors import FetchError
from claims.fetch.waiting import seconds_of
from claims.limits import MAX_BYTES

DEADLINE = 20.0
"""Seconds for all of it, redirects included."""
MAX_REDIRECTS = 5

_ASKS_TO_WAIT = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_REDIRECTS = (301, 302, 303, 307, 308)
PAGES = "text/html,application/xhtml+xml,*/*;q=0.5"
FEEDS = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
_ASKED = [
    ("User-Agent", USER_AGENT),
    ("Accept-Language", "*"),
    ("Accept-Encoding", "gzip, br"),
]
_OF_USE = ("date", "last-modified", "etag", "content-language")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave. ``url`` is the address that redirects ended at.

    ``media_type`` is the Content-Type as sent, with its charset; ``headers`` are those of use later, by their names in
    lower case. ``unchanged``: it is as it was when the server last gave its validators, and ``data`` is empty.
    """

    url: str
    media_type: str
    data: bytes
    headers: dict[str, str] = field(default_factory=dict)
    unchanged: bool = False


def fetch(
    url: str,
    *,
    allow_inside: bool = False,
    seconds: float = DEADLINE,
    most: int = MAX_BYTES,
    accept: str = PAGES,
    validators: Mapping[str, str] | None = None,
    sent_on: Callable[[str], None] | None = None,
    resolver: Resolver = resolve,
) -> Fetched:
    """The page at ``url``: at most ``most`` bytes of it, unpacked, within ``seconds``, by way of MAX_REDIRECTS at most.

    Each address on the way has to be of http or https and, unless ``allow_inside``, outside the network that this
    machine stands in. Proxies and cookies are not used. ``validators`` are the "etag" and "last-modified" of the answer
    that is known already: where it still holds, none comes. ``sent_on`` is told the server that a redirect leads to
    before that is asked, and may refuse it. Raises FetchError, and what ``sent_on`` does.
    """
    address = parsed(url)
    deadline = Deadline(seconds)
    conditions = _conditions(validators or {})
    asked = [*_ASKED, ("Accept", accept), *conditions]
    with connections(deadline, resolver=resolver, allow_inside=allow_inside) as pool:
        for _ in range(MAX_REDIRECTS + 1):
            with pool.stream("GET", target_of(address), headers=asked) as response:
                headers = httpx.Headers(response.headers)
                if conditions and response.status == HTTPStatus.NOT_MODIFIED:
                    return Fetched(str(address), "", b"", unchanged=True)
                if response.status not in _REDIRECTS or "location" not in headers:
                    return _fetched(address, response, headers, most)
            address = _sent_on(address, headers["location"])
            if sent_on:
                sent_on(address.host)
    raise FetchError("too-many-redirects", f"The server sent us on more than {MAX_REDIRECTS} times.")


def _sent_on(address: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads to."""
    try:
        return parsed(_joined(address, location))
    except FetchError as error:
        raise FetchError(error.code, f"The server sent us on to “{location:.200}”. {error.message}") from error


def _conditions(validators: Mapping[str, str]) -> list[tuple[str, str]]:
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    told = {names[key]: value for key, value in validators.items() if key in names}
    return [(name, value) for name, value in told.items() if value.isascii() and value.isprintable()]


def _fetched(address: httpx.URL, response: httpcore.Response, headers: httpx.Headers, most: int) -> Fetched:
    if not 200 <= response.status < 300:
        raise _refused(response.status, headers)
    return Fetched(
        url=str(address.copy_with(fragment=None)),
        media_type=headers.get("content-type", ""),
        data=read_body(response.iter_stream(), encoding=headers.get("content-encoding", ""), most=most),
        headers={name: headers[name] for name in _OF_USE if name in headers},
    )


def _refused(status: int, headers: httpx.Headers) -> FetchError:
    told = headers.get("retry-after", "") if status in _ASKS_TO_WAIT else ""
    message = f"The server answered {_named(status)}; no article was fetched."
    return FetchError("http-status", message, status=status, wait=seconds_of(told, now=datetime.now(UTC)))


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _joined(address: httpx.URL, location: str) -> str:
    try:
        return str(address.join(location))
    except (httpx.InvalidURL, ValueError):
        return location  # refused in the words for what is no address
