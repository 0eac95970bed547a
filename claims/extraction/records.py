"""What the tagger hands to the resolver: reported words, before anybody is resolved."""

from dataclasses import dataclass

from claims.extraction.types import Span

LONG = 5
"""Words from which on reported words are returned even if nobody is found for them."""


@dataclass(slots=True)
class Tagged:
    """Reported words as the tagger found them; spans are code points of the text.

    ``signs`` are what the confidence is told by. ``through`` are the words that name those who passed it on, the one
    nearest the speaker first. ``inside`` tells that the words stand within other reported words.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    speaker_words: tuple[Span, ...] = ()
    signs: tuple[float, ...] = ()
    confidence: float = 0.0
    through: tuple[Span, ...] = ()
    inside: bool = False


def words_in(text: str, content: tuple[Span, ...]) -> int:
    """How many words the fragments of a content hold."""
    return sum(len(text[start:end].split()) for start, end in content)
