"""Which words of a sentence are reported: what stands before a cue, after it, or around it."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.rules.cues import JUDGING, LISTENED, PLAIN, SHARING, VOWING, Range, Report
from claims.text.vocabulary import words

OPENS_CLAUSE = words("that how whether")
JOINING = words("and but while")
LISTENER = 12
"""Tokens between a cue and "that" in which those addressed may stand: "told reporters in Troy on Friday that"."""
SHORTEST = 3
"""Tokens of a clause, at least."""


def content_stop(tokens: Sequence[Token], following: Report) -> int:
    """Where the content of a cue must end: before the next cue that a mark or an "and" divides from it."""
    before = tokens[following.start - 1]
    return following.start if before.text in ",;—–" or before.low in JOINING else len(tokens)


def content_of(tokens: Sequence[Token], report: Report, low: int, stop: int) -> list[Range]:
    """The reported words of a cue between two tokens, in ranges; none where nothing is found."""
    edge = report.start - (report.start > low and tokens[report.start - 1].text in ",—–")
    if edge > low and tokens[edge - 1].kind == "quote" and not report.shared:
        first = _clause_start(tokens, edge) if low == 0 else edge - 1
        return [(first, edge), *_second_half(tokens, report, stop)]
    verb = tokens[report.cue[0]].low
    after = None if report.inverted else _after(tokens, report.cue[1], stop, verb)
    if verb == "according" and report.start == 0:
        after = _trimmed(tokens, report.end, stop)
    if after:
        return [after]
    divided = edge < report.start or verb == "according"
    if low or report.shared or verb in JUDGING or not divided:
        return []
    return _clause_around(tokens, report, edge, stop)


def _clause_around(tokens: Sequence[Token], report: Report, edge: int, stop: int) -> list[Range]:
    """ "Taxes will rise, Jo Lee said", or "Taxes, Jo Lee said, will rise"."""
    before = _clause_start(tokens, edge)
    rest = _trimmed(tokens, report.end, stop) if tokens[min(report.end, stop - 1)].text == "," else None
    parts = [(before, edge), *([rest] if rest and not tokens[rest[0]].low.endswith("ing") else [])]
    is_adjunct = len(parts) == 1 and tokens[before].low in lx.PREPOSITIONS | lx.SUBORDINATORS
    return [] if is_adjunct or sum(end - start for start, end in parts) < SHORTEST else parts


def _clause_start(tokens: Sequence[Token], edge: int) -> int:
    start = 0
    while start < edge - 1 and (tokens[start].low in {"but", "and", "so", "still"} or tokens[start].text in ",—–•"):
        start += 1
    return start


def _second_half(tokens: Sequence[Token], report: Report, stop: int) -> list[Range]:
    """The rest of a quotation that its cue divides: "We will," Jo Lee said, "win it all."."""
    for index in range(report.end, min(stop, report.end + LISTENER)):
        if tokens[index].kind == "quote":
            return [(index, index + 1)] if tokens[index - 1].text in ",:.—–" else []
    return []


def _after(tokens: Sequence[Token], start: int, stop: int, verb: str) -> Range | None:
    """What follows a cue: a quotation, a clause that "that" opens, "to" and an infinitive, or a plain clause."""
    if verb in JUDGING:
        quoted = any(token.kind == "quote" for token in tokens[start : min(stop, start + LISTENER)])
        return _trimmed(tokens, start, stop) if quoted else None
    opened = _opened(tokens, start, stop, listened=verb in LISTENED)
    if opened is not None:
        return _trimmed(tokens, opened, stop)
    if verb in VOWING and start < stop and tokens[start].low == "to":
        return _trimmed(tokens, start, stop)
    while start < stop and tokens[start].low in lx.TIMES:
        start += 1
    if verb not in PLAIN | SHARING or stop - start < SHORTEST or tokens[start].kind != "word":
        return None
    return None if tokens[start].low in lx.PREPOSITIONS | lx.CONJUNCTIONS else _trimmed(tokens, start, stop)


def _opened(tokens: Sequence[Token], start: int, stop: int, *, listened: bool) -> int | None:
    """Where a quotation or "that" opens what follows a cue, past a listener, a day or "in a statement"."""
    if start >= stop or not (
        listened or tokens[start].kind != "word" or tokens[start].low in lx.PREPOSITIONS | lx.TIMES | OPENS_CLAUSE
    ):
        return None
    for index in range(start, min(stop, start + LISTENER)):
        token = tokens[index]
        if token.kind == "quote" or token.low in OPENS_CLAUSE:
            return index
        if token.text in ";." or (token.low in lx.VERBS and index > start):
            return None
    return None


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    """A range without marks and joining words at its edges, None if nothing is left."""
    while start < end and tokens[start].kind == "mark":
        start += 1
    while end > start and (tokens[end - 1].kind == "mark" or tokens[end - 1].low in JOINING):
        end -= 1
    return (start, end) if start < end else None
