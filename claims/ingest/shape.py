"""Mends of a page's tree, without which the extractor would lose words: loose text, an article in several boxes."""

import re
from collections import defaultdict

from lxml.html import HtmlElement

_BOXES = frozenset(("div", "section", "article", "main", "td", "body"))
_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u
    var wbr
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_FEWEST_LETTERS = 40  # of loose text that is a paragraph; shorter is a label
_FEWEST_PARAGRAPHS = 2
_HEADED = ".//h1 | .//h2 | .//article"
_COMMENTS = re.compile(
    r"(?:lista?[-_])?(?:comentarios?|kommentare?|kommentarer|commentaires?|commenti|comentários?|reacties|reactions"
    r"|komentarze|komentáře|yorumlar|kommentit)(?:[-_]\w+)*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\w[^.!?]*\s\w[^.!?]*[.!?…:][\"'”’»)]*(?:\s|$)")


def mend(tree: HtmlElement) -> None:
    """Make paragraphs of loose sentences beside blocks, and put together what stands in several boxes of one class."""
    for box in list(tree.iter(*_BOXES)):
        if any(isinstance(child.tag, str) and child.tag not in _INLINE and child.tag != "br" for child in box):
            _wrap_loose(box)
    _join_boxes(tree)
    _drop_comments(tree)


def _wrap_loose(box: HtmlElement) -> None:
    """Text that follows a block within a box becomes a paragraph, with the inline elements that belong to it."""
    for block in list(box):
        if block.tag in _INLINE or block.tag == "br" or not isinstance(block.tag, str):
            continue
        run = []
        following = block.getnext()
        while following is not None and following.tag in _INLINE:
            run.append(following)
            following = following.getnext()
        words = (block.tail or "") + "".join("".join(element.itertext()) + (element.tail or "") for element in run)
        broken = following is not None and following.tag == "br"  # the extractor parts such lines itself
        if broken or len(words.strip()) < _FEWEST_LETTERS or not _SENTENCE.search(words):
            continue
        paragraph = box.makeelement("p")
        paragraph.text, block.tail = block.tail, None
        block.addnext(paragraph)
        paragraph.extend(run)


def _drop_comments(tree: HtmlElement) -> None:
    """Take out what readers wrote, where the extractor, which knows English names, would keep it."""
    for element in list(tree.iter("div", "section", "ul", "ol", "aside")):
        names = f"{element.get('id') or ''} {element.get('class') or ''}".split()
        if any(map(_COMMENTS.fullmatch, names)) and element.find(".//h1") is None and element.getparent() is not None:
            element.drop_tree()


def _join_boxes(tree: HtmlElement) -> None:
    groups: dict[tuple[HtmlElement | None, str, str], list[HtmlElement]] = defaultdict(list)
    for box in tree.iter("div", "section"):
        if (names := box.get("class")) and sum(child.tag == "p" for child in box) >= _FEWEST_PARAGRAPHS:
            groups[box.getparent(), str(box.tag), names].append(box)
    for first, *others in groups.values():
        if others and not any(box.xpath(_HEADED) for box in (first, *others)):
            for box in others:
                first.extend(list(box))
