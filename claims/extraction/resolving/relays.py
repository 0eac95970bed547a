"""Reports within reports: whose words they are that a medium, or somebody cited, has passed on.

The network gives the outermost report only: "it is over, according to Press TV, citing the spokesman, Ali Rezai". What
stands in its words is read once more, by itself.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from claims.extraction import lexicon as lx
from claims.extraction.layout import Sentence
from claims.extraction.records import Tagged
from claims.extraction.resolving.media import is_medium
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Span
from claims.text.vocabulary import words

CITING, CITED = words("citing quoting"), words("cited quoted")
CITES = re.compile(r"\bAccording to [^.;\n]{2,80}, (?:citing|quoting) \Z")
LONGEST_CITING = 110
RELAYED = re.compile(
    r"(?:that )?(?P<who>[^,.;:“”\"\n]{2,80}), (?:citing|quoting) (?P<source>[^,.;:“”\"\n]{2,80}), "
    r"(?P<cue>(?:has |had )?(?:said|says|told [^,.;:“”\"\n]{2,40}?(?= that\b)|wrote|reported|claimed|confirmed"
    r"|announced|warned|insisted))\b ?(?=\S)"
)
"""The front of reported words in which somebody cites another: "CNN reported that Lee, quoting her doctor, said"."""
PEOPLE = lx.ROLES | lx.HUMANS | lx.PLURALS | lx.OFFICIALS | words("person insiders doctors researchers")
PAPERS = words(
    "memo memos document documents letter letters email emails filing filings records transcript transcripts report "
    "reports statement study data figures survey poll complaint affidavit indictment files"
)
"""Who, and what papers, are cited; what else follows "citing" is a reason: "citing a lack of demand"."""
WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"[“\"‘«„]")
TALKED = re.compile(r"(?:In|During|Speaking|Talking) [^.;:“”\"\n]{5,80}?, ")
REPORTS = re.compile(
    r"\b(?:said|says|told|claim\w*|deni\w+|rebuff\w+|conclud\w+|report\w+|warn\w+|argu\w+|accus\w+|call\w+|believ\w+|found)\b"
)
FRONT = 30
"""Code points at the front of reported words in which a medium may be their subject."""
DEPTH = 2
"""Reports within one another, at most."""
WHOLE = 0.9
"""Of a report's length, what speaker, cue and words of one report in it have together, where it is nothing else."""
SHARE = 0.4
"""Of a report's length, what the words reported in it must have at least."""


def unfolded(speakers: Speakers, records: Sequence[Tagged], tag: Callable[[str], list[Tagged]]) -> list[Tagged]:
    """The records, with those that pass a report on in place of it, and without what only names who is cited.

    What the network too found inside of a report that has been replaced comes once.
    """
    out: list[Tagged] = []
    text = speakers.layout.text
    for record in (_relayed(text, _past_source(text, record)) for record in records):
        source = _cited(speakers, record)
        if source and _inside(record.content[0], source):
            continue
        found = (
            _within(speakers, record, tag, DEPTH) if record.speaker_words and _passes_on(speakers, record) else [record]
        )
        out += [_by(speakers, one, source) for one in found] if source else found
    heard = {one.cue for one in out if not one.inside}
    return [one for one in out if not one.inside or one.cue not in heard]


def _past_source(text: str, record: Tagged) -> Tagged:
    """The record whose words are behind whom they cite: "According to CNN, citing an aide, it was over"."""
    (start, end), *rest = record.content
    cites = CITES.search(text, max(0, start - LONGEST_CITING), start)
    comma = text.find(", ", start, end) if cites else -1
    return replace(record, content=((comma + 2, end), *rest)) if comma > 0 else record


def _relayed(text: str, record: Tagged) -> Tagged:
    """The record given to whom somebody in its words cites, who passed it on to its speaker."""
    (start, end), *rest = record.content
    match = RELAYED.match(text, start, end) if record.speaker_words else None
    if not match:
        return record
    through = (match.span("who"), record.speaker_words[0], *record.through)
    content = ((match.end(), end), *rest)
    source, cue = (match.span("source"),), (match.span("cue"),)
    return replace(record, content=content, cue=cue, speaker_words=source, through=through)


def _passes_on(speakers: Speakers, record: Tagged) -> bool:
    """Whether somebody else may be heard in the words: a medium or a paper reports them, or they begin with one."""
    text, names = speakers.layout.text, speakers.names
    start, end = record.content[0][0], record.content[-1][1]
    spans = list(record.speaker_words)
    if any("according" in text[low:high].lower() for low, high in record.cue):
        spans.append((start, start + FRONT))
    mentions = [mention for span in spans for mention in names.within(*span)]
    media = any(is_medium(mention) or text.startswith(" news agency", mention.end) for mention in mentions)
    according = any("according" in text[low:high].lower() for low, high in record.cue)
    paper = according and not PAPERS.isdisjoint(WORD.findall(text[slice(*record.speaker_words[0])].lower()))
    return (media or paper) and REPORTS.search(text, start, end) is not None


