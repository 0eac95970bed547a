"""Names in the words that a tagger took for the speaker, where more words stand before or behind than are theirs."""

import re
from collections.abc import Sequence

from claims.extraction import lexicon as lx
from claims.extraction.layout import Token
from claims.extraction.resolving.mentions import Mention
from claims.extraction.resolving.runs import bare
from claims.extraction.resolving.titles import is_role
from claims.extraction.types import Span
from claims.text.vocabulary import words

CUT = lx.PREPOSITIONS | words("a an the recent late early past coming")
"""Words with which no phrase ends that names a speaker."""
REST = re.compile(r"(?: [^\W\d_][\w’'-]*){1,3}(?=,? \Z)")
"""The rest of such a phrase, before its cue."""
WHEN = lx.TIMES | words("time moment same")
TIME = re.compile(
    rf",? (?:(?:last|this|earlier this|late last) (?:week|month|year)|(?:on )?(?:{'|'.join(lx.WEEKDAYS)}))\Z",
    re.IGNORECASE,
)
"""When it was said, at the end of words that name a speaker."""
CLAUSE = re.compile(r"\b(?:[a-z]+ed|who|which|that|until|since|from|in|on|at|by|for|to|of)\b")
"""Words of more than a name or a bare phrase, to which a time may belong: "a poll released last week"."""
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(
    rf" ?(?:on |late |early )?(?:{'|'.join(lx.WEEKDAYS)})(?: (?:morning|afternoon|evening|night))? "
    r"(?=(?:that|the|an?|he|she|it|they|there|his|her|its|their|this|these|those|no|all|some|(?-i:[A-Z](?!ight|orning))\w*)\b)",
    re.IGNORECASE,
)
"""A day between a cue and the reported words: "said Friday the ferry was late"."""
LEADS_ON = re.compile(
    r"\b(?:the|an?|his|its|their|our|my|of|to|for|in|on|at|by|from|with|about|into|until|because)$", re.IGNORECASE
)
"""A word with which no reported words end."""
JOINS = re.compile(r",? (?:and|but|or)$")
LINK = re.compile(
    r"(?:(?:But|And|However,|Still,|Yet,?|In addition,|Indeed,|Moreover,|Nevertheless,) )+(?=\w)|(?:But|And|Yet)$"
)
"""A word at the head of a sentence that links it to the one before, and is the writer's."""
FURTHER = re.compile(r"(?: (?!(?:and |or |but )?(?:is|are|was|were|has|have|had|said|says)\b)\w[\w’'%-]*)+")
"""Words up to the next mark or verb."""
PARTICLES = re.compile(rf"(?:(?<!\w)(?:{'|'.join(sorted(lx.PARTICLES))})\s)+\Z")
LONGEST = 24
"""Code points of the particles before a surname, and of a last word."""
FURTHEST = 120
"""Code points that reported words which end in the middle go on for at most."""
REACH = 40
"""Code points that are looked at behind a span."""


def begun_at(text: str, mention: Mention) -> int:
    """Where a name begins, its small particles with it if they are of the bearer's: "von der Mark"."""
    match = PARTICLES.search(text, max(0, mention.start - LONGEST), mention.start) if mention.person else None
    whole = mention.person.name if mention.person else ""
    return match.start() if match and whole.endswith(text[match.start() : mention.end]) else mention.start


def up_to_cue(text: str, span: Span, cue: Sequence[Span]) -> Span:
    """The words for a speaker with the few that a tagger has cut off: "a study done in recent", of "recent days said".

    "Jo Lee on", before "Tuesday said", stays as it is: the rest says when.
    """
    last = text[max(span[0], span[1] - LONGEST) : span[1]].lower().split()
    if not cue or len(last) < 2 or last[-1] not in CUT or not span[1] < cue[0][0] <= span[1] + REACH:
        return span
    rest = REST.match(text, span[1], cue[0][0])
    return span if rest is None or WHEN & set(rest[0].lower().split()) else (span[0], rest.end())


