"""Whether words stand inside quotation marks."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from claims.extraction.layout import paragraphs
from claims.extraction.quotations import find_quotations
from claims.extraction.types import QuoteType, Span


def quote_type(text: str, content: Iterable[Span]) -> QuoteType:
    """`direct` where all letters and digits of the content stand inside quotation marks, `mixed` where some do."""
    return type_among(text, quoted_parts(text), content)


def quoted_parts(text: str) -> list[Span]:
    """The spans of all quotations, in order, in time linear in the length of the text."""
    return [part for quote in find_quotations(text, paragraphs(text)) for part in quote.parts]


def type_among(text: str, parts: Sequence[Span], content: Iterable[Span]) -> QuoteType:
    """The same where the spans of all quotations are at hand, in order."""
    inside = outside = False
    for start, end in content:
        position, first = start, bisect_left(parts, (start, 0))
        first -= first > 0 and parts[first - 1][1] > start
        for opened, closed in parts[first : bisect_left(parts, (end, 0))]:
            outside |= any(char.isalnum() for char in text[position:opened])
            inside |= any(char.isalnum() for char in text[max(start, opened) : min(end, closed)])
            position = closed
        outside |= any(char.isalnum() for char in text[position:end])
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
