"""Pages that hold several articles or teasers, each under a heading that leads to its own page."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from claims.ingest.head import is_sentence
from claims.ingest.lines import page_blocks

_HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4]"
_FEWEST = 3
_LONGEST = 2  # paragraphs of a teaser; marked as articles, they may be whole ones
_NEARLY_ALL = 0.8  # of the sentences found
_MOST_OF_ONE = 0.6  # of them: what has more is the article, and the others stand below it


def holds_several_articles(tree: HtmlElement, lines: Iterable[str], address: str) -> bool:
    """Whether nearly all sentences among ``lines`` stand under headings that lead to other pages than ``address``."""
    links = {heading: _link(heading, address) for heading in tree.xpath(_HEADINGS)}
    if len({link for link in links.values() if link}) < _FEWEST:
        return False
    marked = {link for heading, link in links.items() if heading.xpath("ancestor::article")}
    sentences = {" ".join(line.split()) for line in lines if is_sentence(line)}
    under: Counter[str] = Counter()
    link = ""
    for block, line in page_blocks(tree):
        heading = next((element for element in (block, *block.iterancestors()) if element in links), None)
        if heading is not None:
            link = links[heading]
        elif line in sentences:
            under[link] += 1
    counts = [count for link, count in under.items() if link and (count <= _LONGEST or link in marked)]
    if len(counts) < _FEWEST or max(counts) > _MOST_OF_ONE * under.total():
        return False
    return sum(counts) >= _NEARLY_ALL * under.total()


def _link(heading: HtmlElement, address: str) -> str:
    """Where the whole of ``heading`` leads on the page's own site; "" for nowhere else."""
    link = next(iter(heading.xpath("ancestor::a[@href] | .//a[@href]")), None)
    if link is None or not set("".join(heading.itertext()).split()) <= set("".join(link.itertext()).split()):
        return ""
    try:
        href = link.get("href").strip()
        host = urlsplit(href).netloc
        elsewhere = host and address and host != urlsplit(address).netloc
    except ValueError:
        return ""
    return "" if elsewhere or href.startswith("#") or href == address else href
