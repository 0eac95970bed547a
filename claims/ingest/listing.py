"""Pages that hold several articles or teasers, each of which leads to its own page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from claims.ingest.head import holds_sentence
from claims.ingest.lines import page_blocks

_HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::dt]"
_CARDS = ("a", "li", "div", "section", "tr", "p")
_FEWEST = 3
_FEWEST_READ = 2  # of cards, where there is nothing else: the extractor leaves out some
_FEWEST_WORDS = 3  # of a link that is a headline
_LONGEST = 2  # paragraphs of a teaser; marked as articles, they may be whole ones
_NEARLY_ALL = 0.8  # of the sentences found
_MOST_OF_ONE = 0.6  # of them: what has more is the article, and the others stand below it


def holds_several_articles(tree: HtmlElement, lines: Iterable[str], address: str) -> bool:
    """Whether nearly all sentences among ``lines`` stand under headings, or in cards, that lead elsewhere."""
    links = {heading: _link_of_heading(heading, address) for heading in tree.xpath(_HEADINGS)}
    cards = dict(_cards(tree, address))
    if len({link for link in (*links.values(), *cards.values()) if link}) < _FEWEST:
        return False
    marked = {link for heading, link in links.items() if heading.xpath("ancestor::article")}
    under = _sentences_under(tree, {_letters(line) for line in lines if holds_sentence(line)}, links, cards)
    counts = [count for link, count in under.items() if link and (count <= _LONGEST or link in marked)]
    fewest = _FEWEST_READ if under.keys() <= set(cards.values()) else _FEWEST
    if len(counts) < fewest or max(counts) > _MOST_OF_ONE * under.total():
        return False
    return sum(counts) >= _NEARLY_ALL * under.total()


def _sentences_under(
    tree: HtmlElement, sentences: set[str], links: dict[HtmlElement, str], cards: dict[HtmlElement, str]
) -> Counter[str]:
    """How many of the ``sentences`` stand under each link; those under none by ""."""
    under: Counter[str] = Counter()
    fused = {card for card in cards if _letters(card.text_content()) in sentences}
    under.update(cards[card] for card in fused)
    link = ""
    for block, line in page_blocks(tree):
        around = (block, *block.iterancestors())
        heading = next((element for element in around if element in links), None)
        card = next((element for element in around if element in cards), None)
        if heading is not None:
            link = links[heading]
        elif _letters(line) in sentences and card not in fused:
            under[link if card is None else cards[card]] += 1
    return under


def _cards(tree: HtmlElement, address: str) -> Iterator[tuple[HtmlElement, str]]:
    """Each of several like elements, side by side, that has a headline which leads elsewhere, and where it leads."""
    like = Counter((element.getparent(), element.tag, element.get("class")) for element in tree.iter(*_CARDS))
    for element in tree.iter(*_CARDS):
        is_one_of_many = like[element.getparent(), element.tag, element.get("class")] >= _FEWEST
        if is_one_of_many and (link := _link_of_card(element, address)):
            yield element, link


def _link_of_card(card: HtmlElement, address: str) -> str:
    """Where the whole card leads, its first words, or the one link in it beside a heading; "" for nowhere else."""
    links = [card] if card.tag == "a" else [link for link in card.findall(".//a[@href]") if link.text_content().strip()]
    links = links or card.findall(".//a[@href]")
    if not links or (card.tag == "p" and links[0].getnext() is None):
        return ""  # a paragraph that begins with a link, unless a line ends behind it
    leading = links[0].text_content()
    if len(leading.split()) >= _FEWEST_WORDS and _letters(card.text_content()).startswith(_letters(leading)):
        return _elsewhere(links[0], address)
    headed = any(True for _ in card.iter("h2", "h3", "h4"))
    return _elsewhere(links[0], address) if headed and len({link.get("href") for link in links}) == 1 else ""


def _link_of_heading(heading: HtmlElement, address: str) -> str:
    """Where the whole of ``heading`` leads on the page's own site; "" for nowhere else."""
    link = next(iter(heading.xpath("ancestor::a[@href] | .//a[@href]")), None)
    if link is None or not set("".join(heading.itertext()).split()) <= set("".join(link.itertext()).split()):
        return ""
    return _elsewhere(link, address)


def _elsewhere(link: HtmlElement, address: str) -> str:
    """Where ``link`` leads, if that is another page of the site of ``address``."""
    try:
        href = (link.get("href") or "").strip()
        host = urlsplit(href).netloc
        is_foreign = host and address and host != urlsplit(address).netloc
    except ValueError:
        return ""
    return "" if is_foreign or href.startswith("#") or href == address else href


def _letters(text: str) -> str:
    return "".join(text.split())
