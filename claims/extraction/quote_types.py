"""Whether words stand inside quotation marks."""

from collections.abc import Iterable

from claims.extraction.layout import paragraphs
from claims.extraction.quotations import find_quotations
from claims.extraction.types import QuoteType, Span


def quote_type(text: str, content: Iterable[Span]) -> QuoteType:
    """`direct` where all letters and digits of the content stand inside quotation marks, `mixed` where some do."""
    quoted = [part for quotation in find_quotations(text, paragraphs(text)) for part in quotation.parts]
    inside = outside = 0
    for start, end in content:
        for at in range(start, end):
            if text[at].isalnum():
                within = any(first <= at < last for first, last in quoted)
                inside, outside = inside + within, outside + (not within)
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
