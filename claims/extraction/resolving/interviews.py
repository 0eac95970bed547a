"""Answers of an interview whose questions are paragraphs of their own, without a label: "Why did you leave?"."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from claims.extraction.records import Tagged
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.resolving.turns import CONFIDENCE, DIRECTION, Turn, in_turn, without_stop
from claims.extraction.types import Span

MARKS = "*_ \u00a0"
"""What makes a question bold or slanted in plain text."""
ASKED = re.compile(r"\b(?:you|your|yourself)\b", re.IGNORECASE)
ANSWERED = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|me|my|myself|we|our|us)\b")
LONGEST = 400
"""Code points of a question."""
FEWEST = 2
"""Questions of an interview."""


def with_answers(speakers: Speakers, records: Sequence[Tagged]) -> list[Tagged]:
    """The records with each answer as one, of whom the words before the first question are about.

    None where nobody is named there more often than others, or where those who answer do not speak of themselves.
    """
    text = speakers.layout.text
    rows = list(_rows(speakers.layout.paragraphs, text))
    asked = [span for span, _ in rows]
    answers = [spans for _, spans in rows]
    speaking = sum(1 for spans in answers if any(ANSWERED.search(text, *span) for span in spans))
    if len(rows) < FEWEST or 2 * speaking < len(rows) or not any(ASKED.search(text, *span) for span in asked):
        return list(records)
    guest = _guest(speakers, asked[0][0], answers[-1][-1][1])
    if guest is None:
        return list(records)
    turns = [
        Turn(guest, guest, tuple(without_stop(text, *span) for span in spans), question=False) for spans in answers
    ]
    starts = [turn.content[0][0] for turn in turns]
    kept = [record for record in records if not in_turn(speakers, record, turns, starts)]
    return [*kept, *(Tagged(turn.content, (), (guest,), confidence=CONFIDENCE) for turn in turns)]


def _rows(paragraphs: Sequence[Span], text: str) -> Iterator[tuple[Span, list[Span]]]:
    """Each question with the paragraphs of its answer; the last has one, since what follows may be the outlet's."""
    questions = [span for span in paragraphs if _is_question(text[slice(*span)])]
    if not questions:
        return
    groups = groupby(paragraphs, key=lambda span: bisect_right(questions, span))
    for number, group in groups:
        spans = [span for span in group if not number or span != questions[number - 1]]
        spans = [span for span in spans if not DIRECTION.fullmatch(text, *span)]
        if number and spans:
            yield questions[number - 1], spans if number < len(questions) else spans[:1]


def _is_question(paragraph: str) -> bool:
    words = paragraph.strip(MARKS)
    return len(words) < LONGEST and words.endswith("?") and words[0].isupper()


def _guest(speakers: Speakers, start: int, end: int) -> Span | None:
    """Where the person is named first whom the words before the questions name most often.

    None if the answers, from ``start`` to ``end``, speak of them by name: then somebody else writes.
    """
    named = [(mention, speakers.names.person_at(mention)) for mention in speakers.names.within(0, start)]
    people = [(mention, person.name) for mention, person in named if person and mention.kind == "person"]
    times = Counter(name for _, name in people).most_common(2)
    if not times or (len(times) == 2 and times[0][1] == times[1][1]):
        return None
    mention = next(mention for mention, name in people if name == times[0][0])
    if any(speakers.names.person_at(later) is mention.person for later in speakers.names.within(start, end)):
        return None
    return mention.start, mention.end
