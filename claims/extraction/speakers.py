"""Who a phrase means: names, surnames, titles, pronouns, roles, places for governments, and the unnamed."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout, Token
from claims.extraction.mentions import Mention, Person, bare
from claims.extraction.names import Names
from claims.extraction.phrases import Phrase, possessive
from claims.extraction.types import Party, PartyKind

LOOK_BACK = 8
"""Sentences back in which a pronoun may find whom it means."""
KINDS: dict[str, PartyKind] = {
    "person": "person",
    "organization": "organization",
    "government": "government",
    "group": "group",
}


class Speakers:
    """Turns phrases into parties; asked in the order of the text, since pronouns look back at earlier answers."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.names = Names(layout)
        self.spoke: dict[int, Party] = {}
        """Who spoke last in a sentence."""
        self.persons: dict[str, Person] = {person.name: person for person in self.names.persons.values()}

    def remember(self, sentence: int, party: Party | None) -> None:
        """Note who spoke in a sentence."""
        if party is not None:
            self.spoke[sentence] = party

    def party(self, tokens: Sequence[Token], phrase: Phrase, sentence: int) -> Party:
        """Who the phrase means."""
        start, end = phrase.core
        if end - start == 1 and tokens[start].low in lx.PRONOUNS:
            return self._pronoun(tokens, start, sentence)
        named = self._named(tokens, start, end)
        if named is None and phrase.apposition:
            named = self._named_apposition(tokens, phrase)
        if named is not None:
            return named
        return self._described(tokens, start, end, sentence)

    def again(self, party: Party, printed: str) -> Party:
        """The same party as named elsewhere, "" where no words name it; the unnamed keep their descriptor then."""
        printed = printed or ("" if party.name else party.name_as_printed)
        return Party(party.kind, party.name, printed, "", party.roles)

    def _text(self, tokens: Sequence[Token], start: int, end: int) -> str:
        return self.layout.text[tokens[start].start : bare(tokens[end - 1])]

    def _head(self, tokens: Sequence[Token], start: int, end: int) -> int:
        """The token number of the phrase's head: the last word before a preposition or a comma."""
        for index in range(start + 1, end):
            if tokens[index].low in lx.DOCUMENTS and not tokens[index].capital and not _qualifies(tokens, index, end):
                return index
            office = index + 1 < end and tokens[index + 1].low in lx.OFFICES and tokens[index + 1].capital
            if (tokens[index].low in lx.PREPOSITIONS and not office) or tokens[index].text in ",(":
                return index - 1
        return end - 1

    def _named(self, tokens: Sequence[Token], start: int, end: int) -> Party | None:
        """A party whose name is the head of the phrase."""
        head = tokens[self._head(tokens, start, end)]
        for mention in self.names.within(tokens[start].start, tokens[end - 1].end):
            if mention.start <= head.start < mention.end:
                return self._of_mention(mention, tokens[start].start)
            if head.low in lx.ORGANIZATION_WORDS and mention.end + 1 == head.start:
                name = self.layout.text[mention.start : bare(head)]
                return Party("government" if head.low in lx.GOVERNMENT_WORDS else "organization", name, name)
            if mention.kind in {"organization", "government"} and mention.start == tokens[start].start:
                after = self.layout.text[mention.end : mention.end + 4]
                if after == " of " and mention.words[-1] in lx.ORGANIZATION_WORDS:
                    return Party(KINDS[mention.kind], self._text(tokens, start, end), self._text(tokens, start, end))
        return self._in_capitals(tokens, start, end)

    def _in_capitals(self, tokens: Sequence[Token], start: int, end: int) -> Party | None:
        """A person named in a headline, where capitals show no names, if the text names them elsewhere."""
        if not all(token.capital for token in tokens[start:end]):
            return None
        first, last = tokens[start].low, tokens[end - 1].low
        known = self.names.by_word.get(last, []) if end - start == 1 else []
        person = self.names.persons.get((first, last)) or (known[0] if len(known) == 1 else None)
        return Party("person", person.name, self._text(tokens, start, end), "", tuple(person.roles)) if person else None

    def _named_apposition(self, tokens: Sequence[Token], phrase: Phrase) -> Party | None:
        """ "His spokesman, Jo Lee, said": the name in apposition, the core as the role."""
        first, last = phrase.apposition or (0, 0)
        if not tokens[first].capital:
            return None
        named = self._named(tokens, first, last)
        if named is None or named.kind != "person":
            return None
        role = self._text(tokens, *phrase.core)
        return Party(named.kind, named.name, named.name_as_printed, role, named.roles or (role,))

    def _of_mention(self, mention: Mention, start: int) -> Party:
        text = self.layout.text
        printed = text[mention.start : mention.end]
        if mention.kind in {"person", "organization"} and (person := self.names.person_at(mention)):
            role = text[mention.role[0] : mention.role[1]] if mention.role and mention.role[0] >= start - 1 else ""
            return Party("person", person.name, printed, role, tuple(person.roles))
        if mention.kind == "person":
            role = text[mention.role[0] : mention.role[1]] if mention.role else ""
            return Party("person", printed, printed, role, (role,) if role else ())
        name = None if mention.kind == "group" and len(mention.words) == 1 else printed
        return Party(KINDS[mention.kind], name, printed)

    def _pronoun(self, tokens: Sequence[Token], index: int, sentence: int) -> Party:
        word, printed = tokens[index].low, tokens[index].text
        if word in {"who", "himself", "herself"} and (person := self._before(tokens[index].start, sentence)):
            return Party("person", person.name, printed, "", tuple(person.roles))
        if word in lx.MALE | lx.FEMALE:
            found = self._antecedent(tokens[index].start, sentence, "m" if word in lx.MALE else "f")
            return self.again(found, printed) if found else Party("unnamed", None, printed)
        kinds = {"they": {"group", "unnamed", "organization"}, "it": {"organization", "government", "document"}}
        for number in range(sentence, max(-1, sentence - LOOK_BACK), -1):
            party = self.spoke.get(number)
            if party and party.kind in kinds.get(word, set()):
                return self.again(party, printed)
        return Party("unnamed", None, printed)

    def _before(self, position: int, sentence: int) -> Person | None:
        first = self.layout.sentences[sentence].tokens[0].start
        for mention in reversed(self.names.within(first, position)):
            if mention.kind == "person" and (person := self.names.person_at(mention)):
                return person
        return None

    def _antecedent(self, position: int, sentence: int, gender: str) -> Party | None:
        """Whom "he" or "she" means: going back, a sentence's speaker, else the person it is about."""
        for number in range(sentence, max(-1, sentence - LOOK_BACK), -1):
            party = self.spoke.get(number)
            if party and self._may_be(party, gender):
                return party
            about = self._about(number, position, gender)
            if about:
                return Party("person", about.name, "", "", tuple(about.roles))
        return None

    def _may_be(self, party: Party, gender: str) -> bool:
        if party.kind != "person" and not (
            party.kind == "unnamed" and party.name_as_printed.lower() not in lx.PRONOUNS
        ):
            return False
        if party.kind == "unnamed":
            words = party.name_as_printed.lower().split() or [""]
            return words[0] in {"a", "an", "one", "another", "the"} and not set(words) & (lx.PLURALS | lx.GROUPS)
        person = self.persons.get(party.name or "")
        return person is None or person.gender in {"", gender}

    def _about(self, number: int, position: int, gender: str) -> Person | None:
        """The person a sentence is about: the first that may be its subject, else the first."""
        tokens = self.layout.sentences[number].tokens
        found: list[tuple[bool, Person]] = []
        for mention in self.names.within(tokens[0].start, min(position, tokens[-1].end)):
            if mention.kind == "person" and (person := self.names.person_at(mention)) and person.gender in {"", gender}:
                owns = self.layout.text[mention.end : mention.end + 2] in {"'s", "’s"}
                found.append((mention.subject and not owns, person))
        for subject, person in found:
            if subject:
                return person
        return found[0][1] if found else None

    def _described(self, tokens: Sequence[Token], start: int, end: int, sentence: int) -> Party:
        """A phrase without a name at its head: somebody known by a role, or somebody unnamed."""
        head = tokens[self._head(tokens, start, end)].low
        printed = self._text(tokens, start, end)
        definite = tokens[start].low in {"the", "his", "her", "its", "this", "that"} or possessive(tokens[start])
        if definite and head in lx.ROLES and (person := self._by_role(tokens, start, end, sentence)):
            return Party("person", person.name, printed, "", tuple(person.roles))
        if definite and (whole := self._by_last_word(head, tokens[start].start)):
            return Party(KINDS[whole.kind], self.layout.text[whole.start : whole.end], printed)
        return Party(_kind_of_head(head, tokens, start, end), None, printed)

    def _by_role(self, tokens: Sequence[Token], start: int, end: int, sentence: int) -> Person | None:
        """The person last named before whose printed roles hold the words of "the former senator"."""
        words = {token.low for token in tokens[start:end] if token.kind == "word"} - lx.DETERMINERS
        position = tokens[start].start
        first = self.layout.sentences[max(0, sentence - 40)].tokens[0].start
        for mention in reversed(self.names.within(first, position)):
            person = self.names.person_at(mention) if mention.kind == "person" else None
            if person and any(words <= set(role.lower().split()) for role in person.roles):
                return person
        return None

    def _by_last_word(self, head: str, position: int) -> Mention | None:
        """The organization last named before whose last word is this one: "the campaign", "the department"."""
        if head not in lx.ORGANIZATION_WORDS:
            return None
        for mention in reversed(self.names.within(max(0, position - 6000), position)):
            if mention.words[-1] == head and len(mention.words) > 1 and mention.kind in {"organization", "government"}:
                return mention
        return None


def _qualifies(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether a word for a document only qualifies the next one: "the report authors"."""
    return index + 1 < end and tokens[index + 1].low in lx.DOCUMENTS | lx.ROLES | lx.PLURALS


def _kind_of_head(head: str, tokens: Sequence[Token], start: int, end: int) -> PartyKind:
    if head in lx.DOCUMENTS:
        return "document"
    if head in lx.GROUPS:
        return "group"
    if head in lx.PLURALS or head in lx.ROLES:
        return "unnamed"
    if head in lx.GOVERNMENT_WORDS and head not in {"police", "house"}:
        return "government"
    if head in lx.ORGANIZATION_WORDS and head not in {"team", "group"}:
        return "organization"
    return "unnamed"
