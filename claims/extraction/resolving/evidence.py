"""What shows that a name is a person's: names that nothing shows it of are a body's, or no names at all."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout, Sentence
from claims.extraction.resolving.mentions import Mention, Person
from claims.extraction.resolving.names import Names
from claims.extraction.surnames import SURNAMES
from claims.text.vocabulary import words

DOERS = ("ers", "ors", "ists", "ants", "ians")
"""Endings of words for many who do something: "Sellers", "Forecasters"."""
NEAR = 12
"""Words behind a name in which "he" or "she" may mean its bearer."""
PERSONAL = lx.GIVEN_NAMES | lx.PARTICLES
"""Words of a name that are a person's."""
INITIALS = re.compile(r"[A-Z]|(?:[A-Z]\.){1,3}[A-Z]?")
"""Letters for first names, with or without a point: "Jo A. Lee", "J.D. Lee"."""
TELLING = lx.GIVEN_NAMES | SURNAMES
"""Names that are mostly a person's where they stand alone."""
TRADED = re.compile(
    r"\b(?:shares (?:of|in)|stake in|(?:investors|analysts|economists|researchers|scientists|doctors|employees|"
    r"professors?|strategists?) at)(?: the)? \Z",
    re.IGNORECASE,
)
"""Words before a name that say it is a body's: "shares of Sterling Marlow", "researchers at Sterling Marlow"."""
KNOWN = words(
    "morgan-stanley jp-morgan eli-lilly merrill-lynch arthur-andersen philip-morris wells-fargo charles-schwab "
    "raymond-james john-deere ralph-lauren calvin-klein tommy-hilfiger michael-kors hugo-boss levi-strauss "
    "johnson-matthey virgin-galactic smith-barney"
)
"""Companies that are named like a person, their words joined; more is written of them than of anybody of the name."""
OWN = words(
    "shares stock profit profits revenue sales earnings forecast chief spokesman spokeswoman spokesperson lawyer "
    "lawyers shareholders investors customers subsidiary headquarters factories stores quarterly bonus"
)
"""What a body has: behind "its"."""
WRITTEN = re.compile(r"in an? (?:[\w-]+ ){0,2}(?:statement|note|filing|report|release|email|e-mail|memo|update) ")
"""Where a company says what it says, right behind "said"."""
DEEDS = re.compile(
    r" (?:said in an? (?:research |client |regulatory |securities |exchange )?(?:note|filing)|"
    r"(?:said|says) (?:that )?(?:quarterly|annual|net|first-quarter|full-year|second-quarter|third-quarter|"
    r"fourth-quarter) (?:\w+ )?(?:profit|loss|earnings|sales|revenue)s?|"
    r"filed for bankruptcy|went public|employs|(?:raised|cut|lowered|trimmed|posted|reported) its|"
    r"(?:cut|slashed|shed) [\d,]+ jobs"
    r"|(?:posted|reported) (?:an? )?(?:\w+ )?(?:profit|loss|earnings|sales|revenue)s?)\b"
)
"""What companies do: "raised its forecast"."""
A_COMPANY = re.compile(
    r"[^.!?\n]{0,200}(?:[.!?”]+\s+The| (?:after|as|when|before|because) the) "
    r"(?:company|firm|bank|lender|chipmaker|carmaker|retailer|brokerage)\b"
)
"""Words behind a name whose next sentence speaks of it by what it is."""
BEFORE = 30
"""Code points before a name that are looked at."""
FAR = 20
"""Words behind a name in which "its" may mean it."""
CALLED = lx.MALE | lx.FEMALE | {"who"}


def weigh(layout: Layout, names: Names) -> None:
    """Make bodies of single words that were taken for persons, and drop common nouns that only begin a sentence."""
    doubtful: dict[str, list[Mention]] = {}
    for mention in names.mentions:
        word = mention.words[0]
        alone = mention.kind == "person" and len(mention.words) == 1
        explained = mention.title or mention.role or word in TELLING or _shares_surname(layout.text, names, mention)
        if alone and not explained and names.person_at(mention) is None:
            doubtful.setdefault(word, []).append(mention)
    _weigh_fuller(layout, names)
    for word, mentions in doubtful.items():
        if word.endswith(DOERS) and all(_opens(layout.sentences[m.sentence], m) for m in mentions):
            kind = "group"
        elif any(_is_called(layout.sentences[m.sentence], m) for m in mentions):
            continue
        else:
            kind = "thing"
        _set(mentions, kind)


