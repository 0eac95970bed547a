"""Phrases that name nobody: their head, what kind of speaker it is, and who made a document."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.mentions import OFFICERS, Mention
from claims.extraction.resolving.runs import base
from claims.extraction.types import PartyKind
from claims.text.vocabulary import words

DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "both"})

STATES = words("city county town country nation state province")
"""What a state or a part of it is called: it speaks as a government."""

PAPERS = frozenset(
    {"newspaper", "paper", "outlet", "network", "publication", "site", "website", "broadcaster", "station"}
)
"""What media are called; no other description of a body means one, as media mostly pass on what others said."""
KINDS_OF_BODIES = words(
    "council union court university institute ministry department party school bank airline hospital church college "
    "trust"
)
"""What a body is and nothing else beside it: a council is no school, though a company may be a bank."""


MASSES = words("residents workers employees neighbors neighbours locals villagers")
"""Plurals that speak of people as a mass, where no number is said."""
UNCOUNTED = words("prosecutors investigators")
"""Plurals that do so where they stand alone: "prosecutors said", unlike "the prosecutors said"."""
SCHOLARLY = words("research discussion working white green policy position scientific academic review term court")
"""Words before "paper" that tell it from a newspaper."""


SEEN = words("seen obtained viewed reviewed examined read")
"""What a medium did with a document that it has not made: "documents seen by the Financial Times"."""


def head_of(tokens: Sequence[Token]) -> Token:
    """The head of a noun phrase: the last word before a preposition, a participle or a clause."""
    for index in range(1, len(tokens)):
        token = tokens[index]
        if token.kind != "word" or token.capital:
            continue
        ends = token.low in lx.PREPOSITIONS or token.low in {"who", "which", "that", "whose", "released", "published"}
        past = token.low in lx.PARTICIPLES and index + 1 < len(tokens)
        if (ends or past) and _office(tokens, index) is None:
            return _last_word(tokens[:index])
    return _last_word(tokens)


def _office(tokens: Sequence[Token], index: int) -> Token | None:
    """The name after "Secretary of State": the phrase goes on to it."""
    if tokens[index].low != "of" or index + 2 >= len(tokens):
        return None
    rest = tokens[index + 1 :]
    title = tokens[index - 1].low in lx.ROLES and tokens[index - 1].capital
    return rest[-1] if title and all(token.capital or token.text == "." for token in rest) and len(rest) > 1 else None


def _last_word(tokens: Sequence[Token]) -> Token:
    return next((token for token in reversed(tokens) if token.kind == "word"), tokens[-1])


def is_definite(tokens: Sequence[Token]) -> bool:
    """Whether the phrase speaks of somebody known: "the mayor", "his spokesman", "Clinton's team"."""
    return tokens[0].low in DEFINITE or tokens[0].low.endswith(("'s", "’s")) or len(tokens) == 1


def is_compatriot(tokens: Sequence[Token]) -> bool:
    """Whether a phrase is one human being by the country's name: "the German", but not "the French"."""
    one = len(tokens) == 2 and tokens[0].low in {"the", "a", "an", "another"} and tokens[1].low in lx.NATIONALITIES
    return one and not tokens[1].low.endswith(("s", "ese", "sh", "ch", "ss"))


def is_plural(head: Token) -> bool:
    """Whether a head is a plural."""
    low = base(head)
    if low in lx.PLURALS or low in lx.GROUPS:
        return True
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s")) and low[:-1] in lx.ROLES | lx.HUMANS


def described_kind(tokens: Sequence[Token], head: Token) -> PartyKind:
    """What kind of speaker a phrase without a name speaks of."""
    low = base(head)
    if low in lx.DOCUMENTS or (low in {"paper", "papers"} and any(token.low in SCHOLARLY for token in tokens)):
        return "document"
    first = tokens[0].low
    if low in lx.GOVERNMENT_WORDS | STATES and low != "house":
        return "government"
    if low == "office" and any(base(token) in OFFICERS for token in tokens[:-1]):
        return "government"  # "the mayor's office"
    if _is_mass(low, tokens):
        return "group"
    if low in lx.PLURALS or (low.endswith("s") and low[:-1] in lx.OFFICIALS):
        return "unnamed"
    if low == "nations" or first in {"no", "not"}:
        return "group"
    if low.endswith("s") and {low[:-1], low[:-3] + "y"} & (lx.GOVERNMENT_WORDS - {"house"}):
        return "government"
    if low in lx.ORGANIZATION_WORDS | lx.BODIES and low not in {"team", "group"}:
        return "organization"
    if low in lx.GROUPS or first in lx.MANY or low in lx.COLLECTIVES or first.isdigit():
        return "group"
    ends_plural = low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))
    return "group" if ends_plural and low not in lx.ROLES else "unnamed"


def _is_mass(low: str, tokens: Sequence[Token]) -> bool:
    return (low in UNCOUNTED and len(tokens) == 1) or (low in MASSES and tokens[0].low not in lx.MANY)


def made_by(mentions: Sequence[Mention], text: str, head: Token) -> Mention | None:
    """Who made a document: the body whose it is, or that is named right before it, or after "by", "from" or "of"."""
    own = {"'s", "’s"}
    owner = next((one for one in mentions if one.end <= head.start and text[one.end : one.end + 2] in own), None)
    if owner and owner.kind in {"organization", "thing"}:  # what stands between the two is the document's title
        return owner
    bodies = [mention for mention in mentions if mention.kind in {"organization", "government"}]
    bodies = [mention for mention in bodies if mention.words != ("court",)]  # "Court papers", at a sentence's head
    for mention in bodies:
        place = " ".join(mention.words) in lx.METONYMS and text[mention.end : mention.end + 2] not in own
        if mention.end <= head.start and not place:
            return mention
    for mention in bodies:
        before = text[max(0, mention.start - 24) : mention.start].lower().split()
        if {"by", "from", "of"} & set(before[-4:]) and not SEEN & set(before):
            return mention
    return None


def may_be(name: Sequence[str], head: str) -> bool:
    """Whether a body of that name may be "the council", by what it says that it is."""
    if name[-1] != head and {name[-1], head} <= KINDS_OF_BODIES:
        return False
    return head in lx.MEDIA | PAPERS or not set(name) & lx.MEDIA


def role_words(role: str) -> set[str]:
    """The words of a role, of several that mean the same always one."""
    return {lx.SAME.get(word, word) for word in role.lower().replace(",", " ").split()}
