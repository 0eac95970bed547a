"""The engine: reads a text, tags reported words, resolves who said them, and says how sure it is."""

from datetime import date, timedelta

from claims.extraction import lexicon as lx
from claims.extraction.chains import chain_of, cited, passes_on
from claims.extraction.layout import Layout, Sentence, Token, read
from claims.extraction.quote_types import type_among
from claims.extraction.records import Found
from claims.extraction.speakers import Speakers
from claims.extraction.tagger import tag
from claims.extraction.types import Attribution, Party, Span

ENGINE_NAME = "newsapp-rules"
ENGINE_VERSION = "1.0"
CONFIDENCE = {
    "quote-before": 0.94,
    "quote-after": 0.78,
    "that": 0.83,
    "clause-around": 0.84,
    "clause-before": 0.8,
    "clause-after": 0.75,
    "according": 0.81,
    "told": 0.72,
    "object": 0.66,
    "infinitive": 0.56,
    "follows": 0.6,
    "loose": 0.6,
    "label": 0.4,
    "alone": 0.2,
}
"""Share of each rule's records that have the words and the speaker's words right, measured on 924 news articles that
people have annotated. Who a pronoun means is right in four of five."""
PRONOUN = 0.8


def extract(text: str, *, published: date | None = None) -> list[Attribution]:
    """Who said what in an article, in order of appearance.

    ``text`` is plain text, a paragraph a line or between blank lines; spans are code points of it as it is.
    ``published`` resolves "said Friday" to the last such day on or before it. Time is linear in the length.
    Raises TypeError if ``text`` is not a str.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}")
    layout = read(text)
    return _Resolver(layout, published).resolve(tag(layout))


class _Resolver:
    def __init__(self, layout: Layout, published: date | None) -> None:
        self.layout = layout
        self.speakers = Speakers(layout)
        self.published = published
        self.done: dict[int, Attribution] = {}
        self.outer: Attribution | None = None
        """The last attribution that is not within another."""
        self.parts = [part for quote in layout.quotations for part in quote.parts]

    def resolve(self, records: list[Found]) -> list[Attribution]:
        out: list[Attribution] = []
        for record in sorted(records, key=lambda record: (record.sentence, record.cue or record.content[0])):
            attribution = self._attribution(record)
            self.done[id(record)] = attribution
            if self.outer is None or attribution.content[0][0] >= self.outer.content[-1][1]:
                self.outer = attribution
            self.speakers.remember(record.sentence, attribution.speaker)
        for record in records:
            out.append(self.done[id(record)])
        return out

    def _attribution(self, record: Found) -> Attribution:
        sentence = self.layout.sentences[record.sentence]
        before = self.done.get(id(record.follows)) if record.follows else None
        if before:
            speaker = self.speakers.again(before.speaker, "") if before.speaker else None
            chain = before.chain
        else:
            speaker, chain = self._who(record, sentence)
        content = tuple(_merge(record.content))
        return Attribution(
            content=content,
            quote_type=type_among(self.layout.text, self.parts, content),
            confidence=self._confidence(record, speaker),
            cue=(record.cue,) if record.cue else (),
            speaker_words=self._words(record),
            speaker=speaker,
            chain=chain,
            said_on=_day(sentence, record, self.published) if self.published and record.cue_tokens else None,
        )

    @staticmethod
    def _confidence(record: Found, speaker: Party | None) -> float:
        known = CONFIDENCE[record.rule]
        pronoun = speaker is not None and speaker.name_as_printed.lower() in lx.PRONOUNS
        return round(known * PRONOUN, 2) if pronoun else known

    def _who(self, record: Found, sentence: Sentence) -> tuple[Party | None, tuple[Party, ...]]:
        tokens = sentence.tokens
        if record.phrase is None:
            return None, ()
        speaker = self.speakers.party(tokens, record.phrase, record.sentence)
        chain = chain_of(self.speakers, tokens, record)
        if record.also:
            speaker = self._both(speaker, self.speakers.party(tokens, record.also, record.sentence))
        if phrase := cited(tokens, record):
            source = self.speakers.party(tokens, phrase, record.sentence)
            if record.rule == "according":
                record.phrase = phrase
                return source, (speaker, *chain)
            if record.rule == "object" and _ends_quoted(self.layout, record):
                record.phrase = phrase
                return source, chain
            chain = (source, *chain)
        return speaker, chain + self._reporter(record)

    @staticmethod
    def _both(first: Party, second: Party) -> Party:
        """ "A spokesman said ..., Col. Lee told CNN": the name from the one, the description from the other."""
        if first.name or not second.name:
            return first
        role = second.role_as_printed or first.name_as_printed
        roles = tuple(dict.fromkeys((*second.roles, first.name_as_printed)))
        return Party(second.kind, second.name, second.name_as_printed, role, roles)

    def _reporter(self, record: Found) -> tuple[Party, ...]:
        """The medium within whose report these words stand: "CNN reported that an assessment found that"."""
        if not self.outer or not record.cue or self.outer.content[-1][1] <= record.cue[0]:
            return ()
        inside = self.outer.content[0][0] <= record.cue[0]
        return (self.outer.speaker,) if inside and self.outer.speaker and passes_on(self.outer.speaker) else ()

    def _words(self, record: Found) -> tuple[Span, ...]:
        while record.follows:
            record = record.follows
        phrase = record.also or record.phrase
        if phrase is None:
            return ()
        tokens = self.layout.sentences[record.sentence].tokens
        return ((tokens[phrase.start].start, tokens[phrase.end - 1].end),)


def _ends_quoted(layout: Layout, record: Found) -> bool:
    return any(layout.text[start:end].strip()[-1] in "'\"”’»" for start, end in record.content)


def _merge(content: list[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(content):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _day(sentence: Sentence, record: Found, published: date | None) -> date | None:
    """The day said, from a weekday near the cue and outside the content."""
    if record.cue_tokens is None or published is None:
        return None
    first, last = record.cue_tokens
    tokens = sentence.tokens
    near = [*tokens[last : last + 10], *tokens[:3], *tokens[max(0, first - 2) : first]]
    for token in near:
        if any(start <= token.start < end for start, end in record.content):
            continue
        if (day := _weekday(token, published)) is not None:
            return day
    return None


def _weekday(token: Token, published: date) -> date | None:
    if token.low in lx.WEEKDAYS:
        return published - timedelta(days=(published.weekday() - lx.WEEKDAYS.index(token.low)) % 7)
    return None
