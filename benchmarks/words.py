"""Invented names and words, and which of them come up how often. The same seed gives the same text for ever."""

from __future__ import annotations

from itertools import accumulate
from random import Random

_GIVEN = "Ada Omar Ines Tomas Leila Pavel Ruth Nils Sana Ivo Greta Hugo Mina Rafael Edith Jonas Aicha Karl Vera Luca"
# Where one syllable ends and the next begins is never in doubt, so no two pairs spell one word.
_ONSETS = ["b", "br", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "pl", "r", "s", "t"]
_RHYMES = ["a", "al", "an", "ar", "e", "el", "en", "er", "i", "il", "in", "is", "o", "ol", "on", "or", "u", "ul", "ur"]
_SYLLABLES = [onset + rhyme for onset in _ONSETS for rhyme in _RHYMES]

VOCABULARY = 5_000
COMMON_RANK, RARE_RANK = 5, 4_000  # in about a fifth and a three-thousandth of the claims


def word(rank: int) -> str:
    """The word that is the ``rank``-th most frequent, unlike that of any other rank below 144,400."""
    first, second = divmod(rank, len(_SYLLABLES))
    return _SYLLABLES[(second * 7) % len(_SYLLABLES)] + _SYLLABLES[first]


def person(number: int) -> str:
    """A full name, unlike that of any other number below 2,888,000."""
    given = _GIVEN.split()
    family, first = divmod(number, len(given))
    return f"{given[first]} {word(family).title()}mark"


class Skewed:
    """Draws numbers below ``size``; number n comes up in proportion to 1 / (n + 1), as speakers and words do."""

    def __init__(self, random: Random, size: int) -> None:
        self._random = random
        self._numbers = range(size)
        self._weights = list(accumulate(1 / (number + 1) for number in self._numbers))

    def some(self, number: int) -> list[int]:
        return self._random.choices(self._numbers, cum_weights=self._weights, k=number)

    def one(self) -> int:
        return self.some(1)[0]
