"""Who speaks together: "Lee and Stone", "the mayor, Ann Lee, and the police chief, Bob Stone", taken apart.

Where it is not plain that words name several, they are left whole: "a spokesman for Lee and Stone", "the U.S. and
British governments", "the founder and chairman". So are the names of bodies: "Johnson and Johnson".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.descriptions import head_of, is_plural
from claims.extraction.resolving.lists import Piece, chunks, closed, link_at, trimmed
from claims.extraction.resolving.mentions import Mention
from claims.extraction.resolving.names import Names
from claims.extraction.resolving.phrases import PARTY_OF, Phrase, parse
from claims.extraction.resolving.runs import bare
from claims.extraction.resolving.titles import is_role
from claims.extraction.types import Span
from claims.text.vocabulary import words

BEFORE = re.compile(r"(,| as well as| along with| together with) $")
"""What stands between somebody and the words found for the speaker, where these are not all."""
LONGEST = 16
"""Code points of it."""
OPENS = lx.DETERMINERS - words("both all any no each every half")
RELATIVE = words("who which whose whom")
EXAMPLES = words("such like including - – —")
"""What leads from several to those who are meant."""
FIRMS = words(
    "marks-spencer barnes-noble procter-gamble standard-poor smith-wesson abercrombie-fitch dolce-gabbana "
    "black-decker ernst-young bausch-lomb crabtree-evelyn fortnum-mason simon-schuster crate-barrel"
)
"""Firms that bear two founders' names, joined."""
NEAR = 8
"""Words behind two names in which "it" or "its" says that they are one body's."""
MOST = 8
"""Speakers of one claim, at most."""
MOST_WORDS = 80
"""Words and marks that are taken apart, at most."""


