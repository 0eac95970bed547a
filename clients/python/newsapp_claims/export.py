"""All records of a list in one answer, checked, and gone on with where the connection breaks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from time import sleep
from typing import Any

import httpx

from newsapp_claims.errors import Damaged, Unavailable
from newsapp_claims.records import Record
from newsapp_claims.transport import TRIES, Transport, pause_after


def exported(transport: Transport, family: str, params: dict[str, Any]) -> Iterator[Record]:
    """Raises Unavailable when it breaks off TRIES times with no record in between."""
    attempt = 1
    while attempt <= TRIES:
        for record in _until_it_breaks(transport, f"export/{family}.jsonl", params):
            if record is None:
                return
            params, attempt = params | {"after": record["id"]}, 1
            yield record
        sleep(pause_after(attempt))
        attempt += 1
    raise Unavailable("The export broke off again and again.")


def _until_it_breaks(transport: Transport, path: str, params: dict[str, Any]) -> Iterator[Record | None]:
    """The records of one answer, and None behind the last line, if it comes."""
    count, digest = 0, hashlib.sha256()
    with transport.stream(path, params) as chunks:
        for line in _lines(chunks):
            record: Record = json.loads(line)
            if "sha256" in record:
                if record != {"count": count, "sha256": digest.hexdigest()}:
                    raise Damaged(f"Of the {record['count']} records that newsapp sent, {count} came, or others.")
                yield None
                return
            count += 1
            digest.update(line)
            yield record


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines that come whole, until the bytes end or break off."""
    rest = b""
    try:
        for chunk in chunks:
            *whole, rest = (rest + chunk).split(b"\n")
            yield from (line + b"\n" for line in whole)
    except httpx.RequestError:
        return
