"""Requests and answers: what is tried again, how often and when."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any
from uuid import uuid4

import httpx

from newsapp_claims.errors import Later, NewsappError, Unavailable, error_of

TRIES = 5
LONGEST_WAIT = 60.0  # seconds; newsapp asking for more is an error at once


def pause_after(attempt: int) -> float:
    """How many seconds to wait after the attempt with this number: more each time, and not all clients the same."""
    return random.uniform(0.5, 1) * (1 << attempt - 1)


class Transport:
    """Speaks with the API below one address; not to be shared by threads."""

    def __init__(self, base: str, token: str, timeout: float) -> None:
        if not base.startswith(("http://", "https://")):
            raise ValueError(f"The address of newsapp begins with http:// or https://, not like {base!r}.")
        token = token.strip()
        if not token.isascii() or not token.isprintable():
            # What httpx says of such a header holds it whole, and errors are kept in logs.
            raise ValueError("This is no token: it has characters that no token has, such as the end of a line.")
        headers = {"Authorization": f"Token {token}"} if token else {}
        headers |= {"Accept": "application/json", "User-Agent": "newsapp-claims/0.1"}
        self.http = httpx.Client(base_url=base.rstrip("/") + "/api/v1/", headers=headers, timeout=timeout)

    def get(self, path: str, params: dict[str, Any] | None = None) -> Any:
        return _json(self._send(self.http.build_request("GET", path, params=params)))

    def keyed(self, method: str, path: str, **content: Any) -> Any:
        """Sent again where need be: its key keeps newsapp from doing it twice."""
        headers = {"Idempotency-Key": str(uuid4())}
        return _json(self._send(self.http.build_request(method, path, headers=headers, **content)))

    def patch(self, path: str, changes: dict[str, Any], revision: int) -> Any:
        """Sent again where need be: If-Match keeps newsapp from doing it twice."""
        headers = {"If-Match": f'"{revision}"'}
        return _json(self._send(self.http.build_request("PATCH", path, json=changes, headers=headers)))

    @contextmanager
    def stream(self, path: str, params: dict[str, Any]) -> Iterator[Iterator[bytes]]:
        """The bytes of an answer as they come; reading them raises httpx.RequestError where they break off."""
        response = self._send(self.http.build_request("GET", path, params=params), stream=True)
        try:
            yield response.iter_bytes()
        finally:
            response.close()

    def _send(self, request: httpx.Request, *, stream: bool = False) -> httpx.Response:
        attempt = 1
        while True:
            try:
                return self._send_once(request, stream)
            except NewsappError as error:
                error.tries = attempt
                if not isinstance(error, Later) or attempt == TRIES:
                    raise
                if error.retry_after > LONGEST_WAIT:
                    raise
                wait = pause_after(attempt) + error.retry_after
            sleep(wait)
            attempt += 1

    def _send_once(self, request: httpx.Request, stream: bool) -> httpx.Response:
        try:
            # A redirect would make a GET of a write.
            response = self.http.send(request, stream=stream, follow_redirects=request.method == "GET")
            if response.is_success:
                return response
            response.read()
        except httpx.RequestError as error:
            raise Unavailable(f"{request.url.host} gave no whole answer: {error or type(error).__name__}") from error
        response.close()
        raise error_of(response)


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        raise NewsappError(f"{response.url} answered no JSON. Is it newsapp?", response.status_code) from None
