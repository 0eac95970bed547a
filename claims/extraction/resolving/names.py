"""All names of a text, and which of them are one person."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import SMALL, Layout, Token, shouts
from claims.extraction.resolving.edges import bears_office
from claims.extraction.resolving.mentions import COMMON, PLACES, Mention, Person, mention_of
from claims.extraction.resolving.runs import base, runs, shouted_runs
from claims.extraction.resolving.short_forms import short_forms
from claims.extraction.resolving.titles import LOWER_STARTS, SUFFIXES, role_after, singular
from claims.extraction.types import Span
from claims.text.vocabulary import words

DIRECTIONS = words("north south east west new central greater old port lower upper inner outer mayor downtown")
"""Words before a place that make no person of it."""
POINTED = re.compile(r"(Q|A|Question|Answer)\.\s+(?=\S)")
KIN = re.compile(
    r"\b(?P<whose>(?:his|her|their|my)\s|['’]s\s)?(?:(?P<f>sister|wife|mother|daughter|aunt|niece|girlfriend|widow|grandmother|granddaughter)"
    r"|(?P<m>brother|husband|father|son|uncle|nephew|boyfriend|widower|grandfather|grandson))(?:,? )\Z",
    re.IGNORECASE,
)
"""Words before the first name of somebody's relative: "her brother Tom", "his wife, Ann"."""
LONGEST_KIN = 24
MANY = 20
"""Bearers of one name that are told apart."""


