"""Offices that a text speaks of by themselves: "Jo Lee wants more. The chancellor travels on Monday"."""

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout, Sentence
from claims.extraction.resolving.mentions import Person
from claims.extraction.resolving.names import Names
from claims.extraction.resolving.runs import base
from claims.text.vocabulary import words

OFFICES = words(
    "president president-elect vice-president chancellor premier senator congressman congresswoman governor mayor "
    "minister ambassador pope bishop archbishop cardinal commissioner sheriff bishop coach captain skipper"
)
"""What one person alone is in most texts."""
NEAR, FAR = 3, 1_000
"""Sentences, and code points, back in which the holder of an office is named."""


def learn_offices(layout: Layout, names: Names) -> None:
    """Give "the chancellor" as a role to whom the text was about, if nobody bears it and they bear none."""
    printed = " ".join(role.lower() for person in names.persons.values() for role in person.roles).split()
    free = OFFICES - set(printed)
    for number, sentence in enumerate(layout.sentences):
        for before, token, after in zip(
            sentence.tokens, sentence.tokens[1:], [*sentence.tokens[2:], None], strict=False
        ):
            alone = after is None or not (after.capital or after.low in {"of", "for", "and"} | lx.ROLES)
            if before.low == "the" and base(token) in free and not token.capital and alone:
                person = _spoken_of(layout.sentences, number, names, token.start)
                if person and not person.roles:
                    person.roles.append(base(token))


def _spoken_of(sentences: list[Sentence], number: int, names: Names, place: int) -> Person | None:
    """The person named last before a place, in the few sentences before it."""
    start = max(place - FAR, sentences[max(0, number - NEAR)].tokens[0].start)
    people = [names.person_at(mention) for mention in names.within(start, place) if mention.kind == "person"]
    return people[-1] if people else None
