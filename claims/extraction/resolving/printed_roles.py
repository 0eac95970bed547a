"""The role that a phrase prints with the name in it: before the name, behind its comma, or in a clause."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.mentions import PLACES, Mention
from claims.extraction.resolving.phrases import PARTY_OF, Phrase
from claims.extraction.resolving.signed import is_signature
from claims.extraction.resolving.titles import is_role
from claims.text.vocabulary import words

POSSESSIVES = ("'s", "’s", "s'", "s’", "'", "’")
LINKS = words("of from with at for the and")
LEADING = words("is was leads led heads headed runs ran chairs chaired directs directed oversees founded represents")
"""Verbs of a clause that says what somebody is: "Jo Lee, who leads the union"."""


def printed_role(text: str, mention: Mention, tokens: Sequence[Token], phrase: Phrase) -> str:
    """The role that stands before or after a name: the longer of two that say what somebody is."""
    before = _before(mention, tokens)
    role = text[before[0].start : before[-1].end].strip(" ,") if before else ""
    if role.lower().strip(".") in lx.COURTESY | {"dr"} or (before and tokens is phrase.apposition):
        role = ""
    says_where = phrase.apposition and PARTY_OF.match(phrase.apposition[0].text)
    behind = phrase.apposition if tokens is phrase.core and not says_where else ()
    after = text[behind[0].start : behind[-1].end].removesuffix("'s").removesuffix("’s") if behind else ""
    if not after or after[0].isdigit() or _tells_a_deed(behind):
        return role
    if behind[0].low in {"who", "which", "whose", "who's", "who’s"}:
        has_role = role or (mention.person and mention.person.roles)
        return role if has_role or behind[min(1, len(behind) - 1)].low not in LEADING else after
    if _is_place(text, mention, behind) or _is_body(behind):
        return role
    plain = any(is_role(token) for token in behind) or not any(is_role(token) for token in before)
    return after if plain and len(after) > len(role) else role


def _tells_a_deed(behind: Sequence[Token]) -> bool:
    """Whether words behind a name say what somebody is doing, and not what they are: "Jo Lee, heading west, said"."""
    first = behind[0]
    return first.low.endswith("ing") and not first.capital and not any(is_role(token) for token in behind)


def _is_place(text: str, mention: Mention, behind: Sequence[Token]) -> bool:
    """Whether words behind a name are where somebody is from, and not what they are: "Jo Lee, Ohio".

    In a signature, capitals that say nothing else are: "― Jo Lee, Valencia".
    """
    capitals = [token for token in behind if token.kind == "word"]
    if not all(token.capital for token in capitals) or any(is_role(token) for token in capitals):
        return False
    low = {token.low.strip(".") for token in capitals}
    signs = len(capitals) < 4 and is_signature(text, mention.start)
    return " ".join(token.low for token in capitals) in PLACES | lx.STATES or (
        signs and not low & (lx.ORGANIZATION_WORDS | lx.MEDIA)
    )


def _is_body(behind: Sequence[Token]) -> bool:
    """Whether words behind a name are but a body's, which is no role: "Jo Lee, Greenpeace", "Jo Lee, of Greenpeace"."""
    named = [token for token in behind if token.low not in LINKS]
    if not named or named[0].low in lx.PARTIES | lx.GROUPS | lx.NATIONALITIES:
        return False
    return all(token.capital and token.kind == "word" and not is_role(token) for token in named)


def _before(mention: Mention, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens before a name, without "the" at their beginning and "Mr." at their end."""
    before = [token for token in tokens if token.end <= mention.start]
    while before and (
        before[-1].low in lx.COURTESY | {"and"}
        or (before[-1].text == "." and len(before) > 1 and before[-2].low in lx.COURTESY)
    ):
        before = before[:-1]
    while before and before[0].low in {"the", "and", "but"}:
        before = before[1:]
    while before and before[-1].low in lx.PARTICLES and not before[-1].capital:
        before = before[:-1]  # "von der Mark"
    says_what = any(is_role(token) for token in before)
    owned = bool(before) and before[-1].low.endswith(POSSESSIVES) and not says_what  # "Apple's Jo Lee"
    return () if owned else before
