"""Where words that somebody quoted stand in a text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from claims.text.places import FORMS, Range

_PLACES_AT_MOST = 1000  # words that stand more often are told apart by nothing


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with those around them, and where they are said to start; each may be missing, but not all."""

    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    position: Range | None = None


class NotAnchoredError(Exception):
    """Words were not found, or at several places. ``code`` is in kebab case."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class QuotedText:
    """A text in which quotes are looked for. White space, quotation marks and dashes may have another form there."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        folded, self._origins = _folded(text)
        self._folded = folded

    def place_of(self, quote: Quote) -> Range:
        """Where the words stand: by the quote and, of several places, the likest surroundings, then the position.

        A position alone is taken as it is; one beside a quote never leads to other words. Raises NotAnchoredError.
        """
        exact = _folded(quote.exact.strip())[0]
        if not exact:
            return self._at(quote.position)
        places = self._places(exact)
        if not places:
            raise NotAnchoredError("not-found", "The article does not have these words.")
        likeness = {at: self._likeness(quote, at, at + len(exact)) for at in places}
        likest = [at for at in places if likeness[at] == max(likeness.values())]
        if len(likest) > 1 and quote.position is None:
            raise NotAnchoredError("several-places", "These words stand at several places that are as likely.")
        start = self._nearest(likest, quote.position)
        return self._origins[start], self._origins[start + len(exact) - 1] + 1

    def _at(self, position: Range | None) -> Range:
        if position is None:
            raise NotAnchoredError("no-selector", "There is no quote and no position.")
        start, end = position
        if not 0 <= start < end <= self._length:
            raise NotAnchoredError("outside", "The position lies outside of the article's text.")
        return position

    def _places(self, exact: str) -> list[int]:
        places: list[int] = []
        at = self._folded.find(exact)
        while at >= 0 and len(places) < _PLACES_AT_MOST:
            places.append(at)
            at = self._folded.find(exact, at + 1)
        return places

    def _likeness(self, quote: Quote, start: int, end: int) -> int:
        """How many characters next to the place are those of the prefix and the suffix."""
        prefix, suffix = _folded(quote.prefix)[0], _folded(quote.suffix)[0]
        before = zip(reversed(prefix), reversed(self._folded[max(0, start - len(prefix)) : start]), strict=False)
        after = zip(suffix, self._folded[end : end + len(suffix)], strict=False)
        return sum(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) for pairs in (before, after))

    def _nearest(self, places: list[int], position: Range | None) -> int:
        return min(places, key=lambda at: abs(self._origins[at] - position[0]) if position else 0)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with one form of each sign and one space for white space, and the place that each character had."""
    kept: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text.translate(FORMS)):
        if character.isspace():
            if kept and kept[-1] == " ":
                continue
            character = " "
        kept.append(character)
        origins.append(at)
    return "".join(kept), origins
