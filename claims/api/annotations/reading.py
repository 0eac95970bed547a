"""Web Annotations that others made, read as far as they speak of claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claims.choices import Form, QuoteType
from claims.services.annotating import Annotation
from claims.text.quotes import Quote

_PIECES, _TAGS, _SPEAKERS, _WORDS = 200, 100, 20, 20_000  # at most; characters of a quote
_SPEAKER = re.compile(r"/speakers/([0-9]{1,18})/?$")


def annotation_of(given: Any) -> Annotation:
    """What an annotation says; ``refused`` where it is none that we can read."""
    if not isinstance(given, dict):
        return Annotation(refused="An annotation is a JSON object.")
    own = _text(given.get("id"))
    targets = _several(given.get("target"))
    if not 1 <= len(targets) <= _PIECES:
        return Annotation(own, refused=f"It has no target, or more than {_PIECES}.")
    bodies = [body for body in _several(given.get("body")) if isinstance(body, dict)]
    classes = list(_values(bodies, "classifying"))
    return Annotation(
        own,
        tuple(_quote(target) for target in targets),
        tuple(_speakers(bodies))[:_SPEAKERS],
        quote_type=next((value for value in classes if value in QuoteType.values), ""),
        form=next((value for value in classes if value in Form.values), ""),
        tags=tuple(value[:60] for value in list(_values(bodies, "tagging"))[:_TAGS]),
    )


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """The words; none where they hold what no database stores."""
    return value if isinstance(value, str) and "\0" not in value else ""


def _quote(target: Any) -> Quote:
    """What the selectors of a target say of the words, which they choose each in its own way."""
    selectors = _several(target.get("selector")) if isinstance(target, dict) else []
    by_type = {
        selector.get("type"): selector
        for selector in selectors
        if isinstance(selector, dict) and isinstance(selector.get("type"), str)
    }
    words = by_type.get("TextQuoteSelector", {})
    exact, prefix, suffix = (_text(words.get(name))[:_WORDS] for name in ("exact", "prefix", "suffix"))
    place = by_type.get("TextPositionSelector", {})
    start, end = place.get("start"), place.get("end")
    if type(start) is int and type(end) is int:
        return Quote(exact, prefix, suffix, (start, end))
    return Quote(exact, prefix, suffix)


def _speakers(bodies: list[dict[str, Any]]) -> Iterator[int | str]:
    """The number of each speaker of ours, or a name."""
    for body in bodies:
        source = body.get("source")
        if body.get("purpose") != "identifying":
            continue
        address = source.get("id") if isinstance(source, dict) else source
        if match := _SPEAKER.search(_text(address)):
            yield int(match[1])
        elif name := _text(source.get("name") if isinstance(source, dict) else body.get("value")).strip():
            yield name


def _values(bodies: list[dict[str, Any]], purpose: str) -> Iterator[str]:
    for body in bodies:
        if body.get("purpose") == purpose and (value := _text(body.get("value")).strip()):
            yield value
