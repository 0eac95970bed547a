"""The normal form in which names are compared.

"Secretary of State Mike Pompeo", "Mike Pompeo" and "mike pompeo's" share one normal form: lower case, no accents,
no punctuation, no honorific or title in front, no possessive ending.
"""

import re
import unicodedata

from nameparser import HumanName

_POSSESSIVE = re.compile(r"['’ʼ](?:s|S)?(?=\s*$)")
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(kept.casefold()))


def _without_frame(name: str) -> str:
    return _ARTICLE.sub("", _POSSESSIVE.sub("", name.strip()))


def normal_form(name: str) -> str:
    """Return the form in which two spellings of one name are equal; "" for a name without a letter or digit."""
    bare = _without_frame(name)
    parsed = HumanName(bare)
    if parsed.title and parsed.first and parsed.last:
        untitled = " ".join(part for part in (parsed.first, parsed.middle, parsed.last) if part)
        return _plain(untitled) or _plain(bare)
    return _plain(bare)


def surname(name: str) -> str:
    """Return the normal form of a person's family name: the last word but for "Jr." and the like."""
    parsed = HumanName(_without_frame(name))
    return _plain(parsed.last or parsed.first) or normal_form(name)
