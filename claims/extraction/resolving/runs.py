"""Runs of capitals in a sentence, which are its names: particles, and "of" and "for" of bodies, inside them."""

import re
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.titles import LOWER_STARTS, SUFFIXES
from claims.text.vocabulary import words

LONGEST_RUN = 12
"""Words and marks of one run of capitals, at most."""
SHOUTED = 5
"""Words of a name in a sentence all in capitals, at most."""
PREFIXED = re.compile(r"(?:a[lnrstzd]|ash|el|ul|[dlo])[-'’][A-Z]")
"""Names that begin with a small article."""
CONTRACTED = re.compile(r"(i|you|he|she|it|we|they|who|that|there)['’](?:d|ll|m|re|s|ve)")
"""A pronoun and its verb in one: "he'd", "We’ll"."""
NICKNAME = re.compile(r"[“\"‘'][A-Z][\w.’'-]{0,15}[”\"’']")
"""What somebody is called, within the name."""
STARTS = words("he she they it we")
"""Pronouns that begin a sentence behind a point that may be an abbreviation's: "Washington, D.C. They"."""

BODIES = lx.ORGANIZATION_WORDS - lx.MEDIA | words("ministry department centers centres directorate general tribunal")
"""Words of bodies behind which their names go on with "of" or "for"."""
PEOPLE = words("citizens people doctors physicians mothers parents families friends students women workers teachers")
"""Whom a body is named after, with what they are for: "Doctors for Clean Air"."""
PAPERS = words("times voice")
ON = words("committee council commission conference center centre institute subcommittee panel")
TASKS = words("protection enforcement prevention")
"""What a body does, by the last word of its name: "Customs and Border Protection"."""
ABSTRACT = ("tion", "sion", "ment", "ity", "ics", "ology", "culture")
"""Endings of words for no person."""
COUPLES = words("foundation trust fund charity institute center centre")
"""What bodies are that a couple's names stand before."""
FIELDS = words(
    "services sport sports health safety trade tourism energy labor labour housing research security science commerce "
    "industry media arts ethics transport food drugs alcohol"
)
"""What bodies are for, beside words of ABSTRACT endings."""


def bare(token: Token) -> int:
    """The end of a word without its 's."""
    return token.end - 2 if token.low.endswith(("'s", "’s")) else token.end


def base(token: Token) -> str:
    """A word in small letters without its 's."""
    return token.low.replace("’", "'").removesuffix("'s")


def pronoun_in(token: Token) -> str:
    """The pronoun of "he'd" as printed; "" for other words, also for "WHO's"."""
    match = CONTRACTED.fullmatch(token.low)
    printed = token.text[: match.end(1)] if match else ""
    return "" if len(printed) > 1 and printed.isupper() else printed


def runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Token numbers of each run of capitals, particles ("de", "bin") and points of abbreviations inside."""
    result: list[list[int]] = []
    index = 0
    while index < len(tokens):
        if tokens[index].kind == "word" and begins_name(tokens[index]):
            run = _run_from(tokens, index)
            result.append(run)
            index = run[-1] + 1
        else:
            index += 1
    return result


def begins_name(token: Token) -> bool:
    """Whether a word may begin a name: by its capital, or by that behind its article ("al-Rashid", "d’Arc")."""
    if pronoun_in(token):
        return False
    return token.capital or (token.kind == "word" and PREFIXED.match(token.text) is not None)


def shouted_runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Runs that name somebody in a sentence all in capitals: what stands beside a verb of saying, with a title, a
    first name or a body's word in it."""
    result: list[list[int]] = []
    for index, token in enumerate(tokens):
        if token.kind != "word" or token.low not in lx.TALKING or not token.text.isupper():
            continue
        before, after = _names_until(tokens, index, -1), _names_until(tokens, index, 1)
        result += [run for run in (before[::-1], after) if run and _tells(tokens, run) and run not in result[-2:]]
    return result


def _names_until(tokens: Sequence[Token], index: int, step: int) -> list[int]:
    """The words beside a verb that may be of a name, at most SHOUTED."""
    run: list[int] = []
    at = index + step
    if step < 0 and at > 0 and tokens[at].text == ",":  # "A WITNESS, JO LEE, SAID"
        at -= 1
    while 0 <= at < len(tokens) and len(run) < SHOUTED and tokens[at].kind == "word":
        if tokens[at].low in LOWER_STARTS | lx.TALKING:
            break
        run.append(at)
        at += step
    return run


def _tells(tokens: Sequence[Token], run: Sequence[int]) -> bool:
    telling = lx.GIVEN_NAMES | lx.ROLES | lx.ORGANIZATION_WORDS
    return len(run) == 1 or any(tokens[index].low in telling for index in run)


