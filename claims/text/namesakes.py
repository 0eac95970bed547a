"""Whether two records under different names may be of one speaker, and why, in people's words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from nameparser.config.suffixes import SUFFIX_WORDS
from rapidfuzz.distance import OSA, Levenshtein

from claims.text import names
from claims.text.names import surname
from claims.text.vocabulary import words

# One speaker is compared with some hundreds.
normal_form = lru_cache(maxsize=2048)(names.normal_form)

_SMALL = words("of for the and to at in on a an")
_SMALL_LETTERS = frozenset(word[0] for word in _SMALL)
_LONGEST_ACRONYM = 8
_VOWELS = frozenset("aeiouyäöüøåæ")
_SHORTEST_TYPED, _SHORTEST_BEGINNING, _LONGEST_INITIALS = 5, 3, 3


class Named(NamedTuple):
    """A speaker by name: the main one, whether it is a person's, and the other names.

    ``may_be_surname``: a body of one word, which a person may be who was named by it alone.
    """

    name: str
    is_person: bool
    others: tuple[str, ...] = ()
    may_be_surname: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *(other for other in self.others if other != self.name))


class Likeness(NamedTuple):
    """Why two may be one. Of two likenesses that with the lower ``rank`` says more."""

    rank: int
    words: str


def why_the_same(one: Named, other: Named) -> Likeness | None:
    """The best reason to hold both for one speaker; None where there is none. It is the same either way round."""
    one, other = sorted((one, other))
    reasons = (_same_name, _shared_name, _acronym, _short_form, _typing_error, _bare_surname)
    for rank, reason in enumerate(reasons):
        if told := reason(one, other):
            return Likeness(rank, told)
    return None


def initials(name: str) -> str:
    """What the name of a body is shortened to, in normal form: "sec" of "Securities and Exchange Commission".

    "" for a name with fewer than two words that count.
    """
    counted = [word for word in normal_form(name).split() if word not in _SMALL]
    return "".join(word[0] for word in counted) if len(counted) > 1 else ""


def acronyms(name: str) -> set[str]:
    """What the name of a body may be shortened to, in normal form; with its small words too: "dod"."""
    short = initials(name)
    return {short, "".join(word[0] for word in normal_form(name).split())} if short else set()


def initials_of_shortened(letters: str) -> set[str]:
    """What the initials of a name may be that is shortened to these letters: "dod" and "dd" of "dod".

    None for what is no short form: several words, one letter, or more letters than _LONGEST_ACRONYM.
    """
    if not 2 <= len(letters) <= _LONGEST_ACRONYM or not letters.isalnum():
        return set()
    kept = product(*((letter, "") if letter in _SMALL_LETTERS else (letter,) for letter in letters))
    return {short for short in map("".join, kept) if len(short) > 1}


def outline(name: str) -> str:
    """Of a person's name, in normal form, what a typing error in the surname leaves: "ilse bt" of "Ilse Brandt".

    The given names, and the first and the last letter of the surname; "" where no given name is written out.
    """
    given, last, suffixes = _parts(name)
    tells = last and any(len(word) >= _SHORTEST_BEGINNING for word in given)
    return " ".join([*given, last[0] + last[-1], *suffixes]) if tells else ""


# The same name


def _without_capitals(text: str) -> str:
    return text.casefold()


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char)))


def _without_punctuation(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or unicodedata.category(char)[0] == "M")


_FOLDS: dict[str, Callable[[str], str]] = {
    "capitals": _without_capitals,
    "accents": _without_accents,
    "punctuation": _without_punctuation,
}


def _folded(text: str, *, but: str = "") -> str:
    text = unicodedata.normalize("NFKC", text)
    for name, fold in _FOLDS.items():
        text = text if name == but else fold(text)
    return text


def _same_name(one: Named, other: Named) -> str:
    if normal_form(one.name) != normal_form(other.name) or not _may_share(normal_form(one.name), one, other):
        return ""
    if one.name == other.name:
        return "the same name"
    differ = [fold for fold in _FOLDS if _folded(one.name, but=fold) != _folded(other.name, but=fold)]
    if _folded(one.name) != _folded(other.name):
        return "the same name but for a title or the like"
    return f"the same name but for {' and '.join(differ)}" if differ else "the same name"


def _may_share(name: str, one: Named, other: Named) -> bool:
    """Whether who bears the name may be one: a single word may be somebody's surname and a town."""
    return bool(name) and (" " in name or one.is_person == other.is_person)


def _shared_name(one: Named, other: Named) -> str:
    theirs = {normal_form(name) for name in other.names}
    main = {normal_form(speaker.name): speaker.name for speaker in (other, one)}
    for printed in one.names:
        name = normal_form(printed)
        # Two people with one surname both bear it as a name.
        says_much = " " in name or name in main or not one.is_person
        if name in theirs and says_much and _may_share(name, one, other):
            return f"“{main.get(name, printed)}” is a name of both"
    return ""


