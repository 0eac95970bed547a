"""How alike two statements are: the words that they share in a row."""

import re

_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words of five letters and more that stand in any sentence, whatever it is about.
_COMMON_WORDS = """
    about after again before being could every first might other shall should since still their there these those under
    until where which while whose would
"""
_COMMON = frozenset(_COMMON_WORDS.split())

Run = tuple[str, ...]
"""Words in a row."""


def quoted_parts(text: str) -> list[str]:
    """What stands inside quotation marks."""
    parts: list[str] = _QUOTED.findall(text)
    return parts


def tells(run: Run) -> bool:
    """Whether a word of the run tells what it is about: not a name alone, such as "of the United States"."""
    return any(len(word) >= 5 and word.islower() and word not in _COMMON for word in run)


def runs_of(text: str, length: int, *, fold: bool = True) -> set[Run]:
    """Every run of so many words in a row; an ellipsis ends a run."""
    parts = [words_of(part, fold=fold) for part in text.split("…")]
    return {tuple(words[at : at + length]) for words in parts for at in range(len(words) - length + 1)}


def words_of(text: str, *, fold: bool = True) -> list[str]:
    """The words of a text in order, in lower case unless told; either apostrophe is the same."""
    text = text.replace("’", "'")
    return _WORD.findall(text.casefold() if fold else text)
