"""The headline of a web page, told from the name of the site that stands beside it in the page's title."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*")
_SITE_WORDS = 4  # a part of a title that has no more of them, each in capitals, names the site
_FEWEST_WORDS = 3  # of a headline that nothing else confirms


def read_title(tree: Any, told: str, *, outlet: str) -> str:
    """The headline: the longest heading that a title of the page repeats, else its one h1, else what is ``told``.

    ``told`` is what the page's metadata say, from which the name of the ``outlet`` is taken off.
    """
    titles = [told, *tree.xpath("//meta[@property='og:title']/@content"), *map(_text, tree.xpath("//head/title"))]
    parts = {_folded(part) for title in titles for part in _parts(title)} - {(), _folded(outlet)}
    headings = [text for text in map(_text, tree.xpath("//h1 | //h2")) if _folded(text) in parts]
    if headings:
        return max(headings, key=len)
    inside = [text for text in headings_of_article(tree) if _folded(text) != _folded(outlet)]
    if len(inside) == 1 and len(_folded(inside[0])) >= _FEWEST_WORDS:
        return inside[0]
    return _without_site(told, outlet)


def headings_of_article(tree: Any) -> list[str]:
    """The words of each h1 that stands in no header of the whole page, nor in its menus."""
    inside = "//h1[not(ancestor::nav or ancestor::footer or ancestor::aside)][not(ancestor::header) or "
    found = tree.xpath(inside + "ancestor::article or ancestor::main]")
    return [text for text in map(_text, found) if text]


def without_headline(lines: Iterable[str], headlines: Iterable[str]) -> list[str]:
    """The lines of an article without those that only repeat its headline, however it is written."""
    repeated = {_folded(headline) for headline in headlines} - {()}
    return [line for line in lines if _folded(line) not in repeated]


def _parts(title: str) -> Iterator[str]:
    """The title, and what stands before and behind each of its separators."""
    yield title
    for separator in _SEPARATOR.finditer(title):
        yield title[: separator.start()]
        yield title[separator.end() :]


def _without_site(title: str, outlet: str) -> str:
    for separator in reversed(list(_SEPARATOR.finditer(title))):
        before, behind = title[: separator.start()], title[separator.end() :]
        if _folded(before) == _folded(outlet):
            return behind
        if _folded(behind) == _folded(outlet) or (_is_site(behind) and len(before.split()) > len(behind.split())):
            return before
    return title


def _is_site(words: str) -> bool:
    return len(words.split()) <= _SITE_WORDS and all(not word[0].islower() or "." in word for word in words.split())


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _folded(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))
