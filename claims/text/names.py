"""The normal form in which names are compared.

"Secretary of State Mike Pompeo", "Mike Pompeo" and "mike pompeo's" share one normal form: lower case, no accents,
no punctuation, no article, title or role in front, no possessive ending.
"""

import itertools
import re
import unicodedata

from nameparser.config.particles import PARTICLES
from nameparser.config.suffixes import SUFFIX_WORDS

from claims.text.vocabulary import BODIES, HONORIFICS, OFFICES, words

LONGEST = 300

_APOSTROPHES = "'’‘ʼ＇`´"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s?\W{{0,5}}$")

# Our own list and not nameparser's: that one holds "US", "Foreign" and "State", and would make one name of
# "Foreign Ministry" and "Ministry".
_TITLES = HONORIFICS | OFFICES
# Before a single word these belong to a name as often as not: General Motors, Chief Justice, King Salman.
_PART_OF_SHORT_NAMES = words(
    """
    general major captain private marshal deputy leader director coach chief judge justice sir dame lord lady
    baroness sheikh cardinal bishop pope king queen prince princess imam
    """
)
_OF = words("of for the and to at in on")
_PORTFOLIOS = tuple(
    ["of", *portfolio.split()]
    for portfolio in (
        "state",
        "defense",
        "defence",
        "commerce",
        "education",
        "energy",
        "labor",
        "transportation",
        "agriculture",
        "the interior",
        "the treasury",
        "foreign affairs",
        "homeland security",
    )
)
# A name that ends so is no person's, so what stands before is no title: Justice Department, Prime Minister's Office.
_BODIES = BODIES | words("directorate organisation palace residence secretariat staff")


def _plain_words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    whole = _POSSESSIVE.sub("", folded.rstrip())
    kept = "".join(_spaced(char) for char in whole if not unicodedata.combining(char) and char not in _APOSTROPHES)
    words = unicodedata.normalize("NFC", kept).split()
    # "U.S." and "J. K." are the same as "US" and "JK".
    runs = itertools.groupby(words, key=lambda word: len(word) == 1 and word.isalpha())
    return [word for initials, run in runs for word in (["".join(run)] if initials else run)]


def _spaced(char: str) -> str:
    # Vowel signs of Indic scripts are marks, no letters, and belong to their word all the same.
    return char if char.isalnum() or unicodedata.category(char)[0] == "M" else " "


def _without_article(words: list[str]) -> list[str]:
    # Two words have to follow an "a": "A. Smith" is somebody's initial.
    articles = (words[:1] == ["the"] and len(words) > 1) or (words[:1] in (["a"], ["an"]) and len(words) > 2)
    return words[1:] if articles else words


def _without_titles(words: list[str]) -> list[str]:
    """What follows the last title in front of a name."""
    for index in range(len(words) - 1, -1, -1):
        if words[index] in _TITLES:
            rest = _without_portfolio(words[index + 1 :])
            length = len([word for word in rest if word not in SUFFIX_WORDS])
            if length > (words[index] in _PART_OF_SHORT_NAMES) and not (_OF | _BODIES) & set(rest):
                return rest
    return words


def _without_portfolio(words: list[str]) -> list[str]:
    for portfolio in _PORTFOLIOS:
        if words[: len(portfolio)] == portfolio:
            return words[len(portfolio) :]
    return words


def normal_form(name: str) -> str:
    """Return the form in which two spellings of one name are equal; "" for a name without a letter or digit.

    At most LONGEST characters. The normal form of a normal form is itself.
    """
    words = _plain_words(name)
    while (shorter := _without_titles(_without_article(words))) != words:
        words = shorter
    return " ".join(words)[:LONGEST].rstrip()


def surname(name: str) -> str:
    """Return the family name of a person in normal form: the last word but for "Jr." and the like.

    With the particles before it ("von der Leyen"), unless they begin the name ("Al Gore"). "" for several people.
    """
    words = normal_form(name).split()
    if "and" in words:
        return ""
    while len(words) > 1 and words[-1] in SUFFIX_WORDS:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[max(start, 0) :])
