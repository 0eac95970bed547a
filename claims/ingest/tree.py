"""A page's mark-up as a tree that the reader can rely on: of bounded size, without what no reader of the page sees."""

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from claims.ingest.document import IngestError

_MAX_ELEMENTS = 30_000
_MAX_ATTRIBUTES = 500
_MAX_RAW = 5_000_000  # characters of one script, or of one tag
# As the parser reads them: only a quoted value holds a ">". Time grows with the length of the page.
_TAG = re.compile(r"""<[a-z](?:[^>=]|=\s*(?:"[^"]*"|'[^']*')?)*""", re.IGNORECASE)
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')|/""")
_RAW = re.compile(r"<(?:(?P<script>script)\b|(?P<style>style)\b|(?P<comment>!--))", re.IGNORECASE)
_RAW_ENDS = {
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
    "comment": re.compile("-->"),
}
_LONGEST_TOLD = 1_000  # characters of what a page tells of itself: patterns look for names in it
_LONGEST_NAME = 200  # of an element, in its id or class; those that tell anything are words
_MAYBE_ENDLESS = "//*[string-length(@id) > $most or string-length(@class) > $most]"
_MAYBE_HIDDEN = "//*[@hidden or @aria-hidden or @style or @class or self::template or self::noscript[ancestor::body]]"
_HIDDEN_STYLE = re.compile(
    r"display:none|visibility:hidden|font-size:0(?:px|em)?(?:;|\Z)|clip:rect\([01]|(?:left|top|text-indent):-\d{3}"
)
_HIDDEN_NAME = re.compile(
    r"(?:.*[-_])?(?:sr-?only|visually-?hidden|screen-?readers?(?:-?(?:text|only))?|element-invisible|assistive-text"
    r"|a11y-(?:only|hidden)|off-?screen|aural|hidden-visually"
    r"|elementor-screen-only)(?:[-_].*)?|(?:show-)?for-sr",
    re.IGNORECASE,
)
_UNSEEN_NAME = re.compile(r"(?:is-|u-)?(?:hidden|hide|invisible)|d-none", re.IGNORECASE)
_SEEN_NAME = re.compile(r".*\b(?:sm|md|lg|xl|xxl)\b.*|.*[:@].*")
"""Of an element that is hidden on some screens alone."""
_KEPT = frozenset({"html", "body", "article", "main"})
"""Elements that some pages hide until a script shows them."""


def parse(page: str, *, field: str) -> HtmlElement | None:
    """The tree of a page, None where it has none.

    Raises IngestError "too-large" on ``field`` for what no article is: a page of empty tags would hold the extractor
    for a minute, a tag with ten thousand attributes the parser.
    """
    tree = trafilatura.load_html("".join(_checked_pieces(page, field)))
    if tree is not None:
        check_elements(tree, field)
        _drop_endless_names(tree)
        _drop_hidden(tree)
        for title in tree.iter("title"):  # the extractor's time grows with the square of the white space in it
            title.text = " ".join((title.text or "").split())
        for meta in tree.xpath("//meta[string-length(@content) > $most]", most=_LONGEST_TOLD):
            meta.set("content", meta.get("content")[:_LONGEST_TOLD])
    return tree


def _checked_pieces(page: str, field: str) -> Iterator[str]:
    """The page without what is so long that the parser would give up on the whole page."""
    position = start = 0
    while (position := page.find("<", position)) >= 0:
        tag = _TAG.match(page, position)
        end = tag.end() if tag else position + (len("<!--") if page.startswith("<!--", position) else 1)
        if end - position > 2 * _MAX_ATTRIBUTES and len(_VALUE.sub(" ", page[position:end]).split()) > _MAX_ATTRIBUTES:
            message = f"A tag of the page has more than {_MAX_ATTRIBUTES} attributes. Paste the text itself."
            raise IngestError("too-large", message, field=field)
        if end - position > _MAX_RAW:  # a picture written out
            yield page[start:position]
            start = end + page.startswith(">", end)
        position = _after_raw_text(page, position, end)
        if position - end > _MAX_RAW:
            yield page[start:end]
            start = position - 1
    yield page[start:]


def _after_raw_text(page: str, start: int, end: int) -> int:
    """Where mark-up goes on behind the tag at ``start``: a script, a style or a comment holds none."""
    raw = _RAW.match(page, start)
    if not raw or not raw.lastgroup:
        return end
    closed = _RAW_ENDS[raw.lastgroup].search(page, end)
    return closed.start() + 1 if closed else len(page)


def check_elements(tree: etree._Element, field: str) -> None:
    """Raise IngestError "too-large" on ``field`` for a tree of more elements than an article's."""
    elements = sum(1 for _ in tree.iter())
    if elements > _MAX_ELEMENTS:
        message = f"The page has {elements:,} elements; at most {_MAX_ELEMENTS:,} are read. Paste the text itself."
        raise IngestError("too-large", message, field=field)


def _drop_endless_names(tree: HtmlElement) -> None:
    """Names are looked through by patterns whose time grows faster than they do."""
    for element in tree.xpath(_MAYBE_ENDLESS, most=_LONGEST_NAME):
        for kind in ("id", "class"):
            if any(len(name) > _LONGEST_NAME for name in (element.get(kind) or "").split()):
                del element.attrib[kind]


def local_name(element: etree._Element) -> str:
    """The name of an element of XML without its namespace, which may be a prefix that nothing declares."""
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def _drop_hidden(tree: HtmlElement) -> None:
    for element in tree.xpath(_MAYBE_HIDDEN):
        if element.tag not in _KEPT and element.getparent() is not None and _is_hidden(element):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in ("template", "noscript") or element.get("hidden") is not None:
        return True
    style = "".join((element.get("style") or "").split()).lower()
    if (element.get("aria-hidden") or "").lower() == "true" or _HIDDEN_STYLE.search(style):
        return True
    names = (element.get("class") or "").split()
    if any(map(_HIDDEN_NAME.fullmatch, names)):
        return True
    if element.tag == "svg":  # a picture, by whose size the extractor goes
        return False
    return any(map(_UNSEEN_NAME.fullmatch, names)) and not any(map(_SEEN_NAME.fullmatch, names))
