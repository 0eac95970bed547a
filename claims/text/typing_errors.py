"""Names that somebody types with a wrong letter, one too many, one too few, or two that changed places."""

import re

from rapidfuzz.distance import OSA

_LETTERS_AN_ERROR = 5
_ERRORS_AT_MOST = 2


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
