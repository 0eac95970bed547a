"""What shows that a name is a person's: names that nothing shows it of are a body's, or no names at all."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout, Sentence
from claims.extraction.resolving.mentions import Mention, Person
from claims.extraction.resolving.names import Names
from claims.extraction.surnames import SURNAMES

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
        names.persons[key].proven = _is_proven(layout, names.persons[key], mentions)
        if not names.persons[key].proven and any(_is_it(layout.sentences[m.sentence], m) for m in mentions):
            bodies += mentions
            names.forget(names.persons[key])
    if bodies:
        _set(bodies, "organization")
        names.bodies = names.known_bodies()


def _is_proven(layout: Layout, person: Person, mentions: Sequence[Mention]) -> bool:
    if person.roles or not person.key[0] or {*person.key, *person.name.lower().split()} & PERSONAL:
        return True
    if any(INITIALS.fullmatch(word) for word in person.name.split()):
        return True
    return any(
        mention.title
        or mention.role
        or mention.words == (person.key[1],)
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


def _is_it(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name speaks of "it" or "its": "Tern Lines said it would sail", "Tern Lines and its crew"."""
    first = bisect_left(sentence.tokens, mention.end, key=lambda token: token.start)
    near = [token.low for token in sentence.tokens[first : first + 3]]
    speaks = near[:1] and near[0] in lx.TALKING
    return bool(speaks) and near[1 + (near[1:2] == ["that"]) :][:1] in (["it"], ["its"])


def _is_called(sentence: Sentence, mention: Mention) -> bool:
    """Whether "he" or "she" comes soon after the name, with no other capital word between."""
    first = bisect_left(sentence.tokens, mention.end, key=lambda token: token.start)
    for token in sentence.tokens[first : first + NEAR]:
        if token.low in CALLED:
            return True
        if token.capital:
            return False
    return False
