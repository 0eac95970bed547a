"""A text as tokens, sentences and paragraphs; each quotation is one token of its sentence."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.extraction import lexicon as lx
from claims.extraction.quotations import Quotation, find_quotations
from claims.extraction.types import Span
from claims.text.vocabulary import words

WORD = r"[^\W_][\w\u0300-\u036f]*(?:['’.\-&/][^\W_][\w\u0300-\u036f]*)*"
TOKEN = re.compile(WORD + r"|\S")
NEWLINES = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*")
ENDS = frozenset(".!?")
ABBREVIATIONS = words(
    "mr mrs ms dr sen sens rep reps gov gen lt col sgt capt cmdr maj adm rev prof st jr sr hon pres atty supt "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri no vs inc corp co ltd dept univ "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex vt va wash wis wyo d r i u.s u.n u.k e.u d.c n.y n.j n.h n.c s.c n.m n.d s.d w.va r.i"
)


class Token(NamedTuple):
    """A word, a mark, or a whole quotation; ``kind`` is "word", "mark" or "quote"."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    number: int = -1
    """Which quotation, for a quotation."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence; ``paragraph`` counts from 0, ``complete`` says that a full stop or the like ends it."""

    tokens: list[Token]
    paragraph: int
    complete: bool = True


@dataclass(slots=True)
class Layout:
    """The parts of a text that the rules look at."""

    text: str
    quotations: list[Quotation]
    words: list[Token] = field(default_factory=list)
    """Every word and mark of the text, those inside quotations too."""
    sentences: list[Sentence] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)


DASHES = frozenset("—–-")
SAID = words("said says told added asked according wrote writes tweeted") | lx.TALKING
SMALL = lx.PREPOSITIONS | lx.CONJUNCTIONS | lx.DETERMINERS | words("is are was be")
"""Words that headlines print with a small letter."""


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs: lines, but a line that goes on in the middle of a sentence belongs to the one before."""
    spans: list[Span] = []
    start = 0
    for match in [*NEWLINES.finditer(text), None]:
        end = match.start() if match else len(text)
        line = text[start:end]
        if line.strip():
            if spans and _goes_on(text, spans[-1], start, line):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        start = match.end() if match else end
    return spans


def _goes_on(text: str, before: Span, start: int, line: str) -> bool:
    """Whether a line is the rest of a hard-wrapped line: one newline between, no end before, a small letter after."""
    gap = text[before[1] : start].replace("\r\n", "\n")
    tail = text[max(before[0], before[1] - 40) : before[1]].rstrip()
    return len(gap) == 1 and line.lstrip()[:1].islower() and bool(tail) and tail[-1] not in ".!?:;\"”'’»"


def read(text: str) -> Layout:
    """The layout of a text, in time linear in its length."""
    spans = paragraphs(text)
    layout = Layout(text, find_quotations(text, spans), paragraphs=spans)
    parts = sorted((*span, number) for number, quote in enumerate(layout.quotations) for span in quote.parts)
    starts = [part[0] for part in parts]
    forms = _Forms()
    for index, (start, end) in enumerate(spans):
        words = [Token(match.start(), match.end(), *forms[match.group()]) for match in TOKEN.finditer(text, start, end)]
        layout.words += words
        inside = parts[bisect_left(starts, start) : bisect_left(starts, end)]
        layout.sentences += _sentences(_collapse(text, words, inside), index)
    return layout


class _Forms(dict[str, tuple[str, str, str]]):
    """What a token holds of a word, made once a text: most words come again and again."""

    def __missing__(self, word: str) -> tuple[str, str, str]:
        form = self[word] = (word, word.lower(), "word" if word[0].isalnum() else "mark")
        return form


def _collapse(text: str, words: list[Token], parts: list[tuple[int, int, int]]) -> list[Token]:
    """The tokens with each quotation as one."""
    out: list[Token] = []
    position = 0
    for start, end, number in parts:
        while position < len(words) and words[position].start < start:
            out.append(words[position])
            position += 1
        out.append(Token(start, end, text[start:end], "", "quote", number))
        while position < len(words) and words[position].start < end:
            position += 1
    return out + words[position:]


def _sentences(tokens: list[Token], paragraph: int) -> list[Sentence]:
    out: list[Sentence] = []
    current: list[Token] = []
    for index, token in enumerate(tokens):
        current.append(token)
        if index + 1 < len(tokens) and _ends(tokens, index):
            out.append(Sentence(current, paragraph))
            current = []
    if current:
        complete = current[-1].text[-1] in ENDS or (current[-1].kind == "quote" and closing(current[-1]) in ENDS)
        out.append(Sentence(current, paragraph, complete))
    return out


def closing(quote: Token) -> str:
    """The last character inside a quotation that is not a mark of quotation, "" if there is none."""
    return quote.text.rstrip("\"”“'’`»«‹›„‟ \t\u00a0")[-1:]


def _ends(tokens: list[Token], index: int) -> bool:
    """Whether a sentence ends after this token (never after the last one)."""
    token, following = tokens[index], tokens[index + 1]
    starts = following.kind == "quote" or following.capital or following.text[0].isdigit() or following.text in "([—-•"
    if token.kind == "quote":
        end = closing(token)
        return starts and (end == "." or (end in "!?…" and end != "" and not _said_next(tokens, index + 1)))
    if token.text not in ENDS or not starts:
        return False
    if token.text == "." and index and tokens[index - 1].end == token.start:
        word = tokens[index - 1]
        if word.text == "X" and tokens[index - 2].low == "on":
            return True  # "Lee wrote on X. Then he left."
        return not (word.low in ABBREVIATIONS or INITIALS.fullmatch(word.text))
    return True


def _said_next(tokens: list[Token], index: int) -> bool:
    """Whether a quotation that ends in ? or ! runs on into "Smith asked."."""
    near = {token.low for token in tokens[index : index + 7]}
    return bool(near & {"said", "says", "asked", "asks", "added", "wrote", "tweeted", "shouted", "told", "replied"})


def shouts(tokens: Sequence[Token]) -> bool:
    """Whether all words but the small ones are capitalised, as in a headline: then capitals show no names."""
    words = [token for token in tokens if token.kind == "word"]
    if tokens[0].text in DASHES and len(words) < 6:
        return False  # "— Mayor Jo Lee"
    if tokens[-1].text == ":" and {"from", "said", "says", "by"} & {token.low for token in words}:
        return False  # "And from Mayor Jo Lee:"
    long = [token for token in words if len(token.text) > 3 and token.low not in SMALL]
    small = [token for token in words if not token.capital and token.low not in SMALL]
    if any(token.low in SAID for token in small) or (small and tokens[-1].text == "."):
        return False
    return len(words) > 2 and len(long) > 1 and sum(token.capital for token in long) > 0.8 * len(long)
