"""Whom a pronoun means: by gender, by who spoke last, and by whom the sentences before are about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.descriptions import described_kind, is_plural
from claims.extraction.resolving.mentions import Person
from claims.extraction.types import Party, PartyKind, Span

if TYPE_CHECKING:
    from claims.extraction.resolving.speakers import Speakers

MANY = frozenset({"police", "authorities"})
"""Bodies that are spoken of as "they"."""
PAIR = re.compile(
    r"(?:they )?both(?: leaders)?|the (?:pair|duo|two(?: leaders)?)|(?:both|the two) (?:(?P<men>men)|(?P<women>women))",
    re.IGNORECASE,
)
"""Words for two who were named before."""
LOOK_BACK_WORDS = 30
ONE = frozenset({"a", "an", "one", "another", "the"})
NO_SUBJECT = lx.PREPOSITIONS | {"is", "was", "are", "were", "be", "been", "being", "became", "like", "than"}
"""Words before a description of whom no sentence is about."""
HEAD = 30
"""Words of a sentence that say whom it is about."""
NEAR = 3
"""Sentences, its own counted, in which a pronoun may find somebody without a name."""
LOOK_BACK = 8
"""Sentences back in which a pronoun may find whom it means."""
SUITED: dict[str, set[PartyKind]] = {
    "they": {"group", "unnamed", "organization", "person"},
    "it": {"organization", "government", "document"},
}


class Pronouns:
    """Resolves the pronouns of one text."""

    def __init__(self, speakers: "Speakers") -> None:
        self.speakers = speakers
        self.layout, self.names = speakers.layout, speakers.names
        self.sentence_starts = [sentence.tokens[0].start for sentence in self.layout.sentences]

    def party(self, token: Token) -> Party:
        """Whom a pronoun means; somebody unnamed where nobody suits."""
        party: Party | None = None
        if token.low in lx.MALE | lx.FEMALE:
            gender = "m" if token.low in lx.MALE else "f"
            party = self._antecedent(token.start, gender) or self._antecedent(token.start, gender, proven=False)
            party = party or self._somebody(token.start)
            self._learn(party, gender)
        elif token.low in {"who", "which", "that", "whose"}:
            party = self._just_before(token)
        elif token.low in {"they", "their", "them"}:
            party = self._spoken("they", token.start)
        elif token.low in {"it", "its"}:
            party = self._spoken("it", token.start)
        if party:
            return self.speakers.again(party, token.text)
        kind: PartyKind = "group" if token.low in lx.WE | {"they", "them", "their"} else "unnamed"
        return Party(kind, None, token.text)

    def companions(self, span: Span) -> tuple[Party, ...]:
        """Who spoke together with whom a "they" at these code points means."""
        words = self.layout.text[slice(*span)]
        if words.lower() != "they":
            return ()
        they = self._spoken("they", span[0])
        for at, party in reversed(self.speakers.spoke[-12:]):
            if party is they:
                return tuple(self.speakers.again(other, words) for other in self.speakers.joint.get(at, ()))
        return ()

    def pair(self, span: Span) -> tuple[Party, ...]:
        """The two whom "both" or "the two men" at these code points mean: who spoke together, or were named, last."""
        words = self.layout.text[slice(*span)]
        if words.lower() == "they" and self._spoken("they", span[0]) is None:
            return tuple(self.speakers.again(self._person(person), words) for person in self._joined(span[0]))
        match = PAIR.fullmatch(words)
        if not match:
            return ()
        gender = "f" if match["women"] else "m" if match["men"] else ""
        number = self._sentence(span[0])
        for at, party in reversed(self.speakers.spoke[-12:]):
            joint = (party, *self.speakers.joint.get(at, ()))
            fits = all(self._may_be(person, gender) for person in joint) if gender else True
            if at >= self.sentence_starts[max(0, number - LOOK_BACK)] and len(joint) == 2 and fits:
                return tuple(self.speakers.again(person, words) for person in joint)
        named: dict[str, Person] = {}
        for sentence in (number, number - 1, number - 2):
            if sentence >= 0 and len(named) < 2:
                for mention in self.names.within(self.sentence_starts[sentence], span[0]):
                    person = self.names.person_at(mention) if mention.kind == "person" else None
                    if person and (not gender or person.gender in {"", gender}):
                        named[person.name] = person
        pair = sorted(named.values(), key=lambda person: person.places[0])
        return tuple(self.speakers.again(self._person(person), words) for person in pair) if len(pair) == 2 else ()

    def _joined(self, place: int) -> list[Person]:
        """The two persons whom an "and" joins at the head of the sentence before: "Ann Holm and Jim Lee met"."""
        number = self._sentence(place)
        start = self.sentence_starts[max(0, number - 1)]
        people = [m for m in self.names.within(start, self.sentence_starts[number]) if m.kind == "person"]
        if len(people) != 2 or self.layout.text[people[0].end : people[1].start] != " and ":
            return []
        persons = [person for mention in people if (person := self.names.person_at(mention))]
        return persons if len(persons) == 2 and not self.layout.text[start : people[0].start].strip() else []

    def _learn(self, party: Party | None, gender: str) -> None:
        """Whom a text calls "she" once is no "he" further on."""
        person = self.names.by_name.get(party.name or "") if party else None
        if person and not person.gender:
            person.gender = gender

    def _person(self, person: Person) -> Party:
        return Party("person", person.name, "", "", tuple(person.roles))

    def _just_before(self, token: Token) -> Party | None:
        """The party named right before "who": "families led by Jo Lee, who", "Jo Lee, a teacher at Yale, who"."""
        place = token.start
        first = self.sentence_starts[self._sentence(place)]
        if token.low == "who" and (described := self._described_before(place)):
            return described
        for mention in reversed(self.names.within(max(first, place - 120), place)):
            if mention.kind == "person" and (person := self.names.person_at(mention)):
                return self._person(person)
            if token.low == "who" and self.layout.text[mention.end : place].strip(" .,—–-") == "":
                continue  # of people, not of the body that employs them
            if mention.kind in {"organization", "government"}:
                full = self.names.full(mention)
                return Party(full.kind, self.layout.text[full.start : full.end])  # type: ignore[arg-type]
        return None

    def _described_before(self, place: int) -> Party | None:
        """Several people whom a plural right before "who" speaks of: "some who", "29 others who"."""
        index = bisect_left(self.speakers.word_starts, place)
        word = next((word for word in self.layout.words[max(0, index - 2) : index][::-1] if word.kind == "word"), None)
        if word is None or word.capital or not is_plural(word):
            return None
        return Party(described_kind([word], word), None, word.text)

    def _spoken(self, word: str, place: int) -> Party | None:
        """The last that spoke and suits, not far back."""
        sentence = self._sentence(place)
        if word == "they" and (body := self._many_before(sentence, place)):
            return body
        low = self.sentence_starts[max(0, sentence - LOOK_BACK)]
        for at, party in reversed(self.speakers.spoke[-12:]):
            if at < low:
                break
            together = at in self.speakers.joint
            plural = party.kind != "person" or together
            if word == "they" and party.kind == "government" and _are_many(party):
                return party
            if (party.kind in SUITED[word] or (word == "they" and together)) and plural:
                return party
        if word == "it":
            return self._body_about(place)
        return None

    def _many_before(self, sentence: int, place: int) -> Party | None:
        """The police or the authorities of whom the sentence spoke: "Once the police came, they took it"."""
        words = self.layout.words
        index = bisect_left(self.speakers.word_starts, place)
        first = bisect_left(self.speakers.word_starts, self.sentence_starts[sentence])
        near = words[max(first, index - LOOK_BACK_WORDS) : index]
        many = next((word.text for word in near if word.low in MANY and not word.capital), None)
        return Party("government", None, many) if many else None

    def _body_about(self, place: int) -> Party | None:
        """The body that this sentence or the one before it is about."""
        number = self._sentence(place)
        for sentence in (number, number - 1):
            if sentence < 0:
                continue
            tokens = self.layout.sentences[sentence].tokens
            for mention in self.names.within(tokens[0].start, min(place, tokens[-1].end)):
                if mention.kind in {"organization", "government"} and mention.subject:
                    full = self.names.full(mention)
                    return Party(full.kind, self.layout.text[full.start : full.end])  # type: ignore[arg-type]
        return None

    def _sentence(self, place: int) -> int:
        return max(0, bisect_right(self.sentence_starts, place) - 1)

    def _antecedent(self, place: int, gender: str, *, proven: bool = True) -> Party | None:
        """Whom "he" or "she" means: going back, a sentence's speaker, else the person it is about.

        ``proven`` leaves out names that may be a body's.
        """
        number = self._sentence(place)
        spoke = self.speakers.spoke
        for sentence in range(number, max(-1, number - LOOK_BACK), -1):
            start = self.sentence_starts[sentence]
            end = self.sentence_starts[sentence + 1] if sentence + 1 < len(self.sentence_starts) else place
            low = bisect_left(spoke, start, key=lambda item: item[0])
            for at, party in reversed(spoke[low:]):
                if start <= at < min(end, place) and at not in self.speakers.joint and self._may_be(party, gender):
                    return party
            if about := self._about(sentence, place, gender, proven=proven):
                return self._person(about)
        return None

    def _somebody(self, place: int) -> Party | None:
        """Whom the sentences before are about and nobody names: "The senator laughed. “No,” he said."."""
        number = self._sentence(place)
        for sentence in range(number, max(-1, number - NEAR), -1):
            words = [token for token in self.layout.sentences[sentence].tokens[:HEAD] if token.end <= place]
            for at, word in enumerate(words):
                before = words[at - 1].low if at else ""
                if word.low not in ONE or before in NO_SUBJECT:
                    continue
                phrase = next(
                    (words[at : end + 1] for end in range(at + 1, min(at + 5, len(words))) if _ends(words, end)), []
                )
                if phrase:
                    printed = self.speakers.text(phrase)
                    return Party("unnamed", None, printed, printed, (printed,))
        return None

    def _may_be(self, party: Party, gender: str) -> bool:
        if party.kind == "unnamed":
            words = party.name_as_printed.lower().split() or [""]
            plural = set(words) & (lx.PLURALS | lx.GROUPS)
            return words[0] in {"a", "an", "one", "another", "the"} and not plural
        if party.kind != "person":
            return False
        person = self.names.by_name.get(party.name or "")
        return person is None or person.gender in {"", gender}

    def _about(self, number: int, place: int, gender: str, *, proven: bool) -> Person | None:
        """The person a sentence is about: the first that may be its subject, else the first."""
        tokens = self.layout.sentences[number].tokens
        persons: list[tuple[bool, Person]] = []
        for mention in self.names.within(tokens[0].start, min(place, tokens[-1].end)):
            if mention.kind == "person" and (person := self.names.person_at(mention)) and person.gender in {"", gender}:
                if proven and not person.proven:
                    continue
                owns = self.layout.text[mention.end : mention.end + 2] in {"'s", "’s"}
                persons.append((mention.subject and not owns, person))
        return next((person for subject, person in persons if subject), persons[0][1] if persons else None)


def _ends(words: Sequence[Token], at: int) -> bool:
    """Whether a word is one human being and ends its phrase: "senator", and not "police" in "police officer"."""
    human = lx.ROLES | lx.HUMANS
    follows = words[at + 1].low if at + 1 < len(words) else ""
    return words[at].low in human and not is_plural(words[at]) and follows not in human


def _are_many(party: Party) -> bool:
    """Whether a government's words are those of many: "the police", "the authorities"."""
    return bool(MANY & set(party.name_as_printed.lower().split()[-1:]))
