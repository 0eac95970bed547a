"""The names a text prints: runs of capitals, told apart as persons, organizations, governments and places."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.runs import ABSTRACT, BODIES, PEOPLE, bare, base
from claims.extraction.resolving.titles import (
    LOWER_STARTS,
    POSTNOMINALS,
    SUFFIXES,
    TITLES,
    after_office,
    is_title,
    leading_titles,
    role_before,
)
from claims.text.vocabulary import words

PLACES = lx.METONYMS | lx.REGIONS | {"downing street"}
SURNAMES_OF_BODIES = words("bloomberg fox church college hill sun street mail cross page marshal marshall")
"""Surnames that are words for bodies too, where a first name stands before them."""
OFFICERS = words("attorney sheriff mayor governor prosecutor president representative general minister chancellor")
"""Whose office is a government's: "the Troy County Sheriff's Office"."""
CALLED = words("magazine newspaper paper company firm agency group broadcaster airline bank charity publisher website")
"""Words before a name that say it is a body's: "the aid agency Zenvia"."""
COMPATRIOTS = words("spaniard swede dane finn briton serb croat kurd slovak slovene icelander scotsman norseman")
THINGS = words(
    "policy paper program programme project treaty pact strategy award awards prize cup league games series stadium "
    "airport highway affairs lords rights response studies sciences theatre theater museum gallery library festival "
    "estates summit talks protocol initiative scheme strait peninsula sea ocean"
)
"""Last words of names that are no person's, beside those of ABSTRACT endings."""
OF_BODIES = lx.PLURALS | lx.GROUPS | lx.ROLES
"""Who belongs to a body: "leaders"."""
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
    behind: str = ""
    """The role that is printed behind a surname and its comma."""
    person: Person | None = None
    sentence: int = 0
    quoted: bool = False
    subject: bool = False


def mention_of(
    tokens: Sequence[Token], run: list[int], alone: Collection[str] = (), *, shouted: bool = False
) -> Mention | None:
    """What a run of capitals names, None if it is only the capital of a sentence's first word.

    ``alone`` are words that the text prints as a name by themselves; ``shouted`` says that all is in capitals.
    """
    words = _words_of(tokens, run, shouted=shouted)
    if not words:
        return None
    office = after_office(tokens, run[run.index(words[0]) :], alone)
    body = office is None and _is_body_of(tokens, run)
    title, words = ([], words) if body else _without_titles(tokens, words, office[0] if office else None)
    low = tuple(base(tokens[index]) for index in words)
    if not words or (len(low) == 1 and not title and low[0] in COMMON and low[0] not in alone):
        return None
    printed = [tokens[index].text[: bare(tokens[index]) - tokens[index].start] for index in words]
    printed = [word.title() for word in printed] if shouted else printed
    kind = _kind(low, printed, titled=bool(title))
    if kind == "person" and (body or any(tokens[index].low in {"&", "and"} for index in range(words[0], words[-1]))):
        kind = "organization"
    before = tokens[words[0] - 1] if words[0] else None
    if before and before.low in lx.DETERMINERS and len(low) == 1 and _is_compatriot(low[0]):
        return None
    if kind == "person" and not title and before and before.low in {"the"} | CALLED and low[0] not in lx.GIVEN_NAMES:
        kind = "organization"
    mention = Mention(tokens[words[0]].start, bare(tokens[words[-1]]), low, kind)
    mention.title = tuple(tokens[index].low for index in title)
    mention.role = role_before(tokens, words[0], office[1] if office else None) if kind == "person" else None
    return mention


def _is_compatriot(low: str) -> bool:
    """Whether a word is a human being's by country: "the Swede", "a Frenchman"."""
    return low in COMPATRIOTS or low.endswith(("chman", "lishman", "shman", "tchman", "chwoman", "shwoman"))


def _words_of(tokens: Sequence[Token], run: Sequence[int], *, shouted: bool) -> list[int]:
    """The words of a run that may be of a name; none where it is only the capital of a small word."""
    words = [index for index in run if tokens[index].kind == "word"]
    if len(words) > 1 or not _after_words(tokens, words[0]):
        while words and tokens[words[0]].low in LOWER_STARTS and not _names_paper(tokens, words):
            if not shouted and (_is_acronym(tokens, words[0]) or _is_given_name(tokens, words)):
                break
            words.pop(0)
    if len(words) > 1 and words[0] == 0 and tokens[0].low in lx.TALKING:
        words.pop(0)  # "Replied Lee:"
    while len(words) > 1 and tokens[words[0]].low.endswith(("-based", "-led", "-backed", "-owned", "-run")):
        words.pop(0)
    if len(words) > 1 and tokens[words[-1]].low in lx.TALKING and tokens[words[-1]].text.isupper():
        words.pop()  # "LEE SAID"
    while len(words) > 2 and tokens[words[-1]].text in POSTNOMINALS and not shouted:
        words.pop()
    if len(words) > 1 and tokens[words[-1]].low in lx.WEEKDAYS and not _names_day(tokens[words[-2]]):
        words.pop()
    last = tokens[words[-1]].low if words else ""
    nameless = len(words) == 1 and (last in lx.WEEKDAYS or _is_of_people(tokens, words[0]))
    nameless = nameless or (last in lx.PLURALS and not _is_body_of(tokens, run))
    return [] if nameless else words


