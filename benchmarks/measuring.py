"""Questions asked in turn, so that whatever else the machine does weighs on each of them alike."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from random import Random
from statistics import median
from typing import Any

from benchmarks.serving import Server

WARM_UP = 5
CLIENTS = 4


class Client:
    """One kept connection, and so one worker, signed in; with ``etag``, of an answer that the client has."""

    def __init__(self, server: Server, etag: str = "") -> None:
        self.connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
        self.headers = {"Cookie": server.cookie, "Accept": "application/json", "If-None-Match": etag}
        self.status = 304 if etag else 200

    def get(self, path: str, **headers: str) -> tuple[bytes, HTTPMessage]:
        """The body and the headers. Raises AssertionError for an answer other than 200, or 304 where it has one."""
        self.connection.request("GET", path, headers=self.headers | headers)
        response = self.connection.getresponse()
        body = response.read()
        assert response.status == self.status, f"{path}: {response.status} {body[:300]!r}"
        return body, response.headers

    def seconds(self, path: str) -> float:
        begin = time.perf_counter()
        self.get(path)
        return time.perf_counter() - begin

    def json(self, path: str) -> Any:
        return json.loads(self.get(path)[0])

    def queries(self, path: str) -> int:
        return int(self.get(path, **{"X-Queries": "?"})[1]["X-Queries"])


@contextmanager
def connected(server: Server, etag: str = "") -> Iterator[Client]:
    client = Client(server, etag)
    try:
        yield client
    finally:
        client.connection.close()


def medians(asked: dict[str, tuple[Client, str]], rounds: int) -> dict[str, float]:
    """The median milliseconds of each question, all asked once in each round.

    Each round has an order of its own: who comes after a heavy question finds colder caches.
    """
    for client, path in asked.values():
        for _ in range(WARM_UP):
            client.get(path)
    times: dict[str, list[float]] = {name: [] for name in asked}
    order = list(asked)
    random = Random(1)
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            client, path = asked[name]
            times[name].append(client.seconds(path))
    return {name: 1000 * median(values) for name, values in times.items()}


def rates(server: Server, asked: dict[str, tuple[str, str]], seconds: float, turns: int) -> dict[str, float]:
    """Answers a second to CLIENTS clients at once, each path, with the ETag they have, in turn for so many seconds."""
    answers = dict.fromkeys(asked, 0)
    spent = dict.fromkeys(asked, 0.0)
    for _ in range(turns):
        for name, (path, etag) in asked.items():
            begin = time.perf_counter()
            with ThreadPoolExecutor(CLIENTS) as pool:
                jobs = [pool.submit(_ask_until, server, path, etag, begin + seconds) for _ in range(CLIENTS)]
                answers[name] += sum(job.result() for job in jobs)
            spent[name] += time.perf_counter() - begin
    return {name: answers[name] / spent[name] for name in asked}


def _ask_until(server: Server, path: str, etag: str, end: float) -> int:
    number = 0
    with connected(server, etag) as client:
        while time.perf_counter() < end:
            client.get(path)
            number += 1
    return number
