"""The headings of a web page: what each says of the article, and which of them is the site's own sign."""

import re
from itertools import islice

from lxml.etree import _ElementUnicodeResult
from lxml.html import HtmlElement

from claims.ingest.lines import holder, page_blocks

_FEWEST_WORDS = 3  # of a heading without what stands small in it; fewer are no headline
_SOFT_HYPHEN = "\u00ad"
_HEADINGS = "//*[self::h1 or self::h2 or self::h3][not(ancestor::nav or ancestor::footer or ancestor::aside)]"
_FRONT_PAGE = re.compile(r"(?:(?:https?:)?//web\.archive\.org/web/\w+/)?(?:(?:https?:)?//[^/]+)?/?(?:index\.\w+)?")
_LOGO = re.compile(r"(?:site|blog)-?(?:title|name|logo)|(?:nav-?bar-?)?brand|(?:\w+-)?logo", re.IGNORECASE)
_SMALL = re.compile(
    r"(?:.*[-_])?(?:kicker|over-?line|(?:over|super|pre|sub)-?title|top-?line|roof-?line|dachzeile|spitzmarke|eyebrow"
    r"|ante-?titulo|surtitre|occhiello|h1small|date)(?:[-_].*)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:[\w-]+[-_])?(?:headline|hed|(?:(?:article|news|post|story|entry|page|content|itc)[-_]?)?title(?:-?text)?)",
    re.IGNORECASE,
)
_NEAR = 2  # elements around a line, which may be named
_STEM = 60  # characters that tell a paragraph from all others


def words_of(element: HtmlElement) -> str:
    """The words of an element in one line, without the marks where a word may be broken."""
    return _plain("".join(element.itertext()))


def headline_in(heading: HtmlElement) -> str:
    """The words of ``heading`` without the topic or date that stands small within it, where a headline is left."""
    small = {element for element in heading.iterdescendants() if _is_small(element)}
    if not small:
        return words_of(heading)
    words = _plain("".join(text for text in heading.xpath(".//text()") if small.isdisjoint(_around(text))))
    return words if len(words.split()) >= _FEWEST_WORDS else words_of(heading)


def headings_of_article(tree: HtmlElement) -> list[str]:
    """The words of each h1 that stands in no header of the whole page, nor in its menus."""
    inside = "//h1[not(ancestor::nav or ancestor::footer or ancestor::aside)][not(ancestor::header) or "
    found = tree.xpath(inside + "ancestor::article or ancestor::main]")
    return [text for text in map(words_of, found) if text]


def is_logo(heading: HtmlElement) -> bool:
    """Whether ``heading`` is marked as the site's sign, or leads to its front page."""
    names = f"{heading.get('id') or ''} {heading.get('class') or ''}".split()
    links = heading.xpath("ancestor::a[@href] | .//a[@href]")
    to_front = bool(links) and all(_FRONT_PAGE.fullmatch(link.get("href").strip()) for link in links)
    return to_front or any(map(_LOGO.fullmatch, names))


def heading_above(tree: HtmlElement, paragraph: str) -> HtmlElement | None:
    """The heading that stands last above ``paragraph``, or is that itself; None where there is none."""
    headings = set(tree.xpath(_HEADINGS))
    stem = " ".join(paragraph.split())[:_STEM]
    above = None
    for block, line in page_blocks(tree):
        own = [block] if block in headings else [element for element in block.iterancestors() if element in headings]
        above = own[0] if own else above
        if line.startswith(stem):
            return above
    return None


def named_above(tree: HtmlElement, paragraph: str) -> str:
    """The words that stand last above ``paragraph``, or are that itself, in what is named a headline; "" for none."""
    stem = " ".join(paragraph.split())[:_STEM]
    named = ""
    for block, line in page_blocks(tree):
        if any(map(_is_named, (block, *islice(block.iterancestors(), _NEAR)))):
            named = line
        if line.startswith(stem):
            return named
    return ""


def _is_named(element: HtmlElement) -> bool:
    names = (element.get("class") or "").split()
    return (
        element.tag in ("h4", "h5", "h6") or element.get("itemprop") == "headline" or any(map(_NAMED.fullmatch, names))
    )


def _is_small(element: HtmlElement) -> bool:
    return element.tag in ("time", "small") or any(map(_SMALL.fullmatch, (element.get("class") or "").split()))


def _around(text: _ElementUnicodeResult) -> list[HtmlElement]:
    element = holder(text)
    return [] if element is None else [element, *element.iterancestors()]


def _plain(text: str) -> str:
    return " ".join(text.replace(_SOFT_HYPHEN, "").split())
