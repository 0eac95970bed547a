"""Quotations in marks that nobody is found for: returned all the same, so that an editor never misses one."""

from collections.abc import Sequence

from claims.extraction.layout import Layout
from claims.extraction.records import LONG, Tagged, words_in

CONFIDENCE = 0.2


def alone(layout: Layout, tagged: Sequence[Tagged]) -> list[Tagged]:
    """Records for the quotations of five words or more that touch none of the contents tagged."""
    taken = sorted(span for record in tagged for span in record.content)
    records: list[Tagged] = []
    index = 0
    for quotation in layout.quotations:
        start, end = quotation.parts[0][0], quotation.parts[-1][1]
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        if words_in(layout.text, quotation.parts) >= LONG and not (index < len(taken) and taken[index][0] < end):
            records.append(Tagged(content=quotation.parts, confidence=CONFIDENCE))
    return records
