"""The day that a page prints beside its article, where neither its metadata nor a byline or date line give one."""

import re
from datetime import datetime

from lxml.html import HtmlElement

from claims.ingest.dates import FIRST_LABEL, printed_time
from claims.ingest.head import is_sentence
from claims.ingest.lines import lines_above, lines_below

_LONGEST = 150  # characters of a line, or of the start of a paragraph, in which a day is looked for
_OPENING = 3  # paragraphs, one of which may begin with the day
_ENDING = 2  # paragraphs, one of which may be a labelled day
_MONTH = r"[^\W\d_]{3,12}\.?"
_ORDINAL = r"\d{1,2}(?:\.|º|er|st|nd|rd|th)?"
_OF = r"(?:\s+d[eo])?\s+"
_HOUR = r"(?:[,\s–|-]{1,4}(?:(?:um|klo|kl\.|at|à|ore|alle|às)\s)?\d{1,2}[:.]\d{2}(?!\d|\.\d)(?:\s?[ap]\.?m\b)?)?"
_DAY = re.compile(
    rf"(?<![\d.,/-])(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|{_ORDINAL}{_OF}{_MONTH},?{_OF}\d{{4}}"
    rf"|{_MONTH}\s+{_ORDINAL},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})(?![\d-]){_HOUR}"
)
_DATED = re.compile(
    rf"[ (–—-]*{_DAY.pattern}|[^\W\d_][\w .-]{{1,30}},\s?(?:\({_DAY.pattern}\)|{_DAY.pattern}\s?[:–—-])", re.IGNORECASE
)
"""The start of a paragraph: a day, or a place and a day as in "KARLSRUHE, (12.11.2021)."."""
_LABELLED = re.compile(rf"(?:{FIRST_LABEL})\b\W*(?:\w+\W+)?(?={_DAY.pattern})", re.IGNORECASE)


def day_beside(tree: HtmlElement, headlines: list[str], body: list[str]) -> datetime | None:
    """The one day printed around the headline, else at the start of the article, else behind a label at its end."""
    beside = lines_above(tree, headlines, body[0], before=4)
    beside += [line for line in body[:_OPENING] if not is_sentence(line)]
    days = [day for line in beside for day in _days(line)]
    if len({day.date() for day in days}) == 1:
        return max(days, key=lambda day: (day.hour, day.minute))
    opening = [line for line in body[:_OPENING] if is_sentence(line) and _DATED.match(line)]
    ending = [line for line in [*body[-_ENDING:], *lines_below(tree, body[-1])] if _LABELLED.match(line)]
    return next((day for line in [*opening, *ending] for day in _days(line[:_LONGEST])), None)


def _days(line: str) -> list[datetime]:
    if len(line) > _LONGEST:
        return []
    return [day for match in _DAY.finditer(line) if (day := printed_time(match[0]))]
