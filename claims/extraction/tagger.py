"""Rules that find reported words: which words, which cue, which words name the speaker. They resolve no names."""

from collections.abc import Sequence
from itertools import takewhile

from claims.extraction import lexicon as lx
from claims.extraction.contents import (
    according_content,
    addressee,
    clause_start,
    content_end,
    content_start,
    leading,
    object_end,
    rest_of_clause,
    rule_after,
    runs_on,
    says_what,
    to_span,
)
from claims.extraction.cues import SPEECH_NOUNS
from claims.extraction.layout import Layout, Sentence, Token
from claims.extraction.phrases import LONGEST, Phrase, leading_subject
from claims.extraction.records import Found
from claims.extraction.spotting import Candidate, candidates
from claims.extraction.types import Span

LATER = 6
"""Cues that are looked at to see where a content ends."""
LONG_QUOTE = 5
"""Words from which on a quotation is returned even if nobody is found for it."""
NO_SPEAKER_LABELS = lx.words(
    "exclusive watch update breaking video photos photo analysis opinion note related more read live report poll"
)


def tag(layout: Layout) -> list[Found]:
    """All reported words of a text, in order of appearance."""
    return _Tagger(layout).run()


class _Tagger:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.found: list[Found] = []
        self.owner: dict[int, Found] = {}
        """Which record a quotation belongs to, by its number."""

    def run(self) -> list[Found]:
        for number, sentence in enumerate(self.layout.sentences):
            self._label(number, sentence)
            self._cued(number, sentence.tokens, complete=sentence.complete)
            self._uncued(number, sentence)
        for record in self.found:
            record.content.sort()
        return sorted(self.found, key=lambda record: (record.content[0], record.content[-1]))

    def _add(self, record: Found, tokens: Sequence[Token], start: int, end: int) -> Found:
        self._own(record, tokens, start, end)
        self.found.append(record)
        return record

    def _own(self, record: Found, tokens: Sequence[Token], start: int, end: int) -> None:
        for token in tokens[start:end]:
            if token.kind == "quote":
                self.owner.setdefault(token.number, record)

    def _label(self, number: int, sentence: Sentence) -> None:
        """ "Lee: We will win" as a headline, "LEE: We will win" in a transcript, "Lee: “We will win”" anywhere."""
        tokens = sentence.tokens
        colon = next((index for index, token in enumerate(tokens[:6]) if token.text == ":"), 0)
        if (
            not colon
            or colon + 2 >= len(tokens)
            or not all(token.capital or token.text == "." for token in tokens[:colon])
        ):
            return
        label = {token.low for token in tokens[:colon]}
        quoted = tokens[colon + 1].kind == "quote"
        shouted = all(token.text.isupper() for token in tokens[:colon])
        if label & (NO_SPEAKER_LABELS | lx.TIMES) or not (quoted or shouted or number == 0):
            return
        end = colon + 2 if quoted else len(tokens) - (tokens[-1].text == ".")
        record = Found(number, [to_span(tokens, colon + 1, end)], "label", to_span(tokens, colon, colon + 1))
        record.cue_tokens, record.phrase = (colon, colon + 1), Phrase(0, colon, (0, colon))
        self._add(record, tokens, colon + 1, end)

    def _cued(self, number: int, tokens: Sequence[Token], *, complete: bool) -> None:
        if self.found and self.found[-1].sentence == number:
            return
        spotted = candidates(tokens)
        low = 0
        for index, candidate in enumerate(spotted):
            later = spotted[index + 1 : index + 1 + LATER]
            if not complete and "report" not in candidate.cue.classes:
                continue
            if "according" in candidate.cue.classes:
                self._according(number, tokens, candidate, later)
            elif not self._content_before(number, tokens, candidate, low, later):
                self._content_after(number, tokens, candidate, later)
            low = candidate.cue.last

    def _record(
        self, number: int, tokens: Sequence[Token], candidate: Candidate, rule: str, content: list[Span]
    ) -> Found:
        cue = candidate.cue
        record = Found(number, content, rule, to_span(tokens, cue.first, cue.last), (cue.first, cue.last))
        record.phrase = candidate.phrase
        return record

    def _content_before(
        self, number: int, tokens: Sequence[Token], candidate: Candidate, low: int, later: Sequence[Candidate]
    ) -> bool:
        """ "...", Lee said / said Lee / Lee told CNN. False if the content does not stand before."""
        if candidate.order == "shared" or "report" not in candidate.cue.classes:
            return False
        edge = candidate.start - 1
        if edge < 0 or not (tokens[edge].kind == "quote" or tokens[edge].text in ",—–"):
            return False
        last = edge if tokens[edge].kind == "quote" else edge - 1
        if last >= 0 and tokens[last].kind == "quote" and (last != edge or runs_on(tokens[last])):
            return self._quote_before(number, tokens, candidate, low, last)
        return self._clause_before(number, tokens, candidate, low, edge, later)

    def _quote_before(self, number: int, tokens: Sequence[Token], candidate: Candidate, low: int, last: int) -> bool:
        owner = self.owner.get(tokens[last].number)
        if owner is not None and owner.phrase is None and owner.sentence != number:
            self._claim(owner, number, tokens, candidate, last)
            return True
        if owner is not None:
            if owner.sentence == number and owner.cue_tokens and owner.cue_tokens[0] < last and owner.phrase:
                owner.also, owner.also_cue = candidate.phrase, (candidate.cue.first, candidate.cue.last)
            return True
        first = last
        while first > low and tokens[first - 1].kind == "quote":
            first -= 1
        start = leading(tokens, low, first)
        record = self._record(number, tokens, candidate, "quote-before", [to_span(tokens, start, last + 1)])
        self._add(record, tokens, start, last + 1)
        parts = self.layout.quotations[tokens[last].number].parts
        record.content += [part for part in parts if part[1] <= record.content[0][0]]
        self._split(tokens, candidate, record)
        return True

    def _claim(self, owner: Found, number: int, tokens: Sequence[Token], candidate: Candidate, last: int) -> None:
        """The cue at the end of a quotation over paragraphs, which was taken for nobody's so far."""
        cue = candidate.cue
        owner.sentence, owner.rule, owner.follows, owner.phrase = number, "quote-before", None, candidate.phrase
        owner.cue, owner.cue_tokens = to_span(tokens, cue.first, cue.last), (cue.first, cue.last)
        owner.content.append((tokens[last].start, tokens[last].end))
        self._split(tokens, candidate, owner)

    def _split(self, tokens: Sequence[Token], candidate: Candidate, record: Found) -> None:
        """The second half of a quotation that its cue divides: "I run," he said, "every day"."""
        end = max(candidate.cue.last, candidate.phrase.end if candidate.phrase else 0)
        for index in range(end, min(len(tokens), end + LONGEST)):
            token = tokens[index]
            if token.kind == "quote":
                if (
                    tokens[index - 1].text in ",:—–-." or tokens[index - 1].low in {"and", "but"}
                ) and token.number not in self.owner:
                    record.content.append((token.start, token.end))
                    self.owner[token.number] = record
                return
            if token.text in ";" or (token.low in {"adding", "saying", "noting", "calling"}):
                return

    def _clause_before(
        self,
        number: int,
        tokens: Sequence[Token],
        candidate: Candidate,
        low: int,
        edge: int,
        later: Sequence[Candidate],
    ) -> bool:
        """Taxes are too high, Lee said. Taxes, Lee said, are too high."""
        after = max(candidate.cue.last, candidate.phrase.end if candidate.order == "after" and candidate.phrase else 0)
        if candidate.order == "before":
            after = addressee(tokens, candidate.cue)
        if content_start(tokens, after) < len(tokens) and tokens[content_start(tokens, after)].text not in ".,;":
            return False
        start = clause_start(tokens, low, edge)
        rest = rest_of_clause(tokens, after, later)
        if (
            low > 0
            or start == edge
            or edge - start + rest[1] - rest[0] < 4
            or (tokens[start].low in lx.PREPOSITIONS and not rest[1])
        ):
            return False
        rule = "clause-around" if rest[1] else "clause-before"
        record = self._record(number, tokens, candidate, rule, [to_span(tokens, start, edge)])
        self._add(record, tokens, start, edge)
        if rest[1]:
            record.content.append(to_span(tokens, *rest))
            self._own(record, tokens, *rest)
        return True

    def _content_after(
        self, number: int, tokens: Sequence[Token], candidate: Candidate, later: Sequence[Candidate]
    ) -> None:
        cue = candidate.cue
        if candidate.order == "after":
            return
        start = content_start(tokens, addressee(tokens, cue)) if "report" in cue.classes else cue.last
        if "infinitive" in cue.classes and cue.last < len(tokens) and tokens[cue.last].low == "to":
            start = cue.last
        if cue.classes & {"quote", "clause"} and "report" not in cue.classes:
            start = content_start(tokens, cue.last)
        if start >= len(tokens) or tokens[start].text in ".,;:?!)":
            return
        rule = rule_after(tokens, cue, start)
        stop = content_end(tokens, start, later)
        if rule == "object":
            if tokens[start].low == "it" and start + 1 < stop:
                start += 1
            stop = object_end(tokens, start, stop)
            if cue.base == "call" and not says_what(tokens, start, stop):
                return
        if rule == "clause-after" and any(token.low in SPEECH_NOUNS for token in tokens[start + 1 : start + 3]):
            return
        if not rule or stop <= start or (rule != "quote-after" and stop - start < 2):
            return
        record = self._record(number, tokens, candidate, rule, [to_span(tokens, start, stop)])
        self._add(record, tokens, start, stop)

    def _according(
        self, number: int, tokens: Sequence[Token], candidate: Candidate, later: Sequence[Candidate]
    ) -> None:
        cue, phrase = candidate.cue, candidate.phrase
        here = [*takewhile(lambda record: record.sentence == number, reversed(self.found))]
        if here and phrase and cue.first > 0:
            for record in here[:LATER]:
                record.via.append(phrase)
            return
        start, end = according_content(tokens, cue, phrase, later)
        if phrase is None or start >= end or (end - start < 3 and tokens[start].kind != "quote"):
            return
        record = self._record(number, tokens, candidate, "according", [to_span(tokens, start, end)])
        self._add(record, tokens, start, end)

    def _uncued(self, number: int, sentence: Sentence) -> None:
        """Quotations without a cue of their own: the rest of one before, or nobody's."""
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            if token.kind != "quote":
                continue
            owner = self.owner.get(token.number)
            if owner is not None:
                self._add_part(owner, token)
            else:
                self._follow(number, sentence, index)

    @staticmethod
    def _add_part(owner: Found, token: Token) -> None:
        if not any(start <= token.start and token.end <= end for start, end in owner.content[-8:]):
            owner.content.append((token.start, token.end))

    def _follow(self, number: int, sentence: Sentence, index: int) -> None:
        tokens, token = sentence.tokens, sentence.tokens[index]
        span = (token.start, token.end)
        before = self._speaking(number, sentence.paragraph) if index == 0 else None
        if before and before.rule.startswith("quote") and self._same_paragraph(before, sentence):
            before.content.append(span)
            self.owner[token.number] = before
            return
        if len(token.text.split()) < LONG_QUOTE:
            return
        record = Found(number, [span], "alone")
        if before:
            record.rule, record.follows = "follows", before.follows or before
        elif (
            index
            and tokens[index - 1].text in ",:"
            and (phrase := leading_subject(tokens[:index]))
            and tokens[phrase.start].low != "it"
        ):
            record.rule, record.phrase = "loose", phrase
        self._add(record, tokens, index, index + 1)

    def _same_paragraph(self, record: Found, sentence: Sentence) -> bool:
        return self.layout.sentences[record.sentence].paragraph == sentence.paragraph

    def _speaking(self, number: int, paragraph: int) -> Found | None:
        """Who speaks when a quotation opens a sentence: the speaker of the sentence before in this paragraph, or,
        where it opens a paragraph, of the quotation that ended the one before."""
        if not self.found:
            return None
        last = self.found[-1]
        source = self.layout.sentences[last.sentence]
        if source.paragraph == paragraph:
            return last if last.sentence >= number - 2 else None
        recent = last.sentence == number - 1 and source.paragraph == paragraph - 1
        return last if recent and (last.rule.startswith("quote") or last.rule == "follows") else None
