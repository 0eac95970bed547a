"""Where a sentence reports speech: its cues, each with the phrase that names who said it."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction import lexicon as lx
from claims.extraction.cues import (
    FORMS,
    LIGHT_VERBS,
    NOUNISH,
    PHRASE_CLASSES,
    PHRASE_STARTS,
    PHRASES,
    QUOTE_ONLY,
    SPEECH_NOUNS,
    Form,
)
from claims.extraction.layout import Token, shouts
from claims.extraction.phrases import LONGEST, Phrase, leading_subject, possessive, subject_after, subject_before

MODALS = lx.words("would could should might may can can't couldn't wouldn't cannot not never to")
BE = lx.words("is are was were be been being am")
CLAUSE_STARTS = lx.words("that he she they it we i there how whether why what if")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that report speech: token numbers, the verb, and what it may report with."""

    first: int
    last: int
    base: str
    classes: frozenset[str]
    ing: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with its subject. ``order`` is "before" (Lee said), "after" (said Lee), "shared" or "according"."""

    cue: Cue
    phrase: Phrase | None
    order: str

    @property
    def start(self) -> int:
        """The first token of cue and subject together."""
        first = self.cue.first
        return min(first, self.phrase.start) if self.phrase and self.order == "before" else first


def candidates(tokens: Sequence[Token]) -> list[Candidate]:
    """All of a sentence, in order."""
    found: list[Candidate] = []
    headline = shouts(tokens)
    index = 0
    while index < len(tokens):
        cue = _cue_at(tokens, index, headline=headline)
        candidate = _with_subject(tokens, cue, found) if cue else None
        if candidate:
            found.append(candidate)
            index = candidate.cue.last
        else:
            index += 1
    return found


def _cue_at(tokens: Sequence[Token], index: int, *, headline: bool) -> Cue | None:
    token = tokens[index]
    if token.kind != "word":
        return None
    if token.low == "according" and index + 1 < len(tokens) and tokens[index + 1].low == "to":
        return Cue(index, index + 2, "according to", frozenset({"according"}))
    if token.low in PHRASE_STARTS and (phrase := _phrase_at(tokens, index)):
        return phrase
    if token.low in LIGHT_VERBS and (light := _light_at(tokens, index)):
        return light
    form = FORMS.get(token.low)
    if form is None or (token.capital and index and tokens[index - 1].kind == "word" and not headline):
        return None
    if not _is_verb(tokens, index, form):
        return None
    return Cue(index, index + 1, form.base, form.classes, form.ing)


def _phrase_at(tokens: Sequence[Token], index: int) -> Cue | None:
    for size in (5, 4, 3, 2):
        base = PHRASES.get(tuple(token.low for token in tokens[index : index + size]))
        if base:
            classes = PHRASE_CLASSES.get(base, {"report"})
            return Cue(index, index + size, base, frozenset(classes), tokens[index].low.endswith("ing"))
    return None


def _light_at(tokens: Sequence[Token], index: int) -> Cue | None:
    """ "issued a stark warning": a cue only with a quotation or a "that" to follow, which the tagger sees to."""
    for last in range(index + 1, min(index + 6, len(tokens))):
        if tokens[last].kind != "word" or tokens[last].low in lx.PREPOSITIONS:
            return None
        if tokens[last].low in SPEECH_NOUNS:
            return Cue(index, last + 1, "statement", frozenset({"quote"}))
    return None


def _is_verb(tokens: Sequence[Token], index: int, form: Form) -> bool:
    """Whether this form is a verb that reports, and not a noun, a passive, a wish or a denial."""
    before = _before(tokens, index)
    word = tokens[index].low
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    content_next = following is not None and (following.kind == "quote" or following.low in CLAUSE_STARTS)
    content_next = content_next or (
        following is not None and following.text in ",:" and _quote_after(tokens, index + 2)
    )
    if before and (before.low in MODALS or (before.low in BE and not form.ing)):
        return False
    if before and word in NOUNISH and (before.low in lx.DETERMINERS or possessive(before) or not content_next):
        return False
    if form.base in QUOTE_ONLY and not content_next and not _quote_before(tokens, index):
        return False
    if "report" not in form.classes and form.classes <= {"clause"}:
        return content_next and following is not None and (following.low == "that" or following.kind == "quote")
    return not (form.plain and before and before.low in lx.PREPOSITIONS)


def _before(tokens: Sequence[Token], index: int) -> Token | None:
    """The word before, adverbs left out."""
    index -= 1
    while index > 0 and tokens[index].low in lx.ADVERBS and tokens[index].low != "never":
        index -= 1
    return tokens[index] if index >= 0 else None


def _quote_after(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == "quote"


def _quote_before(tokens: Sequence[Token], index: int) -> bool:
    return any(token.kind == "quote" for token in tokens[max(0, index - 8) : index])


def _with_subject(tokens: Sequence[Token], cue: Cue, found: Sequence[Candidate]) -> Candidate | None:
    if "according" in cue.classes:
        phrase = _after_according(tokens, cue)
        return Candidate(cue, phrase, "according") if phrase else None
    if cue.ing and cue.base == "cite" and any("according" in earlier.cue.classes for earlier in found[-6:]):
        return None
    if cue.ing:
        return _shared(tokens, cue, found)
    before = tokens[cue.first - 1] if cue.first else None
    if "report" in cue.classes and before and (before.kind == "quote" or before.text in ",—–"):
        aside = subject_before(tokens, cue.first, 0) if before.text == "," else None
        phrase = None if aside and aside.apposition else subject_after(tokens, cue.last)
        if phrase and _stands_alone(tokens, phrase, before):
            return Candidate(cue, phrase, "after")
    end = cue.first
    while end > 0 and (tokens[end - 1].low in lx.ADVERBS or tokens[end - 1].low in lx.AUXILIARIES):
        end -= 1
    phrase = subject_before(tokens, end, 0) or _between(tokens, end)
    if phrase and _agrees(tokens, phrase, cue, end):
        return Candidate(cue, phrase, "before")
    if phrase is None and end > 0 and tokens[end - 1].low == "and":
        phrase = found[-1].phrase if found else leading_subject(tokens[: min(end - 1, 4 * LONGEST)])
        return Candidate(cue, phrase, "shared") if phrase else None
    return None


def _between(tokens: Sequence[Token], end: int) -> Phrase | None:
    """All that stands between a quotation and a verb at the sentence's end, where it begins with a name or a noun:
    "...," Senator Jo Lee (D-Ohio), the chairman, one of the sponsors, said."""
    first = end
    while first > max(0, end - 40) and tokens[first - 1].kind != "quote":
        first -= 1
    first += first < end and tokens[first].text == ","
    if first in (0, end) or end - first > 39 or tokens[max(0, first - 2)].kind != "quote" != tokens[first - 1].kind:
        return None
    stop = next((index for index in range(first, end) if tokens[index].text in ",("), end)
    phrase = subject_before(tokens, stop, first) if stop > first else None
    return Phrase(first, end, phrase.core) if phrase and phrase.core[0] == first else None


def _after_according(tokens: Sequence[Token], cue: Cue) -> Phrase | None:
    """Who is named after "according to"; at the head of a sentence, what follows the comma is the content and in
    apposition only if another comma closes it."""
    phrase = subject_after(tokens, cue.last) or _any_phrase(tokens, cue.last)
    if phrase is None or phrase.apposition is None or phrase.end >= len(tokens):
        return phrase
    closers = "," if cue.first < 2 else ",.;"
    return phrase if tokens[phrase.end].text in closers else Phrase(*phrase.core, phrase.core)


def _any_phrase(tokens: Sequence[Token], start: int) -> Phrase | None:
    """After "according to" anything up to a comma names who says it."""
    end = start
    while end < min(len(tokens), start + 15) and tokens[end].kind == "word":
        end += 1
    return Phrase(start, end, (start, end)) if end > start else None


def _stands_alone(tokens: Sequence[Token], phrase: Phrase, before: Token) -> bool:
    """Whether the words after an inverted verb can only be its subject."""
    following = tokens[phrase.core[1]] if phrase.core[1] < len(tokens) else None
    if before.kind == "quote":
        return True
    return following is None or following.text in ".,;" or following.low in lx.PREPOSITIONS | {"who"}


def _agrees(tokens: Sequence[Token], phrase: Phrase, cue: Cue, end: int) -> bool:
    """A plain form ("say") needs a plural or an auxiliary; "it" and "what" say nothing."""
    word = tokens[cue.first].low
    head = tokens[phrase.core[1] - 1].low
    if head == "it":
        return "object" not in cue.classes
    form = FORMS.get(word)
    if form is None or not form.plain or end < cue.first or word in {"found", "read"}:
        return True
    return head in {
        "they",
        "we",
        "i",
        "you",
        "who",
        "some",
        "many",
        "others",
        "most",
        "people",
        "police",
        "critics",
    } or (head.endswith("s") and not possessive(tokens[phrase.core[1] - 1]))


def _shared(tokens: Sequence[Token], cue: Cue, found: Sequence[Candidate]) -> Candidate | None:
    """ "..., adding that ...": the subject is that of the cue before, or of the sentence."""
    before = tokens[cue.first - 1] if cue.first else None
    if before and before.low in lx.ADVERBS | {"and", "by", "while"} and cue.first > 1:
        before = tokens[cue.first - 2] if before.low in lx.ADVERBS else before
    free = cue.base == "say" and before is not None and before.low not in lx.PREPOSITIONS | BE
    if before is None or not (free or before.kind == "quote" or before.text in ",—–" or before.low in {"and", "by"}):
        before_be = _before(tokens, cue.first)
        if before_be is None or before_be.low not in BE:
            return None
        phrase = subject_before(tokens, cue.first - 1, 0)
        return Candidate(cue, phrase, "before") if phrase else None
    for earlier in reversed(found):
        if earlier.phrase and earlier.order != "according":
            return Candidate(cue, earlier.phrase, "shared")
    phrase = leading_subject(tokens[: min(cue.first, 4 * LONGEST)])
    return Candidate(cue, phrase, "shared") if phrase else None
