"""Sentences that attribute words to somebody, with the spans that a careful reader would mark in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.choices import Part, QuoteType

Ranges = list[tuple[int, int]]


@dataclass
class Sentence:
    """One sentence of an article; spans count code points from ``start``, where it begins in the text."""

    start: int
    text: str = ""
    spans: dict[Part, Ranges] = field(default_factory=dict)

    def say(self, words: str, part: Part | None = None) -> None:
        begin = self.start + len(self.text)
        self.text += words
        if part:
            self.spans.setdefault(part, []).append((begin, begin + len(words)))

    def content(self) -> str:
        """The words at the content spans, as `ArticleVersion.words` gives them."""
        ranges = self.spans[Part.CONTENT]
        return " … ".join(self.text[begin - self.start : end - self.start] for begin, end in ranges)


def attribute(start: int, words: list[str], kind: QuoteType, speaker: str, passed_on_by: list[str]) -> Sentence:
    """A sentence in which the speaker says the words, through the others."""
    sentence, half = Sentence(start), len(words) // 2
    if kind == QuoteType.DIRECT:
        sentence.say("“")
        sentence.say(" ".join(words[:half]), Part.CONTENT)
        sentence.say(",” ")
        _name(sentence, speaker)
        sentence.say(", “")
        sentence.say(" ".join(words[half:]), Part.CONTENT)
        sentence.say("”")
    else:
        _name(sentence, speaker)
        sentence.say(" that ")
        quoted = f"“{' '.join(words[half:])}”" if kind == QuoteType.MIXED else " ".join(words[half:])
        sentence.say(f"{' '.join(words[:half])} {quoted}", Part.CONTENT)
    for number, name in enumerate(passed_on_by):
        sentence.say(f", citing {name}" if number else f", according to {name}")
    sentence.say(".")
    return sentence


def _name(sentence: Sentence, speaker: str) -> None:
    sentence.say(speaker, Part.SPEAKER)
    sentence.say(" ")
    sentence.say("said", Part.CUE)
