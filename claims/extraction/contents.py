"""Where the reported words begin and end, in the tokens of a sentence."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.cues import ADDRESSED, FORMS
from claims.extraction.layout import Token, closing
from claims.extraction.phrases import LONGEST, Phrase, possessive
from claims.extraction.spotting import Candidate, Cue
from claims.extraction.types import Span

LONGEST_CONTENT = 400
"""Words of a clause of content, at most: keeps the work linear where no sentence ends."""
ADJUNCT_STARTS = lx.words("in on at during after before from through via by as while when with late early last this")
OBJECT_STOPS = lx.words("during after when while before because since amid following although though")


def addressee(tokens: Sequence[Token], cue: Cue) -> int:
    """The token after the listener of "told CNN that", or after the cue where no listener stands."""
    start = cue.last
    if cue.base not in ADDRESSED or start >= len(tokens) or tokens[start].kind != "word":
        return start
    token = tokens[start]
    if token.low in {"me", "him", "her", "them", "us", "you", "himself", "herself"}:
        return start + 1
    if token.low in {"that", "how", "whether", "why"} | lx.PREPOSITIONS | lx.TIMES or token.low in lx.PRONOUNS:
        return start
    end = start
    determined = token.low in lx.DETERMINERS
    while end < min(len(tokens), start + 12) and _in_addressee(tokens, end, start, determined):
        end += 1
    return end


def _in_addressee(tokens: Sequence[Token], index: int, start: int, determined: bool) -> bool:
    token = tokens[index]
    if token.kind == "quote":
        return index > start and possessive(tokens[index - 1])
    if token.kind == "mark":
        return token.text in "&'’" or (token.text == "." and tokens[index - 1].capital and index + 1 < len(tokens))
    if (
        token.low in lx.CONJUNCTIONS
        or token.low in lx.PREPOSITIONS
        or token.low in lx.VERBS
        or token.low in lx.PRONOUNS
    ):
        return token.low in {"and", "of"} and index + 1 < len(tokens) and tokens[index + 1].capital
    if token.low in lx.TIMES and index > start:
        return False
    if token.capital or index == start:
        return (
            index == start
            or tokens[index - 1].capital
            or determined
            or possessive(tokens[index - 1])
            or (tokens[index - 1].low in lx.ROLES | {"and", "of"} or tokens[index - 1].kind == "mark")
        )
    return determined or token.low in lx.PLURALS | lx.GROUPS or tokens[index].low in lx.ROLES


def content_start(tokens: Sequence[Token], start: int) -> int:
    """The token where the content begins, at or after ``start``: past "Friday", "in a statement" and the like.
    ``len(tokens)`` where only such words follow."""
    index = start
    while index < len(tokens):
        token = tokens[index]
        if token.kind == "quote" or token.low in {"that", "how", "whether"}:
            return index
        if token.text in ":":
            return index + 1
        if token.text in ",—–" and (after := _skip_comma(tokens, index)) >= 0:
            return after
        if token.low in lx.TIMES or (token.kind == "word" and token.text.isdigit() and index > start):
            index += 1
        elif token.low in ADJUNCT_STARTS or token.low in {"to", "of", "about"}:
            stop = _adjunct_end(tokens, index)
            if stop < 0:
                return index
            index = stop
        else:
            return index
    return index


def _skip_comma(tokens: Sequence[Token], index: int) -> int:
    """What follows a comma after a cue: the content if a quotation or "that" does, else nothing of the content."""
    after = index + 1
    if after < len(tokens) and (tokens[after].kind == "quote" or tokens[after].low == "that"):
        return after
    return len(tokens)


def _adjunct_end(tokens: Sequence[Token], index: int) -> int:
    """The end of "in a statement": before "that", a quotation, a comma or the end; -1 if it is part of the content."""
    for end in range(index + 1, min(len(tokens), index + 14)):
        token = tokens[end]
        if token.kind == "quote":
            return end if tokens[index].low not in {"to", "of", "about"} else -1
        if token.low == "that":
            return end
        if token.text in ",:—–":
            return end
        if token.text in ".;" and end == len(tokens) - 1:
            return len(tokens)
        if token.low in lx.VERBS and token.low not in {"will", "may"}:
            return -1
    return len(tokens) if index + 14 > len(tokens) else -1


def object_end(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Where the object of "criticized the plan" ends."""
    for index in range(start + 1, min(stop, start + LONGEST)):
        token = tokens[index]
        if token.text in ";—–" or token.low in OBJECT_STOPS:
            return index
        if token.text == "," and not (index + 1 < stop and tokens[index + 1].kind == "quote"):
            return index
        if token.low in {"in", "on", "at"} and index + 1 < stop and _adjunct_object(tokens, index):
            return index
    return stop