def _acronym(one: Named, other: Named) -> str:
    for short, full in ((one, other), (other, one)):
        if full.is_person:
            continue
        for printed, name in product(short.names, full.names):
            letters = normal_form(printed)
            capitals = sum(char.isupper() for char in printed)
            if 2 <= capitals >= len(letters) - 1 and letters in acronyms(name):
                return _is_short_for(printed, name)
    return ""


def _is_short_for(short: str, full: str) -> str:
    return f"“{short}” is short for “{full}”"


# People of one surname


class _Parts(NamedTuple):
    given: tuple[str, ...]
    surname: str
    suffixes: tuple[str, ...]


@lru_cache(maxsize=2048)
def _parts(name: str) -> _Parts:
    all_words, last = normal_form(name).split(), surname(name)
    suffixes = []
    while len(all_words) > 1 and all_words[-1] in SUFFIX_WORDS:
        suffixes.append(all_words.pop())
    return _Parts(tuple(all_words[: len(all_words) - len(last.split())]), last, tuple(suffixes))


def _of_one_surname(one: Named, other: Named) -> Iterator[tuple[str, str, _Parts, _Parts]]:
    """Names of theirs with one surname and nobody's "Jr."; a bare surname only where it is the main name."""
    if not (one.is_person and other.is_person):
        return
    for name, other_name in product(one.names, other.names):
        parts, other_parts = _parts(name), _parts(other_name)
        bare = (not parts.given and name != one.name) or (not other_parts.given and other_name != other.name)
        if not bare and parts.surname and parts[1:] == other_parts[1:]:
            yield name, other_name, parts, other_parts


def _short_form(one: Named, other: Named) -> str:
    for name, other_name, parts, other_parts in _of_one_surname(one, other):
        if _shortens(parts.given, other_parts.given):
            return _is_short_for(name, other_name)
        if _shortens(other_parts.given, parts.given):
            return _is_short_for(other_name, name)
    return ""


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the given names are the first of the others and some that follow, or how they begin."""
    if short == full or len("".join(short)) >= len("".join(full)):
        return False
    return not short or any(_follow(*spelt) for spelt in product(_spelt(short), _spelt(full)))


def _spelt(given: tuple[str, ...]) -> list[list[str]]:
    """The names as they stand, and with those taken for initials that may be: "jk" is "J. K." in normal form."""
    apart = [letter for word in given for letter in (word if len(word) <= _LONGEST_INITIALS else [word])]
    return [list(given), apart]


def _follow(short: list[str], full: list[str]) -> bool:
    if not full or not _begins(short[0], full[0]):
        return False
    rest = iter(full[1:])
    return all(any(_begins(word, whole) for whole in rest) for word in short[1:])


def _begins(word: str, whole: str) -> bool:
    if word == whole or (len(word) == 1 and whole.startswith(word)):
        return True
    # "Chris" is Christopher, but "Daniel" is not Daniela.
    return _SHORTEST_BEGINNING <= len(word) <= len(whole) - 2 and whole.startswith(word)


def _bare_surname(one: Named, other: Named) -> str:
    for person, body in ((one, other), (other, one)):
        if not (person.is_person and body.may_be_surname):
            continue
        for name in person.names:
            parts = _parts(name)
            if parts.given and parts.surname == normal_form(body.name):
                return f"“{body.name}” may be the surname of “{name}”"
    return ""


# Typing errors


def _typing_error(one: Named, other: Named) -> str:
    for name, other_name, parts, other_parts in _of_one_surname(one, other):
        if _mistyped(list(parts.given), list(other_parts.given)):
            return _an_error_apart(name, other_name)
    if one.is_person and other.is_person and outline(one.name) == outline(other.name) != "":
        surnames = _parts(one.name).surname, _parts(other.name).surname
        return _an_error_apart(one.name, other.name) if _misspelt(*surnames) else ""
    if one.is_person or other.is_person or not initials(one.name) == initials(other.name) != "":
        return ""
    mistyped = _mistyped(normal_form(one.name).split(), normal_form(other.name).split())
    return _an_error_apart(one.name, other.name) if mistyped else ""


def _an_error_apart(name: str, other: str) -> str:
    return f"“{name}” is a typing error away from “{other}”"


def _misspelt(one: str, other: str) -> bool:
    """Whether surnames are but for a letter more or less, a vowel, or two that changed places; not Martin, Marvin."""
    if not _mistyped(one.split(), other.split()):
        return False
    steps = Levenshtein.editops(one, other)
    replaced = [{one[step.src_pos], other[step.dest_pos]} for step in steps if step.tag == "replace"]
    return len(replaced) != 1 or replaced[0] <= _VOWELS


def _mistyped(one: list[str], other: list[str]) -> bool:
    """Whether one long word differs by a typing error inside it: what begins or ends otherwise may be another name."""
    if len(one) != len(other):
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1 or min(map(len, differing[0])) < _SHORTEST_TYPED:
        return False
    word, typed = differing[0]
    ends_alike = word[-1] == typed[-1] or sorted(word) == sorted(typed)
    return word[0] == typed[0] and ends_alike and OSA.distance(word, typed) == 1
