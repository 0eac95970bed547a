"""Who wrote an article, without what pages write beside their names."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from claims.ingest.bylines import read_byline
from claims.ingest.linked import names_in

_BY = re.compile(
    r"(?:(?i:(?:written|posted|reported|words|text|story|verfasst|geschrieben|publié|escrito|texto|scritto|testo"
    r"|geschreven)\s))?(?:[Bb]y|[Pp]or|[Vv]on|[Pp]ar|[Dd]oor)\s+(?=\w+\s)"
)
_LABEL = re.compile(
    r"(?:author|autor(?:in|a|e)?|auteure?|text|texte|texto|testo|tekst|redaktion|redakcja|автор|責任編輯|责任编辑|作者|记者)"
    r"\s?[:：]\s*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r".*(?:\d{2}|https?:|www\.|@).*|(?:wordpress)?\s?admin(?:istrator)?|webmaster|guest|anonymous|comments?"
    r"|(?:leave a )?reply|updated|published"
    r"|antworten|responder|comentar|(?:\w+\s)?by|autore?|autorin|text|foto|photo"
    r"|(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|m\.?b\.?a|m\.?p\.?h|ll\.?m|esq)\.?",
    re.IGNORECASE,
)
# What is left of a date whose figures were taken off; months that are surnames too are no sign of one.
_OF_DATE = re.compile(r"\s(?:January|February|July|September|October|November|December)(?:\s[AP]M)?$")
_OFFICE = re.compile(
    r"[A-Z]{2,5}|(?i:redaktion|redacción|rédaction|redazione|redactie|staff|reuters|associated press|bloomberg"
    r"|(?:[\w’'-]+ ){0,3}(?:editor|correspondent|reporter|writer|columnist|journalist|producer)"
    r"|.*\b(?:e\.?\s?V\.?|gmbh|inc\.?|ltd\.?|llc|s\.?r\.?l\.?|verlag|verein|zeitung|newspaper|magazine?|agenc(?:y|ies)|team"
    r"|news|online|desk|newsroom)(?:\s.*)?|redaktion\s.*|.*[\s-](?:redaktion|redacción|rédaction|redazione|redactie))"
)
_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|[a-z]{2})", re.IGNORECASE)
_METAS = ("og:article:author", "cXenseParse:author", "parsely-author", "sailthru.author")
_WRITTEN_BY = re.compile(r"written by|verfasst von|écrit par|escrito por|scritto da|geschreven door", re.IGNORECASE)
_MARKED = "//a[@rel='author'] | //*[contains(@class, 'vcard')]//*[contains(concat(' ', @class, ' '), ' fn ')]"
_NAMES = ("autor", "auteur", "autore", "verfasser", "firma")
_NAMED = " | ".join(f"//body//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in _NAMES)
_LONGEST = 60  # characters of a name; what is longer tells of the author


def authors_of(
    tree: HtmlElement, linked: Iterable[dict[str, object]], told: str, printed: str, *, outlet: str, address: str
) -> str:
    """Who wrote the page's article, the names parted by semicolons; "" where nobody is named.

    Whole names come before the names by which people sign in, and those before offices, whoever tells of them: the
    page's ``linked`` data, the extractor (``told``), what the page marks, or what it has ``printed`` as byline.
    """
    site = _names_of_site(outlet, address)
    candidates = [names_in(article.get("author")) for article in linked] + [told, *_marked(tree)]
    names_told = [names_of_authors(names, outlet=outlet, site=site) for names in candidates]
    people = [names for names in names_told if names and not _is_office(names, site)]
    whole = next((names for names in people if " " in names or "/" in names), "")
    return whole or printed or next(iter(people), "") or next(filter(None, names_told), "")


def names_of_authors(printed: str, *, outlet: str, site: frozenset[str] = frozenset()) -> str:
    """The names in ``printed``, parted by semicolons, without dates, addresses and words of forms.

    An outlet, an agency or an editorial office stands where no person does.
    """
    site = site | _names_of_site(outlet, "")
    unlabelled = [_LABEL.sub("", name.strip(), count=1) for name in printed.split(";")]
    names = [_OF_DATE.sub("", _BY.sub("", name, count=1)) for name in unlabelled]
    names = [name for name in names if name and not _NO_AUTHOR.fullmatch(name)]
    people = [name for name in names if not _is_office(name, site)]
    if len(people) < len(names) and any(_letters(name) in site for name in names):
        people = [name for name in people if " " in name]  # a town beside the outlet's name is nobody
    return "; ".join(people or names)


def _is_office(name: str, site: frozenset[str]) -> bool:
    return _letters(name) in site or bool(_OFFICE.fullmatch(name) or _ADDRESS.fullmatch(name))


def _names_of_site(outlet: str, address: str) -> frozenset[str]:
    host = urlsplit(address).netloc.removeprefix("www.")
    return frozenset(filter(None, map(_letters, (outlet, host, host.rpartition(".")[0]))))


def _marked(tree: HtmlElement) -> Iterator[str]:
    """What the page's own mark-up says of its author."""
    for name in _METAS:
        yield "; ".join(tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name))
    for number in "12":
        label, data = f"twitter:label{number}", f"twitter:data{number}"
        if any(map(_WRITTEN_BY.match, tree.xpath("//meta[@name=$name]/@content", name=label))):
            yield "".join(tree.xpath("//meta[@name=$name]/@content", name=data)[:1])
    for element in tree.xpath(_NAMED):
        words = " ".join(element.text_content().split())
        if words and len(words) <= _LONGEST:
            yield read_byline(words)[0] or read_byline(f"By {words}")[0]
    for path in (_MARKED, "//body//*[@itemprop='author']"):
        names = (" ".join(element.text_content().split()) for element in tree.xpath(path))
        yield next((name for name in names if name and len(name) <= _LONGEST), "")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
