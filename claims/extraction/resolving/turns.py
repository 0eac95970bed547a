"""Words that fill paragraphs of their own: turns of a transcript or an interview, and what follows "From Jo Lee:"."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extraction.records import Tagged
from claims.extraction.resolving.askers import interviewer
from claims.extraction.resolving.labels import ANSWERS, PART_OF_TALK, QUESTIONS, Labels
from claims.extraction.resolving.media import medium_named
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Span
from claims.text.vocabulary import words

LABEL = re.compile(
    r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?\s+(?:[-–—] )?)?"
    r"([^\W\d_][^:\n“”\"()\[\]!?]{0,50})(?: ?[(\[][^()\[\]\n]{1,40}[)\]])?[ \u00a0]?:\s+(?=\S)"
)
"""A name, and the time before it or what is in brackets behind it."""
NO_SPEAKERS = words(
    "text video photo photos image caption update updated note correction clarification watch read more related source "
    "sources who what when where why how contact media date time place location title headline subject on-screen "
    "graphic music end breaking exclusive opinion analysis live location cost price phone email website re to cc"
)
"""Words that stand before a colon and name nobody."""
DIRECTION = re.compile(r"\s*[(\[][^()\[\]]{1,80}[)\]]\s*")
"""A paragraph of a transcript that nobody speaks: "(SOUNDBITE OF MUSIC)"."""
FIRST = words("i we me us you my our")
ENDS = (".", "?", "!", "”", '"', "…", "--", "—")
"""How a turn ends, and a kicker does not: "STRESS: How to look after your health"."""
MARKS = "“\"‘«„'"
ASKS = 0.4
"""Of all turns, what those of a person who leads an interview make at least: in a hearing several ask."""
BENCH = words("judge court justice magistrate chairman chairwoman chair senator sen rep counsel")
"""Who asks in a hearing, where nobody passes words on."""
CONFIDENCE = 0.7
LONGEST_LINE = 200
"""Code points of a line that ends in a colon and names who speaks in the next paragraph."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says in a transcript: the label's words, its colon, the words, a span a paragraph."""

    label: Span
    colon: Span
    content: tuple[Span, ...]
    question: bool


def with_turns(speakers: Speakers, records: Sequence[Tagged]) -> list[Tagged]:
    """The records with each turn of a transcript as one, and whom the line before a quotation names as its speaker."""
    matches = _labels(speakers)
    text = speakers.layout.text
    labels = Labels(speakers.names, (match[1] for _, match in matches), matches[0][1].start() if matches else 0)
    turns = _turns(speakers, matches, labels)
    starts = [turn.label[0] for turn in turns]
    kept = [record for record in records if not in_turn(speakers, record, turns, starts)]
    said = [turn for turn in turns if not turn.question]
    asker = _asker(speakers, said)
    speakers.labels.update((turn.label[0], labels.party(text[slice(*turn.label)])) for turn in turns)
    if len(said) < len(turns) and (named := interviewer(speakers, starts[0], labels.party("A").name)):
        said, asker = turns, (named,)
        party = speakers.party_at(named)
        asked = (turn.label for turn in turns if turn.question)
        speakers.labels.update((label[0], replace(party, name_as_printed=text[slice(*label)])) for label in asked)
    spoken = [
        Tagged(turn.content, (turn.colon,), (turn.label,), (), CONFIDENCE, _heard(speakers, turn, asker), verbatim=True)
        for turn in said
    ]
    return [_whole(speakers, _introduced(speakers, record)) for record in kept] + spoken


def _heard(speakers: Speakers, turn: Turn, asker: tuple[Span, ...]) -> tuple[Span, ...]:
    """Who heard a turn: the asker, where who that is is known, but of no turn of their own."""
    text = speakers.layout.text
    if turn.question or not asker or PART_OF_TALK.fullmatch(text[slice(*asker[0])].strip()):
        return ()
    return asker if text[slice(*asker[0])] != text[slice(*turn.label)] else ()


def _asker(speakers: Speakers, turns: Sequence[Turn]) -> tuple[Span, ...]:
    """Who asks in an interview, by the first place of their label, which comes twice at least.

    It is a medium, or the one person of several whose turns are questions: "Wikinews: Do you agree?".
    """
    text = speakers.layout.text
    labels = [match for span in speakers.layout.paragraphs if (match := LABEL.match(text, *span))]
    spans = [match.span(1) for match in labels if medium_named(match[1])]
    asked: dict[str, list[Turn]] = {}
    for turn in turns:
        asked.setdefault(text[slice(*turn.label)], []).append(turn)
    askers = [own for label, own in asked.items() if not BENCH & {*label.lower().replace(".", " ").split()}]
    askers = [own for own in askers if all(text[own_turn.content[-1][1] - 1] == "?" for own_turn in own)]
    askers = [own for own in askers if len(own) >= ASKS * len(turns)]
    if not spans and len(askers) == 1 and len(asked) > 1:
        spans = [turn.label for turn in askers[0]]
    return tuple(spans[:1]) if len(spans) > 1 else ()


