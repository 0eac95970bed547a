"""What can go wrong, made from the problem (RFC 9457) that newsapp answers with."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx


class NewsappError(Exception):
    """``status`` is that of the answer, 0 where there was none; ``code`` names the problem; the text is for people."""

    def __init__(self, detail: str, status: int = 0, body: dict[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.tries = 1  # how often the request was sent
        self.status = status
        self.body = body or {}
        self.code = str(self.body.get("code", ""))


class NotFound(NewsappError):
    """There is no such record, or one may not see it."""


class Stale(NewsappError):
    """Somebody changed the record since that revision; ``current`` is how it stands now."""

    @property
    def current(self) -> dict[str, Any]:
        return self.body.get("current") or {}


class Refused(NewsappError):
    """The request cannot be done as it is; ``errors`` says why, by field where one is at fault."""

    @property
    def errors(self) -> dict[str, list[str]]:
        by_field: dict[str, list[str]] = {}
        for error in self.body.get("errors", ()):
            by_field.setdefault(error["field"], []).append(error["message"])
        return by_field


class Later(NewsappError):
    """It may go well after ``retry_after`` seconds, which are 0 where newsapp named none."""

    retry_after = 0.0


class StillRunning(Later):
    """The same write, sent before, is being done just now."""


class TooMany(Later):
    """Too many requests."""


class Unavailable(Later):
    """newsapp cannot be reached, or cannot serve. A write may have been done nevertheless."""


class Damaged(NewsappError):
    """What came is not what was sent; begin again."""


_BY_STATUS = {404: NotFound, 412: Stale, 429: TooMany, 502: Unavailable, 503: Unavailable, 504: Unavailable}


def error_of(response: httpx.Response) -> NewsappError:
    """The error that an answer, read whole, tells of."""
    try:
        body = response.json()
    except ValueError:  # the page of a server in between
        body = None
    body = body if isinstance(body, dict) else {}
    status = response.status_code
    default = Refused if 400 <= status < 500 else NewsappError
    detail = body.get("detail") or f"{response.url} answered {status} {response.reason_phrase}."
    kind = StillRunning if body.get("code") == "still-running" else _BY_STATUS.get(status, default)
    error = kind(detail, status, body)
    if isinstance(error, Later):
        error.retry_after = _seconds(response.headers.get("Retry-After", ""))
    return error


def _seconds(told: str) -> float:
    """Retry-After, which is a number of seconds or a time."""
    try:
        if told.isdecimal():
            return float(told)
        moment = parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
