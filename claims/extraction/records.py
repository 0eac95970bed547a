"""What the tagger hands to the resolver: reported words, before anybody is resolved."""

import re
from dataclasses import dataclass
from typing import Protocol

from claims.extraction.types import Span

LONG = 5
"""Words from which on reported words are returned even if nobody is found for them."""

UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
"""Letters of Chinese and Japanese."""


@dataclass(slots=True)
class Tagged:
    """Reported words as the tagger found them; spans are code points of the text.

    ``signs`` are what the confidence is told by. ``through`` are the words that name those who passed it on, the one
    nearest the speaker first. ``inside`` tells that the words stand within other reported words, ``verbatim`` that they
    are printed as spoken though no marks say so: a turn of a transcript.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    speaker_words: tuple[Span, ...] = ()
    signs: tuple[float, ...] = ()
    confidence: float = 0.0
    through: tuple[Span, ...] = ()
    inside: bool = False
    verbatim: bool = False


RULES = "2.4"
"""The version of all rules of the engine, raised with each change of what it finds: articles tell which read them."""


class Tagger(Protocol):
    """Finds reported words. One instance may be used by several threads at once."""

    name: str
    version: str

    def tag(self, text: str) -> list[Tagged]:
        """The reported words of an English text, in order, with their cues and the words that name the speakers."""


def words_in(text: str, content: tuple[Span, ...]) -> int:
    """How many words the fragments of a content hold; two letters are one where no spaces part words."""
    return sum(len(text[start:end].split()) + len(UNSPACED.findall(text, start, end)) // 2 for start, end in content)