def _within(speakers: Speakers, record: Tagged, tag: Callable[[str], list[Tagged]], depth: int) -> list[Tagged]:
    text = speakers.layout.text
    start, end = record.content[0][0], record.content[-1][1]
    start += len("that ") * text.startswith("that ", start)
    if not depth or not record.speaker_words:
        return [record]
    found: list[Tagged] = []
    for inner in tag(text[start:end]):
        size = end - start - _front(text, start, end)
        length = sum(high - low for low, high in inner.content)
        whole = length + sum(high - low for low, high in (*inner.cue, *inner.speaker_words)) >= WHOLE * size
        if inner.inside or _is_again(record, inner, start):
            continue
        whole = whole or _is_quotation(text, start, record, inner)
        if inner.cue and inner.speaker_words and (found or whole or length >= SHARE * (end - start)):
            moved = Tagged(
                _moved(inner.content, start),
                _moved(inner.cue, start),
                _moved(inner.speaker_words, start),
                inner.signs,
                min(inner.confidence, record.confidence),
                (record.speaker_words[0], *record.through),
            )
            found += _within(speakers, moved, tag, depth - 1) if _passes_on(speakers, moved) else [moved]
    return found or [record]


def _front(text: str, start: int, end: int) -> int:
    """How much of reported words only says where they were said: "In an interview with Der Spiegel, Jo Lee warned"."""
    match = TALKED.match(text, start, end)
    return match.end() - start if match else 0


def _is_quotation(text: str, start: int, record: Tagged, inner: Tagged) -> bool:
    """Whether all that a medium reports is somebody's quotation: "“I was wrong,” Lee told La Stampa"."""
    return len(record.content) == 1 and inner.content[0][0] == 0 and MARKS.match(text, start) is not None


def _is_again(record: Tagged, inner: Tagged, by: int) -> bool:
    """Whether what was found inside is the record itself, whose cue and speaker stand between its words."""
    return any(low < end + by and start + by < high for start, end in inner.cue for low, high in record.cue)


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)


def _cited(speakers: Speakers, record: Tagged) -> Span | None:
    """The words that name whom the record's medium cites: "according to Press TV, citing the spokesman, Ali Rezai"."""
    if not record.speaker_words or not record.cue:
        return None
    sentence = _sentence(speakers, record.cue[0][0])
    if sentence is None:
        return None
    if sentence.tokens[0].low in CITING:
        before = [token for token in sentence.tokens[1:] if token.end <= record.speaker_words[0][0]]
        listed = any(token.text == "," for token in before[:-1])
        closed = len(before) > 1 and before[-1].text == "," and not listed
        return _source(speakers, before[0].start, before[-2].end) if closed else None
    for index, token in enumerate(sentence.tokens[:-1]):
        cites = token.low in CITING or (token.low in CITED and sentence.tokens[index - 1].low == "which")
        if cites and token.start >= record.speaker_words[0][1] - 1:
            rest = sentence.tokens[index + 1 :]
            end = next((word.start for word in rest if word.text in ".;" or word.kind == "quote"), rest[-1].end)
            # "Reuters, citing two officials, reported that": the report goes on behind them.
            end = min([end, *(place for place, _ in (*record.cue, *record.content) if place > rest[0].start)])
            end = max((word.end for word in rest if word.end <= end and word.text != ","), default=end)
            if end <= rest[0].start:
                return None
            return _source(speakers, rest[0].start, end) if len(rest) < 20 else None
    return None


def _source(speakers: Speakers, start: int, end: int) -> Span | None:
    """The words behind "citing", if they mean somebody or a document, and are no reason."""
    party = speakers.party_at((start, end))
    telling = {"unnamed": PEOPLE, "document": PAPERS}.get(party.kind, frozenset())
    told = party.kind == "person" or not telling.isdisjoint(WORD.findall(party.name_as_printed.lower()))
    return (start, end) if told else None


def _by(speakers: Speakers, record: Tagged, source: Span) -> Tagged:
    """The record with whom its medium cites: as the speaker of words in marks or of the medium's own, else between."""
    medium = record.through[-1] if record.through else record.speaker_words[0]
    quoted = any(MARKS.search(speakers.layout.text, start, end) for start, end in record.content)
    if record.through and not quoted:
        return replace(record, through=(source, *record.through))
    return replace(record, speaker_words=(source,), through=(medium,))


def _sentence(speakers: Speakers, place: int) -> Sentence | None:
    sentences = speakers.layout.sentences
    number = bisect_left(sentences, place + 1, key=lambda sentence: sentence.tokens[0].start) - 1
    return sentences[max(0, number)] if sentences else None


def _inside(span: Span, other: Span) -> bool:
    return other[0] <= span[0] < other[1]
