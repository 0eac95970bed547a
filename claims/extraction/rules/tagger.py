"""The tagger by rules: quotations in marks and clauses, where a verb of saying stands beside them.

What newsapp falls back to where the trained tagger cannot be loaded. It finds most quotations in marks and the plainest
of indirect speech, and nothing of what people believe, plan or show without a verb of saying.
"""

from collections.abc import Sequence

from claims.extraction.layout import Layout, Sentence, Token, read
from claims.extraction.records import LONG, RULES, Tagged
from claims.extraction.rules.contents import content_of, content_stop
from claims.extraction.rules.cues import Range, Report, reports

QUOTED, CLAUSE, GOES_ON = 0.9, 0.79, 0.6
"""Confidence: the share of right ones on 84 annotated news articles, where quotation marks stand at an edge of the
words, where none do, and where a quotation has no cue."""


class RulesTagger:
    """Finds reported words by their quotation marks and verbs of saying, in time linear in the length of a text."""

    name = "newsapp-rules"
    version = RULES

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
        cues = reports(tokens)
        low = 0
        for place, report in enumerate(cues, 1):
            if report.start < low:
                continue  # somebody is cited within reported words
            stop = content_stop(tokens, cues[place]) if place < len(cues) else len(tokens)
            parts = content_of(tokens, report, low, stop)
            if parts:
                self._add(number, tokens, report, parts)
                low = max(part[1] for part in parts)
            low = max(low, report.end)

    def _add(self, number: int, tokens: Sequence[Token], report: Report, parts: Sequence[Range]) -> None:
        content = [_span(tokens, *part) for part in parts]
        for start, end in parts:
            for token in tokens[start:end]:
                if token.kind == "quote" and token.number not in self.taken:
                    self.taken.add(token.number)
                    elsewhere = self.layout.quotations[token.number].parts
                    content += [part for part in elsewhere if not tokens[0].start <= part[0] < tokens[-1].end]
        cue, speaker = _span(tokens, *report.cue), _span(tokens, *report.speaker)
        quoted = any("quote" in (tokens[start].kind, tokens[end - 1].kind) for start, end in parts)
        record = Tagged(tuple(content), (cue,), (speaker,), confidence=QUOTED if quoted else CLAUSE)
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
