"""How alike two statements are: the words that they share in a row."""

from __future__ import annotations

import re
from functools import cached_property

_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]")
_GAP = re.compile(r"\[[^\]]*\]|…|\.\s?\.\s?\.")
_SHORTENED_WORDS, _KEY_WORDS = 4, 3
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


class Parts:
    """The words of a quotation in parts: between them some were left out (… or ...), or put in by whoever quotes."""

    def __init__(self, quotation: str) -> None:
        printed = [words for text in _GAP.split(quotation) if (words := words_of(text, fold=False))]
        self.runs: list[Run] = [tuple(map(str.casefold, words)) for words in printed]
        self._printed = tuple(word for words in printed for word in words)

    @cached_property
    def row(self) -> str:
        return "\n".join(f" {' '.join(run)} " for run in self.runs)

    @cached_property
    def key(self) -> Run:
        """Words that whatever it shortens has in a row; () for a quotation that may shorten anything.

        It says enough by four words that tell what it is about, three of them in one part.
        """
        longest = max(self.runs, key=len, default=())
        says_enough = len(self._printed) >= _SHORTENED_WORDS and len(longest) >= _KEY_WORDS and tells(self._printed)
        return longest[:_KEY_WORDS] if says_enough else ()

    @property
    def keys(self) -> set[Run]:
        """What the key may be of whatever is a shortened form of it."""
        return {run[at : at + _KEY_WORDS] for run in self.runs for at in range(len(run) - _KEY_WORDS + 1)}

    def shorten(self, whole: Parts) -> bool:
        """Whether each of the parts stands in the other words, in the same order."""
        at = 0
        for run in self.runs:
            words = f" {' '.join(run)} "
            at = whole.row.find(words, at) + len(words) - 1
            if at < len(words) - 1:
                return False
        return True
