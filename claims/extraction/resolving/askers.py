"""Who asks in an interview: a medium, a person, or whom the words before it name as the interviewer."""

import re
from itertools import pairwise

from claims.extraction.resolving.media import is_medium
from claims.extraction.resolving.mentions import Mention
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.resolving.talks import SPOKE
from claims.extraction.types import Span

BY = re.compile(r"[^.\n]{0,60}\b(?:interview(?:ed)? by|questioned by|in conversation with)(?: the)?(?: [a-z]+){0,3} ")
"""What stands between whom an interview is with and who asks."""


def interviewer(speakers: Speakers, end: int, guest: str | None) -> Span | None:
    """Where the words before an interview name the one person or medium that spoke with its guest."""
    names, text = speakers.names, speakers.layout.text
    askers: dict[str, Span] = {}
    for mention, other in pairwise(names.within(0, end)):
        between = (mention.end, other.start)
        if SPOKE.fullmatch(text, *between) or BY.fullmatch(text, *between):
            called = {_called(speakers, label): label for label in (mention, other)}
            if guest in called and len(called) == 2:
                asker = next(label for name, label in called.items() if name != guest)
                if asker.kind == "person" or is_medium(asker):
                    askers[_called(speakers, asker)] = (asker.start, asker.end)
    return next(iter(askers.values())) if len(askers) == 1 else None


def _called(speakers: Speakers, mention: Mention) -> str:
    person = speakers.names.person_at(mention) if mention.kind == "person" else None
    return person.name if person else speakers.layout.text[mention.start : mention.end]