def _weigh_fuller(layout: Layout, names: Names) -> None:
    """Names of several words: a person is called by the surname alone, "he" or "she", or something, or bears a role."""
    called: dict[tuple[str, str], list[Mention]] = {}
    for mention in names.mentions:
        if mention.kind == "person" and (person := names.person_at(mention)):
            called.setdefault(person.key, []).append(mention)
    bodies: list[Mention] = []
    for key, mentions in called.items():
        person = names.persons[key]
        known = any("-".join(mention.words) in KNOWN for mention in mentions)
        described = _is_described(layout, person, mentions, known=known)
        person.proven = described or _sounds_personal(person)
        if not described and (known or _signs_of_body(layout, names, mentions) > person.proven):
            bodies += mentions
            names.forget(person)
    if bodies:
        _set(bodies, "organization")
        names.bodies = names.known_bodies()


def _sounds_personal(person: Person) -> bool:
    """Whether a name holds a first name or initials; companies are called after people too."""
    words = person.name.split()
    return bool({*person.key, *person.name.lower().split()} & PERSONAL) or any(map(INITIALS.fullmatch, words))


def _signs_of_body(layout: Layout, names: Names, mentions: Sequence[Mention]) -> int:
    """How many kinds of words show that a name is a body's: two are needed against a first name."""
    sentences = layout.sentences
    is_it = any(_is_it(layout.text, sentences[m.sentence], m) or _owns(sentences[m.sentence], m) for m in mentions)
    traded = any(
        m.words in names.companies
        or TRADED.search(layout.text, max(0, m.start - BEFORE), m.start)
        or DEEDS.match(layout.text, m.end)
        for m in mentions
    )
    company = any(A_COMPANY.match(layout.text, m.end) for m in mentions)
    first, last = mentions[0].words[0], mentions[0].words[-1]
    place = first in lx.STATES - lx.GIVEN_NAMES and last.endswith("s") and last not in SURNAMES
    return is_it + traded + place + (company and is_it + traded + place > 0)


def _is_described(layout: Layout, person: Person, mentions: Sequence[Mention], *, known: bool) -> bool:
    """Whether the text gives a person a role, a title or a "he", or calls them by the surname alone.

    The last says nothing of a ``known`` company: "Lilly" is short for "Eli Lilly".
    """
    if person.roles or not person.key[0]:
        return True
    return any(
        mention.title
        or mention.role
        or (mention.words == (person.key[1],) and not known)
        or _is_called(layout.sentences[mention.sentence], mention)
        for mention in mentions
    )


def _shares_surname(text: str, names: Names, mention: Mention) -> bool:
    """Whether a first name is joined to a person's of two words: "Maya and Jo Lee"."""
    low = bisect_left(names.starts, mention.end)
    other = names.mentions[low] if low < len(names.mentions) else None
    joined = other is not None and mention.subject and text[mention.end : other.start] == " and "
    return bool(joined and other and len(other.words) == 2 and other.words[0] in lx.GIVEN_NAMES and not other.title)


def _set(mentions: Iterable[Mention], kind: str) -> None:
    for mention in mentions:
        mention.kind = kind


def _opens(sentence: Sentence, mention: Mention) -> bool:
    return sentence.tokens[0].start == mention.start


def _is_it(text: str, sentence: Sentence, mention: Mention) -> bool:
    """Whether a name speaks of "it" or "its": "Tern Lines said it would sail", "Tern Lines and its crew"."""
    first = bisect_left(sentence.tokens, mention.end, key=lambda token: token.start)
    written = WRITTEN.match(text, sentence.tokens[first + 1].start) if first + 1 < len(sentence.tokens) else None
    behind = bisect_left(sentence.tokens, written.end(), key=lambda token: token.start) if written else first + 1
    rest = [*sentence.tokens[first : first + 1], *sentence.tokens[behind : behind + 5]]
    near = [token.low for token in rest if token.low not in {"on", "that", *lx.WEEKDAYS}]
    speaks = bool(near[:1]) and near[0] in lx.TALKING and near[1:2] in (["it"], ["its"])
    nobody = near[2:3] in (["is"], ["was"]) and not "".join(near[3:4]).endswith(("ing", "ed"))  # "said it was late"
    return speaks and not nobody


def _owns(sentence: Sentence, mention: Mention) -> bool:
    """Whether the sentence speaks of "its shares" behind a name, with no other name between."""
    first = bisect_left(sentence.tokens, mention.end, key=lambda token: token.start)
    rest = sentence.tokens[first : first + FAR]
    for token, after in pairwise(rest):
        if token.capital:
            return False
        if token.low == "its" and after.low in OWN:
            return True
    return False


def _is_called(sentence: Sentence, mention: Mention) -> bool:
    """Whether "he" or "she" comes soon after the name, with no other capital word between."""
    first = bisect_left(sentence.tokens, mention.end, key=lambda token: token.start)
    for token in sentence.tokens[first : first + NEAR]:
        if token.low in CALLED:
            return True
        if token.capital:
            return False
    return False
