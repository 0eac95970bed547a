"""The headline of a web page, told from the name of the site that stands beside it in the page's title."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from claims.ingest.head import is_sentence
from claims.ingest.headings import (
    heading_above,
    headings_of_article,
    headline_in,
    is_logo,
    named_above,
    words_of,
)

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*")
_LEFT_BLANK = re.compile(r"\s[|–—·•»:-]\s*$")  # the site's name, and no headline before or behind it
_SITE_WORDS = 4  # a part of a title that has no more of them, each in capitals, names the site
_FEWEST_WORDS = 3  # of a headline that nothing else confirms
_LONGEST = 1_000  # characters of a title in which a site's name is looked for
_TITLES = "//meta[@property='og:title' or @name='twitter:title']/@content"
_DOMAIN = re.compile(r"\.\w{2,4}$")

Words = tuple[str, ...]


def read_title(tree: HtmlElement, told: str, first: str, *, outlet: str, headlines: list[str]) -> str:
    """The headline: the heading that a title of the page repeats, else what stands above the article, else ``told``.

    ``told`` is what the page's metadata say, ``first`` the first line of the article; ``headlines`` are those of its
    linked data. The names of the site, such as the ``outlet``, are taken off.
    """
    headings = tree.xpath("//h1 | //h2")
    titles = [*tree.xpath(_TITLES), *headlines, *map(words_of, tree.xpath("//head/title"))]
    names = _names_of_site(headings, titles, outlet)
    if logo := _logo_outside(tree, first, titles):
        names.add(_folded(logo))
    titles = [title for title in titles or [told] if _folded(title) not in names | {()}]
    parts = {_folded(part) for title in titles for part in _parts(title)} - {(), *names}
    title = told if _folded(told) not in names else next(iter(titles), told)
    longer = next((line for line in headlines if len(line.split()) > _SITE_WORDS), "")
    title = longer if longer and _is_site(title) else title
    return (
        _confirmed(headings, parts)
        or _beside_a_site(headings, titles)
        or (first if title != told and _folded(first) in parts else "")
        or _above(tree, first, titles, names)
        or _named_above(tree, first, titles, names)
        or _only_heading(tree, names)
        or _without_site(title, names)
    )


def without_headline(lines: Iterable[str], headlines: Iterable[str]) -> list[str]:
    """The lines of an article without those that only repeat its headline, however it is written."""
    repeated = {_folded(headline) for headline in headlines} - {()}
    return [line for line in lines if _folded(line) not in repeated]


def _names_of_site(headings: Iterable[HtmlElement], titles: Iterable[str], outlet: str) -> set[Words]:
    logos = {_folded(words_of(heading)) for heading in headings if is_logo(heading)}
    blank = {_folded(title) for title in titles if _LEFT_BLANK.search(title[-_LONGEST:])}
    return {_folded(outlet), _folded(_DOMAIN.sub("", outlet)), *logos, *blank} - {()}


def _logo_outside(tree: HtmlElement, first: str, titles: Iterable[str]) -> str:
    """The h1 that is the site's sign though nothing marks it: the article has a heading of its own in its own box.

    Only where no title of the page says more than the h1, or one says both; "" for none.
    """
    heading = heading_above(tree, first)
    box = None if heading is None else heading.getparent()
    signs = tree.xpath("//h1")
    others = [sign for sign in signs if sign is not heading]
    if heading is None or box is None or box.tag == "body" or len(others) != 1 or others != signs[:1]:
        return ""
    if box in signs[0].iterancestors() or not _is_site(sign := words_of(signs[0])):
        return ""
    own, folded = _folded(words_of(heading)), _folded(sign)
    wholes = {_folded(title) for title in titles} - {folded}
    both = any({own, folded} <= set(map(_folded, _parts(title))) for title in titles)
    return sign if len(own) >= _FEWEST_WORDS and (both or not wholes) else ""


def _confirmed(headings: Iterable[HtmlElement], parts: set[Words]) -> str:
    """The longest heading that is one of a title's ``parts``, an h1 before others; "" for none."""
    best = (False, 0, "")
    for heading in headings:
        wordings = (headline_in(heading), words_of(heading))
        words = next((words for words in wordings if _folded(words) in parts), "")
        best = max(best, (heading.tag == "h1" and len(_folded(words)) >= _FEWEST_WORDS, len(words), words))
    return best[-1]


def _beside_a_site(headings: Iterable[HtmlElement], titles: Iterable[str]) -> str:
    """What is a whole title, in a heading that adds the name of a site; "" for none."""
    whole = {_folded(title) for title in titles}
    for words in map(words_of, headings):
        for separator in _SEPARATOR.finditer(words[:_LONGEST]):
            if _folded(words[: separator.start()]) in whole and _is_site(words[separator.end() :]):
                return words[: separator.start()]
    return ""


def _above(tree: HtmlElement, first: str, titles: list[str], names: set[Words]) -> str:
    """The heading above the article where it is an h1 or like a title, or where no title says more than the site."""
    heading = heading_above(tree, first)
    if heading is None or is_logo(heading):
        return ""
    words = headline_in(heading)
    folded = set(_folded(words))
    shared = max((len(folded.intersection(_folded(title))) for title in titles), default=0)
    nameless = all(_is_site(title) for title in titles) and len(folded) >= _FEWEST_WORDS
    alone = len(tree.xpath("//h1 | //h2")) == 1 and shared
    if is_sentence(words) or _folded(words) in names:
        return ""
    return words if heading.tag == "h1" or nameless or alone or shared >= max(2, len(folded) / 2) else ""


def _named_above(tree: HtmlElement, first: str, titles: list[str], names: set[Words]) -> str:
    """What is named a headline above the article, where no title of the page says more than the site."""
    words = named_above(tree, first) if all(map(_is_site, titles)) else ""
    folded = _folded(words)
    return words if len(folded) >= _FEWEST_WORDS and folded not in names and not is_sentence(words) else ""


def _only_heading(tree: HtmlElement, names: set[Words]) -> str:
    inside = [words for words in headings_of_article(tree) if _folded(words) not in names]
    return _without_site(inside[0], names) if len(inside) == 1 and len(_folded(inside[0])) >= _FEWEST_WORDS else ""


def _parts(title: str) -> Iterator[str]:
    """The title, and what stands before and behind each of its separators."""
    yield title
    for separator in _SEPARATOR.finditer(title[:_LONGEST]):
        yield title[: separator.start()]
        yield title[separator.end() :]


def _without_site(title: str, names: set[Words]) -> str:
    named, colon, behind = title.partition(": ")
    if colon and _folded(named) in names:
        return behind
    before, _, named = title.rpartition(" (")
    if named.endswith(")") and _folded(named) in names:
        return before
    for separator in reversed(list(_SEPARATOR.finditer(title[:_LONGEST]))):
        before, behind = title[: separator.start()], title[separator.end() :]
        if _folded(before) in names:
            return behind
        if _folded(behind) in names or (_is_site(behind) and len(before.split()) > len(behind.split())):
            return before
    return title


def _is_site(words: str) -> bool:
    return len(words.split()) <= _SITE_WORDS and all(not word[0].islower() or "." in word for word in words.split())


def _folded(text: str) -> Words:
    return tuple(re.findall(r"\w+", text.casefold()))
