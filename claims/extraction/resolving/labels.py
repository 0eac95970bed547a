"""Whom the labels of a transcript or an interview mean: "MR. LEE", "Jo Lee", "THE CHAIRMAN", "A"."""

import re

from claims.extraction import lexicon as lx
from claims.extraction.resolving.names import Names
from claims.extraction.resolving.titles import TITLES
from claims.extraction.types import Party

WORD = re.compile(r"[^\W_][^\s,]*")
ANSWERS = frozenset({"A", "Answer"})


def label_party(names: Names, label: str) -> Party:
    """Whom a label means: the person of that name, or else a person who bears it; "A" is who is written about."""
    label = label.strip()
    if label in ANSWERS:
        most = max(names.persons.values(), key=lambda person: len(person.places), default=None)
        return Party("person", most.name, label, "", tuple(most.roles)) if most else Party("unnamed", None, label)
    parts = list(WORD.finditer(label))
    start = 0
    while start < len(parts) and parts[start][0].lower().strip(".") in lx.ROLES | TITLES | lx.DETERMINERS:
        start += 1
    if start == len(parts):
        return Party("unnamed", None, label, label, (label,))
    name = label[parts[start].start() :].strip(" ,")
    role = label[: parts[start].start()].strip()
    role = "" if role.lower().strip(".") in lx.COURTESY else role
    low = [part[0].lower() for part in parts[start:]]
    known = names.persons.get((low[0], low[-1])) if len(low) > 1 else names.best(names.by_word.get(low[0], []), 0)
    if known:
        return Party("person", known.name, name, role, tuple(known.roles) or ((role,) if role else ()))
    return Party("person", name, name, role, (role,) if role else ())