class Names:
    """All mentions of a text, and its persons."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.mentions: list[Mention] = []
        self.persons: dict[tuple[str, str], Person] = {}
        self.by_word: dict[str, list[Person]] = {}
        """Persons by the last and by the first word of their names."""
        self.by_first_surname: dict[str, Person] = {}
        """Persons by the last word but one of a long name, which may be all they are called by later."""
        self.body_roles: dict[str, list[str]] = {}
        self.companies: set[tuple[str, ...]] = set()
        paragraphs = enumerate(layout.paragraphs)
        pointed = [(at, match) for at, span in paragraphs if (match := POINTED.match(layout.text, *span))]
        self.pointed = pointed if {match[1][0] for _, match in pointed} == {"Q", "A"} else []
        """Labels such as "Q." with the numbers of their paragraphs, in a text that has an "A." too."""
        self._collect()
        self.starts = [mention.start for mention in self.mentions]
        self._register_surnames()
        self.by_name = {person.name: person for person in self.persons.values()}
        for mention in self.mentions:
            if person := self.person_at(mention) if mention.kind == "person" else None:
                person.places.append(mention.start)
                person.roles += [mention.behind] if mention.behind and not person.roles else []
        self.bodies = self.known_bodies()
        self.quote_starts = [quotation.parts[0][0] for quotation in layout.quotations]

    def _collect(self) -> None:
        headlines = [shouts(sentence.tokens) for sentence in self.layout.sentences]
        runs_by_sentence = [
            shouted_runs(sentence.tokens) if headline else runs(sentence.tokens)
            for sentence, headline in zip(self.layout.sentences, headlines, strict=True)
        ]
        labels = {match.start() for _, match in self.pointed}
        for sentence, rows in zip(self.layout.sentences, runs_by_sentence, strict=True):
            if rows and sentence.tokens[rows[0][0]].start in labels:
                rows[0] = rows[0][2:]  # "Q. What" names nobody
                del rows[: not rows[0]]
        alone = self._alone(runs_by_sentence)
        for number, sentence in enumerate(self.layout.sentences):
            for run in runs_by_sentence[number]:
                mention = mention_of(sentence.tokens, run, alone, shouted=headlines[number])
                if mention:
                    self._correct(mention, sentence.tokens, run[-1] + 1)
                    mention.sentence = number
                    mention.subject = _may_be_subject(sentence.tokens, run[0])
                    self._register(mention)
                    self._role_after(mention, sentence.tokens, run)
                    self.mentions.append(mention)

    def _alone(self, runs_by_sentence: Sequence[Sequence[list[int]]]) -> set[str]:
        """Words printed as a name by themselves; those that mean something else only if they end a fuller name."""
        alone: set[str] = set()
        surnames: set[str] = set()
        for sentence, rows in zip(self.layout.sentences, runs_by_sentence, strict=True):
            for run in rows:
                last = base(sentence.tokens[run[-1]])
                if len(run) == 1:
                    alone.add(last)
                elif sentence.tokens[run[0]].low in lx.GIVEN_NAMES and len(run) < 4:
                    surnames.add(last)
        return {word for word in alone if word in surnames or word not in COMMON | LOWER_STARTS}

    def _correct(self, mention: Mention, tokens: Sequence[Token], after: int) -> None:
        """ "Wells Fargo CEO": a name before such a word is a company's, here and further on."""
        if (
            mention.kind == "person"
            and not mention.title
            and after < len(tokens)
            and tokens[after].low in lx.OF_COMPANIES
        ):
            self.companies.add(mention.words)
        if mention.words in self.companies:
            mention.kind = "organization"

    def known_bodies(self) -> dict[str, list[Mention]]:
        """Bodies by what they may be called later: the last word of their name, its capitals ("DNC"), its rest."""
        bodies: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if mention.kind in {"organization", "government"}:
                for key in sorted(short_forms(mention)):
                    bodies.setdefault(key, []).append(mention)
        return bodies

    def forget(self, person: Person) -> None:
        """Take a person back that turns out to be none: their mentions then name nobody known."""
        self.persons.pop(person.key, None)
        self.by_name.pop(person.name, None)
        for word in {*person.key}:
            self.by_word[word] = [bearer for bearer in self.by_word[word] if bearer is not person]
        for mention in self.mentions:
            if mention.person is person:
                mention.person = None

    def full(self, mention: Mention) -> Mention:
        """The mention that prints a body's name in full: "Democratic National Committee" for "DNC"."""
        key = " ".join(mention.words).replace(".", "")
        bodies = self.bodies.get(key, [])[:MANY]
        if mention.kind == "person" or not bodies:
            return mention
        return max(bodies, key=lambda other: (len(other.words), -other.start))

    def add_role(self, name: str | None, role: str) -> None:
        """Note a role printed for a person, or what a body is called besides its name: "the bank"."""
        person = self.by_name.get(name or "")
        roles = person.roles if person else self.body_roles.setdefault(name or "", [])
        if role not in roles:
            roles.append(role)

    def best(self, persons: Sequence[Person], place: int) -> Person | None:
        """Of several persons of one name, the one named last before, else most often."""
        if len(persons) < 2:
            return persons[0] if persons else None
        before = [
            (person.places[bisect_right(person.places, place) - 1], person)
            for person in persons
            if person.places and person.places[0] <= place
        ]
        if before:
            return max(before, key=lambda item: item[0])[1]
        return max(persons, key=lambda person: person.mentions)

    def _register(self, mention: Mention) -> None:
        if mention.kind != "person":
            return
        words = [word for word in mention.words if word not in SUFFIXES]
        text = self.layout.text
        if len(words) > 1:
            key = (words[0], words[-1])
            person = self._longer(words) or self.persons.setdefault(key, Person(text[mention.start : mention.end], key))
            if mention.end - mention.start > len(person.name) or (
                person.name.isupper() and not text[mention.end - 1].isupper()
            ):
                person.name = text[mention.start : mention.end]
            if len(words) > 2 and words[-2] not in lx.GIVEN_NAMES | lx.PARTICLES:
                self.by_first_surname.setdefault(words[-2], person)
            for word in {*key}:
                bearers = self.by_word.setdefault(word, [])
                if person not in bearers[-MANY:]:
                    bearers.append(person)
            mention.person = person
            person.mentions += 1
            self._describe(person, mention)

    def _longer(self, words: list[str]) -> Person | None:
        """The person known by a longer name that ends or begins with these words: "Suu Kyi", "Abu Bakr"."""
        for person in self.by_word.get(words[-1], [])[:MANY]:
            longer = person.name.lower().split()
            if len(longer) > len(words) and longer[-len(words) :] == words:
                return person
        for person in self.by_word.get(words[0], [])[:MANY]:
            if person.name.lower().split()[: len(words)] == words:
                return person
        return None

    def _register_surnames(self) -> None:
        """ "Mr. Lee", "the spokesman Lee" where no fuller name that may be theirs is printed anywhere."""
        for mention in self.mentions:
            if mention.kind == "government" and mention.subject and self._is_surname(mention):
                mention.kind = "person"
            kin = self._kin_before(mention)
            known = mention.title or mention.behind or kin or bears_office(self.layout.text, mention)
            if mention.kind == "person" and known and len(mention.words) == 1:
                word = mention.words[0]
                bearers = self.by_word.setdefault(word, [])
                if len(bearers) < MANY and not any(self._fits(person, mention) for person in bearers):
                    person = Person(self.layout.text[mention.start : mention.end], ("", word))
                    self.persons[person.key] = person
                    bearers.append(person)
                if (bearer := self.person_at(mention)) is not None:
                    self._describe(bearer, mention)
                    bearer.gender = bearer.gender or kin

    def _kin_before(self, mention: Mention) -> str:
        """The gender of the relative whose first name this is, by the word before it; "" if it is none's."""
        if len(mention.words) > 1 or mention.words[0] in PLACES:
            return ""
        before = self.layout.text[max(0, mention.start - LONGEST_KIN) : mention.start]
        kin = KIN.search(before)
        if not kin or (mention.words[0] not in lx.GIVEN_NAMES and not kin["whose"]):
            return ""
        return "f" if kin["f"] else "m"

    def _is_surname(self, mention: Mention) -> bool:
        """Whether a place's name is somebody's surname in this text: "Paris said", of Ann Paris."""
        bearers = self.by_word.get(mention.words[0], []) if len(mention.words) == 1 else []
        return any(person.key[1] == mention.words[0] and person.key[0] not in DIRECTIONS for person in bearers)

    def _describe(self, person: Person, mention: Mention) -> None:
        title = set(mention.title)
        if mention.role:
            role = singular(self.layout.text[mention.role[0] : mention.role[1]])
            title |= set(role.lower().split())
            if role.strip(".").lower() not in {"mr", "mrs", "ms", "miss", "dr"} and role not in person.roles:
                person.roles.append(role)
        first = person.key[0]
        if title & lx.MALE_TITLES or (first in lx.MALE_NAMES and not person.gender):
            person.gender = "m"
        elif title & lx.FEMALE_TITLES or (first in lx.FEMALE_NAMES and not person.gender):
            person.gender = "f"

    def _role_after(self, mention: Mention, tokens: Sequence[Token], run: list[int]) -> None:
        """Note the role that "Jo Lee, a farmer from Ohio," prints."""
        role = role_after(tokens, run[-1] + 1) if mention.kind == "person" else None
        if role:
            words = self.layout.text[tokens[role[0]].start : tokens[role[1] - 1].end]
            if mention.person is None:
                mention.behind = words
            elif words not in mention.person.roles:
                mention.person.roles.append(words)

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions outside quotations that begin in a range of code points."""
        low, high = bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1)
        return self.mentions[low:high]

    def whole(self, span: Span) -> Span:
        """The span with the front of a name in whose midst it begins: "Mark", of "Ursula von der Mark"."""
        low = bisect_right(self.starts, span[0]) - 1
        begun = self.mentions[low] if low >= 0 else None
        tail = begun is not None and begun.kind == "person" and begun.start < span[0] and begun.end == span[1]
        return (begun.start, span[1]) if begun and tail else span

    def titles(self, start: int, end: int) -> list[Mention]:
        """Short titles in quotation marks within a range, such as those of programmes: “Fox News Sunday,”."""
        result = []
        low = bisect_right(self.quote_starts, start - 1)
        for part in self.layout.quotations[low:]:
            first, last = part.parts[0]
            if first >= end:
                break
            words = self.layout.text[first:last].strip("\"“”‘’',. ").split()
            if 1 < len(words) <= 6 and all(word[0].isupper() or word in SMALL for word in words):
                begin = first + 1
                stop = begin + len(self.layout.text[begin:last].rstrip("\"“”‘’',. "))
                result.append(Mention(begin, stop, tuple(word.lower() for word in words), "organization"))
        return result

    def person_at(self, mention: Mention) -> Person | None:
        """The person a mention names, also by surname or first name; None if nobody in the text fits."""
        if mention.person or not mention.words:
            return mention.person
        fitting = [person for person in self.by_word.get(mention.words[-1], [])[:MANY] if self._fits(person, mention)]
        if len(fitting) > 1:
            fitting = [self._first(fitting, mention)]
        alone = self.by_first_surname.get(mention.words[0]) if len(mention.words) == 1 and not fitting else None
        fitting += [alone] if alone and self._fits(alone, mention) else []
        mention.person = fitting[0] if fitting else None
        return mention.person

    @staticmethod
    def _fits(person: Person, mention: Mention) -> bool:
        title = set(mention.title)
        if len(mention.words) > 1 and mention.words[0] not in lx.PARTICLES:
            return False
        if "president" in title and person.gender == "f" and not any("resident" in role for role in person.roles):
            return False
        clash = (title & lx.MALE_TITLES and person.gender == "f") or (title & lx.FEMALE_TITLES and person.gender == "m")
        return not clash

    @staticmethod
    def _first(persons: list[Person], mention: Mention) -> Person:
        """Of several of one name, the surname before the first name, then whom the text names first."""
        return next((person for person in persons if person.key[1] == mention.words[-1]), persons[0])


def _may_be_subject(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1] if index else None
    return before is None or before.kind != "word" or before.low not in lx.PREPOSITIONS | {"and"}