def _labels(speakers: Speakers) -> list[tuple[int, re.Match[str]]]:
    """What may be labels, with the number of the paragraph."""
    text, paragraphs = speakers.layout.text, speakers.layout.paragraphs
    labels = [(at, match) for at, span in enumerate(paragraphs) if (match := LABEL.match(text, *span))]
    return sorted([*labels, *speakers.names.pointed], key=lambda label: label[0])


def _turns(speakers: Speakers, labels: Sequence[tuple[int, re.Match[str]]], book: Labels) -> list[Turn]:
    """All turns of a text in which at least two labels name somebody; else none."""
    text, paragraphs = speakers.layout.text, speakers.layout.paragraphs
    times = Counter(match[1] for _, match in labels)
    labelled = [
        (number, match)
        for number, match in labels
        if _names_somebody(speakers, match[1], book, times[match[1]])
        and text[slice(*paragraphs[number])].rstrip().endswith(ENDS)
    ]
    if len(labelled) < 2:
        return []
    turns = []
    stops = [number for number, _ in labels] + [len(paragraphs)]
    for number, match in labelled:
        stop = stops[bisect_right(stops, number)]
        last = stop if stop < len(paragraphs) else number + 1
        further = [span for span in paragraphs[number + 1 : last] if not DIRECTION.fullmatch(text, *span)]
        spans = [(match.end(), paragraphs[number][1]), *further]
        content = tuple(without_stop(text, *span) for span in spans)
        colon = text.index(":" if match.re is LABEL else ".", match.end(1))
        turns.append(Turn(match.span(1), (colon, colon + 1), content, question=match[1].strip() in QUESTIONS))
    return turns


def without_stop(text: str, start: int, end: int) -> Span:
    end = start + len(text[start:end].rstrip())
    return (start, end - 1) if text[end - 1] == "." and end - 1 > start else (start, end)


def _names_somebody(speakers: Speakers, label: str, book: Labels, times: int) -> bool:
    """Whether a label is that of a question or an answer, in capitals, or the name of a person named elsewhere too.

    A surname alone, or initials, are a label where it comes again; so is "Moderator", and "Speaker 1" at once.
    """
    parts = label.replace(".", " ").split()
    if not parts or len(parts) > 6 or {part.lower() for part in parts} & NO_SPEAKERS:
        return False
    if label.strip() in QUESTIONS | ANSWERS or (label.isupper() and len(label) > 2):
        return True
    if part_of_talk := PART_OF_TALK.fullmatch(label.strip()):
        return times > 1 or part_of_talk[1] is not None
    if (book.bearer(label) or "").lower() in book.printed:
        return True
    if times > 1 and (book.bearer(label) or (len(parts) == 1 and parts[0].lower() in speakers.names.by_word)):
        return True
    person = speakers.names.persons.get((parts[0].lower(), parts[-1].lower()))
    return person is not None and len(parts) > 1


def in_turn(speakers: Speakers, record: Tagged, turns: Sequence[Turn], starts: Sequence[int]) -> bool:
    """Whether a record is a part of a turn and no report of what somebody else has said."""
    at = bisect_right(starts, record.content[0][0]) - 1
    if at < 0 or record.content[0][0] >= turns[at].content[-1][1]:
        return False
    turn = turns[at]
    words_here = speakers.layout.text[slice(*record.speaker_words[0])].lower() if record.speaker_words else ""
    reported = bool(record.cue) and bool(words_here) and record.speaker_words[0][0] >= turn.content[0][0]
    return turn.question or not reported or words_here in FIRST


def _introduced(speakers: Speakers, record: Tagged) -> Tagged:
    """The record with whom the line before it names, if that ends in a colon: "And from Mayor Jo Lee:"."""
    paragraphs = speakers.layout.paragraphs
    number = bisect_right(paragraphs, (record.content[0][0], len(speakers.layout.text))) - 1
    if record.speaker_words or number < 1 or record.content[0][0] != paragraphs[number][0]:
        return record
    text, (start, end) = speakers.layout.text, paragraphs[number - 1]
    if end - start > LONGEST_LINE or not text[start:end].rstrip().endswith(":"):
        return record
    mentions = [mention for mention in speakers.names.within(start, end) if mention.kind == "person"]
    if not mentions:
        return record
    begin = mentions[-1].role[0] if mentions[-1].role else mentions[-1].start
    colon = start + text[start:end].rindex(":")
    return replace(record, speaker_words=((begin, mentions[-1].end),), cue=((colon, colon + 1),))


def _whole(speakers: Speakers, record: Tagged) -> Tagged:
    """The record with the whole next paragraph as its words, where the cue ends a line with a colon."""
    text, paragraphs = speakers.layout.text, speakers.layout.paragraphs
    if not record.cue or not record.speaker_words:
        return record
    number = bisect_right(paragraphs, (record.cue[0][0], len(text))) - 1
    if number < 0 or number + 1 >= len(paragraphs) or text[record.cue[0][1] : paragraphs[number][1]].strip(" \n:"):
        return record
    start, end = paragraphs[number + 1]
    ends = text[record.cue[0][0] : paragraphs[number][1]].rstrip().endswith(":")
    touches = start < record.content[-1][1] <= end
    if not ends or not touches or text[start] in MARKS or record.content[-1][0] > end:
        return record
    return replace(record, content=(without_stop(text, start, end),))
