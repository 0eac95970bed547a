"""Whom the labels of a transcript or an interview mean: "MR. LEE", "Jo Lee", "JL", "THE CHAIRMAN", "A"."""

import re
from collections.abc import Iterable
from dataclasses import replace

from claims.extraction import lexicon as lx
from claims.extraction.resolving.names import Names
from claims.extraction.resolving.titles import SUFFIXES, TITLES
from claims.extraction.types import Party

WORD = re.compile(r"[^\W_][^\s,]*")
INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")
QUESTIONS, ANSWERS = frozenset({"Q", "Question", "QUESTION"}), frozenset({"A", "Answer", "ANSWER"})


PART_OF_TALK = re.compile(
    r"(?:speaker|interviewer|interviewee|moderator|host|caller|guest|participant|witness|narrator|presenter|(?:un(?:identified|known)"
    r"(?: (?:male|female|speaker|man|woman|person|participant|reporter|voice))?))(?: (\d{1,2}|[A-Z]))?",
    re.IGNORECASE,
)
"""What somebody is in a talk and not who: "Speaker 1", "UNIDENTIFIED WOMAN"."""


class Labels:
    """Resolves the labels of one text, which may be shorter than a name that the text or another label prints."""

    def __init__(self, names: Names, printed: Iterable[str], start: int) -> None:
        """``printed`` are the labels as the text prints them; the first begins at ``start``."""
        self.names = names
        self.introduced = [person for person in names.persons.values() if person.places and person.places[0] < start]
        labels = dict.fromkeys(printed)
        self.printed = {label.strip().lower() for label in labels}
        self.longer: dict[str, set[str]] = {}
        """Names in labels of two words and more, by the last."""
        for label in map(_name_of, labels):
            if " " in label:
                self.longer.setdefault(label.lower().split()[-1], set()).add(label)
        self.initials: dict[str, set[str]] = {}
        for person in names.persons.values():
            self.initials.setdefault(_initials(person.name), set()).add(person.name)
        self.parties: dict[str, Party] = {}

    def bearer(self, label: str) -> str | None:
        """The one name that has these initials."""
        bearers = self.initials.get(label.replace(".", ""), set()) if INITIALS.fullmatch(label.strip()) else set()
        return next(iter(bearers)) if len(bearers) == 1 else None

    def party(self, label: str) -> Party:
        """Whom a label means: the person of that name, or else one who bears it; "A" is who is written about before."""
        label = label.strip()
        if label not in self.parties:
            self.parties[label] = self._party(label)
        return self.parties[label]

    def _party(self, label: str) -> Party:
        if label in ANSWERS:
            most = max(self.introduced, key=lambda person: len(person.places), default=None)
            return Party("person", most.name, label, "", tuple(most.roles)) if most else Party("unnamed", None, label)
        if PART_OF_TALK.fullmatch(label):
            return Party("unnamed", None, label, label, (label,))
        short = _name_of(label)
        longer = self.longer.get(short.lower(), set()) if short.lower() not in self.names.by_word else set()
        if full := self.bearer(short) or (next(iter(longer)) if len(longer) == 1 else None):
            return replace(_named(self.names, full), name_as_printed=short)
        return _named(self.names, short)


def _named(names: Names, label: str) -> Party:
    parts = list(WORD.finditer(label))
    start = 0
    while start < len(parts) and parts[start][0].lower().strip(".") in lx.ROLES | TITLES | lx.DETERMINERS:
        start += 1
    the = parts and parts[0][0].lower() == "the" and start == 1
    if start == len(parts) or (the and len(parts) == 2 and parts[1][0].lower() not in names.by_word):
        return Party("unnamed", None, label, label, (label,))
    name = label[parts[start].start() :].strip(" ,")
    role = label[: parts[start].start()].strip()
    role = "" if role.lower().strip(".") in lx.COURTESY | lx.DETERMINERS else role
    low = [part[0].lower() for part in parts[start:]]
    person = names.persons.get((low[0], low[-1])) if len(low) > 1 else names.best(names.by_word.get(low[0], []), 0)
    if person:
        return Party("person", person.name, name, role, tuple(person.roles) or ((role,) if role else ()))
    return Party("person", name, name, role, (role,) if role else ())


def _name_of(label: str) -> str:
    """A label without what it adds behind a comma: "JO LEE", of "JO LEE, CNN HOST"."""
    name, _, rest = label.strip().partition(",")
    return label.strip() if rest.strip(" .").lower() in SUFFIXES else name.strip()


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper() and word.lower().strip(".,") not in SUFFIXES)
