"""Whether two answers say the same, however each writes a time.

``words_url`` and ``citation`` are made of what both have; SQL would need a page to make them too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

MADE_OF_THE_OTHERS = {"words_url", "citation"}


def plain(value: Any) -> Any:
    """The parsed JSON with every time in one spelling, its offset kept, and without MADE_OF_THE_OTHERS."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if name not in MADE_OF_THE_OTHERS}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, str) and value[10:11] == "T":
        try:
            return datetime.fromisoformat(value).isoformat()
        except ValueError:
            return value
    return value


def claims_of(answer: Any) -> list[Any]:
    """The claims of an answer: of a page of a list, of a list, or the one that it is."""
    if isinstance(answer, list):
        return answer
    results = answer.get("results", [answer])
    assert isinstance(results, list)
    return results
