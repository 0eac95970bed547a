"""What the pronouns of a text show of its persons: who is "he" and who is "she"."""

from collections import Counter
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout
from claims.extraction.resolving.mentions import Mention, Person
from claims.extraction.resolving.names import Names

MANY = 4
"""Persons named in a sentence from which on its pronouns show nothing."""


def learn_genders(layout: Layout, names: Names) -> None:
    """Give a gender to persons whose names show none, by pronouns that can mean nobody else.

    Such a pronoun stands in a sentence, or right behind one, that names one person alone.
    """
    votes: dict[tuple[str, str], Counter[str]] = {}
    before: list[Mention] = []
    place = 0
    for sentence in layout.sentences:
        here: list[Mention] = []
        end = sentence.tokens[-1].end
        for token in sentence.tokens:
            while place < len(names.mentions) and names.mentions[place].start < token.start:
                here += _person_of(names, place, here)
                place += 1
            gender = "m" if token.low in lx.MALE else "f" if token.low in lx.FEMALE else ""
            person = _only([*before, *here], names) if gender else None
            if person:
                votes.setdefault(person.key, Counter())[gender] += 1
        while place < len(names.mentions) and names.mentions[place].start < end:
            here += _person_of(names, place, here)
            place += 1
        before = here
    for person in names.persons.values():
        if not person.gender and person.key in votes:
            person.gender = votes[person.key].most_common(1)[0][0]


def _person_of(names: Names, place: int, here: Sequence[Mention]) -> list[Mention]:
    """The mention at a place of the row, if it is a person's; a sentence of MANY says of nobody who "he" is."""
    mention = names.mentions[place]
    return [mention] if mention.kind == "person" and len(here) < MANY else []


def _only(mentions: Sequence[Mention], names: Names) -> Person | None:
    """The one person that some mentions name, None where they name several, or somebody whom nothing else names."""
    persons = [names.person_at(mention) for mention in mentions]
    by_key = {person.key: person for person in persons if person}
    return next(iter(by_key.values())) if len(by_key) == 1 and None not in persons and len(persons) < MANY else None
