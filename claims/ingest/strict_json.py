"""JSON whose meaning is sure: each key of an object stands in it once."""

from __future__ import annotations

import json
from typing import Any

import orjson


class DuplicateKeyError(ValueError):
    """An object has a key twice, of which readers of JSON take one or the other."""

    def __init__(self, key: str) -> None:
        self.key = key[:100]
        super().__init__(f"The key “{self.key}” stands twice in one object.")


def loads(data: bytes | str) -> Any:
    """The value, by orjson, which refuses NaN, lone surrogates and bottomless nesting.

    Raises DuplicateKeyError, and orjson.JSONDecodeError for what is no JSON.
    """
    value = orjson.loads(data)
    text = data.decode() if isinstance(data, bytes) else data
    try:
        # The values count for nothing here, and a number of very many digits would be refused or take long.
        json.loads(text, object_pairs_hook=_check_keys, parse_int=len, parse_float=len)
    except RecursionError:
        raise orjson.JSONDecodeError("nested too deep", "", 0) from None
    return value


def _check_keys(pairs: list[tuple[str, object]]) -> None:
    keys = set()
    for key, _ in pairs:
        if key in keys:
            raise DuplicateKeyError(key)
        keys.add(key)
