"""All claims in one answer, checked, and gone on with where the connection breaks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from time import sleep
from typing import Any, cast

import httpx

from newsapp_claims.errors import Damaged, Unavailable
from newsapp_claims.records import Claim
from newsapp_claims.transport import TRIES, Transport, pause_after


def exported(transport: Transport, params: dict[str, Any]) -> Iterator[Claim]:
    """Raises Unavailable when it breaks off TRIES times with no claim in between."""
    attempt = 1
    while attempt <= TRIES:
        for claim in _until_it_breaks(transport, params):
            if claim is None:
                return
            params, attempt = params | {"after": claim["id"]}, 1
            yield claim
        sleep(pause_after(attempt))
        attempt += 1
    raise Unavailable("The export broke off again and again.")


def _until_it_breaks(transport: Transport, params: dict[str, Any]) -> Iterator[Claim | None]:
    """The claims of one answer, and None behind the last line, if it comes."""
    count, digest = 0, hashlib.sha256()
    with transport.stream("export/claims.jsonl", params) as chunks:
        for line in _lines(chunks):
            record = json.loads(line)
            if "sha256" in record:
                if record != {"count": count, "sha256": digest.hexdigest()}:
                    raise Damaged(f"Of the {record['count']} claims that newsapp sent, {count} came, or others.")
                yield None
                return
            count += 1
            digest.update(line)
            yield cast("Claim", record)


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines that come whole, until the bytes end or break off."""
    rest = b""
    try:
        for chunk in chunks:
            *whole, rest = (rest + chunk).split(b"\n")
            yield from (line + b"\n" for line in whole)
    except httpx.RequestError:
        return
