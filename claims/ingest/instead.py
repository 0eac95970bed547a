"""What a site shows in place of an article: errors, checks for robots, consent walls, the start of a paid one."""

import re

from lxml.html import HtmlElement

from claims.ingest.lines import lines_below, page_lines

_SHORT = 700  # characters of what was read as the article, where it may be none
_PARAGRAPHS = 2  # of an article that breaks off at a paywall; what has more is worth taking in
_FIRST = 3  # lines that say what a page is
_LONGEST_WALL = 6_000  # characters
_MOST = 0.6  # of a consent wall's lines are about data

_ERROR = re.compile(
    r"(?:http|error|fehler|erreur)\W{0,3}[45]\d\d\b"
    r"|[45]\d\d\W{0,3}(?:error|fehler|(?:page )?not found|forbidden|gone\b)"
    r"|(?:sorry\W+|oops\W+)*(?:(?:the|this|that) )?(?:page|article|story|content|url)\b(?: you\b.{0,50}?)?\W{0,3}"
    r"(?:(?:was |could |can)?(?: ?not|n['’]t)(?: be)? (?:found|available)|(?:is )?no longer (?:available|exists?)"
    r"|does(?: not|n['’]t) exist|(?:has been|was) (?:removed|moved|deleted))"
    r"|(?:oops\W+)?something went wrong|(?:die |diese )?seite (?:wurde )?(?:leider )?nicht gefunden|page introuvable"
    r"|página no encontrada|pagina non trovata|pagina niet gevonden",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"(?:please )?(?:verify|confirm)(?:ing)? (?:that )?you(?: are|['’]re) (?:a |not a )?(?:human|robot)|are you a robot"
    r"|checking (?:your browser|if the site connection)|(?:please )?enable (?:javascript|js) and (?:disable|cookies)"
    r"|.{0,60}\bunusual (?:traffic|activity) from your|pardon our interruption"
    r"|access (?:to .{1,30} )?(?:is |has been )?denied"
    r"|just a moment\W*$",
    re.IGNORECASE,
)
_ABOUT_DATA = re.compile(
    r"\b(?:cookies?|consent|personal data|privacy|legitimate interests?|(?:our|ad(?:vertising)?|third.party) partners"
    r"|data (?:processing|protection)|einwilligung|datenschutz|personenbezogene\w*"
    r"|données personnelles|datos personales)\b",
    re.IGNORECASE,
)
_ASKS_CONSENT = re.compile(
    r"before you continue|(?:accept|reject|agree to|allow) all|i (?:accept|agree)\b|we value your privacy"
    r"|we(?:,| and\b).{0,80}\b(?:use|store|process)\b.{0,80}\b(?:cookies|data|device)"
    r"|manage (?:my |your )?(?:options|choices)"
    r"|alle akzeptieren|(?:allen? )?zustimmen|tout accepter|aceptar todo",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|join|pay)\b.{0,60}\bto (?:keep|continue|finish) reading"
    r"|to (?:keep|continue) reading\b.{0,80}\b(?:subscri|sign|log ?in|register)|keep reading (?:with|for)\b"
    r"|(?:this|the full|the rest of (?:this|the)) (?:article|story|content) is (?:only |exclusively |available )*"
    r"(?:for|to|reserved for) (?:our |paid |paying )*(?:subscribers|members)\b"
    r"|unlock (?:this|the full) (?:article|story)"
    r"|you(?: have|['’]ve) (?:read|reached|used)\b.{0,40}\bfree (?:articles?|stories)\b|weiterlesen mit\b"
    r"|diesen artikel weiterlesen|cet article est réservé|il vous reste\b.{0,40}\bà (?:lire|découvrir)"
    r"|(?:contenido|artículo) exclusivo para suscriptores",
    re.IGNORECASE,
)


def stands_instead(tree: HtmlElement, body: list[str], articles: list[dict[str, object]]) -> str:
    """What the page is in place of an article, as "an error page"; "" where ``body`` may well be one.

    ``articles`` are those that it describes as linked data.
    """
    lines = list(page_lines(tree))
    size = sum(map(len, body))
    if size <= _SHORT:
        first = [" ".join((tree.findtext(".//title") or "").split()), *lines[:_FIRST], *body[:_FIRST]]
        if any(map(_ERROR.match, first)):
            return "an error page"
        if any(map(_ROBOT.match, first)):
            return "a check whether a person is reading"
    if size <= _LONGEST_WALL and _asks_consent(body or lines, lines):
        return "a question about cookies and consent"
    if size <= _SHORT and 0 < len(body) <= _PARAGRAPHS and _is_paid(lines_below(tree, body[-1]), articles):
        return "only the start of an article for subscribers"
    return ""


def _asks_consent(body: list[str], lines: list[str]) -> bool:
    about = sum(len(line) for line in body if _ABOUT_DATA.search(line))
    return about >= _MOST * sum(map(len, body)) > 0 and any(map(_ASKS_CONSENT.search, lines))


def _is_paid(below: list[str], articles: list[dict[str, object]]) -> bool:
    told = any(str(article.get("isAccessibleForFree")).lower() == "false" for article in articles)
    return told or any(map(_CALL.search, below))