def without_time(text: str, span: Span) -> Span | None:
    """The words for a speaker without "last week" or "Friday" at their end; None if they are but a year."""
    if YEAR.fullmatch(text, *span):
        return None
    time = TIME.search(text, max(span[0] + 1, span[1] - LONGEST), span[1])
    return (span[0], time.start()) if time and not CLAUSE.search(text, span[0], time.start()) else span


def behind_day(text: str, content: Sequence[Span], cue: Sequence[Span]) -> tuple[Span, ...]:
    """The reported words without the day said, which a tagger has taken with them."""
    begun = next((at for at, span in enumerate(content) if cue and 0 <= span[0] - cue[-1][1] <= 1), None)
    day = DAY.match(text, content[begun][0], content[begun][1]) if begun is not None else None
    if begun is None or day is None:
        return tuple(content)
    return (*content[:begun], (day.end(), content[begun][1]), *content[begun + 1 :])


def past_link(text: str, content: Sequence[Span], cue: Sequence[Span]) -> tuple[Span, ...]:
    """The reported words of a sentence that ends in its report, without a "But" or "However" at its head."""
    (start, end), *rest = content
    link = LINK.match(text, start, end) if cue and cue[0][0] >= end else None
    if link is None or (link.end() == end and not rest):
        return tuple(content)
    return tuple(rest) if link.end() == end else ((link.end(), end), *rest)


def to_its_end(text: str, content: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """The reported words without an "and" that they end in, and on to the next mark where they end in "the" or "of".

    ``others`` are the cue and the words that name the speaker, which are no part of them.
    """
    (*parts, (start, end)) = content
    tail = text[max(start, end - LONGEST) : end]
    if text[end : end + 1] != " ":
        return tuple(content)
    if joins := JOINS.search(tail):
        return (*parts, (start, end - len(joins[0]))) if joins.start() else tuple(content)
    further = FURTHER.match(text, end, end + FURTHEST) if LEADS_ON.search(tail) else None
    if not further or LEADS_ON.search(further[0]) or any(end <= other[0] < further.end() for other in others):
        return tuple(content)
    return (*parts, (start, further.end()))


def is_followed(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether words behind a person's name do not belong to the name: "Jo Lee head of sales", "Jo Lee voted"."""
    if mention.kind != "person" or (len(mention.words) == 1 and not mention.title):
        return False
    behind = [token for token in tokens if token.start >= mention.end]
    if not behind or behind[0].capital or behind[0].kind != "word" or behind[0].start > mention.end + 1:
        return False
    office = len(behind) > 2 and is_role(behind[0]) and behind[1].low in {"of", "for", "at"}
    return office or behind[0].low.endswith("ed")


def bears_role(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a role before a name is its bearer's and the phrase's, as it is not in "a spokesman for Mayor Lee"."""
    if mention.role is None:
        return False
    before = [token.low for token in tokens if token.end <= mention.role[0]]
    return not before or before[-1] not in {"for", "to", "of"}


def bears_office(text: str, mention: Mention) -> bool:
    """Whether the role before a name says what its bearer is, as "former" alone does not: "a former Democrat"."""
    return mention.role is not None and text[slice(*mention.role)].lower() != "former"


def follows_office(mention: Mention, tokens: Sequence[Token], head: Token) -> bool:
    """Whether a name ends a phrase whose head is an office: "speaker of the parliament Jo Lee"."""
    start = mention.role[0] if mention.role else mention.start
    before = [token for token in tokens if token.end <= start]
    joined = (
        not before
        or before[-1].kind != "word"
        or before[-1].low in lx.PREPOSITIONS | lx.DETERMINERS | words("and named")
    )
    owned = bool(before) and before[-1].low.endswith(("'s", "’s"))
    ends = mention.end >= bare(tokens[-1]) and len(mention.words) > 1
    return ends and is_role(head) and not joined and not owned
