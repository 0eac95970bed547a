"""Names that somebody types with a wrong letter, one too many, one too few, or two that changed places."""

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LETTERS_AN_ERROR = 5
_ERRORS_AT_MOST = 2
_ALIKE = 0.6
_WRITTEN_AT_MOST = 60


def begins_mistyped(typed: str, name: str) -> bool:
    """Whether the name, from one of its words on, begins as what was typed but for typing errors; both in normal form.

    One error in five letters, two at most, and none in the first letter.
    """
    errors = min(len(typed) // _LETTERS_AN_ERROR, _ERRORS_AT_MOST)
    if not errors:
        return False
    starts = [word.start() for word in re.finditer(r"\S+", name) if word[0][0] == typed[0]]
    lengths = range(len(typed) - errors, len(typed) + errors + 1)
    return any(
        OSA.distance(typed, name[start : start + length], score_cutoff=errors) <= errors
        for start in starts
        for length in lengths
    )


def likeliest(written: str, names: Iterable[str]) -> str:
    """Of the names, the one that was meant by what was written; "" where none is like it.

    One whose words are all among those written ("speaker__id"), else the one that is most like, of which three in five
    letters are right. No more is looked at than the first 60 characters of what was written.
    """
    asked, known = written[:_WRITTEN_AT_MOST].lower(), sorted(names, key=len, reverse=True)
    words = set(re.split(r"[^a-z0-9]+", asked))
    if within := next((name for name in known if words >= set(name.split("_"))), ""):
        return within
    near = process.extractOne(asked, known, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
    return near[0] if near else ""
