"""The names a text prints: runs of capitals, told apart as persons, organizations, governments and places."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.titles import LOWER_STARTS, SUFFIXES, after_office, is_title, role_before
from claims.text.vocabulary import words

LONGEST_RUN = 12
"""Words and marks of one run of capitals, at most."""
SHOUTED = 5
"""Words of a name in a sentence all in capitals, at most."""
PLACES = lx.METONYMS | lx.REGIONS
SURNAMES_OF_BODIES = words("bloomberg fox church college hill sun street mail cross page marshal marshall")
"""Surnames that are words for bodies too, where a first name stands before them."""
PREFIXED = re.compile(r"(?:a[lnrstzd]|ash|el|ul|[dlo])[-'’][A-Z]")
"""Names that begin with a small article."""
OFFICERS = words("attorney sheriff mayor governor prosecutor president representative general")
"""Whose office is a government's: "the Troy County Sheriff's Office"."""
CALLED = words("magazine newspaper paper company firm agency group broadcaster airline bank charity publisher website")
"""Words before a name that say it is a body's: "the aid agency Zenvia"."""
COMMON = (
    (lx.DOCUMENTS | lx.PLURALS | lx.ROLES | lx.COLLECTIVES | lx.MANY | (lx.GROUPS - lx.PARTIES))
    - lx.ORGANIZATION_WORDS
    - lx.MEDIA
) | {"not"}
"""Words that name nobody by themselves, though a sentence begins with them."""


@dataclass(slots=True)
class Person:
    """A person of this text: the fullest name printed, the roles printed, "m" or "f" where the text shows it."""

    name: str
    key: tuple[str, str]
    roles: list[str] = field(default_factory=list)
    gender: str = ""
    mentions: int = 0
    places: list[int] = field(default_factory=list)
    """Where the text names them, in order."""
    proven: bool = True
    """Whether anything but two capital words shows that this is a person and no body, programme or place."""


@dataclass(slots=True)
class Mention:
    """A run of capitals: code points of the name without its title, of the role printed before it, and what it is.

    ``kind`` is a kind of party, or "thing" for what may be a body or no speaker at all ("Amtrak", "Brexit").
    """

    start: int
    end: int
    words: tuple[str, ...]
    kind: str
    title: tuple[str, ...] = ()
    role: tuple[int, int] | None = None
    person: Person | None = None
    sentence: int = 0
    quoted: bool = False
    subject: bool = False


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


def mention_of(
    tokens: Sequence[Token], run: list[int], alone: Collection[str] = (), *, shouted: bool = False
) -> Mention | None:
    """What a run of capitals names, None if it is only the capital of a sentence's first word.

    ``alone`` are words that the text prints as a name by themselves; ``shouted`` says that all is in capitals.
    """
    words = [index for index in run if tokens[index].kind == "word"]
    if len(words) > 1 or not _after_words(tokens, words[0]):
        while words and tokens[words[0]].low in LOWER_STARTS and not _names_paper(tokens, words):
            if tokens[words[0]].text == "WHO" and not shouted:
                break
            words.pop(0)
    while len(words) > 1 and tokens[words[0]].low.endswith(("-based", "-led", "-backed", "-owned", "-run")):
        words.pop(0)
    if not words or tokens[words[-1]].low in lx.PLURALS:
        return None
    office = after_office(tokens, run[run.index(words[0]) :], alone)
    title, words = _without_titles(tokens, words, office[0] if office else None)
    low = tuple(base(tokens[index]) for index in words)
    if not words or (len(low) == 1 and not title and low[0] in COMMON and low[0] not in alone):
        return None
    printed = [tokens[index].text.title() if shouted else tokens[index].text for index in words]
    kind = _kind(low, printed, titled=bool(title))
    before = tokens[words[0] - 1] if words[0] else None
    if kind == "person" and not title and before and before.low in {"the"} | CALLED and low[0] not in lx.GIVEN_NAMES:
        kind = "organization"
    mention = Mention(tokens[words[0]].start, bare(tokens[words[-1]]), low, kind)
    mention.title = tuple(tokens[index].low for index in title)
    mention.role = role_before(tokens, words[0], office[1] if office else None) if kind == "person" else None
    return mention


def _names_paper(tokens: Sequence[Token], words: Sequence[int]) -> bool:
    """Whether a word of time begins a medium's name: "the Sunday Times", "the Evening Post"."""
    first = words[0]
    the = first > 0 and tokens[first - 1].low == "the"
    return the and tokens[first].low in lx.TIMES and any(tokens[index].low in lx.MEDIA for index in words[1:])


def _without_titles(tokens: Sequence[Token], words: list[int], name: int | None) -> tuple[list[int], list[int]]:
    """The titles at the front of a run, and the rest; ``name`` is where the name begins, if an office tells it."""
    if name is not None:
        at = words.index(name)
        return words[:at], words[at:]
    title: list[int] = []
    if words[0] > 1 and tokens[words[0] - 1].low == "of" and tokens[words[0] - 2].low in lx.ROLES:
        while words and tokens[words[0]].low in lx.OFFICES:
            title.append(words.pop(0))
    cut = max((at + 1 for at, index in enumerate(words) if is_title(tokens, index, words[-1])), default=0)
    if cut < len(words) or not title:
        title, words = title + words[:cut], words[cut:]
    return title, words


def _after_words(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].kind == "word"


def _kind(low: tuple[str, ...], words: list[str], *, titled: bool) -> str:
    if titled and len(low) <= 4 and not set(low[-1:]) & lx.GOVERNMENT_WORDS:
        return "person"
    if low[-1] in lx.GROUPS or low[-1] in lx.NATIONALITIES:
        return "group"
    if (
        len(low) > 1
        and any(len(word.replace(".", "")) > 2 and word.isupper() for word in words)
        and low[-1] not in SUFFIXES
    ):
        return "organization"
    joined = " ".join(low)
    if joined in PLACES:
        return "government"
    if low[-1] == "council" and set(low) & {"security", "nations", "rights"}:
        return "organization"
    if low[0] in lx.GIVEN_NAMES and 1 < len(low) <= 3 and low[-1] not in lx.ORGANIZATION_WORDS - SURNAMES_OF_BODIES:
        return "person"
    if _governmental(low):
        return "government"
    if _organizational(low, words) or (len(low) == 1 and words[0].isupper() and len(words[0]) > 1):
        return "organization"
    return "person" if len(low) <= 4 and not any(char.isdigit() for word in low for char in word) else "organization"


def _governmental(low: tuple[str, ...]) -> bool:
    """ "F.B.I.", "Treasury Department", "Federal Bureau of Investigation"."""
    before_of = low[low.index("of", 1) - 1] if "of" in low[1:] else ""
    owned = len(low) > 1 and low[-1] == "office" and low[-2] in OFFICERS
    heads = {low[-1], before_of} & lx.GOVERNMENT_WORDS or owned or low[0] in {"department", "ministry", "directorate"}
    known = {word.replace(".", "") for word in low} & lx.GOVERNMENTS
    forces = {("task", "force"), ("air", "force"), ("response", "force")} & set(pairwise(low))
    return bool(known or heads or forces)


def _organizational(low: tuple[str, ...], words: list[str]) -> bool:
    """Whether a name holds a word for a body; an acronym counts in capitals only ("UN", but not "Kim Jong Un")."""
    found = [
        word for word, printed in zip(low, words, strict=True) if len(word) > 4 or printed.isupper() or word in lx.PLAIN
    ]
    return bool(set(found) & (lx.ORGANIZATION_WORDS | lx.MEDIA))
