"""Runs of capitals in a sentence, which are its names: particles, and "of" and "for" of bodies, inside them."""

import re
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.titles import LOWER_STARTS, SUFFIXES

LONGEST_RUN = 12
"""Words and marks of one run of capitals, at most."""
SHOUTED = 5
"""Words of a name in a sentence all in capitals, at most."""
PREFIXED = re.compile(r"(?:a[lnrstzd]|ash|el|ul|[dlo])[-'’][A-Z]")
"""Names that begin with a small article."""


def bare(token: Token) -> int:
    """The end of a word without its 's."""
    return token.end - 2 if token.low.endswith(("'s", "’s")) else token.end


def base(token: Token) -> str:
    """A word in small letters without its 's."""
    return token.low.replace("’", "'").removesuffix("'s")


def runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Token numbers of each run of capitals, particles ("de", "bin") and points of abbreviations inside."""
    found: list[list[int]] = []
    index = 0
    while index < len(tokens):
        if tokens[index].kind == "word" and begins_name(tokens[index]):
            run = _run_from(tokens, index)
            found.append(run)
            index = run[-1] + 1
        else:
            index += 1
    return found


def begins_name(token: Token) -> bool:
    """Whether a word may begin a name: by its capital, or by that behind its article ("al-Rashid", "d’Arc")."""
    return token.capital or (token.kind == "word" and PREFIXED.match(token.text) is not None)


def shouted_runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Runs that name somebody in a sentence all in capitals: what stands beside a verb of saying, with a title, a
    first name or a body's word in it."""
    found: list[list[int]] = []
    for index, token in enumerate(tokens):
        if token.kind != "word" or token.low not in lx.TALKING or not token.text.isupper():
            continue
        before, after = _names_until(tokens, index, -1), _names_until(tokens, index, 1)
        found += [run for run in (before[::-1], after) if run and _tells(tokens, run) and run not in found[-2:]]
    return found


def _names_until(tokens: Sequence[Token], index: int, step: int) -> list[int]:
    """The words beside a verb that may be of a name, at most SHOUTED."""
    run: list[int] = []
    at = index + step
    while 0 <= at < len(tokens) and len(run) < SHOUTED and tokens[at].kind == "word":
        if tokens[at].low in LOWER_STARTS | lx.TALKING:
            break
        run.append(at)
        at += step
    return run


def _tells(tokens: Sequence[Token], run: Sequence[int]) -> bool:
    known = lx.GIVEN_NAMES | lx.ROLES | lx.ORGANIZATION_WORDS
    return len(run) == 1 or any(tokens[index].low in known for index in run)


def _run_from(tokens: Sequence[Token], index: int) -> list[int]:
    run = [index]
    while len(run) < LONGEST_RUN and bare(tokens[run[-1]]) == tokens[run[-1]].end:
        after = run[-1] + 1
        if after < len(tokens) and tokens[after].text == "." and _short(tokens[run[-1]]):
            after += 1
        while after + 1 < len(tokens) and tokens[after].low in lx.PARTICLES and not tokens[after].capital:
            after += 1
        joined = after if _goes_on(tokens, run[-1], after) else _linked(tokens, run, after)
        if joined is None:
            break
        run += range(run[-1] + 1, joined + 1)
    return run


def _goes_on(tokens: Sequence[Token], last: int, after: int) -> bool:
    if after >= len(tokens) or tokens[after].kind != "word" or not begins_name(tokens[after]):
        return False
    return tokens[after].start - tokens[after - 1].end <= 1


def _linked(tokens: Sequence[Token], run: list[int], after: int) -> int | None:
    """The capital after "of", "for" or "and" within a body's name: "Institute for Peace", "Securities and Exchange
    Commission"."""
    if after + 1 >= len(tokens) or after != run[-1] + 1 or tokens[after + 1].kind != "word":
        return None
    low, link = tokens[run[-1]].low, tokens[after].low
    if link in {"of", "for"} or (
        link == "on" and low in {"committee", "council", "commission", "conference", "center"}
    ):
        target = after + 2 if tokens[after + 1].low in {"the", "a"} and after + 2 < len(tokens) else after + 1
        bodies = lx.ORGANIZATION_WORDS - lx.MEDIA | {"ministry", "department"}
        word = tokens[target]
        return target if low in bodies and word.capital and word.kind == "word" and word.low not in lx.TIMES else None
    given = tokens[run[0]].low in lx.GIVEN_NAMES or tokens[after + 1].low in lx.GIVEN_NAMES
    if link not in {"and", "&"} or not tokens[after + 1].capital or given:
        return None
    end = after + 1
    while end + 1 < len(tokens) and tokens[end + 1].kind == "word" and tokens[end + 1].capital:
        end += 1
    alone = low in (lx.ORGANIZATION_WORDS - {"securities"}) | lx.METONYMS | lx.GROUPS | lx.ROLES or end == after + 1
    return after + 1 if not alone and tokens[end].low in lx.ORGANIZATION_WORDS else None


def _short(token: Token) -> bool:
    return len(token.text) == 1 or "." in token.text or token.low in lx.HONORIFICS | SUFFIXES
