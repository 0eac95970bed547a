"""The lines that a page shows above its article, where bylines and dates stand that extraction leaves out."""

from collections.abc import Iterator
from itertools import groupby, islice
from typing import cast

from lxml.etree import _ElementUnicodeResult
from lxml.html import HtmlElement

_INLINE_TAGS = "a abbr b bdi bdo br em font i mark s small span strong sub sup time u wbr"
_INLINE = frozenset(_INLINE_TAGS.split())
_SHOWN = "//body/descendant::text()[not(ancestor::script or ancestor::style or ancestor::nav or ancestor::footer)]"
_LINES = 12  # above the first paragraph, where the headline is not found there
_STEM = 60  # characters that tell a paragraph from all others


def lines_above(tree: HtmlElement, headlines: list[str], first_paragraph: str, *, before: int = 0) -> list[str]:
    """The page's lines between its headline and ``first_paragraph``; none where that is not found.

    ``before`` is how many lines above the headline are among them.
    """
    lines: list[str] = []
    above = {_plain(headline).casefold() for headline in headlines}
    stem = _plain(first_paragraph)[:_STEM]
    for line in page_lines(tree):
        if line.startswith(stem):
            return lines[-_LINES:]
        headed = line.casefold() in above
        lines = lines[len(lines) - min(before, len(lines)) :] if headed else [*lines[-_LINES:], line]
    return []


def lines_below(tree: HtmlElement, last_paragraph: str) -> list[str]:
    """The first of the page's lines below ``last_paragraph``; none where that is not found."""
    stem = _plain(last_paragraph)[-_STEM:]
    lines = page_lines(tree)
    return list(islice(lines, _LINES)) if any(line.endswith(stem) for line in lines) else []


def page_lines(tree: HtmlElement) -> Iterator[str]:
    """The text of each block in the page's order; a block broken by others gives several lines."""
    return (line for _, line in page_blocks(tree))


def page_blocks(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Each of the page's lines behind the element that holds it."""
    for block, texts in groupby(tree.xpath(_SHOWN), key=_block):
        line = _plain("".join(map(_spaced, texts)))
        if line and block is not None:
            yield block, line


def _spaced(text: _ElementUnicodeResult) -> str:
    """``text``, parted from what stands before a <br>; other inline tags part no words (<b>T</b>he)."""
    element = text.getparent()
    return f" {text}" if element is not None and text.is_tail and element.tag == "br" else str(text)


def holder(text: _ElementUnicodeResult) -> HtmlElement | None:
    """The element that ``text`` stands in."""
    element = cast("HtmlElement | None", text.getparent())
    return element.getparent() if element is not None and text.is_tail else element


def _block(text: _ElementUnicodeResult) -> HtmlElement | None:
    element = holder(text)
    while element is not None and element.tag in _INLINE:
        element = element.getparent()
    return element


def _plain(text: str) -> str:
    return " ".join(text.split())
