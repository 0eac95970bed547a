"""A web page: trafilatura finds the article in it, its metadata say the rest."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from itertools import islice
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from claims.ingest.addresses import is_article_address
from claims.ingest.authors import authors_of
from claims.ingest.body import fuller, in_order, linked_paragraphs, parted, with_standfirst
from claims.ingest.boxes import drop_boxes
from claims.ingest.dates import printed_time, share_offset
from claims.ingest.document import Document, IngestError
from claims.ingest.furniture import without_furniture
from claims.ingest.head import holds_sentence, read_metas, split_head
from claims.ingest.headings import headings_of_article
from claims.ingest.instead import stands_instead
from claims.ingest.lines import lines_above
from claims.ingest.linked import body_of, is_plain, linked_articles, values_in
from claims.ingest.listing import holds_several_articles
from claims.ingest.plain import clean
from claims.ingest.printed import day_beside
from claims.ingest.shape import mend
from claims.ingest.title import read_title, without_headline
from claims.ingest.tree import parse

_NUMBERED = re.compile(r"&#(?:x[0-9a-f]{1,6}|[0-9]{1,7});", re.IGNORECASE)
_LINKED = '//script[contains(@type, "ld+json")]'
_PUBLISHED = ("article:published_time", "datePublished", "parsely-pub-date", "dcterms.created", "dc.date", "pubdate")
_MODIFIED = ("article:modified_time", "dateModified", "og:updated_time", "dcterms.modified", "last-modified")
_BLOCK_TAGS = """
    blockquote body br caption center col colgroup dd div dl dt fieldset form h1 h2 h3 h4 h5 h6 legend li optgroup
    option p pre table td textarea tfoot th thead tr ul
"""
_BLOCKS = _BLOCK_TAGS.split()
"""What parts paragraphs for a library that trafilatura may ask (justext)."""
_MANY_BLOCKS = 4_000
"""From so many on trafilatura asks no other library, of which one takes time that grows with the square of them."""
_DATES = {"extensive_search": False, "original_date": True}  # how the extractor looks for the article's
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Metadata:
    url: str
    canonical: str
    outlet: str
    published: datetime | None
    modified: datetime | None
    language: str


def read_html(page: str, *, field: str) -> Document:
    """The Document in a page's mark-up; IngestError "no-text" on ``field`` where no article stands in it."""
    tree = _mended(page, field)
    linked = _take_linked(tree)
    metadata = _read_metadata(tree, linked)
    headlines = headings_of_article(tree)
    bodies = linked_paragraphs(map(body_of, linked), field=field)
    found = _extract(tree, bodies, field)
    told, lines = _words(found.title), _lines(tree, found.text, bodies)
    heads = [_words(headline) for a in linked if isinstance(headline := a.get("headline"), str)]
    title = _words(read_title(tree, told, next(iter(lines), ""), outlet=metadata.outlet, headlines=heads))
    lines = with_standfirst(tree, lines, title)
    head = split_head(without_headline(lines, [title, told, *headlines[:1]]) or lines, title=title)
    body = without_furniture(head.body)
    _check_body(tree, body, linked, metadata.url, field)
    headlines.append(head.title)
    printed = read_metas(lines_above(tree, headlines, body[0]))
    day = metadata.published or printed.published or day_beside(tree, headlines, body) or _finest(tree, found.date)
    published, modified = share_offset(day, metadata.modified or printed.modified)
    return Document(
        text="\n\n".join(body),
        title=head.title,
        url=metadata.url,
        canonical=metadata.canonical,
        outlet=metadata.outlet,
        author=_words(_author(tree, linked, found.author, printed.author or head.meta.author, metadata)),
        published_at=published,
        modified_at=modified,
        language=metadata.language,
    )


def _take_linked(tree: HtmlElement) -> list[dict[str, object]]:
    """The articles that linked data describe; what of these would hold the extractor up is taken off the page."""
    scripts = tree.xpath(_LINKED)
    articles = list(linked_articles(value for script in scripts for value in values_in(script.text or "")))
    for script in scripts:
        if not is_plain(script.text or ""):
            script.drop_tree()
    return articles


def _author(tree: HtmlElement, linked: list[dict[str, object]], told: str, printed: str, metadata: _Metadata) -> str:
    return authors_of(tree, linked, _words(told), printed, outlet=metadata.outlet, address=metadata.url)


def _mended(page: str, field: str) -> HtmlElement:
    tree = parse(_NUMBERED.sub(_as_browsers_read, clean(page)), field=field)
    if tree is None:
        raise _no_text(None, field)
    _spell_out_quotations(tree)
    mend(tree)
    drop_boxes(tree)
    return tree


def _lines(tree: HtmlElement, found: str | None, linked: list[str]) -> list[str]:
    """The lines of the article: those that the extractor found, put right by what else the page says."""
    lines = [line.strip().removeprefix("- ") for line in clean(found or "").split("\n")]
    return in_order(tree, fuller(parted(tree, [line for line in lines if any(map(str.isalnum, line))]), linked))


