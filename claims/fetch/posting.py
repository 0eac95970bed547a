"""A message sent to an address, through the same guards as what is fetched."""

from __future__ import annotations

from collections.abc import Mapping

from claims.fetch.addresses import Resolver, parsed, resolve
from claims.fetch.connecting import USER_AGENT, Deadline, connections, target_of


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    seconds: float,
    allow_inside: bool = False,
    resolver: Resolver = resolve,
) -> int:
    """The status that the server answers with, within ``seconds``; the rest of its answer is not read.

    Redirects are not followed: what was meant for one address goes to no other. Raises FetchError.
    """
    address = parsed(url)
    deadline = Deadline(seconds)
    sent = [("User-Agent", USER_AGENT), ("Content-Length", str(len(body))), *headers.items()]
    with (
        connections(deadline, resolver=resolver, allow_inside=allow_inside) as pool,
        pool.stream("POST", target_of(address), headers=sent, content=body) as response,
    ):
        return response.status
