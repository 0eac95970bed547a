"""Whom a description without a name means: "the mayor", "the campaign", "the South Carolina senator"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.descriptions import is_definite, is_plural, may_be, role_words
from claims.extraction.resolving.mentions import PLACES, Person
from claims.extraction.resolving.offices import FAR, OFFICES
from claims.extraction.resolving.phrases import Phrase
from claims.extraction.resolving.runs import base
from claims.extraction.types import Party, PartyKind

if TYPE_CHECKING:
    from claims.extraction.resolving.speakers import Speakers

KINDS: dict[str, PartyKind] = {
    "person": "person",
    "organization": "organization",
    "government": "government",
    "group": "group",
    "thing": "organization",
}
RECENT = 6
"""Speakers back in which a description may find whom it means."""

CLAUSES = [[word] for word in ("after", "before", "because", "while", "when", "since", "that", "if", "although")]
"""Words that open a clause whose subject is mostly somebody else than that of the sentence."""
MOST = 400
"""Names before a description and behind it among which whom it means is looked for."""
LONGEST = 20
"""Code points before a phrase in which such a word stands."""


class Recalled:
    """Finds whom the descriptions of one text mean; asked in the order of the text."""

    def __init__(self, speakers: "Speakers") -> None:
        self.speakers = speakers
        self.layout, self.names = speakers.layout, speakers.names

    def party(self, phrase: Phrase, head: Token, kind: PartyKind) -> Party | None:
        """Whom "the mayor", "the campaign" or "the South Carolina senator" means."""
        if not is_definite(phrase.core):
            return None
        place = head.start
        if kind in {"organization", "government"} or head.low in lx.ORGANIZATION_WORDS | lx.BODIES:
            return self._by_last_word(head, place) or self._last_body(head)
        if is_plural(head):
            if len(phrase.core) == 1:
                return None  # "Supporters", after "Critics"
            return next((p for _, p in reversed(self.speakers.spoke[-3:]) if p.kind == kind and not p.name), None)
        return self._by_role(phrase.core, place) or self._last_person(phrase.core, head)

    def _by_role(self, tokens: Sequence[Token], place: int) -> Party | None:
        """The person named last before, else anywhere, whose printed roles hold the words of "the former senator"."""
        wanted = {lx.SAME.get(base(token), base(token)) for token in tokens if token.kind == "word"} - lx.DETERMINERS
        if not wanted:
            return None  # "several"
        return self._of_role(wanted, place) or self._of_place(tokens, place)

    def _of_place(self, tokens: Sequence[Token], place: int) -> Party | None:
        """The only one who bears the office that "the South Carolina senator" holds of a place."""
        words = [base(token) for token in tokens if token.kind == "word"][1:]
        office = lx.SAME.get(words[-1], words[-1]) if len(words) > 1 else ""
        if " ".join(words[:-1]) not in PLACES or office not in OFFICES | {"representative"}:
            return None
        holders = {person.name for person in self._bearers({office}, place)}
        return self._of_role({office}, place) if len(holders) == 1 else None

    def _of_role(self, wanted: Set[str], place: int) -> Party | None:
        person = next(self._bearers(wanted, place), None)
        return Party("person", person.name, "", "", tuple(person.roles)) if person else None

    def _bearers(self, wanted: Set[str], place: int) -> Iterator[Person]:
        """Whose printed roles hold these words: those named before from the last one back, then those named behind."""
        at = bisect_left(self.names.starts, place)
        before, behind = self.names.mentions[max(0, at - MOST) : at], self.names.mentions[at : at + MOST]
        for mention in (*reversed(before), *behind):
            person = self.names.person_at(mention) if mention.kind == "person" else None
            if person and any(wanted <= role_words(role) for role in person.roles):
                yield person

    def _last_person(self, tokens: Sequence[Token], head: Token) -> Party | None:
        """The person who spoke last, for a description that fits nobody's printed role: "the 34-year-old"."""
        low = base(head)
        human = low in lx.ROLES or low.endswith("-old") or low in lx.HUMANS
        if not human or tokens[0].low != "the" or low in lx.NEVER_KNOWN:
            return None
        if head.capital and len(tokens) > 3:
            return None  # an office, and nobody who was spoken of: "The United Nations High Commissioner"
        if low in {"candidate", "nominee"} and self.names.persons:
            most = max(self.names.persons.values(), key=lambda person: len(person.places))
            return Party("person", most.name, "", "", tuple(most.roles))
        if others := self._speakers_of(tokens[0].start):
            return self._named_here(tokens[0].start, others)
        for _, party in reversed(self.speakers.spoke[-3:]):
            if party.kind == "person":
                has_role = any(low in role.lower().split() for role in party.roles)
                return None if has_role or self._is_other_gender(party, low) else party
        plain = low.endswith("-old") or low in lx.HUMANS or tokens[1].low in {"retired", "former"}
        return self._only_one_before(tokens[0].start, low) if plain and len(tokens) < 5 else None

    def _only_one_before(self, place: int, low: str) -> Party | None:
        """The one person whom the sentence before names: "Jo Lee won the race. The 27-year-old said"."""
        end = self.speakers.sentence_start(place)
        start = self.speakers.sentence_start(max(0, end - 1))
        mentions = self.names.within(max(start, place - FAR), place)
        people = [self.names.person_at(mention) for mention in mentions if mention.kind == "person"]
        names = {person.name: person for person in people if person}
        if len(names) != 1 or None in people:
            return None
        person = next(iter(names.values()))
        party = Party("person", person.name, "", "", tuple(person.roles))
        return None if self._is_other_gender(party, low) else party

    def _is_other_gender(self, party: Party, low: str) -> bool:
        """Whether a title such as "queen" is of the other gender than the person."""
        person = self.names.by_name.get(party.name or "")
        gender = "m" if low in lx.MALE_TITLES else "f" if low in lx.FEMALE_TITLES else ""
        return bool(person and gender and person.gender and person.gender != gender)

    def _speakers_of(self, place: int) -> list[str]:
        """Who spoke in the sentence whose clause begins here: "Lee called on them to leave Roe after the coach quit".

        The subject of such a clause is somebody else.
        """
        start = self.speakers.sentence_start(place)
        if self.layout.text[max(start, place - LONGEST) : place].lower().split()[-1:] not in CLAUSES:
            return []
        return [party.name for at, party in self.speakers.spoke[-3:] if start <= at < place and party.name]

    def _named_here(self, place: int, others: Sequence[str]) -> Party | None:
        """The person named last before a place in its sentence, besides others."""
        start = self.speakers.sentence_start(place)
        people = [self.names.person_at(m) for m in self.names.within(start, place) if m.kind == "person"]
        person = next((person for person in reversed(people) if person and person.name not in others), None)
        return Party("person", person.name, "", "", tuple(person.roles)) if person else None

    def _by_last_word(self, head: Token, place: int) -> Party | None:
        """The organization last named before that says it is one: "the campaign", "the Association" for the Deaf."""
        for mention in reversed(self.names.within(max(0, place - 20_000), place)):
            if (
                head.low in (mention.words[-1], _before_link(mention.words))
                and len(mention.words) > 1
                and mention.kind in {"organization", "government"}
            ):
                return Party(KINDS[mention.kind], self.layout.text[mention.start : mention.end])
        for _, party in reversed(self.speakers.spoke[-40:]):
            if party.name and party.name.lower().endswith(head.low):
                return party
        return None

    def _last_body(self, head: Token) -> Party | None:
        """The body that spoke last or was named last: "the agency", "the bank", "the company"."""
        wanted = {"government"} if head.low in {"agency", "department", "ministry", "bureau"} else {"organization"}
        if base(head) not in lx.BODIES - {"group"}:
            return None
        for _, party in reversed(self.speakers.spoke[-RECENT:]):
            if party.kind in wanted and party.name and may_be(party.name.lower().split(), head.low):
                return party
        low = bisect_right(self.names.starts, head.start)
        near = self.names.mentions[max(0, low - 12) : low][::-1]
        for mention in sorted(near, key=lambda mention: not mention.subject):
            if mention.kind in wanted and may_be(mention.words, head.low):
                full = self.names.full(mention)
                return Party(KINDS[full.kind], self.layout.text[full.start : full.end])
        return None

    def called_before(self, tokens: Sequence[Token], kind: PartyKind) -> tuple[str, ...]:
        """What the unnamed were called when they spoke before: "the official", of "a senior official in Troy"."""
        wanted = {base(token) for token in tokens} - lx.DETERMINERS if tokens[0].low == "the" else None
        before = [party.roles for _, party in self.speakers.spoke[-RECENT:] if party.kind == kind and not party.name]
        return next((roles for roles in reversed(before) if wanted and wanted <= role_words(" ".join(roles))), ())


def _before_link(words: Sequence[str]) -> str:
    """The word that says what a body is, where its name goes on: "association", of "Association for the Deaf"."""
    at = next((at for at, word in enumerate(words) if word in {"of", "for", "on"}), 0)
    return words[at - 1] if at else ""
