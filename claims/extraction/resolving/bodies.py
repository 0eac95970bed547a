"""Bodies that a phrase names by a name and a word for what they are: "Tulsa police", "the Clinton campaign"."""

from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.mentions import OFFICERS, Mention
from claims.extraction.resolving.runs import bare, base
from claims.extraction.types import Party, PartyKind


def organization(text: str, tokens: Sequence[Token], head: Token, mentions: Sequence[Mention]) -> Party | None:
    """ "The Clinton campaign", "Tulsa police", "the federal government": a name and a word for an organization."""
    word = base(head)
    if word not in lx.ORGANIZATION_WORDS | lx.GOVERNMENT_BODIES or word in lx.DOCUMENTS | {"team", "authorities"}:
        return None
    if tokens[0].low in lx.MANY or head.text == "media":
        return None  # "state media", which are many
    first = next(
        (
            t
            for t in tokens
            if t.start < head.start and t.low not in lx.DETERMINERS and (t.capital or t.low == "federal")
        ),
        None,
    )
    if first is None or any(m.kind == "person" and len(m.words) > 1 for m in mentions):
        return None
    name = text[first.start : bare(head)]
    owned = word == "office" and any(base(token) in OFFICERS for token in tokens if token.start < head.start)
    governmental = owned or word in lx.GOVERNMENT_WORDS | lx.GOVERNMENT_BODIES
    kind: PartyKind = "government" if governmental else "organization"
    return Party(kind, name, name)
