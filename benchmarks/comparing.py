"""Whether two answers say the same, however each writes a time.

``words_url`` is made of the article's address and the words, which both have; SQL would need a page to make it too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any


def plain(value: Any) -> Any:
    """The parsed JSON with every time in one spelling, its offset kept, and without ``words_url``."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if name != "words_url"}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, str) and value[10:11] == "T":
        try:
            return datetime.fromisoformat(value).isoformat()
        except ValueError:
            return value
    return value
