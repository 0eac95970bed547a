"""Whose words and documents are: "Lee's statement", "a study by Jo Lee of Yale"."""

import re
from collections.abc import Sequence

from claims.extraction.layout import Token
from claims.extraction.resolving.mentions import Mention
from claims.extraction.resolving.names import Names
from claims.text.vocabulary import words

OWN_WORDS = words(
    "statement statements explanation explanations remark remarks comment comments testimony tweet tweets words speech "
    "reply response announcement assertion assertions claim claims argument arguments warning"
)
"""What a person says themselves, and no others write for them."""
POSSESSIVE = re.compile(r"['’]s? (?:[a-z-]+ )?")


def author_of(names: Names, tokens: Sequence[Token], head: Token) -> Mention | None:
    """The person whose words a phrase means."""
    if head.low not in OWN_WORDS:
        return None
    mentions = names.within(tokens[0].start, head.start)
    people = (mention for mention in mentions if mention.kind == "person" and names.person_at(mention))
    return next((one for one in people if POSSESSIVE.fullmatch(names.layout.text, one.end, head.start)), None)


def is_one_of_several(names: Names, maker: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a document has several makers, or one who works for that body."""
    after = next((token for token in tokens if token.start >= maker.end), None)
    listed = after is not None and (after.text == "," or after.low == "and")
    people = [m for m in names.within(tokens[0].start, maker.start) if m.kind == "person" and len(m.words) > 1]
    return bool(people) or (listed and len(names.within(maker.end, tokens[-1].end)) > 0)