def _run_from(tokens: Sequence[Token], index: int) -> list[int]:
    run = [index]
    while len(run) < LONGEST_RUN and bare(tokens[run[-1]]) == tokens[run[-1]].end:
        after = run[-1] + 1
        if after < len(tokens) and tokens[after].text == "." and _short(tokens[run[-1]]):
            after += 1
        if after + 1 < len(tokens) and tokens[after].text == "," and tokens[after + 1].low in SUFFIXES and len(run) > 1:
            after += 1  # "Jo Lee, Jr."
        while after + 1 < len(tokens) and tokens[after].low in lx.PARTICLES and not tokens[after].capital:
            after += 1
        if after + 1 < len(tokens) and NICKNAME.fullmatch(tokens[after].text) and tokens[after].kind == "quote":
            after += 1  # "Jo “Coach” Lee"
        joined = after if _goes_on(tokens, run[-1], after) else _linked(tokens, run, after)
        if joined is None:
            break
        run += range(run[-1] + 1, joined + 1)
    return run


def _goes_on(tokens: Sequence[Token], last: int, after: int) -> bool:
    if after >= len(tokens) or tokens[after].kind != "word" or not begins_name(tokens[after]):
        return False
    if tokens[after].low in STARTS and tokens[after - 1].text == ".":
        return False
    return tokens[after].start - tokens[after - 1].end <= 1


def _linked(tokens: Sequence[Token], run: list[int], after: int) -> int | None:
    """The capital after "of", "for", "on" or "and" within a body's name: "Institute for Peace", "Securities and
    Exchange Commission", "Standard & Poor"."""
    if after + 1 >= len(tokens) or after != run[-1] + 1 or tokens[after + 1].kind != "word":
        return None
    link = tokens[after].low
    if link in {"of", "for", "on"}:
        return _governed(tokens, run, after)
    if link not in {"and", "&"} or not tokens[after + 1].capital:
        return None
    first = run[tokens[run[0]].low in lx.DETERMINERS and len(run) > 1]
    given = {tokens[first].low, tokens[after + 1].low} & lx.GIVEN_NAMES
    if given and not (link == "and" and first == run[-1] and _of_couple(tokens, after + 1)):
        return None
    return after + 1 if link == "&" or given or _and_goes_on(tokens, run, after + 1) else None


def _of_couple(tokens: Sequence[Token], first: int) -> bool:
    """Whether the names from here on end as those of a body do: "the Bill and Melinda Gates Foundation"."""
    end = first
    while end + 1 < len(tokens) and tokens[end + 1].kind == "word" and tokens[end + 1].capital:
        end += 1
    return end - first > 1 and base(tokens[end]) in COUPLES


def _governed(tokens: Sequence[Token], run: list[int], after: int) -> int | None:
    """The capital behind a body's preposition: "Council on Tourism", "Citizens for Parks", "Bank of the North"."""
    low, link = tokens[run[-1]].low, tokens[after].low
    takes = {"of": BODIES, "for": BODIES | PEOPLE, "on": ON}[link]
    opens = link == "for" and low in PEOPLE and len(run) > 1 and run[0]
    the = tokens[after + 1].low in {"the", "a"} and after + 2 < len(tokens)
    word = tokens[after + 2 if the else after + 1]
    on_for = link == "of" and any(tokens[index].text == "for" for index in run)
    of_place = link == "of" and low in PAPERS and word.low in lx.METONYMS  # "the Times of India"
    joins = (
        (low in takes or on_for or of_place)
        and not opens
        and word.capital
        and word.kind == "word"
        and word.low not in lx.TIMES
    )
    return (after + 2 if the else after + 1) if joins else None


def _and_goes_on(tokens: Sequence[Token], run: list[int], first: int) -> bool:
    """Whether a name goes on behind its "and": to a word for a body, or in a body's field ("Health and Welfare")."""
    end = first
    while end + 1 < len(tokens) and tokens[end + 1].kind == "word" and tokens[end + 1].capital:
        end += 1
    low = tokens[run[-1]].low
    if any(not tokens[index].capital and tokens[index].low in {"of", "for"} for index in run) and end - first < 2:
        field = low not in lx.METONYMS and (base(tokens[end]) in FIELDS or base(tokens[end]).endswith(ABSTRACT))
        return field and tokens[first].low not in lx.ROLES
    alone = low in (lx.ORGANIZATION_WORDS - {"securities"}) | lx.METONYMS | lx.GROUPS | lx.ROLES or end == first
    return not alone and base(tokens[end]) in lx.ORGANIZATION_WORDS | TASKS


def _short(token: Token) -> bool:
    return len(token.text) == 1 or "." in token.text or token.low in lx.HONORIFICS | SUFFIXES
