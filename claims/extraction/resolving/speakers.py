"""Who the words of a text mean: names, surnames, titles, pronouns, descriptions, places, the unnamed."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction import lexicon as lx
from claims.extraction.layout import Layout, Token
from claims.extraction.resolving.authors import author_of, is_one_of_several
from claims.extraction.resolving.bodies import organization
from claims.extraction.resolving.called import name_called
from claims.extraction.resolving.descriptions import (
    described_kind,
    head_of,
    is_compatriot,
    is_definite,
    made_by,
    role_words,
)
from claims.extraction.resolving.edges import bears_role, begun_at, follows_office, is_followed
from claims.extraction.resolving.evidence import weigh
from claims.extraction.resolving.genders import learn_genders
from claims.extraction.resolving.generations import is_generation, of_generation
from claims.extraction.resolving.mentions import COMMON, Mention
from claims.extraction.resolving.names import Names
from claims.extraction.resolving.offices import learn_offices
from claims.extraction.resolving.phrases import Phrase, parse
from claims.extraction.resolving.printed_roles import printed_role
from claims.extraction.resolving.pronouns import Pronouns
from claims.extraction.resolving.reasons import without_request
from claims.extraction.resolving.recalled import KINDS, RECENT, Recalled
from claims.extraction.resolving.runs import bare, base, pronoun_in
from claims.extraction.resolving.signed import UNNAMED, is_signature
from claims.extraction.resolving.titles import is_role, shared_role, singular
from claims.extraction.resolving.together import Together
from claims.extraction.types import Party, Span
from claims.text.vocabulary import words

OFFICES = lx.ROLES - lx.HONORIFICS - words("head leader executive director manager boss member fellow partner official")
"""What somebody is, without what they may be besides: a colonel, or at the head of a body under several titles."""
LEAD = 3
"""Sentences, the headline's included, in which somebody may speak who is named further on."""


