"""Descriptions that say the name of whom they speak: "a man whose name was Jo Lee", "a farmer named Jo Lee"."""

import re
from collections.abc import Sequence

from claims.extraction.resolving.mentions import Mention

CALLED = re.compile(
    r",?\s(?:named|called|(?:later )?(?:identified|known|introduced)(?: only)? as|by the name of|whose name (?:is|was)"
    r"|who gave (?:his|her|their) name as|who (?:is|was) (?:named|called|(?:identified|known) as))\s+\Z"
)
"""What stands between the description and the name."""
LONGEST = 40
"""Code points of it."""
SECOND = re.compile(r"\s(?:an?|the|another)\s", re.I)
"""What opens a second description, whose name it is: "a lawyer for a man named Jo Lee"."""


def name_called(text: str, start: int, mentions: Sequence[Mention]) -> tuple[Mention, int] | None:
    """The person's name that a description beginning at ``start`` says, and where the description ends."""
    for mention in mentions:
        begin = mention.role[0] if mention.role else mention.start
        match = CALLED.search(text, max(start, begin - LONGEST), begin) if mention.kind == "person" else None
        if match and not SECOND.search(text, start, match.start() + 1):
            return mention, match.start()
    return None
