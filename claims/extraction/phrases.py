"""Noun phrases that may name who said it: before a verb, after it, or at the head of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction import lexicon as lx
from claims.extraction.cues import FORMS
from claims.extraction.layout import Token
from claims.extraction.types import Span

LONGEST = 30
"""Words in a phrase, at most: keeps the work linear."""
NO_SUBJECTS = lx.OPENERS | lx.PREPOSITIONS | lx.TIMES | (lx.DETERMINERS - {"the"})
APPOSITION_STARTS = lx.words(
    "a an the who whose one his her its their our former now then also himself herself and or another"
)
ASIDE_STARTS = lx.words(
    "in at on during speaking when asked after before who while for through from with by as whose like"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Who said it, as token numbers of a sentence: the whole phrase, its core, and what stands in apposition."""

    start: int
    end: int
    core: Span
    apposition: Span | None = None


def possessive(token: Token) -> bool:
    """Whether a word ends in 's."""
    return token.low.endswith(("'s", "’s"))


def subject_before(tokens: Sequence[Token], end: int, low: int) -> Phrase | None:
    """The phrase that ends at token ``end`` (exclusive) and does not reach back beyond ``low``."""
    if end <= low:
        return None
    last = tokens[end - 1]
    if last.text in ",)—–-":
        return _subject_with_aside(tokens, end, low)
    core = _core_before(tokens, end, low)
    if core is None:
        return None
    named = _name_after_role(tokens, core, low)
    return named or Phrase(core[0], core[1], core)


def _name_after_role(tokens: Sequence[Token], core: Span, low: int) -> Phrase | None:
    """ "the ministry spokesman, Jo Lee said": the name stands in apposition to the role."""
    comma = core[0] - 1
    if comma <= low or tokens[comma].text != "," or not _is_name(tokens, core):
        return None
    if tokens[comma - 1].low not in lx.ROLES:
        return None
    role = _core_before(tokens, comma, low)
    return Phrase(role[0], core[1], core, role) if role and tokens[role[0]].low in lx.DETERMINERS else None


def _is_name(tokens: Sequence[Token], core: Span) -> bool:
    return all(tokens[index].capital for index in range(*core) if tokens[index].kind == "word")


def _subject_with_aside(tokens: Sequence[Token], end: int, low: int) -> Phrase | None:
    """A phrase with words between commas, brackets or dashes after it: "Jo Lee, a farmer from Ohio,"."""
    closer = tokens[end - 1].text
    opener = {")": "(", ",": ","}.get(closer, closer)
    for index in range(end - 2, max(low, end - LONGEST) - 1, -1):
        token = tokens[index]
        if token.kind == "quote" and closer == ",":
            return None
        if token.text != opener or index == low:
            continue
        first = tokens[index + 1].low if index + 1 < end - 1 else ""
        role = first in lx.ROLES or first.isdigit() or first in APPOSITION_STARTS
        if not (role or first in ASIDE_STARTS or closer != ","):
            continue
        core = _core_before(tokens, index, low)
        if core is None:
            continue
        if first in ASIDE_STARTS and first not in {"who", "whose"}:
            return Phrase(core[0], core[1], core)
        return Phrase(core[0], end - 1 if closer == "," else end, core, (index + 1, end - 1))
    return None


def _core_before(tokens: Sequence[Token], end: int, low: int) -> Span | None:
    last = tokens[end - 1]
    if last.low in lx.PRONOUNS:
        return (end - 1, end)
    start = end
    while start > max(low, end - LONGEST) and _may_join(tokens, start - 1, end):
        start -= 1
    return _trim(tokens, start, end)


