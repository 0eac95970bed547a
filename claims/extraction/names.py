"""The names a text prints: runs of capitals, told apart as persons, organizations, governments and places."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout, Token

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
LOWER_STARTS = lx.DETERMINERS | lx.OPENERS | lx.PREPOSITIONS | lx.CONJUNCTIONS | lx.VERBS | lx.TIMES | lx.PRONOUNS


@dataclass(slots=True)
class Person:
    """A person of this text: the fullest name printed, the roles printed, "m" or "f" where the text shows it."""

    name: str
    key: tuple[str, str]
    roles: list[str] = field(default_factory=list)
    gender: str = ""
    mentions: int = 0


@dataclass(slots=True)
class Mention:
    """A run of capitals: code points of the name without its title, of the role printed before it, and what it is."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: str
    title: tuple[str, ...] = ()
    role: tuple[int, int] | None = None
    person: Person | None = None
    sentence: int = 0
    quoted: bool = False
    subject: bool = False


def bare(token: Token) -> int:
    """The end of a word without its 's."""
    return token.end - 2 if token.low.endswith(("'s", "’s")) else token.end


def runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Token numbers of each run of capitals, particles ("de", "bin") and points of abbreviations inside."""
    found: list[list[int]] = []
    index = 0
    while index < len(tokens):
        if tokens[index].kind == "word" and tokens[index].capital:
            run = _run_from(tokens, index)
            found.append(run)
            index = run[-1] + 1
        else:
            index += 1
    return found


def _run_from(tokens: Sequence[Token], index: int) -> list[int]:
    run = [index]
    while bare(tokens[run[-1]]) == tokens[run[-1]].end:
        after = run[-1] + 1
        if after < len(tokens) and tokens[after].text == "." and _short(tokens[run[-1]]):
            after += 1
        if after < len(tokens) and tokens[after].low in lx.PARTICLES and after + 1 < len(tokens):
            after += not tokens[after].capital
        if after >= len(tokens) or tokens[after].kind != "word" or not tokens[after].capital:
            break
        if tokens[after].start - tokens[after - 1].end > 1:
            break
        run += range(run[-1] + 1, after + 1)
    return run


def _short(token: Token) -> bool:
    return len(token.text) == 1 or "." in token.text or token.low in lx.HONORIFICS | SUFFIXES


def mention_of(tokens: Sequence[Token], run: list[int]) -> Mention | None:
    """What a run of capitals names, None if it is only the capital of a sentence's first word."""
    words = [index for index in run if tokens[index].kind == "word"]
    if len(words) > 1 or not _after_words(tokens, words[0]):
        while words and tokens[words[0]].low in LOWER_STARTS:
            words.pop(0)
    title: list[int] = []
    if words and words[0] > 1 and tokens[words[0] - 1].low == "of" and tokens[words[0] - 2].low in lx.ROLES:
        while words and tokens[words[0]].low in lx.OFFICES:
            title.append(words.pop(0))
    cut = max((at + 1 for at, index in enumerate(words) if _is_title(tokens, index)), default=0)
    if cut < len(words) or not title:
        title, words = title + words[:cut], words[cut:]
    if not words:
        return None
    low = tuple(tokens[index].low.removesuffix("'s").removesuffix("’s") for index in words)
    kind = _kind(low, [tokens[index].text for index in words], bool(title))
    mention = Mention(tokens[words[0]].start, bare(tokens[words[-1]]), low, kind)
    mention.title = tuple(tokens[index].low for index in title)
    mention.role = _role_before(tokens, words[0]) if kind == "person" else None
    return mention


def _is_title(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].low in lx.ROLES or tokens[index].low in {"former", "president-elect"}


def _after_words(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].kind == "word"


def _kind(low: tuple[str, ...], words: list[str], titled: bool) -> str:
    if titled and len(low) <= 4 and not set(low[-1:]) & lx.GOVERNMENT_WORDS:
        return "person"
    if low[-1] in lx.GROUPS:
        return "group"
    joined = " ".join(low)
    if joined in lx.METONYMS or joined in {
        "united states",
        "north korea",
        "south korea",
        "saudi arabia",
        "white house",
    }:
        return "government"
    if joined in {"new york", "new jersey", "united kingdom", "new zealand", "sri lanka"}:
        return "government"
    if low[0] in lx.MALE_NAMES | lx.FEMALE_NAMES and 1 < len(low) <= 3 and low[-1] not in {"show", "campaign", "times"}:
        return "person"
    if set(low) & lx.GOVERNMENTS or low[-1] in lx.GOVERNMENT_WORDS or low[0] in {"department", "ministry"}:
        return "government"
    if set(low) & lx.ORGANIZATION_WORDS or (len(low) == 1 and words[0].isupper() and len(words[0]) > 1):
        return "organization"
    return "person" if len(low) <= 4 and all(word.replace("-", "").isalpha() for word in low) else "organization"


def _role_before(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Code points of the role before a name: "National security adviser", "Iran’s President", "Secretary of State"."""
    end = index
    if end and tokens[end - 1].text == "," and end > 1 and tokens[end - 2].low in lx.ROLES:
        end -= 1
    while end and tokens[end - 1].text == "." and tokens[end - 2].end == tokens[end - 1].start:
        end -= 1
    if not end or not (tokens[end - 1].low in lx.ROLES or tokens[end - 1].low in lx.OFFICES):
        return None
    start = end - 1
    while start > 0 and index - start < 10 and _in_role(tokens[start - 1]):
        start -= 1
    while start < end and (tokens[start].low in LOWER_STARTS and tokens[start].low != "former"):
        start += 1
    if start >= end or not any(tokens[at].low in lx.ROLES for at in range(start, end)):
        return None
    dot = end < index and tokens[end].text == "."
    return tokens[start].start, tokens[end].end if dot else tokens[end - 1].end


def _in_role(token: Token) -> bool:
    if token.kind != "word" or token.low in lx.VERBS or token.low in lx.PRONOUNS or token.low in lx.DETERMINERS:
        return False
    if token.low in lx.CONJUNCTIONS or token.low in lx.TIMES or token.low in lx.ADVERBS:
        return False
    return token.low not in lx.PREPOSITIONS or token.low == "of"


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
        self.last_full: dict[int, int] = {}

    def _collect(self) -> None:
        for number, sentence in enumerate(self.layout.sentences):
            headline = _shouts(sentence.tokens)
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
        if len(words) > 1 and not headline:
            key = (words[0], words[-1])
            person = self.persons.setdefault(key, Person(text[mention.start : mention.end], key))
            if mention.end - mention.start > len(person.name):
                person.name = text[mention.start : mention.end]
            for word in {*key}:
                known = self.by_word.setdefault(word, [])
                if person not in known[-20:]:
                    known.append(person)
            mention.person = person
            person.mentions += 1
            self._describe(person, mention)

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
        known = [person for person in self.by_word.get(mention.words[-1], []) if self._fits(person, mention)]
        if len(known) > 1:
            known = [self._nearest(known, mention)]
        mention.person = known[0] if known else None
        return mention.person

    @staticmethod
    def _fits(person: Person, mention: Mention) -> bool:
        title = set(mention.title)
        if len(mention.words) > 1:
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


def _shouts(tokens: Sequence[Token]) -> bool:
    """Whether nearly all words are capitalised, as in a headline: then capitals show no names."""
    words = [token for token in tokens if token.kind == "word"]
    return len(words) > 4 and sum(token.capital for token in words) >= 0.7 * len(words)


def _may_be_subject(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1] if index else None
    return before is None or before.kind != "word" or before.low not in lx.PREPOSITIONS | {"and"}
