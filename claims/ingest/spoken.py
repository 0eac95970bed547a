"""When what a transcript in plain text has was said: "[00:01:20] ANN ROE: The mill is shut."."""

import re
from itertools import pairwise

from claims.ingest.document import Time

# Hours, minutes and seconds; or less than that in square brackets, since "10:30" is also a time of day.
_TIME = r"(?:\[(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?\]|\(?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?\)?)"
_NAME = r"[^\W\d_][^:\[\]()\n]{0,60}"
_TURN = re.compile(rf"^(?:{_TIME}[ \t]+{_NAME}|{_NAME}[ \t]{_TIME})[ \t]*:[ \t]+(?=\S)", re.MULTILINE)
_PARTS = re.compile(r"\d+(?::\d+)+")
_FEWEST = 2  # turns with a time; a single one may be anything


def times_of(text: str) -> tuple[Time, ...]:
    """The second from which on the words of each turn are heard; none where the times go back: they are no recording's.

    ``text`` has a paragraph a turn, which begins with who speaks, and the time before or behind the name.
    """
    times = [(turn.end(), _seconds(turn[0])) for turn in _TURN.finditer(text)]
    goes_on = all(before <= after for (_, before), (_, after) in pairwise(times))
    return tuple(times) if goes_on and len(times) >= _FEWEST else ()


def _seconds(label: str) -> int:
    parts = _PARTS.findall(label)[0].split(":")
    return sum(int(part) * 60**power for power, part in enumerate(reversed(parts)))
