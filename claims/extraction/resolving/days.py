"""The day on which words were said, where the text gives it: "said Friday", "on Sept. 12", "yesterday"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout
from claims.extraction.records import Tagged
from claims.extraction.types import Span
from claims.text.vocabulary import words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\d)"
MONTH_FIRST = re.compile(rf"(?<!\w){_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}", re.IGNORECASE)
DAY_FIRST = re.compile(rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE)
BESIDE = 10
"""Words after a cue in which its day may stand."""
OPENING = 8
"""Words of a sentence before the cue in which its day may stand."""
OTHER_DAYS = frozenset({"next", "last", "until", "by", "before", "after", "since", "every", "coming"})
"""Words before a weekday that make it another day than the one just past."""
CLAUSE = re.compile(r"\b(?:who|whose|which|after|before|since|until)\b[^,.;:“”\"\n]*")
"""What else happened, and when: "Jo Lee, who resigned on Monday, said", "said Friday, before the vote on Sunday"."""
AGO = re.compile(r"\b(a|two|three|four|five|six|\d) (day|week)s? ago\b(?! \w+day)")
A_WEEK_BEFORE = ("week", "ago")
"""Words before a weekday that make it the one a week before: "a week ago Tuesday"."""
LONGEST = timedelta(days=70)
"""More than "nine weeks ago" goes back."""
FAR = 200
"""Code points on either side of a cue that are looked at for clauses."""
NUMBERS = {word: number for number, word in enumerate(("a", "two", "three", "four", "five", "six"), 1)}
PARTS_OF_DAY = words("morning afternoon evening")
"""Behind "this", they are of the day of publication."""


def day_said(layout: Layout, record: Tagged, published: date | None) -> date | None:
    """The day said, None where none is given or it cannot be told.

    A weekday is the last such day on or before ``published``; a date without a year is of the last twelve months
    before it. Without ``published`` only a full date is known.
    """
    if not record.cue or not layout.words:
        return None
    clauses = _clauses(layout.text, record.cue[0])
    for start, end in _near(layout, record):
        if any(low < end and start < high for low, high in record.content):
            continue
        text = _without(clauses, layout.text, start, end)
        day = _date(text, published) or (_relative(text, published) if published else None)
        if day and (published is None or day <= published):
            return day
    return None


def _clauses(text: str, cue: Span) -> list[Span]:
    found = CLAUSE.finditer(text, max(0, cue[0] - FAR), cue[1] + FAR)
    return [match.span() for match in found if match.end() <= cue[0] or match.start() >= cue[1]]


def _without(clauses: Sequence[Span], text: str, start: int, end: int) -> str:
    """A stretch of a text without the clauses that begin in it or before it."""
    left = []
    for low, high in clauses:
        left.append(text[start : max(start, min(low, end))])
        start = max(start, min(high, end))
    return " ".join([*left, text[start:end]])


def _near(layout: Layout, record: Tagged) -> list[tuple[int, int]]:
    """Stretches beside the cue that hold no reported words: after it, right before it, and at the sentence's start."""
    words, cue = layout.words, record.cue[0]
    first = bisect_left(words, cue[0], key=lambda word: word.start)
    last = bisect_left(words, cue[1], key=lambda word: word.start)
    number = max(0, bisect_right(layout.sentences, cue[0], key=lambda sentence: sentence.tokens[0].start) - 1)
    tokens = layout.sentences[number].tokens
    stretches = [(words[max(0, first - 3)].start, cue[0])] if first else []
    stretches += [(tokens[0].start, min(tokens[min(OPENING, len(tokens)) - 1].end, cue[0]))]
    stop = min(len(words), last + BESIDE)
    after = [(words[last].start, _until(layout, record, words[last].start, words[stop - 1].end))] if last < stop else []
    inside = [(cue[0], cue[1])]
    return [stretch for stretch in inside + after + stretches if stretch[0] < stretch[1]]


def _until(layout: Layout, record: Tagged, start: int, end: int) -> int:
    """Where the stretch after a cue ends: at the words reported or at the sentence's end."""
    number = max(0, bisect_right(layout.sentences, start, key=lambda sentence: sentence.tokens[0].start) - 1)
    edges = [low for low, _ in record.content if low >= start]
    return min([end, layout.sentences[number].tokens[-1].end, *edges])


def _date(text: str, published: date | None) -> date | None:
    match = MONTH_FIRST.search(text) or DAY_FIRST.search(text)
    if match is None:
        return None
    month, day = MONTHS[match["month"].lower()], int(match["day"])
    year = int(match["year"]) if match["year"] else published.year if published else 0
    try:
        full_date = date(year, month, day)
        if published and not match["year"] and full_date > published:
            full_date = date(year - 1, month, day)
    except ValueError:
        return None
    return full_date


def _relative(text: str, published: date) -> date | None:
    if published - date.min < LONGEST:
        return None
    words = re.findall(r"[^\W\d_]+", text.lower())
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        if word in lx.WEEKDAYS and before not in OTHER_DAYS:
            weeks = tuple(words[max(0, index - 2) : index]) == A_WEEK_BEFORE
            return published - timedelta(days=(published.weekday() - lx.WEEKDAYS.index(word)) % 7 + 7 * weeks)
        if word in {"today", "tonight"} or (word in PARTS_OF_DAY and before == "this"):
            return published
        if word == "yesterday":
            return published - timedelta(days=1)
    if match := AGO.search(text.lower()):
        number = int(match[1]) if match[1].isdigit() else NUMBERS[match[1]]
        return published - timedelta(days=number * (7 if match[2] == "week" else 1))
    return None
