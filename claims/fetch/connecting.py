"""Connections to checked addresses alone, all of whose steps share one deadline."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpcore
import httpx

from claims.fetch.addresses import Resolver, checked
from claims.fetch.errors import FetchError

USER_AGENT = "newsapp/0.1 (claims-and-attribution tracker of a newsroom)"

_CONNECT = 5.0  # seconds for each IP address of a host: the next may answer where the first does not


class Deadline:
    """The moment at which a fetch is given up, however much the server still has to say."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than none. Raises FetchError "too-slow"."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.error()
        return left

    def error(self) -> FetchError:
        return FetchError("too-slow", f"The server did not answer in full within {self.seconds:g} seconds.")


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name once, checks what it leads to, and connects to that very address.

    TLS still asks for a certificate of the name, and the request names it as its host.
    """

    def __init__(self, *, deadline: Deadline, resolver: Resolver, allow_inside: bool) -> None:
        self._deadline = deadline
        self._resolver = resolver
        self._allow_inside = allow_inside
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        for address in checked(host, port, resolver=self._resolved, allow_inside=self._allow_inside):
            seconds = min(_CONNECT, self._deadline.left())
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return _TimedStream(stream, self._deadline)
        raise FetchError("unreachable", f"The server “{host:.200}” cannot be reached.")

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """What the resolver says before the deadline; the system's own knows none, and is left to end by itself."""
        pool = ThreadPoolExecutor(1)
        try:
            return pool.submit(self._resolver, host, port).result(self._deadline.left())
        except TimeoutError:
            raise self._deadline.error() from None
        finally:
            pool.shutdown(wait=False)


class _TimedStream(httpcore.NetworkStream):
    """Gives each read and write what is left of the deadline, so that a server that drips is cut off too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@contextmanager
def connections(deadline: Deadline, *, resolver: Resolver, allow_inside: bool) -> Iterator[httpcore.ConnectionPool]:
    """Guarded connections, whose errors are told in our words. Raises FetchError."""
    backend = GuardedBackend(deadline=deadline, resolver=resolver, allow_inside=allow_inside)
    with _in_our_words(deadline), httpcore.ConnectionPool(_tls(), network_backend=backend) as pool:
        yield pool


def target_of(address: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


@contextmanager
def _in_our_words(deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException:
        raise deadline.error() from None
    except httpcore.ConnectError as error:
        raise FetchError("unreachable", f"No safe connection could be made: {error}") from None
    except (httpcore.NetworkError, httpcore.ProtocolError):
        raise FetchError("broken-answer", "The server's answer breaks off, or is none of the web's.") from None