def _check_body(tree: HtmlElement, body: list[str], linked: list[dict[str, object]], address: str, field: str) -> None:
    """Raise IngestError on ``field`` where ``body`` is the words of menus alone, of several articles, or of a wall."""
    if not any(map(holds_sentence, body)):
        raise _no_text(tree, field)
    if what := stands_instead(tree, body, linked):
        raise _instead(what, field)
    if holds_several_articles(tree, body, address):
        message = "This page lists several articles; give the address or the text of one of them."
        raise IngestError("no-article", message, field=field)


def _spell_out_quotations(tree: HtmlElement) -> None:
    """Put marks round <q>, as browsers draw them: the words alone would no longer be a quotation."""
    for element in tree.xpath("//q"):
        element.text = "“" + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + "”"
        else:
            element.text += "”"
        element.tag = "span"


def _finest(tree: HtmlElement, day: str | None) -> datetime | None:
    """The ``day`` that the extractor found, with its hour and offset where the page has them; else that of <time>."""
    told = [*tree.xpath("//time/@datetime"), *(value for value in tree.xpath("//meta/@content") if value[:10] == day)]
    times = list(filter(None, map(printed_time, told)))
    exact = next((time for time in times if time.date().isoformat() == day), printed_time(day or ""))
    return exact or (times[0] if len({time.date() for time in times}) == 1 else None)


def _as_browsers_read(reference: re.Match[str]) -> str:
    """The character of a numbered reference by the HTML standard, which reads &#147; as a quotation mark.

    lxml gives a control character instead. References to mark-up are left for the parser.
    """
    character = unescape(reference[0])
    return reference[0] if character in set("<>&\"'") else character


def _extract(tree: HtmlElement, linked: list[str], field: str) -> Any:
    """trafilatura's document; tables are read only where a page holds its text in them.

    It may be without text where the page's ``linked`` data have the article.
    """
    is_long = len(list(islice(tree.iter(*_BLOCKS), _MANY_BLOCKS))) == _MANY_BLOCKS
    for include_tables in (False, True):
        found: Any = trafilatura.bare_extraction(
            tree,
            fast=is_long,
            with_metadata=True,
            include_comments=False,
            include_tables=include_tables,
            prune_xpath="//figcaption",
            date_extraction_params=_DATES,
        )
        if found is not None and (found.text or "").strip():
            return found
    if linked:
        return trafilatura.extract_metadata(tree, date_config=_DATES)
    raise _no_text(tree, field)


def _no_text(tree: HtmlElement | None, field: str) -> IngestError:
    if tree is not None and (what := stands_instead(tree, [], [])):
        return _instead(what, field)
    return IngestError("no-text", "No article text was found in this page; paste the text itself.", field=field)


def _instead(what: str, field: str) -> IngestError:
    return IngestError("no-article", f"This page is {what}; paste the text of the article instead.", field=field)


def _read_metadata(tree: HtmlElement, articles: list[dict[str, object]]) -> _Metadata:
    publishers = [article.get("publisher") for article in articles]
    names = [publisher.get("name") for publisher in publishers if isinstance(publisher, dict)]
    canonical = tree.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]/@href')
    return _Metadata(
        url=_first_address([*canonical, *_meta(tree, "og:url")]),
        canonical=_first_address(canonical),
        outlet=_words(_first_string([*_meta(tree, "og:site_name"), *names])),
        published=_first_time([*(a.get("datePublished") for a in articles), *_meta(tree, *_PUBLISHED)]),
        modified=_first_time([*(a.get("dateModified") for a in articles), *_meta(tree, *_MODIFIED)]),
        language=_language(tree),
    )


def _meta(tree: HtmlElement, *names: str) -> list[str]:
    """Contents of <meta> and microdata by these names, in the names' order."""
    found: list[str] = []
    for name in names:
        for element in tree.xpath("//*[@property=$name or @name=$name or @itemprop=$name]", name=name):
            found.append(element.get("content") or element.get("datetime") or "")
    return found


def _words(value: str | None) -> str:
    """``value`` in one line that any database takes: JSON-LD may escape control characters and half surrogates."""
    return " ".join(clean(value or "").encode(errors="ignore").decode().split())


def _first_string(values: list[object]) -> str:
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _first_time(values: list[object]) -> datetime | None:
    single = [value[0] if isinstance(value, list) and value else value for value in values]
    times = (printed_time(str(value)) for value in single if isinstance(value, str | int))
    return next((time for time in times if time), None)


def _first_address(values: list[str]) -> str:
    return next(filter(is_article_address, map(_words, values)), "")


def _language(tree: HtmlElement) -> str:
    match = _LANGUAGE.fullmatch(_first_string(tree.xpath("/html/@lang | /html/@xml:lang")).strip())
    return match[1].lower() if match else ""