class Together:
    """Takes the words that name the speakers of one text apart."""

    def __init__(self, names: Names, tokens: Sequence[Token], starts: Sequence[int]) -> None:
        self.names, self.tokens, self.starts = names, tokens, starts

    def spans(self, span: Span) -> list[Span]:
        """The code points that name each of the speakers, in order; of one speaker the span itself."""
        pieces = self._examples(span) or self._pieces(span)
        if len(pieces) < 2:
            return [span]
        parts = [part for piece in pieces for part in self._listed(piece)]
        return [(part[0].start, part[-1].end) for part in parts[:MOST]]

    def _examples(self, span: Span) -> list[Piece]:
        """Those whom a plural is said to mean: "critics such as Lee and Stone", "two states - Egypt and Jordan"."""
        tokens = self._within(span)
        at = next((at for at in range(1, len(tokens)) if tokens[at].low in EXAMPLES), 0)
        before = trimmed(tokens[:at])
        if not before or not (is_plural(head_of(before)) or before[0].low in lx.MANY | {"the"}):
            return []
        begin = at + 1 + (tokens[at].low == "such")
        pieces = self._pieces((tokens[begin].start, span[1])) if begin < len(tokens) else []
        return pieces if len(pieces) > 1 and all(self._name(piece) for piece in pieces) else []

    def is_one_name(self, span: Span) -> bool:
        """Whether the words are a body's name with "and" in it: two words that name nobody else in this text."""
        pieces = self._split(self._within(span))
        mentions = [self._name(piece) for piece in pieces]
        if len(pieces) != 2 or not all(mention and len(mention.words) == 1 for mention in mentions):
            return False
        first, last = (mention for mention in mentions if mention)
        if first.words != last.words and (self._said_they(span) or not self._looks_one(span, first, last)):
            return False
        untitled = not first.title and not last.title and pieces[0][0].start == first.start
        is_known = any(
            self.names.person_at(m) or m.kind in {"government", "group"} or len(m.words[0]) < 3 for m in (first, last)
        )
        return untitled and (first.words == last.words or not is_known)

    def _looks_one(self, span: Span, first: Mention, last: Mention) -> bool:
        """Whether two names are those of a firm's founders: a known firm, or one spoken of as "it".

        "Ford and Toyota said the plan" is said by two, and so are most others.
        """
        if "-".join((*first.words, *last.words)) in FIRMS:
            return True
        at = bisect_left(self.starts, span[1])
        return not {"it", "its"}.isdisjoint(token.low for token in self.tokens[at : at + NEAR])

    def _said_they(self, span: Span) -> bool:
        """Whether the words speak of "they" or "their": "Tern and Gull said they would sail"."""
        at = bisect_left(self.starts, span[1])
        cue, *rest = [token.low for token in self.tokens[at : at + 3] if token.low != "that"] or [""]
        return cue in lx.TALKING and rest[:1] in (["they"], ["their"])

    def widened(self, span: Span) -> Span:
        """The span with those whom it leaves out in front: "Germany, France and Britain", "Lee as well as Stone"."""
        text = self.names.layout.text
        for _ in range(MOST):
            link = BEFORE.search(text, max(0, span[0] - LONGEST), span[0])
            low = bisect_left(self.names.starts, span[0]) - 1
            before = self.names.mentions[low] if link and low >= 0 else None
            if before is None or link is None or before.end != link.start():
                return span
            start = before.role[0] if before.role else before.start
            index = bisect_left(self.starts, start)
            led = index > 0 and self.tokens[index - 1].kind == "word" and self.tokens[index - 1].low != "the"
            joined = self._pieces((start, span[1])) if not led else []
            if len(joined) < 2 or (link[1] == "," and len(self._listed(joined[0])) < 2):
                return span
            span = (start, span[1])
        return span

    def _within(self, span: Span) -> Piece:
        """The words of a span, without what is said of all at once: "Lee and Stone, both members of the council"."""
        low, high = bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1])
        tokens = self.tokens[low:high]
        ends = (
            at for at in range(1, len(tokens) - 1) if tokens[at].text == "," and tokens[at + 1].low in {"both", "all"}
        )
        return trimmed(tokens[: next(ends, None)])

    def _pieces(self, span: Span) -> list[Piece]:
        """The words taken apart at each "and" that joins speakers."""
        joined: list[Piece] = []
        if self.is_one_name(span):
            return joined
        whole = self._within(span)
        for piece in self._split(whole):
            left = joined[-1] if joined else None
            if left is None or self._joins(trimmed(left), piece, closed=closed(whole, piece)):
                joined.append(piece)
            else:
                low, high = whole.index(left[0]), whole.index(piece[-1])
                joined[-1] = whole[low : high + 1]
        return [trimmed(piece) for piece in joined]

    def _split(self, tokens: Piece) -> list[Piece]:
        """The words between all links that stand outside names, brackets and clauses."""
        if len(tokens) > MOST_WORDS:
            return [tokens]
        pieces: list[Piece] = []
        begin = index = 0
        depth = clause = 0
        while index < len(tokens):
            token = tokens[index]
            depth += (token.text in "([") - (token.text in ")]")
            clause = token.low in RELATIVE or (clause and token.text != ",")
            link = link_at(tokens, index)
            if link and index > begin and not depth and not clause and not self._in_name(token):
                pieces.append(tokens[begin:index])
                begin = index = index + link
            else:
                index += 1
        return [piece for piece in (*pieces, tokens[begin:]) if any(token.kind == "word" for token in piece)]

    def _in_name(self, token: Token) -> bool:
        low = bisect_right(self.names.starts, token.start) - 1
        return low >= 0 and token.end <= self.names.mentions[low].end

    def _joins(self, left: Piece, right: Piece, *, closed: bool) -> bool:
        """Whether both sides of an "and" are speakers; ``closed`` says that a comma stands before it."""
        first, second = parse(left), parse(right)
        if first is None or second is None:
            return False
        name, described = self._name(right), _is_described(second)
        own = self._name(left) or (self._name(first.apposition) if first.apposition else None)
        if (name is None and not described) or (name and own and self._goes_on_name(own, name)):
            return False
        if own is None and not self._stands_alone(first, name, second, closed=closed):
            return False
        if closed:
            return not any(token.low in EXAMPLES for token in left)
        if (governed := self._governed(left)) and not self._is_another(governed, name, second):
            return False
        if not first.apposition:
            return True
        listed = name is not None and own is not None and _class(name) == _class(own)
        return listed and name is not None and self._goes_on_list(left, name)

    def _goes_on_name(self, own: Mention, name: Mention) -> bool:
        """Whether a name is the rest of a body's: "the Center for Disease Control and Prevention"."""
        return (
            own.kind != "person"
            and not {"for", "on"}.isdisjoint(own.words)
            and name.kind == "thing"
            and len(name.words) == 1
        )

    def _goes_on_list(self, left: Piece, name: Mention) -> bool:
        """Whether a name goes on after "Ann Lee, a farmer", and is no second thing said of her."""
        if any(token.low in EXAMPLES for token in left):
            return False
        if name.kind == "person":
            return self.names.person_at(name) is not None
        return all(self._name(chunk) for chunk in chunks(left))

    def _stands_alone(self, first: Phrase, name: Mention | None, second: Phrase, *, closed: bool) -> bool:
        """Whether words before an "and" mean somebody without naming them, and are no role of whom the next name."""
        head = head_of(first.core)
        if len(first.core) == 1 and head.low in lx.PRONOUNS:
            return True
        titled = name is not None and second.core[0].start < name.start
        return (
            is_plural(head) if titled and not closed else _is_described(first) or (is_plural(head) and name is not None)
        )

    def _governed(self, left: Piece) -> Mention | None:
        """The name that ends a phrase behind a preposition, and so may go on with the "and": "a spokesman for Lee"."""
        if left[-1].text == ")":  # "the Oceanic Administration (NOAA)"
            left = left[: max((at for at, token in enumerate(left) if token.text == "("), default=0)] or left
        mentions = self.names.within(left[0].start, left[-1].end)
        last = mentions[-1] if mentions and mentions[-1].end == bare(left[-1]) else None
        if last is None:
            return None
        start = last.role[0] if last.role else last.start
        before = [token for token in left if token.end <= start and token.low not in lx.DETERMINERS]
        return last if before and before[-1].low in lx.PREPOSITIONS else None

    def _is_another(self, governed: Mention, name: Mention | None, second: Phrase) -> bool:
        """ "The mayor of Harford and Bob Stone": who follows cannot be what the preposition goes on to."""
        if name is not None:
            return _class(name) != _class(governed)
        return _class(governed) != "person" and is_role(head_of(second.core))

    def _name(self, piece: Piece) -> Mention | None:
        """The name that a phrase consists of, with nothing but titles and a role before it."""
        phrase = parse(piece)
        if phrase is None or PARTY_OF.match(phrase.core[0].text):
            return None
        core = phrase.core[1:] if len(phrase.core) > 1 and phrase.core[0].low in {"the", "both"} else phrase.core
        mentions = self.names.within(core[0].start, core[-1].end)
        if len(mentions) > 1 and mentions[0].kind == "person" and self._is_of(mentions[0], core):
            core = tuple(token for token in core if token.start < mentions[0].end)
            mentions = mentions[:1]
        last = mentions[-1] if mentions and mentions[-1].end == bare(core[-1]) == core[-1].end else None
        if last is None:
            return None
        before = [token for token in core if token.end <= last.start]
        role = last.role is not None and last.role[0] <= core[0].start
        plain = any(is_role(token) for token in before) and not any(token.low in lx.PREPOSITIONS for token in before)
        return last if not before or role or plain else None

    def _is_of(self, person: Mention, core: Piece) -> bool:
        """Whether behind a person's name of two words stands where they belong: "Jo Lee of Yale"."""
        behind = [token for token in core if token.start >= person.end]
        return len(person.words) > 1 and len(behind) > 1 and behind[0].low in {"of", "from", "at"}

    def _listed(self, piece: Piece) -> list[Piece]:
        """The speakers of a list without its end: "Ann Lee, a farmer, Bob Stone"."""
        parts: list[Piece] = []
        named, since = None, 0
        for chunk in chunks(piece):
            name = self._name(chunk)
            is_name = name is not None and (named is None or _class(name) == _class(named))
            whole_before = bool(parts) and (named is not None if is_name else since == 2)
            apart = not is_name and parts and named is None and _opens(chunk) and _opens(parts[-1])
            if not parts or whole_before or apart:
                parts.append(chunk)
                named, since = (name if is_name else None), int(not is_name)
            else:
                low, high = list(piece).index(parts[-1][0]), list(piece).index(chunk[-1])
                parts[-1] = piece[low : high + 1]
                since = 2 if is_name else since  # who was described is named: what comes next is somebody else
                named = named or name if is_name else named
        return parts


def _opens(piece: Piece) -> bool:
    return piece[0].low in OPENS


def _is_described(phrase: Phrase) -> bool:
    """Whether a phrase speaks of somebody without a name: "the police chief", "his wife", "she"."""
    core = phrase.core
    return (core[0].low in OPENS and (len(core) > 1 or core[0].low == "others")) or (
        len(core) == 1 and core[0].low in lx.PRONOUNS
    )


def _class(mention: Mention) -> str:
    return "person" if mention.kind == "person" else "body"