class Speakers:
    """Turns words into parties; asked in the order of the text, since descriptions look back at earlier answers."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.names = Names(layout)
        weigh(layout, self.names)
        learn_genders(layout, self.names)
        learn_offices(layout, self.names)
        self.word_starts = [word.start for word in layout.words]
        self.labels: dict[int, Party] = {}
        """Whom the labels of a transcript mean ("MR. LEE:", "A:"), by where they begin."""
        self.spoke: list[tuple[int, Party]] = []
        """Who spoke so far, with the place of the words that say so."""
        self.together = Together(self.names, layout.words, self.word_starts)
        self.joint: dict[int, tuple[Party, ...]] = {}
        """Who spoke together with whom, by the place of the words that say so."""
        self.pronouns = Pronouns(self)
        self.recalled = Recalled(self)
        lead = layout.sentences[: LEAD + 1]
        self.end_of_lead = lead[-1].tokens[-1].end if lead else 0

    def whole(self, span: Span) -> Span:
        """The words that name the speakers, where a tagger has found the end of a name or of a list alone."""
        return self.together.widened(self.names.whole(span))

    def parties_at(self, span: Span) -> tuple[Party, ...]:
        """All whom the words at these code points mean, in order: "Lee and Stone", or the "they" that they are."""
        if span[0] in self.labels:
            return (self.party_at(span),)
        if self.together.is_one_name(span):
            name, _, rest = self.layout.text[slice(*span)].strip(" ,").partition(",")
            return (Party("organization", name, name, rest.strip(), (rest.strip(),) if rest else ()),)
        if pair := self.pronouns.pair(span):
            return pair
        parties = [self.party_at(part) for part in self.together.spans(span)]
        if len(parties) == 1:
            return (*parties, *self.pronouns.companions(span))
        shared = shared_role(parties[0].role_as_printed)
        several: dict[str, Party] = {}
        for index, party in enumerate(parties):
            if shared and party.name and not (index and party.role_as_printed):
                self.names.add_role(party.name, shared)
                party = replace(party, kind="person", role_as_printed=shared)
            several.setdefault(party.name or party.name_as_printed, party)
        return tuple(several.values())

    def party_at(self, span: Span) -> Party:
        """Whom the words at these code points mean."""
        if span[0] in self.labels:
            return self.labels[span[0]]
        span = without_request(self.layout.text, span)
        low, high = bisect_left(self.word_starts, span[0]), bisect_left(self.word_starts, span[1])
        phrase = parse(self.layout.words[low:high])
        if phrase is None:
            return Party("unnamed", None, self.layout.text[span[0] : span[1]].strip())
        if is_signature(self.layout.text, span[0]) and (unnamed := self._unnamed_signature(span, phrase)):
            return unnamed
        if len(phrase.core) == 1 and (pronoun := self._pronoun(phrase.core[0])):
            return self.pronouns.party(pronoun)
        if is_generation(phrase.core):
            return self._of_generation(phrase)
        return self._named(phrase) or self._described(phrase)

    def _unnamed_signature(self, span: Span, phrase: Phrase) -> Party | None:
        """Who signs without a name: "― Anonymous, Boston", "― A nurse, Leeds"."""
        printed = self.layout.text[slice(*span)].strip()
        if UNNAMED.match(printed):
            return Party("unnamed", None, printed)
        if phrase.core[0].low not in {"a", "an"} or any(len(m.words) > 1 for m in self.names.within(*span)):
            return None
        return Party("unnamed", None, printed, role := self.text(phrase.core), (role,))

    def _of_generation(self, phrase: Phrase) -> Party:
        """Whom "the younger Lee" means; where the text does not tell, it stays a description."""
        printed = self.text(phrase.core)
        if (person := of_generation(self.names, phrase.core)) is None:
            return Party("unnamed", None, printed, printed, (printed,))
        return Party("person", person.name, printed, "", tuple(person.roles))

    def _pronoun(self, token: Token) -> Token | None:
        """The word as a pronoun, without the verb in "he’d"; None for other words, also for names such as "WHO"."""
        if printed := pronoun_in(token):
            return token._replace(end=token.start + len(printed), text=printed, low=printed.lower())
        named = (
            len(token.text) > 1
            and token.text.isupper()
            and any(m.start == token.start for m in self.names.within(token.start, token.end))
        )
        return token if token.low in lx.ALL_PRONOUNS and not named else None

    def may_introduce(self, unnamed: Party, later: Sequence[Span], office: str = "") -> bool:
        """Whether the lead's "a former chairman" may be whom the next record names: one human being, not a source.

        Nobody else, if that one has another ``office``: "a reporter" is no "spokeswoman Jo Lee".
        """
        words = unnamed.name_as_printed.lower().split()
        own, other = (role_words(role) & OFFICES for role in (unnamed.name_as_printed, office))
        if own and other and not own & other:
            return False
        if unnamed.kind != "unnamed" or not words or words[0] in lx.MANY or not later:
            return False
        head = {lx.SAME.get(word, word) for word in words}
        return bool(head & (lx.ROLES | lx.HUMANS | {"lawmaker"})) and not head & lx.NEVER_KNOWN

    def sentence_start(self, place: int) -> int:
        """Where the sentence begins that holds a code point."""
        return self.pronouns.sentence_starts[max(0, bisect_right(self.pronouns.sentence_starts, place) - 1)]

    def note(self, place: int, party: Party | None, joint: tuple[Party, ...] = ()) -> None:
        """Remember that a party spoke at a place of the text, alone or together with others."""
        if party is not None:
            self.spoke.append((place, party))
        if joint:
            self.joint[place] = joint

    def again(self, party: Party, printed: str) -> Party:
        """The same party as named elsewhere, "" where no words name it; the unnamed keep their descriptor then."""
        printed = printed or ("" if party.name else party.name_as_printed)
        return Party(party.kind, party.name, printed, "", party.roles)

    def text(self, tokens: Sequence[Token]) -> str:
        """The words of some tokens as printed, without a possessive at the end."""
        return self.layout.text[tokens[0].start : bare(tokens[-1])] if tokens else ""

    def _named(self, phrase: Phrase) -> Party | None:
        """The party that the phrase names: at its head, in what comes before a comma, or in apposition."""
        if called := self._called(phrase):
            return called
        named = self._name_in(phrase.core, phrase)
        if named is None and phrase.apposition and phrase.apposition[0].capital:
            first = next((at for at, token in enumerate(phrase.apposition) if token.text == ","), None)
            named = self._name_in(phrase.apposition, phrase) or self._name_in(phrase.apposition[:first], phrase)
            if named and named.kind == "person":
                role = self.text(phrase.core)
                self.names.add_role(named.name, role)
                return Party("person", named.name, named.name_as_printed, role, named.roles or (role,))
            return None
        return named

    def _called(self, phrase: Phrase) -> Party | None:
        """The person whose name a description says: "a farmer named Jo Lee"; "farmer" is a role, and "man" is none."""
        start, end = phrase.core[0].start, [*phrase.core, *phrase.apposition][-1].end
        found = name_called(self.layout.text, start, self.names.within(start, end))
        if found is None:
            return None
        mention, stop = found
        head = head_of([token for token in phrase.core if token.end <= stop])
        role = self.layout.text[start:stop] if is_role(head) else ""
        person = self.names.person_at(mention)
        name = person.name if person else self.layout.text[mention.start : mention.end]
        if role:
            self.names.add_role(name, role)
        roles = tuple(person.roles) if person else (role,) if role else ()
        return Party("person", name, self.layout.text[mention.start : mention.end], role, roles)

    def _name_in(self, tokens: Sequence[Token], phrase: Phrase) -> Party | None:
        head = head_of(tokens)
        mentions = self.names.within(tokens[0].start, tokens[-1].end)
        if mentions and mentions[-1].end >= bare(tokens[-1]) and bears_role(mentions[-1], tokens):
            return self._of_mention(mentions[-1], tokens, phrase)
        for index, mention in enumerate(mentions):
            bare_word = index and len(mention.words) == 1 and mention.words[0] in lx.ORGANIZATION_WORDS
            if bare_word and (owned := organization(self.layout.text, tokens, head, mentions)):
                return owned  # "the Troy County Sheriff's Office", and no "Office"
            if mention.start <= head.start < mention.end:
                return self._of_mention(mention, tokens, phrase)
        if mentions and is_followed(mentions[0], tokens):
            return self._of_mention(mentions[0], tokens, phrase)
        last = mentions[-1] if mentions else None
        if last and last.kind == "person" and follows_office(last, tokens, head):
            return self._of_mention(last, tokens, phrase)
        return self._known_words(tokens) or organization(self.layout.text, tokens, head, mentions)

    def _known_words(self, tokens: Sequence[Token]) -> Party | None:
        """Somebody named in a headline or a label, where capitals show no names, if the text names them elsewhere."""
        words = [token for token in tokens if token.kind == "word"]
        if not words or not all(token.capital for token in words):
            return None
        if (
            len(words) == 1
            and words[0].text.isupper()
            and len(words[0].text) > 3
            and words[0].low not in self.names.by_word
        ):
            common = COMMON | lx.GOVERNMENT_WORDS | lx.BODIES
            return Party("person", words[0].text, words[0].text) if base(words[0]) not in common else None
        for size in range(len(words), 0, -1):
            last = base(words[size - 1])
            person = self.names.persons.get((words[0].low, last)) if size > 1 else None
            if size == 1 or (size == len(words) and words[0].low in lx.ROLES | lx.PARTICLES):
                bearers = self.names.by_word.get(base(words[-1]) if size > 1 else last, [])
                person = person or self.names.best(bearers, words[0].start)
            if person:
                printed = self.text(words[:size])
                return Party("person", person.name, printed, "", tuple(person.roles))
        return None

    def _of_mention(self, mention: Mention, tokens: Sequence[Token], phrase: Phrase) -> Party:
        text = self.layout.text
        printed = text[begun_at(text, mention) : mention.end]
        titled = mention.kind == "thing" and any(is_role(token) for token in tokens if token.end <= mention.start)
        if mention.kind == "person" or titled:
            return self._person(mention, tokens, phrase, printed)
        if mention.kind == "group" and is_compatriot(phrase.core):
            return self._described(phrase)
        if mention.kind == "group":
            name = printed if len(phrase.core) == 1 and mention.words[-1] in lx.PARTIES else None
            return Party("group", name, printed if name else self.text(phrase.core))
        full = self.names.full(mention)
        if person := self.names.person_at(mention) if mention.kind == "organization" else None:
            return Party("person", person.name, printed, "", tuple(person.roles))
        role = self.text(phrase.apposition) if phrase.apposition else ""
        return Party(KINDS[full.kind], text[full.start : full.end], printed, role, (role,) if role else ())

    def _person(self, mention: Mention, tokens: Sequence[Token], phrase: Phrase, printed: str) -> Party:
        role = printed_role(self.layout.text, mention, tokens, phrase)
        person = self.names.person_at(mention)
        if person is None:
            return Party("person", printed, printed, role, (role,) if role else ())
        if role and singular(role) not in person.roles:
            person.roles.append(singular(role))
        if not (person.proven or person.roles or len(person.name.split()) == 2):  # two words are mostly a person's
            return Party("organization", person.name, printed)
        return Party("person", person.name, printed, role, tuple(person.roles))

    def _described(self, phrase: Phrase) -> Party:
        """A phrase without a name at its head: somebody known by a role, a document's maker, or somebody unnamed."""
        tokens = phrase.core
        head = head_of(tokens)
        printed = self.text(tokens)
        kind = described_kind(tokens, head)
        if author := author_of(self.names, tokens, head):
            return self._of_mention(author, tokens, phrase)
        if kind == "document":
            return self._document(phrase, head, printed)
        if recalled := self.recalled.party(phrase, head, kind):
            self.names.add_role(recalled.name, printed)
            return Party(recalled.kind, recalled.name, printed, printed, recalled.roles)
        whole = self.text([*tokens, *phrase.apposition]) if phrase.apposition else printed
        return Party(kind, None, whole, printed, self.recalled.called_before(tokens, kind) or (printed,))

    def _document(self, phrase: Phrase, head: Token, printed: str) -> Party:
        """A document bears the name of who made it, printed with it here or where it was first spoken of."""
        mentions = self.names.within(phrase.core[0].start, phrase.core[-1].end)
        maker = made_by(mentions, self.layout.text, head)
        if maker and is_one_of_several(self.names, maker, phrase.core):
            maker = None
        name = self.layout.text[maker.start : maker.end] if maker else None
        if name is None and is_definite(phrase.core):
            for _, party in reversed(self.spoke[-RECENT:]):
                if party.kind == "document" and head.low in party.name_as_printed.lower():
                    return self.again(party, printed)
        return Party("document", name, printed, printed, (printed,))
