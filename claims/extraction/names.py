"""All names of a text, and which of them are one person."""

from bisect import bisect_right
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout, Token, shouts
from claims.extraction.mentions import SUFFIXES, Mention, Person, mention_of, runs


class Names:
    """All mentions of a text, and its persons."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.mentions: list[Mention] = []
        self.persons: dict[tuple[str, str], Person] = {}
        self.by_word: dict[str, list[Person]] = {}
        """Persons by the last and by the first word of their names."""
        self._collect()
        self.starts = [mention.start for mention in self.mentions]
        self._register_surnames()

    def _collect(self) -> None:
        for number, sentence in enumerate(self.layout.sentences):
            headline = shouts(sentence.tokens)
            for run in runs(sentence.tokens):
                mention = mention_of(sentence.tokens, run)
                if mention and not (headline and len(run) > 3):
                    mention.sentence = number
                    mention.subject = _may_be_subject(sentence.tokens, run[0])
                    self._register(mention, headline)
                    self._role_after(mention, sentence.tokens, run)
                    self.mentions.append(mention)

    def _register(self, mention: Mention, headline: bool) -> None:
        if mention.kind != "person":
            return
        words = [word for word in mention.words if word not in SUFFIXES]
        text = self.layout.text
        if len(words) > 1 and not headline and words[0] not in lx.PARTICLES:
            key = (words[0], words[-1])
            person = self._longer(words) or self.persons.setdefault(key, Person(text[mention.start : mention.end], key))
            if mention.end - mention.start > len(person.name):
                person.name = text[mention.start : mention.end]
            for word in {*key}:
                known = self.by_word.setdefault(word, [])
                if person not in known[-20:]:
                    known.append(person)
            mention.person = person
            person.mentions += 1
            self._describe(person, mention)

    def _longer(self, words: list[str]) -> Person | None:
        """The person known by a longer name that ends in these words: "Suu Kyi"."""
        for person in self.by_word.get(words[-1], [])[:20]:
            known = person.name.lower().split()
            if len(known) > len(words) and known[-len(words) :] == words:
                return person
        return None

    def _register_surnames(self) -> None:
        """ "Mr. Lee" where no fuller name is printed anywhere."""
        for mention in self.mentions:
            if mention.kind == "person" and mention.title and len(mention.words) == 1:
                word = mention.words[0]
                if word not in self.by_word:
                    person = Person(self.layout.text[mention.start : mention.end], ("", word))
                    self.persons[person.key] = person
                    self.by_word[word] = [person]
                if (known := self.person_at(mention)) is not None:
                    self._describe(known, mention)

    def _describe(self, person: Person, mention: Mention) -> None:
        title = set(mention.title)
        if mention.role:
            role = self.layout.text[mention.role[0] : mention.role[1]]
            title |= set(role.lower().split())
            if role.strip(".").lower() not in {"mr", "mrs", "ms", "miss", "dr"} and role not in person.roles:
                person.roles.append(role)
        first = person.key[0]
        if title & lx.MALE_TITLES or (first in lx.MALE_NAMES and not person.gender):
            person.gender = "m"
        elif title & lx.FEMALE_TITLES or (first in lx.FEMALE_NAMES and not person.gender):
            person.gender = "f"

    def _role_after(self, mention: Mention, tokens: Sequence[Token], run: list[int]) -> None:
        """ "Jo Lee, a farmer from Ohio," prints a role."""
        after = run[-1] + 1
        if mention.person is None or after + 1 >= len(tokens) or tokens[after].text != ",":
            return
        end = start = after + 1
        while (
            end < min(len(tokens), start + 15)
            and tokens[end].kind == "word"
            and tokens[end].low not in lx.VERBS | {"who"}
        ):
            end += 1
        words = {token.low for token in tokens[start:end]}
        closed = end < len(tokens) and tokens[end].text in ",.;"
        opens = tokens[start].low in {"a", "an", "the", "one", "his", "her", "its"} or tokens[start].low in lx.ROLES
        if closed and opens and words & lx.ROLES and end - start < 15:
            start += tokens[start].low in {"a", "an", "the"}
            role = self.layout.text[tokens[start].start : tokens[end - 1].end]
            if role not in mention.person.roles:
                mention.person.roles.append(role)

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions outside quotations that begin in a range of code points."""
        low, high = bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1)
        return self.mentions[low:high]

    def person_at(self, mention: Mention) -> Person | None:
        """The person a mention names, also by surname or first name; None if nobody in the text fits."""
        if mention.person or not mention.words:
            return mention.person
        known = [person for person in self.by_word.get(mention.words[-1], [])[:20] if self._fits(person, mention)]
        if len(known) > 1:
            known = [self._nearest(known, mention)]
        mention.person = known[0] if known else None
        return mention.person

    @staticmethod
    def _fits(person: Person, mention: Mention) -> bool:
        title = set(mention.title)
        if len(mention.words) > 1 and mention.words[0] not in lx.PARTICLES:
            return False
        clash = (title & lx.MALE_TITLES and person.gender == "f") or (title & lx.FEMALE_TITLES and person.gender == "m")
        return not clash

    def _nearest(self, known: list[Person], mention: Mention) -> Person:
        """Of several of one name, the surname before the first name, then the one named in full most lately."""
        surname = [person for person in known if person.key[1] == mention.words[-1]] or known
        high = bisect_right(self.starts, mention.start)
        for earlier in reversed(self.mentions[max(0, high - 60) : high]):
            if earlier.person in surname:
                return earlier.person if earlier.person else surname[0]
        return max(surname, key=lambda person: person.mentions)


def _may_be_subject(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1] if index else None
    return before is None or before.kind != "word" or before.low not in lx.PREPOSITIONS | {"and"}
