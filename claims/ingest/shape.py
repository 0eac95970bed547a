"""Mends of a page's tree, without which the extractor would lose words: loose text, an article in several boxes."""

import re
from collections import defaultdict

from lxml import etree
from lxml.html import HtmlElement

_BOXES = frozenset(("div", "section", "article", "main", "td", "body"))
_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u
    var wbr
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_FEWEST_LETTERS = 40  # of loose text that is a paragraph; shorter is a label
_FEWEST_PARAGRAPHS = 2
_HEADED = ".//h1 | .//h2 | .//article | self::article//h3 | self::article//h4"
_BODY = re.compile(r"(?:[\w-]*[-_])?(?:article|story|post|entry)[-_]{0,2}(?:body|text|content)", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?!(?:.*[-_])?(?:no|has|with|hide|show)[-_])(?:[\w-]+[-_])?(?:comments|comentarios|kommentare|kommentarer"
    r"|kommentar(?:bereich|liste|e[-_]liste)|commentaires|commenti|comentários|reacties|reactions|komentarze|komentáře"
    r"|yorumlar|kommentit|les(?:er)?(?:meinungen|kommentare|briefe|stimmen)|respuestas|(?:user|reader)s?-responses"
    r"|readers?-(?:say|comments|letters)|discussion-(?:area|list|thread)|opiniones-(?:de-)?lectores"
    r"|(?:box|caja|lista?|area|form|section)[-_](?:comentario|comentário|commentaire|kommentar|comment))(?:[-_]\w++)*+"
    r"|comentarios?|kommentare?|commentaires?|comentários?|forum|viafoura|(?:coral|disqus|hyvor)(?:[-_]\w++)*+",
    re.IGNORECASE,
)
_COMMENT_TYPE = re.compile(r"schema\.org/(?:User)?Comments?$")
_COMMENT_TAGS = frozenset(("div", "section", "ul", "ol", "li", "aside"))
_ABOVE_COMMENTS = 200  # characters at least: an opinion is named a comment too
# Two words and the end of a sentence, looked for once from each end before: time grows with the length of the text.
_SENTENCE = re.compile(r"(?:\A|[.!?])[^\w.!?]*+(?>\w[^.!?]*?\s\w)[^.!?]*[.!?…:][\"'”’»)]*(?:\s|$)")


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
    above = 0
    for element in list(tree.iter(etree.Element)):
        if element.tag in _COMMENT_TAGS and _are_comments(element) and above >= _ABOVE_COMMENTS:
            if element.find(".//h1") is None and element.getparent() is not None:
                element.drop_tree()
        elif element.tag not in ("script", "style", "head", "title"):
            above += len((element.text or "").strip())


def _are_comments(element: HtmlElement) -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''}".split()
    return any(map(_COMMENTS.fullmatch, names)) or bool(_COMMENT_TYPE.search(element.get("itemtype") or ""))


def _join_boxes(tree: HtmlElement) -> None:
    groups: dict[tuple[HtmlElement | None, str, str], list[HtmlElement]] = defaultdict(list)
    for box in tree.iter("div", "section", "article"):
        names = box.get("class") or ""
        if (names or box.tag == "article") and sum(child.tag == "p" for child in box) >= _FEWEST_PARAGRAPHS:
            around = _holder(box) if _BODY.fullmatch(names) else box.getparent()
            groups[around, str(box.tag), names].append(box)
    for first, *others in groups.values():
        if others and not any(box.xpath(_HEADED) for box in (first, *others)):
            for box in others:
                first.extend(list(box))


def _holder(box: HtmlElement) -> HtmlElement | None:
    """The element that holds ``box`` beside others, above a wrapper of its own."""
    parent = box.getparent()
    return parent if parent is None or len(parent) > 1 else parent.getparent()