def _adjunct_object(tokens: Sequence[Token], index: int) -> bool:
    """Whether "in", "on", "at" opens words about the saying ("in a statement", "on Friday"), not the thing said."""
    near = {token.low for token in tokens[index + 1 : index + 5]}
    return bool(near & {"statement", "interview", "speech", "tweet", "news", "rally", "briefing", "conference"}) or (
        tokens[index + 1].low in lx.WEEKDAYS
    )


def content_end(tokens: Sequence[Token], start: int, later: Sequence[Candidate]) -> int:
    """Where a clause of content ends: before the cue of another speaker beside it, or with its sentence."""
    stop = min(len(tokens), start + LONGEST_CONTENT)
    for candidate in later:
        first = candidate.start
        if first <= start or (candidate.order == "before" and "report" not in candidate.cue.classes):
            continue
        before = tokens[first - 1]
        beside = before.text in ",;—–" or before.kind == "quote" or before.low in {"and", "but", "while"}
        if candidate.order == "before":
            beside = before.low in {"and", "but", "while"} or before.text in ";—" or before.kind == "quote"
        if beside and (candidate.order != "after") and first - start >= 2:
            stop = first
            break
    while stop > start and tokens[stop - 1].kind != "quote" and _trails(tokens[stop - 1], stop, len(tokens)):
        stop -= 1
    return stop


def _trails(token: Token, stop: int, length: int) -> bool:
    return token.text in ".,;—–:-!?" or (stop < length and token.low in {"and", "but", "while", "also", "then"})


def to_span(tokens: Sequence[Token], start: int, end: int) -> Span:
    """Code points of tokens ``start`` to ``end`` (exclusive)."""
    return tokens[start].start, tokens[end - 1].end


def runs_on(quote: Token) -> bool:
    """Whether a quotation ends as one does before "he said"."""
    return closing(quote) in ",?!—–-…"


def rule_after(tokens: Sequence[Token], cue: Cue, start: int) -> str:
    """Which rule reads the words after this cue, "" if none may."""
    token = tokens[start]
    if token.kind == "quote":
        return "quote-after"
    if token.low == "that" and cue.classes & {"report", "clause", "quote"}:
        return "that"
    if token.low == "to" and "infinitive" in cue.classes:
        return "infinitive"
    if "report" in cue.classes and cue.base not in {"tell", "ask"}:
        return "clause-after"
    if "report" in cue.classes:
        return "told"
    return "object" if "object" in cue.classes and token.low not in {"to", "by", "as"} else ""


def according_content(tokens: Sequence[Token], cue: Cue, phrase: Phrase | None, later: Sequence[Candidate]) -> Span:
    """Tokens of the content of "according to": the clause after it where it opens a sentence, else all before it."""
    if cue.first == 0 or (cue.first == 1 and tokens[0].low in lx.OPENERS):
        after = phrase.end if phrase else cue.last
        while after < len(tokens) and tokens[after].text != ",":
            after += 1
        return after + 1, content_end(tokens, after + 1, later)
    end = cue.first
    while end > 0 and tokens[end - 1].kind != "quote" and tokens[end - 1].text in ",—–":
        end -= 1
    start = 0
    while start < end and (tokens[start].kind == "mark" or tokens[start].low in lx.OPENERS):
        start += 1
    return start, end


def leading(tokens: Sequence[Token], low: int, first: int) -> int:
    """Where the content starts that ends with a quotation: words before it in its sentence belong to it, but not
    a "But" or a "“No,” he said. And" before it."""
    start = low
    while start < first and (tokens[start].kind == "mark" or tokens[start].low in lx.OPENERS):
        start += 1
    if first - start < 3 or low > 0:
        return first
    return start


def clause_start(tokens: Sequence[Token], low: int, edge: int) -> int:
    """Where the clause before a cue begins: past a "But", unless there is nothing else ("Too often, Lee said, ...")."""
    start = low
    while start < edge and (tokens[start].kind == "mark" or tokens[start].low in lx.OPENERS - lx.SUBORDINATORS):
        start += 1
    return start if start < edge else low


def rest_of_clause(tokens: Sequence[Token], after: int, later: Sequence[Candidate]) -> Span:
    """Tokens of the second half of "Taxes, Lee said, are too high", (0, 0) if nothing of the kind follows."""
    start = after + 1
    if start >= len(tokens) or tokens[after].text != "," or tokens[start].kind != "word":
        return 0, 0
    form = FORMS.get(tokens[start].low)
    if (form and form.ing) or tokens[start].low in {"who", "which", "and", "but", "according", "citing", "referring"}:
        return 0, 0
    end = content_end(tokens, start, later)
    return (start, end) if end - start > 1 else (0, 0)


def says_what(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether "called ..." calls somebody something, rather than on the telephone."""
    return any(token.kind == "quote" or token.low in {"a", "an", "the"} for token in tokens[start:stop])