def _is_of_people(tokens: Sequence[Token], index: int) -> bool:
    """Whether the first word of a sentence only says of which body people are: "Union leaders"."""
    after = tokens[index + 1 : index + 2]
    people = after and not after[0].capital and after[0].low in OF_BODIES
    return (
        bool(people) and not index and tokens[index].low in lx.ORGANIZATION_WORDS and tokens[index].low not in lx.MEDIA
    )


def _names_day(before: Token) -> bool:
    """Whether a weekday behind this word belongs to a name: "Super Tuesday", "Fox News Sunday"."""
    return before.low not in lx.MEDIA - {"news"} and before.low not in lx.GIVEN_NAMES


def _is_acronym(tokens: Sequence[Token], index: int) -> bool:
    """Whether capitals that also spell a small word or a month are a body's: "WHO", "DEC"."""
    text = tokens[index].text.removesuffix("'s").removesuffix("’s")
    dated = index + 1 < len(tokens) and tokens[index + 1].text[0].isdigit()  # "DEC 12"
    return text == "WHO" or (len(text) == 3 and text.isupper() and text.lower() in lx.TIMES and not dated)


def _is_given_name(tokens: Sequence[Token], words: Sequence[int]) -> bool:
    """Whether "Jan" is no month, whose point and day would stand behind it, or "I." no "I": "Jan Berg", "I. Lee"."""
    if len(words) < 2:
        return False
    after = tokens[words[0] + 1]
    return after.kind == "word" if tokens[words[0]].low == "jan" else tokens[words[0]].text == "I" and after.text == "."


def _is_body_of(tokens: Sequence[Token], run: Sequence[int]) -> bool:
    """Whether a run is a body's name with "of" or "for" in it, and no office of it: "Association of Chief Officers"."""
    links = [at for at in range(1, len(run)) if tokens[run[at]].text in {"of", "for", "on"}]
    if not links or tokens[run[links[0] - 1]].low not in BODIES | PEOPLE:
        return False
    rest = [tokens[index].low for index in run[links[-1] + 2 :]]
    return not any(low in lx.ROLES | TITLES and low != "general" for low in rest)


def _names_paper(tokens: Sequence[Token], words: Sequence[int]) -> bool:
    """Whether a word of time begins a medium's name: "the Sunday Times", "the Evening Post"."""
    first = words[0]
    the = first > 0 and tokens[first - 1].low == "the"
    if the and tokens[first].low in lx.EDITIONS and len(words) == 2 and tokens[words[1]].low in lx.EDITED:
        return True
    alone = tokens[first].text == "Sun" and len(words) == 1 and tokens[first - 1].capital
    return (
        the and tokens[first].low in lx.TIMES and (alone or any(tokens[index].low in lx.MEDIA for index in words[1:]))
    )


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
    cut = max(cut, leading_titles(tokens, words))
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
    if len(low) > 1 and (low[-1] in THINGS or (len(low[-1]) > 7 and low[-1].endswith(ABSTRACT))):
        return "organization"
    if _organizational(low, words) or (len(low) == 1 and words[0].isupper() and len(words[0]) > 1):
        return "organization"
    long = len([word for word in low if word not in lx.PARTICLES]) > 4
    return "person" if not long and not any(char.isdigit() for word in low for char in word) else "organization"


def _governmental(low: tuple[str, ...]) -> bool:
    """ "F.B.I.", "Treasury Department", "Federal Bureau of Investigation"."""
    before_of = low[low.index("of", 1) - 1] if "of" in low[1:] else ""
    owned = len(low) > 1 and low[-1] == "office" and low[-2] in OFFICERS
    heads = {low[-1], before_of} & lx.GOVERNMENT_WORDS or owned or low[0] in {"department", "ministry", "directorate"}
    governments = {word.replace(".", "") for word in low} & lx.GOVERNMENTS
    forces = {("task", "force"), ("air", "force"), ("response", "force")} & set(pairwise(low))
    return bool(governments or heads or forces)


def _organizational(low: tuple[str, ...], words: list[str]) -> bool:
    """Whether a name holds a word for a body; an acronym counts in capitals only ("UN", but not "Kim Jong Un")."""
    heads = [
        word for word, printed in zip(low, words, strict=True) if len(word) > 4 or printed.isupper() or word in lx.PLAIN
    ]
    return bool(set(heads) & (lx.ORGANIZATION_WORDS | lx.MEDIA))
