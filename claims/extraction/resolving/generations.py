"""Whom words of age mean: "the younger Lee". In doubt nobody."""

import re
from collections.abc import Sequence

from claims.extraction.layout import Token
from claims.extraction.resolving.mentions import Person
from claims.extraction.resolving.names import MANY, Names
from claims.extraction.resolving.runs import base
from claims.text.vocabulary import words

YOUNGER, ELDER = words("younger junior"), words("elder older senior")
CHILDREN, PARENTS = words("son daughter grandson granddaughter"), words("father mother grandfather grandmother")
AGE = re.compile(r",? (?:\(|aged? )?(\d{1,3})\b[),.;]?(?= |\n|$)(?! percent)")
"""An age behind a name: "Jo Lee, 34,", "Jo Lee (34)", "Jo Lee, aged 34"."""


def is_generation(tokens: Sequence[Token]) -> bool:
    """Whether a phrase tells one of a surname by age: "the younger Lee"."""
    return len(tokens) == 3 and tokens[0].low == "the" and tokens[1].low in YOUNGER | ELDER and tokens[2].capital


def of_generation(names: Names, tokens: Sequence[Token]) -> Person | None:
    """Whom "the younger Lee" means, of exactly two of that surname of whom the text tells which is the older."""
    surname = base(tokens[2])
    bearers = [bearer for bearer in names.by_word.get(surname, [])[:MANY] if bearer.key[1] == surname and bearer.key[0]]
    if len(bearers) != 2:
        return None
    first, second = (_age(names, bearer) for bearer in bearers)
    if first is None or second is None:
        first, second = (_rank(bearer) for bearer in bearers)
    if first == second:
        return None
    elder = bearers[0] if first > second else bearers[1]
    return elder if tokens[1].low in ELDER else next(bearer for bearer in bearers if bearer is not elder)


def _age(names: Names, person: Person) -> int | None:
    text = names.layout.text
    for place in person.places[:MANY]:
        if text.startswith(person.name, place) and (match := AGE.match(text, place + len(person.name))):
            return int(match[1])
    return None


def _rank(person: Person) -> int:
    """1 for whom the text calls somebody's father or mother, -1 for a son or daughter, else 0."""
    told = {word for role in person.roles for word in role.lower().split()}
    return bool(told & PARENTS) - bool(told & CHILDREN)
