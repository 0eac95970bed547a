"""Whether two answers say the same, however each writes a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def plain(value: Any) -> Any:
    """The parsed JSON with every time in one spelling, its offset kept."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, str) and value[10:11] == "T":
        try:
            return datetime.fromisoformat(value).isoformat()
        except ValueError:
            return value
    return value
