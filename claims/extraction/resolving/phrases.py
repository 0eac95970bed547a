"""The words that name a speaker, taken apart: what stands before the first comma, and what in apposition."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.titles import POSTNOMINALS, SUFFIXES
from claims.text.vocabulary import words

TRIMMED = frozenset(",;:—–-()[]\"“”'‘’")

DEGREES = words(
    "m.d md ph.d phd j.d jd d.o r.n rn mba m.b.a mph m.p.h esq facs dvm dds d.d.s ed.d psy.d obe cbe mbe kc qc"
)
"""What stands behind a name and its comma and says no more of its bearer: "Jo Lee, M.D."."""
PARTY_OF = re.compile(r"[RDI]-[A-Z]")
"""Party and state: "R-Ohio"."""
TRAILING = lx.PREPOSITIONS | lx.ADVERBS | words("all both himself herself themselves last this earlier late early")
"""Words that stand behind a name, and of which a tagger takes some with it: "Jo Lee on"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Who said it: the tokens of the phrase's core ("Jo Lee"), and those after its comma ("a farmer from Ohio")."""

    core: tuple[Token, ...]
    apposition: tuple[Token, ...] = ()


def parse(tokens: Sequence[Token]) -> Phrase | None:
    """The phrase that some tokens make, None if there is no word among them."""
    tokens = _trimmed(tokens)
    while len(tokens) > 1 and tokens[0].low in lx.LEADING:
        tokens = _trimmed(tokens[1:])
    if not any(token.kind == "word" for token in tokens):
        return None
    core, rest = _split(tokens)
    while len(core) > 1 and (_is_trailing(core[-1]) or (len(core) > 2 and core[-1].text in POSTNOMINALS)):
        core = core[:-1]
    return Phrase(tuple(core), tuple(rest))


def _is_trailing(token: Token) -> bool:
    """Whether a word behind a name is none of it, such as the verb in "LEE SAID"."""
    return token.low in lx.TALKING if token.text.isupper() else token.low in TRAILING and not token.capital


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    while tokens and tokens[0].text in TRIMMED:
        tokens = tokens[1:]
    while tokens and tokens[-1].text in TRIMMED:
        tokens = tokens[:-1]
    return tokens


def _split(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Core and apposition: at the first comma, bracket, dash or relative pronoun, party and state in brackets gone."""
    cut = next((index for index, token in enumerate(tokens) if index and _cuts(tokens, index)), len(tokens))
    core, rest = tokens[:cut], _without_degrees(tokens[cut:])
    if rest and rest[0].text == "(":
        close = next((index for index, token in enumerate(rest) if token.text == ")"), len(rest) - 1)
        rest = rest[close + 1 :]
        if rest and rest[0].kind == "word" and rest[0].low not in {"who", "which"}:
            return core, ()
    rest = _trimmed(rest)
    if rest and rest[0].text.isdigit():
        rest = _trimmed(rest[2:] if len(rest) > 2 and rest[1].low == "years" else rest[1:])
    if rest and rest[-1].low in {"who", "which", "whose"}:
        rest = _trimmed(rest[:-1])  # "a woman who", of whom no more was found
    if len(rest) > 2 and rest[-1].text.isdigit() and rest[-2].text == ",":
        rest = rest[:-2]  # "the mayor’s mother, Rita Lee, 81"
    return core, rest


def _without_degrees(tokens: Sequence[Token]) -> Sequence[Token]:
    end = len(tokens)
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].low in DEGREES:
            end = at
        elif tokens[at].text not in {",", "."}:
            break
    return tokens[:end]


def _cuts(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.low in {"who", "which", "whose"} and not token.text.isupper():
        return True
    if token.text == "," and index + 1 < len(tokens) and tokens[index + 1].low.strip(".") in SUFFIXES:
        return False
    return token.text in {",", "(", "—", "–", "--"}
