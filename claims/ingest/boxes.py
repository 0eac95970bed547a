"""Boxes of a page that are no part of its article, told by their names or because they only lead elsewhere."""

import re

from lxml.html import HtmlElement

_NAMES = re.compile(
    r"(?:.*[-_])?(?:newsletter|sign-?up|subscri(?:be|ption)|donat(?:e|ions?)|spenden?|promo|subvert|disclaimer"
    r"|disclosure|affiliate|recommend(?:ed|ations?)|related(?:[-_]?(?:posts?|articles?|content|news|stories|links))?"
    r"|comment-respond|rating)(?:[-_].*)?"
    r"|(?:ez-)?toc(?:[-_](?:container|list|wrap\w*|title))?|table-of-contents",
    re.IGNORECASE,
)
_CAPTIONS = re.compile(
    r"(?:.*[-_])?(?:caption|legende?|bildunterschrift|bildtext|pie-(?:de-)?foto|didascalia|bijschrift|image-?(?:description|copyright|credit)|photo-?(?:text|credit)|(?:video|media)-?credit)"
    r"(?:[-_].*)?",
    re.IGNORECASE,
)
_BIOGRAPHIES = re.compile(
    r"(?:.*[-_])?(?:author[-_]?(?:bio|box|info|card|description|tooltip)|about[-_]?(?:the[-_]?)?author|biography)"
    r"(?:[-_].*)?",
    re.IGNORECASE,
)
_TAGS = ("div", "section", "aside", "ul", "ol", "p", "span", "details")
_MOST = 0.2  # of the page's letters, in a box that is none of the article's
_LONGEST_CAPTION = 300
_FEWEST_LETTERS = 20  # of a link to another article
_SHORTEST_BIOGRAPHY = 60  # letters; what is shorter may be the byline
_MARKS, _LABEL = 3, 30  # letters at most


def drop_boxes(tree: HtmlElement) -> None:
    """Take out what is named as about the author, a call to sign up, a caption, or a list of other articles."""
    whole = sum(map(len, tree.xpath("//body/descendant::text()[not(parent::script or parent::style)]")))
    for box in list(tree.iter(*_TAGS)):
        names = f"{box.get('id') or ''} {box.get('class') or ''}".split()
        if names and _is_apart(box, names, whole):
            box.drop_tree()
    for paragraph in list(tree.iter("p")):
        if _among_paragraphs(paragraph) and _only_leads_on(paragraph):
            paragraph.drop_tree()


def _is_apart(box: HtmlElement, names: list[str], whole: int) -> bool:
    least, most = 0, int(_MOST * whole)
    if any(map(_CAPTIONS.fullmatch, names)):
        if _is_below_headline(box):
            return False
        most = min(most, _LONGEST_CAPTION)
    elif any(map(_BIOGRAPHIES.fullmatch, names)):
        least = _SHORTEST_BIOGRAPHY
    elif not any(map(_NAMES.fullmatch, names)):
        return False
    letters = len(box.text_content())
    return least <= letters <= most and box.find(".//h1") is None and box.getparent() is not None


def _is_below_headline(box: HtmlElement) -> bool:
    """Whether ``box`` follows the headline with no picture between them: what it holds is a date or byline."""
    before = box.getprevious()
    return before is not None and before.tag == "h1"


def _among_paragraphs(paragraph: HtmlElement) -> bool:
    return any(beside is not None and beside.tag == "p" for beside in (paragraph.getprevious(), paragraph.getnext()))


def _only_leads_on(paragraph: HtmlElement) -> bool:
    """Whether ``paragraph`` is one link and no more than marks, or a label with a colon, before it."""
    links = paragraph.findall(".//a[@href]")
    words = "".join(paragraph.text_content().split())
    linked = "".join("".join("".join(link.itertext()) for link in links).split())
    if len(linked) < _FEWEST_LETTERS:
        return False
    before, _, behind = words.partition(linked)
    return len(behind) <= _MARKS and (len(before) <= _MARKS or (len(before) <= _LABEL and before.endswith(":")))
