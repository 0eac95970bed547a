"""Rows as JSON Lines: an object a line, in UTF-8."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

_OPTIONS = orjson.OPT_NON_STR_KEYS | orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z


def json_lines(batches: Iterable[list[dict[str, Any]]]) -> Iterator[bytes]:
    """The lines of each batch, and a last line that says how many came before it and the SHA-256 of their bytes."""
    count, digest = 0, hashlib.sha256()
    for batch in batches:
        lines = b"".join(orjson.dumps(row, default=str, option=_OPTIONS) for row in batch)
        count += len(batch)
        digest.update(lines)
        yield lines
    yield orjson.dumps({"count": count, "sha256": digest.hexdigest()}, option=_OPTIONS)
