"""Addresses of articles: many spellings, one article."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from courlan import extract_domain, normalize_url

# A page that a search engine keeps for mobile phones bears the publisher's address within its own.
_KEPT_ELSEWHERE = re.compile(
    r"https?://(?:(?:www\.)?(?:google|bing)\.[a-z.]+/amp|[\w-]+\.(?:cdn\.ampproject\.org|bing-amp\.com)/[a-z])"
    r"/(?:s/)?(?=[^/]+\.)",
    re.IGNORECASE,
)
_EDITION = re.compile(r"^(?:(?:www\d?|ww\d|m|mobile|mobil|amp|touch|wap|3g)\.)+(?=[^.]+\.)|(?<=^[a-z]{2}\.)m\.")
_AMP_IN_PATH = re.compile(r"/amp(?=/|$)|[.-]amp(?=(?:\.html?)?$)", re.IGNORECASE)
_PRINT_IN_PATH = re.compile(r"(?<=[^/])/print/?$|^/print(?=/[^/]+/)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:(?:index|default)\.(?:html?|php|aspx?))?$", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_EDITION_PARAMETER = re.compile(
    r"_?amp\b|amp_|(?:usqp|ampshare|non?amp)=|(?:[^=]*=)?(?:amp|mobile)$|(?:view|format|mode|version|layout)=print$"
    r"|(?:m|mobile|print|printable|printer)=(?:1|true|y|yes|on|)$|tmpl=component$",
    re.IGNORECASE,
)
# What courlan does not know of: words that newsrooms and networks hang on.
_TRACKING = re.compile(
    r"(?:cmp|cmpid|icid|intcmp|ocid|ncid|ito|smid|smtyp|sh|share|shared|feature|fb|igshid|ftag|at_.*|wt[._].*|sref|xtor"
    r"|ns_.*|_hs.*|__.*|spm|si|taid|tpcc|soc_.*|guc.*|mod|rss|feed|from|via|emc|partner|sr_share|traffic_.*|wpisrc"
    r"|mbid|output|outputtype|replytocom|nb|s_kwcid|hsctatracking|srsltid|share_?id)",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?:phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|cfid|cftoken)=.*|s(?:id)?=(?=\d*[a-f])[0-9a-f]{10,}",
    re.IGNORECASE,
)
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_SCRIPT = re.compile(r"(?:^|/|\.(?:php\d?|aspx?|jsp|cgi|cfm|pl|do))$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[ceu]id", re.IGNORECASE)
"""Words of campaigns, and of the articles of old sites."""


def is_address(words: str) -> bool:
    """Whether all of the words are the address of a page: with http(s)://, or as people type it ("state.gov/x")."""
    if re.search(r"[\s@]", words):
        return False
    if re.match(r"https?://", words, re.IGNORECASE):
        return True
    return "." in words and extract_domain(f"https://{words}") is not None


def address_key(url: str) -> str:
    """What all spellings of an article's address have in common: host, path and the query that tells it from others.

    Scheme, www, mobile and AMP editions, fragment, last slash and tracking words are left out. No address itself.
    """
    url = url.strip()
    try:
        own = urlsplit(normalize_url(_KEPT_ELSEWHERE.sub("https://", url), trailing_slash=False))
        given = urlsplit(url).query
    except ValueError:
        return url
    path = _path(own.path)
    query = _telling(own.path, own.query, given)
    route = own.fragment if own.fragment.startswith(("!", "/")) else ""  # a page drawn by a script
    return "".join(
        [_EDITION.sub("", _host(own.netloc)), path.rstrip("/"), query and f"?{query}", route and f"#{route}"]
    )


def article_address(*, given: str, canonical: str) -> str:
    """The address that an article is known by: the one its page names as its own, else the ``given`` one.

    Passed over is what is above the given address, since some sites name a section in each article, and what is on
    another site: a paper that prints another's article names the other's page.
    """
    if not given or not canonical:
        return given or canonical
    key, own = address_key(given), address_key(canonical)
    site, own_site = (extract_domain(f"https://{address}", fast=True) for address in (key, own))
    return given if site != own_site or key.startswith(f"{own}/") else canonical


def is_article_address(value: str) -> bool:
    """Whether ``value`` is a whole address of a page below a site's front page, which no article is."""
    try:
        parts = urlsplit(value)
        below = bool(parts.path.strip("/") or parts.query)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and below and not re.search(r"\s", value)
    except ValueError:
        return False


def is_above(address: str, url: str) -> bool:
    """Whether ``address`` is that of the front page, or of a section, that the page at ``url`` stands below."""
    above, key = address_key(address), address_key(url)
    return key != above and key.startswith(above) and key[len(above)] in "/?"


def _host(netloc: str) -> str:
    """The host, with its port where that tells another site; no name of a user, and no dot at its end."""
    name, _, port = netloc.rpartition("@")[2].partition(":")
    return name.rstrip(".") + (f":{port}" if port not in ("", "80", "443") else "")


def _path(path: str) -> str:
    """The path without editions, sessions and steps up, each letter in one spelling."""
    plain = _ESCAPE.sub(_letter, path).replace("%3B", ";")
    plain = _SESSION_IN_PATH.sub("", urljoin("/", plain))
    for edition in (_AMP_IN_PATH, _PRINT_IN_PATH, _INDEX):
        plain = edition.sub("", plain)
    return plain


def _letter(escape: re.Match[str]) -> str:
    letter = chr(int(escape[0][1:], 16))
    return letter if _UNRESERVED.fullmatch(letter) else escape[0].upper()


def _telling(path: str, query: str, given: str) -> str:
    """The parameters that tell an article from others; ``query`` is what courlan left of the ``given`` ones."""
    kept = [(name, value) for name, value in parse_qsl(query) if not _is_no_part(name, value)]
    if _SCRIPT.search(path):  # where the path names no article, what looks like a campaign's number may
        kept += [(name, value) for name, value in parse_qsl(given) if _IDENTIFIER.fullmatch(name) and value.isdigit()]
    return urlencode(sorted(kept))


def _is_no_part(name: str, value: str) -> bool:
    given = f"{name}={value}"
    return bool(_TRACKING.fullmatch(name) or _EDITION_PARAMETER.match(given) or _SESSION.fullmatch(given))
