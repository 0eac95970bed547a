"""To whom words were said, as printed: "told the council on Monday that", "said to her colleagues"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.records import Tagged
from claims.extraction.resolving.runs import bare
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Party
from claims.text.vocabulary import words

VERBS = words(
    "told tell tells telling assured assures assuring reminded reminds reminding informed informs informing warned "
    "warns warning asked asks asking advised advises notified promised promises"
)
"""Verbs that are followed by whom somebody speaks to."""
VERBS_TO = words(
    "said says saying wrote writes writing explained explains announced complained shouted replied declared confirmed "
    "stressed repeated"
)
"""Verbs that are so with "to"."""
PASSIVE = words("was were been being is are be am")
STOPS = (
    (lx.PREPOSITIONS - {"of"})
    | lx.CONJUNCTIONS
    | lx.ADVERBS
    | lx.TIMES
    | words("that how what which who whom whose whether why if it this there last to not of aboard")
)
"""Words that begin no phrase of whom somebody speaks to, and end one, except "of"."""
LONGEST = 10
"""Words and marks of the phrase, at most."""


def addressee_of(speakers: Speakers, record: Tagged, chain: Sequence[Party]) -> str:
    """To whom the text says that a record's words were said; "" where it does not say, or they are in its chain."""
    tokens = _behind_verb(speakers, record)
    end = 0
    while end < min(len(tokens), LONGEST) and _goes_on(tokens, end):
        end += 1
    while end and tokens[end - 1].low in STOPS | (lx.DETERMINERS if end > 1 else {"the", "a", "an"}):
        end -= 1
    if not end or len(tokens) < end or (end == LONGEST and len(tokens) > end and _goes_on(tokens, end)):
        return ""
    printed = speakers.layout.text[tokens[0].start : bare(tokens[end - 1])]
    return "" if any(_is_in(party, printed) for party in chain) else printed


def _behind_verb(speakers: Speakers, record: Tagged) -> Sequence[Token]:
    """The words behind a verb of the cue that may say to whom: until the reported words begin."""
    cue = [token for start, end in record.cue for token in _tokens(speakers, start, end)]
    if any(token.low in PASSIVE for token in cue):
        return ()
    verb = next((token for token in cue if token.low in VERBS | VERBS_TO), None)
    if verb is None:
        return ()
    begin = verb.end
    for start, end in record.speaker_words[:1]:
        begin = end if 0 <= start - begin <= 1 else begin  # "said Lee to her colleagues"
    starts = [start for start, _ in (*record.content, *record.speaker_words) if start >= begin]
    tokens = _tokens(speakers, begin, min([*starts, begin + 120]))
    if verb.low in VERBS and begin == verb.end:
        return tokens
    return tokens[1:] if tokens and tokens[0].low == "to" and verb.low in VERBS_TO else ()


def _tokens(speakers: Speakers, start: int, end: int) -> Sequence[Token]:
    low, high = bisect_left(speakers.word_starts, start), bisect_left(speakers.word_starts, end)
    return speakers.layout.words[low:high]


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether the phrase goes on with a word: "members of the council", but not "the council in Troy"."""
    token = tokens[index]
    if token.kind != "word":
        return token.text == "." and index > 0 and _is_short(tokens[index - 1])
    if token.text[0].isdigit() and index:  # "18 months ago"
        return False
    return token.low not in STOPS or (token.low in {"of", "and"} and index > 0)


def _is_short(token: Token) -> bool:
    """Whether a point behind the word is its own: "Mr.", "U.N."."""
    return token.capital and (token.low in lx.HONORIFICS or "." in token.text)


def _is_in(party: Party, printed: str) -> bool:
    """Whether the words name a party of the chain, or somebody of theirs: "CNN's Jo Lee"."""
    names = (party.name, party.name_as_printed)
    return any(re.search(rf"\b{re.escape(name)}(?!\w)", printed) for name in names if name)
