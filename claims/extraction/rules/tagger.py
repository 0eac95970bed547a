"""The tagger by rules: quotations in marks and clauses, where a verb of saying stands beside them.

What newsapp falls back to where the trained tagger cannot be loaded. It finds most quotations in marks and the plainest
of indirect speech, and nothing of what people believe, plan or show without a verb of saying.
"""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout, Sentence, Token, read
from claims.extraction.records import LONG, Tagged
from claims.extraction.rules.cues import PLAIN, Range, Report, reports
from claims.text.vocabulary import words

QUOTED, THAT, CLAUSE, GOES_ON = 0.85, 0.8, 0.7, 0.6
"""Confidence: the share of right ones among quotations beside a cue, after "that", in other clauses, without a cue."""
OPENS_CLAUSE = words("that how whether")
LISTENER = 12
"""Tokens between a cue and "that" in which those addressed may stand: "told reporters in Troy on Friday that"."""
SHORTEST = 3
"""Tokens of a clause, at least."""


class RulesTagger:
    """Finds reported words by their quotation marks and verbs of saying, in time linear in the length of a text."""

    name = "newsapp-rules"
    version = "2.0"

    def tag(self, text: str) -> list[Tagged]:
        """The reported words of a text, in order; they resolve no names."""
        reading = _Reading(read(text))
        return sorted(reading.run(), key=lambda record: record.content[0])


class _Reading:
    """One text, sentence by sentence."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.records: list[Tagged] = []
        self.taken: set[int] = set()
        """Numbers of the quotations that belong to a record."""
        self.last: tuple[int, Tagged] | None = None
        """The last record, and the number of its sentence."""

    def run(self) -> list[Tagged]:
        for number, sentence in enumerate(self.layout.sentences):
            self._reported(number, sentence.tokens)
            self._goes_on(number, sentence)
        for record in self.records:
            record.content = tuple(sorted(set(record.content)))
        return self.records

    def _reported(self, number: int, tokens: Sequence[Token]) -> None:
        found = reports(tokens)
        low = 0
        for place, report in enumerate(found, 1):
            if report.start < low:
                continue  # somebody is cited within reported words
            stop = _stop(tokens, found[place]) if place < len(found) else len(tokens)
            parts, confidence = _content(tokens, report, low, stop)
            if parts:
                self._add(number, tokens, report, parts, confidence)
                low = max(part[1] for part in parts)
            low = max(low, report.end)

    def _add(
        self, number: int, tokens: Sequence[Token], report: Report, parts: Sequence[Range], confidence: float
    ) -> None:
        content = [_span(tokens, *part) for part in parts]
        for start, end in parts:
            for token in tokens[start:end]:
                if token.kind == "quote" and token.number not in self.taken:
                    self.taken.add(token.number)
                    elsewhere = self.layout.quotations[token.number].parts
                    content += [part for part in elsewhere if not tokens[0].start <= part[0] < tokens[-1].end]
        cue, speaker = _span(tokens, *report.cue), _span(tokens, *report.speaker)
        record = Tagged(tuple(content), (cue,), (speaker,), confidence=confidence)
        self.records.append(record)
        self.last = (number, record)

    def _goes_on(self, number: int, sentence: Sentence) -> None:
        """A quotation without a cue that opens the sentence after one by somebody: the same goes on speaking."""
        token = sentence.tokens[0]
        if token.kind != "quote" or token.number in self.taken or not self.last:
            return
        before, record = self.last
        near = number - before <= 2 and self.layout.sentences[before].paragraph == sentence.paragraph
        if not near or len(token.text.split()) < LONG:
            return
        self.taken.add(token.number)
        parts = self.layout.quotations[token.number].parts
        if record.confidence == QUOTED:
            record.content += parts
        else:
            self.records.append(Tagged(parts, speaker_words=record.speaker_words, confidence=GOES_ON))
        self.last = (number, record)


def _span(tokens: Sequence[Token], start: int, end: int) -> Range:
    return tokens[start].start, tokens[end - 1].end


def _stop(tokens: Sequence[Token], following: Report) -> int:
    """Where the content of a cue must end: before the next cue that a mark or an "and" divides from it."""
    before = tokens[following.start - 1]
    return following.start if before.text in ",;—–" or before.low in {"and", "but", "while"} else len(tokens)


def _content(tokens: Sequence[Token], report: Report, low: int, stop: int) -> tuple[list[Range], float]:
    """The reported words of a cue, as ranges of tokens, and how sure they are; none where nothing is found."""
    edge = report.start
    if edge > low and tokens[edge - 1].text in ",—–":
        edge -= 1
    if edge > low and tokens[edge - 1].kind == "quote":
        first = _clause_start(tokens, low, edge) if low == 0 else edge - 1
        return [(first, edge), *_second_half(tokens, report, stop)], QUOTED
    after = None if report.inverted else _after(tokens, report, stop)
    if after:
        return [after[0]], after[1]
    according = tokens[report.cue[0]].low == "according"
    if according and report.start == 0:
        rest = _trimmed(tokens, report.end, stop)
        return ([rest], CLAUSE) if rest else ([], 0.0)
    before = _clause_start(tokens, low, edge)
    divided = edge < report.start or according
    around = _trimmed(tokens, report.end, stop) if tokens[min(report.end, stop - 1)].text == "," else None
    parts = [(before, edge), *([around] if around and not tokens[around[0]].low.endswith("ing") else [])]
    is_adjunct = len(parts) == 1 and tokens[before].low in lx.PREPOSITIONS | lx.SUBORDINATORS
    if low or not divided or is_adjunct or sum(end - start for start, end in parts) < SHORTEST:
        return [], 0.0
    return parts, CLAUSE


def _clause_start(tokens: Sequence[Token], low: int, edge: int) -> int:
    while low < edge - 1 and (tokens[low].low in {"but", "and", "so", "still"} or tokens[low].text in ",—–•"):
        low += 1
    return low


def _second_half(tokens: Sequence[Token], report: Report, stop: int) -> list[Range]:
    """The rest of a quotation that its cue divides: "We will," Jo Lee said, "win it all."."""
    for index in range(report.end, min(stop, report.end + LISTENER)):
        if tokens[index].kind == "quote":
            return [(index, index + 1)] if tokens[index - 1].text in ",:.—–" else []
    return []


def _after(tokens: Sequence[Token], report: Report, stop: int) -> tuple[Range, float] | None:
    """What follows a cue: a quotation, a clause that "that" opens, or a plain one."""
    start = report.cue[1]
    for index in range(start, min(stop, start + LISTENER)):
        token = tokens[index]
        if token.kind == "quote" or token.low in OPENS_CLAUSE:
            content = _trimmed(tokens, index, stop)
            return (content, QUOTED if token.kind == "quote" else THAT) if content else None
        if token.text in ";." or (token.low in lx.VERBS and index > start):
            break
    while start < stop and tokens[start].low in lx.TIMES:
        start += 1
    plain = tokens[report.cue[0]].low in PLAIN and start < stop and tokens[start].kind == "word"
    if not plain or tokens[start].low in lx.PREPOSITIONS | lx.CONJUNCTIONS:
        return None
    content = _trimmed(tokens, start, stop)
    return (content, CLAUSE) if content and content[1] - content[0] >= SHORTEST else None


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    """A range without marks and joining words at its edges, None if nothing is left."""
    while start < end and tokens[start].kind == "mark":
        start += 1
    while end > start and (tokens[end - 1].kind == "mark" or tokens[end - 1].low in {"and", "but", "while"}):
        end -= 1
    return (start, end) if start < end else None
