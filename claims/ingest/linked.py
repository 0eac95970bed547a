"""Articles that a page or a file describes in JSON: as linked data (JSON-LD), or as the newswires send them (ninjs)."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

_OPENED = re.compile(r"\s*(?://\s*)?(?:<!\[CDATA\[|<!--)")
_CLOSED = ("]]>", "-->")
# A string that is never closed is one too: its marks would each be tried as the start of another.
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+"?)|,(?=\s*[}\]])')
_OF_WORDS = re.compile(r"body|text|description|keywords|about|mentions|value|url|image", re.IGNORECASE)
"""Names of what may be long without being looked through."""
_UNCLOSED = re.compile(r"<(?:!--(?!.{0,2000}?-->)|(?!!--)(?![^<>]{0,200}>))", re.DOTALL)
_MOST_UNCLOSED = 50
_BETWEEN = re.compile(r"[;,\s]*")
_SHORT = 5_000  # characters of a script that takes no time, whatever is in it
_LONGEST_NAME = 1_000  # characters
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")


def parse_json(text: str) -> object:
    """The value that ``text`` is in JSON, None where it is none: hand-written JSON-LD is often broken."""
    if opened := _OPENED.match(text):
        text = text[opened.end() :].rstrip()
        if text.endswith(_CLOSED):
            text = text[:-3].rstrip().removesuffix("//")
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        return None
    except ValueError:
        return _without_trailing_commas(text)


def values_in(text: str) -> Iterator[object]:
    """The values that a script of linked data holds: one, or several in a row, with a semicolon behind them."""
    value = parse_json(text)
    if value is not None:
        yield value
        return
    decoder, position = json.JSONDecoder(strict=False), 0
    while between := _BETWEEN.match(text, position):
        try:
            value, position = decoder.raw_decode(text, between.end())
        except (ValueError, RecursionError):  # the end is no value either
            return
        yield value


def is_plain(text: str) -> bool:
    """Whether a script of linked data is short, or JSON without endless names and titles whose tags are closed.

    In others the extractor looks for names and tags by patterns whose time grows with the square of the length.
    """
    if len(text) <= _SHORT:
        return True
    if len(list(islice(_UNCLOSED.finditer(text), _MOST_UNCLOSED))) == _MOST_UNCLOSED:
        return False
    try:
        waiting = [("", json.loads(text))]
    except (ValueError, RecursionError):
        return False
    for key, value in waiting:  # grows while it is walked
        if isinstance(value, str) and len(value) > _LONGEST_NAME and not _OF_WORDS.search(key):
            return False
        if isinstance(value, dict):
            waiting.extend(value.items())
        elif isinstance(value, list):
            waiting.extend((key, item) for item in value)
    return True


def _without_trailing_commas(text: str) -> object:
    try:
        return json.loads(_TRAILING_COMMA.sub(lambda found: found[1] or "", text), strict=False)
    except (ValueError, RecursionError):
        return None


def linked_articles(values: Iterable[object]) -> Iterator[dict[str, object]]:
    """Every article that is described in ``values`` as JSON-LD, at whatever depth, the outermost first."""
    waiting = list(values)
    for item in waiting:  # grows while it is walked: breadth first
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            types = item.get("@type")
            if any(
                isinstance(t, str) and _ARTICLE_TYPE.search(t) for t in (types if isinstance(types, list) else [types])
            ):
                yield item
            waiting.extend(value for value in item.values() if isinstance(value, dict | list))


def body_of(article: dict[str, object]) -> str:
    """The words of an article in linked data, which may be in mark-up; "" where they are not given."""
    updates = article.get("liveBlogUpdate")
    for value in (article.get("articleBody"), article.get("text"), updates):
        if words := "\n\n".join(pieces_of(value)):
            return words.encode(errors="ignore").decode()  # JSON may escape the halves of characters
    return ""


def pieces_of(value: object) -> list[str]:
    """The paragraphs that ``value`` holds: a string, an object with one, or a list of these."""
    while isinstance(value, dict):
        value = next((value[name] for name in ("articleBody", "text", "@value", "data") if name in value), "")
    if isinstance(value, list):
        return [piece for item in value if not isinstance(item, list) for piece in pieces_of(item)]
    return [value] if isinstance(value, str) and value.strip() else []


def names_in(value: object) -> str:
    """The names in ``value``, as JSON-LD or ninjs may give them: a string, an object with one, or a list of these."""
    values = value if isinstance(value, list) else [value]
    names = [item.get("name", item.get("byline")) if isinstance(item, dict) else item for item in values]
    return "; ".join(dict.fromkeys(name.strip() for name in names if isinstance(name, str) and name.strip()))
