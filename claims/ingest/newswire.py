"""Articles in XML as the newswires send them: NITF, alone or within NewsML."""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from claims.ingest.dates import printed_time, share_offset
from claims.ingest.document import Document, IngestError
from claims.ingest.head import read_metas, split_head
from claims.ingest.kinds import no_article
from claims.ingest.plain import clean
from claims.ingest.tree import check_elements, local_name

_ARTICLES = ("nitf", "html")
_BODIES = ("body.content", "body")
_PARAGRAPHS = ("p", "hl2", "h2", "h3")
_ASIDE = frozenset(("media", "figure", "table", "aside"))
_HEADLINES = ("hl1", "headline", "title")
_FEEDS = {"rss": "RSS", "feed": "Atom", "rdf": "RSS", "channel": "RSS", "entry": "Atom"}
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_xml(text: str, *, field: str) -> Document:
    """The Document in ``text``; IngestError "no-article" on ``field`` where it is a feed, several articles or none."""
    # The encoding that it declares was that of the bytes. Entities of its own could grow without end.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(_DECLARED.sub("", clean(text)).encode(), parser)
    if root is None:
        raise no_article("no sound XML", field)
    check_elements(root, field)
    name = local_name(root)
    if kind := _FEEDS.get(name.lower()):
        raise no_article(f"a feed ({kind}), which lists articles", field)
    articles = [element for name in _ARTICLES for element in _named(root, name)]
    if len(articles) != 1:
        what = f"XML of {len(articles)} articles" if articles else f"XML (<{name}>) that holds no article"
        raise no_article(what, field)
    return _read_article(root, articles[0], field)


def _read_article(root: etree._Element, article: etree._Element, field: str) -> Document:
    body = next((element for name in _BODIES for element in _named(article, name)), article)
    paragraphs = [line for line in map(_words, _paragraphs(body)) if line]
    if not paragraphs:
        raise IngestError("no-text", "No article text was found in this XML; paste the text itself.", field=field)
    title = next((words for name in _HEADLINES for words in map(_words, _named(root, name)) if words), "")
    head = split_head(paragraphs, title=title)
    titles = [words for words in map(_words, _named(root, "byttl")) if words]
    for byline in _named(root, "byline"):
        etree.strip_elements(byline, "{*}byttl", with_tail=False)  # "By Ann RoeStaff Writer"
    printed = read_metas([words for words in map(_words, _named(root, "byline")) if words])
    bylines = (*_named(root, "bytag"), *_named(root, "byline"), *_named(root, "by"))
    published, modified = share_offset(
        _time(root, "firstCreated", "date.issue", "versionCreated", "story.date"),
        _time(root, "contentModified", "date.release"),
    )
    return Document(
        text="\n\n".join(head.body),
        title=head.title,
        outlet=next((name for pubdata in _named(root, "pubdata") if (name := pubdata.get("name", ""))), ""),
        author=printed.author or next(filter(None, [*map(_words, bylines), *titles]), "") or head.meta.author,
        published_at=published or head.meta.published,
        modified_at=modified or head.meta.modified,
    )


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Each paragraph and heading below ``element`` that is none of a picture or table; walked once, however deep."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name in _PARAGRAPHS:
            yield element
        elif name not in _ASIDE:
            waiting.extend(reversed(element))


def _named(element: etree._Element, name: str) -> list[etree._Element]:
    return list(element.iter(f"{{*}}{name}"))


def _time(root: etree._Element, *names: str) -> datetime | None:
    elements = (element for name in names for element in _named(root, name))
    times = (printed_time(element.get("norm") or _words(element)) for element in elements)
    return next((time for time in times if time), None)


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