def _may_join(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether a phrase may take in the token on its left."""
    token = tokens[index]
    if token.kind == "quote":
        return False
    if token.kind == "mark":
        return token.text in "&'’#$%" or (token.text == "." and index + 1 < end and _abbreviated(tokens, index))
    if token.low == "and":
        return index > 0 and index + 1 < end and tokens[index - 1].capital and tokens[index + 1].capital
    if token.low in lx.CONJUNCTIONS and token.low not in lx.PREPOSITIONS:
        return False
    if token.low in lx.VERBS or token.low in lx.PRONOUNS:
        return False
    form = FORMS.get(token.low)
    return form is None or form.plain or form.ing or token.low.endswith("s") or token.capital


def _abbreviated(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].kind == "word" and tokens[index - 1].end == tokens[index].start


def _trim(tokens: Sequence[Token], start: int, end: int) -> Span | None:
    """The phrase without what only opens the sentence: "But", "On Friday", "In a statement"."""
    while start < end and _opens_only(tokens[start]):
        start += 1
    if start < end and tokens[start].low in lx.PREPOSITIONS:
        start = _after_adverbial(tokens, start, end)
    while start < end and (
        tokens[start].low in lx.TIMES or tokens[start].kind == "mark" or tokens[start].text.isdigit()
    ):
        if tokens[start].text.isdigit() and start + 1 < end and not tokens[start + 1].capital:
            break
        if tokens[start].capital and start + 1 == end and tokens[start].low not in lx.WEEKDAYS:
            break
        start += 1
    return (start, end) if start < end and _is_phrase(tokens, start, end) else None


def _opens_only(token: Token) -> bool:
    if token.low in lx.DETERMINERS or token.low in {"former", "then", "us"}:
        return False
    return token.low in lx.OPENERS or (token.low in lx.CONJUNCTIONS and token.low not in lx.PREPOSITIONS)


def _after_adverbial(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the phrase begins after "In a statement" or "On Friday" without a comma: at the last article or name."""
    for index in range(end - 1, start + 1, -1):
        token, before = tokens[index], tokens[index - 1]
        free = before.low not in lx.PREPOSITIONS and before.low not in lx.DETERMINERS and before.kind == "word"
        starts = token.low in lx.DETERMINERS or token.low in lx.PRONOUNS
        if free and not possessive(before) and (starts or (token.capital and not before.capital)):
            return index
        if free and token.capital and before.low in lx.TIMES:
            return index
    return end


def _is_phrase(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether this can be a subject: a name, a word with an article, a plural, a pronoun."""
    first, last = tokens[start], tokens[end - 1]
    if first.low in lx.PRONOUNS:
        return end - start == 1
    if last.low in lx.DETERMINERS and end - start == 1:
        return last.low in {"some", "many", "others", "both", "critics", "another", "one", "several", "most"}
    if last.kind == "mark" or last.low in lx.PREPOSITIONS or last.low in lx.ADVERBS:
        return False
    if first.capital or first.low in lx.DETERMINERS or possessive(first) or first.text[0].isdigit():
        return True
    heads = {token.low for token in tokens[start:end]}
    return bool(heads & lx.PLURALS or heads & lx.GROUPS or heads & lx.DOCUMENTS or heads & lx.ROLES)


def subject_after(tokens: Sequence[Token], start: int) -> Phrase | None:
    """The phrase after an inverted verb: ``said Jo Lee, a farmer from Ohio.``"""
    if start >= len(tokens) or tokens[start].kind != "word":
        return None
    if tokens[start].low in {"he", "she", "they", "i", "we", "it"}:
        return Phrase(start, start + 1, (start, start + 1))
    end = start
    limit = min(len(tokens), start + LONGEST)
    while end < limit and _may_follow(tokens, end, start):
        end += 1
    while end > start and (tokens[end - 1].low in lx.PREPOSITIONS | lx.ADVERBS | lx.TIMES):
        end -= 1
    if end == start or not _is_phrase(tokens, start, end) or tokens[start].low in lx.TIMES:
        return None
    if not (
        end == len(tokens)
        or tokens[end].kind != "word"
        or tokens[end].low in lx.PREPOSITIONS | lx.CONJUNCTIONS | lx.TIMES | lx.ADVERBS
    ):
        return None
    apposition = _apposition_after(tokens, end)
    return Phrase(start, apposition[1] if apposition else end, (start, end), apposition)


def _may_follow(tokens: Sequence[Token], index: int, start: int) -> bool:
    token = tokens[index]
    if token.kind == "mark":
        return token.text in "&'’" or (token.text == "." and _abbreviated(tokens, index) and index + 1 < len(tokens))
    if token.kind == "quote" or token.low in lx.VERBS or token.low in lx.PRONOUNS:
        return False
    if token.low in lx.PREPOSITIONS:
        return token.low in {"of", "for"} or (token.low in {"at", "with", "from"} and not tokens[index - 1].capital)
    if token.low in lx.TIMES and index > start:
        return False
    return token.low not in lx.CONJUNCTIONS or (token.low == "and" and tokens[index - 1].capital)


def _apposition_after(tokens: Sequence[Token], end: int) -> Span | None:
    if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].kind != "word":
        return None
    first = tokens[end + 1].low
    if first.isdigit() and end + 3 < len(tokens) and tokens[end + 2].text == ",":
        return _apposition_after(tokens, end + 2) or (end + 1, end + 2)
    if not (first in APPOSITION_STARTS - {"and", "or"} or first in lx.ROLES or tokens[end + 1].capital):
        return None
    stop = end + 1
    while stop < min(len(tokens), end + LONGEST) and tokens[stop].kind == "word":
        if tokens[stop].low in {"while", "when", "as", "after", "during", "referring", "adding", "because"}:
            break
        stop += 1
    return (end + 1, stop) if stop > end + 1 else None


def leading_subject(tokens: Sequence[Token]) -> Phrase | None:
    """The name or pronoun that heads a sentence, after an adverbial and its comma if there is one."""
    for start in _clause_starts(tokens):
        token = tokens[start]
        if token.low in {"he", "she", "they", "it"}:
            return Phrase(start, start + 1, (start, start + 1))
        end = start + 1 if token.low == "the" else start
        while end < min(len(tokens), start + LONGEST) and (tokens[end].capital or tokens[end].text == "."):
            end += 1
            if possessive(tokens[end - 1]):
                break
        if end > start + (token.low == "the") and token.low not in NO_SUBJECTS:
            return Phrase(start, end, (start, end))
    return None


def _clause_starts(tokens: Sequence[Token]) -> list[int]:
    starts = [0] if tokens and tokens[0].kind == "word" else []
    if len(tokens) > 1 and tokens[0].low in lx.OPENERS and tokens[1].kind == "word":
        starts = [1]
    for index in range(1, min(len(tokens) - 1, LONGEST)):
        if tokens[index].text == "," and tokens[index + 1].kind == "word":
            starts.append(index + 1)
    return starts
