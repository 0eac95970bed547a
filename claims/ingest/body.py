"""The paragraphs of a page's article: those that the extractor found, put right by what else the page says."""

import re
from collections.abc import Iterable
from html import unescape

from lxml.html import HtmlElement

from claims.ingest.head import is_sentence
from claims.ingest.kinds import marked_up
from claims.ingest.lines import page_blocks, page_lines
from claims.ingest.plain import clean, paragraphs
from claims.ingest.tree import parse

_BREAKS = re.compile(r"(?:<br\b[^<>]*>\s*){2,}", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/][^<>]*>", re.IGNORECASE)
_MORE = 1.4  # times the letters found; the linked text is then the whole of a teaser
_OUTSIDE = "ancestor::nav or ancestor::footer or ancestor::aside or ancestor::figure or ancestor::form"
_PARAGRAPHS = f".//p[not({_OUTSIDE})][normalize-space()]"
_STANDFIRST = re.compile(
    r"stand-?first|\bdek\b|\bdeck\b|sub-?title|sub-?head(?:line|ing)?\b|\blead\b|lede|lead-?text|teaser|summary"
    r"|\bintro|vorspann|anreisser|untertitel|\bcopete|catenaccio|ingress|manchet|chapeau|\bchapo|entradilla|bajada|sommario|abstract|excerpt|article-?desc|kicker-text"
    r"|key-?points?|key-?takeaways?|highlights?\b|bullet-?(?:points?|list)|bullets\b|in-?brief|at-?a-?glance|\sdescription$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 6
_DESCRIPTIONS = "//meta[@name='description' or @property='og:description' or @name='twitter:description']/@content"
_STEM = 30  # letters that tell a summary from all else


def linked_paragraphs(bodies: Iterable[str], *, field: str) -> list[str]:
    """The paragraphs of the longest article that the page's linked data give in full.

    Raises IngestError "too-large" on ``field`` where its mark-up is more than an article's.
    """
    longest = clean(max(bodies, key=len, default=""))
    if page := marked_up(longest):
        tree = parse(f"<html><body><p>{_BREAKS.sub('</p><p>', page)}</p></body></html>", field=field)
        return [] if tree is None else list(page_lines(tree))
    return paragraphs(unescape(longest)) if longest.strip() else []


def fuller(found: list[str], linked: list[str]) -> list[str]:
    """``linked`` where it has much more than was ``found``, or the same words in more paragraphs."""
    found_letters = [_letters([_TAG.sub("", line)]) for line in found]  # the extractor leaves tags that are escaped
    letters, linked_letters = "".join(found_letters), _letters(linked)
    fused = found_letters if len(linked) > 1 else []
    same = linked_letters in fused or (len(linked) > len(found) and linked_letters == letters)
    return linked if len(linked_letters) > _MORE * len(letters) or same else found


def parted(tree: HtmlElement, found: list[str]) -> list[str]:
    """``found``, or the page's own paragraphs where the extractor ran a short article together in one line."""
    if len(found) != 1:
        return found
    own = [text for text in (_text(element) for element in tree.xpath(_PARAGRAPHS)) if text]
    whole = _letters(found)
    return own if len(own) > 1 and all(_letters([text]) in whole for text in own) else found


def in_order(tree: HtmlElement, found: list[str]) -> list[str]:
    """``found`` in the page's order, where each of its lines stands on the page."""
    places: dict[str, int] = {}
    for place, line in enumerate(page_lines(tree)):
        places.setdefault(line, place)
    if all(line in places for line in map(_plain, found)):
        return sorted(found, key=lambda line: places[_plain(line)])
    return found


def with_standfirst(tree: HtmlElement, found: list[str], title: str) -> list[str]:
    """``found`` with the summary that the page prints between headline and text, where the extractor left it out."""
    marked = {element for element in tree.xpath("//body//*[@class or @itemprop]") if _is_standfirst(element)}
    described = {_letters([text]) for text in tree.xpath(_DESCRIPTIONS) if len(text.split()) >= _FEWEST_WORDS}
    first = next((i for i, line in enumerate(found) if is_sentence(line)), None)
    if first is None or not (marked or described):
        return found
    present, headline = _letters(found), _letters([title])
    above: list[str] = []
    for block, line in page_blocks(tree):
        letters = _letters([line])
        if letters == headline:
            above = []
        elif line == _plain(found[first]):
            return [*found[:first], *above, *found[first:]]
        elif letters not in present and (_begin_alike(letters, described) or _is_within(block, marked)):
            above.append(line)
    return found


def _is_within(block: HtmlElement, boxes: set[HtmlElement]) -> bool:
    return block in boxes or any(element in boxes for element in block.iterancestors())


def _begin_alike(letters: str, others: Iterable[str]) -> bool:
    """Whether one of ``others`` goes on from ``letters``, or these from it; too few letters tell nothing."""
    return any(len(letters) >= _STEM and letters[: len(other)] == other[: len(letters)] for other in others)


def _is_standfirst(element: HtmlElement) -> bool:
    name = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return len(element) < 5 and bool(_STANDFIRST.search(name)) and len(_text(element).split()) >= _FEWEST_WORDS


def _text(element: HtmlElement) -> str:
    return _plain("".join(element.itertext()))


def _plain(text: str) -> str:
    return " ".join(clean(text).split())


def _letters(lines: Iterable[str]) -> str:
    return "".join("".join(lines).split()).casefold()
