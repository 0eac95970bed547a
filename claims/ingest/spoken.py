"""When what a transcript in plain text has was said: "[00:01:20] ANN ROE: The mill is shut."."""

import re
from itertools import pairwise

from claims.ingest.document import Time

# Hours, minutes and seconds; or less than that in square brackets, since "10:30" is also a time of day.
_TIME = r"(?:\[(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?\]|\(?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?\)?)"
_NAME = r"[^\W\d_][^:\[\]()\n]{0,60}"
_TURN = re.compile(rf"^(?:{_TIME}[ \t]+{_NAME}|{_NAME}[ \t]{_TIME})[ \t]*:[ \t]+(?=\S)", re.MULTILINE)
_PARTS = re.compile(r"\d+(?::\d+)+")
_ALONE = re.compile(
    r"\[?([^\W\d_][\w.'’-]*(?:[ \t][\w.'’-]+){0,5})\]?[ \t]+[(\[]?((?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?)[)\]]?:?"
)
_AT_ONCE, _SOON = 30, 300  # seconds; programmes and results begin at later times, or name nobody twice
_FEWEST = 2  # turns with a time; a single one may be anything


def times_of(text: str) -> tuple[Time, ...]:
    """The second from which on the words of each turn are heard; none where the times go back: they are no recording's.

    ``text`` has a paragraph a turn, which begins with who speaks, and the time before or behind the name.
    """
    times = [(turn.end(), _seconds(turn[0])) for turn in _TURN.finditer(text)]
    goes_on = all(before <= after for (_, before), (_, after) in pairwise(times))
    return tuple(times) if goes_on and len(times) >= _FEWEST else ()


def with_labels(lines: list[str]) -> list[str]:
    """The lines, but each that says alone who speaks, and when ("Ann Roe  0:03"), made a label of the next one.

    Recorders of calls and meetings print them so. A list of programmes or of results has such lines too.
    """
    labels = {at: label for at, line in enumerate(lines) if (label := _ALONE.fullmatch(line)) and label[1][0].isupper()}
    if not _are_turns(labels, len(lines)):
        return lines
    turns = {at + 1: f"{label[1]} [{label[2]}]: {lines[at + 1]}" for at, label in labels.items()}
    return [turns.get(at, line) for at, line in enumerate(lines) if at not in labels]


def _are_turns(labels: dict[int, re.Match[str]], lines: int) -> bool:
    """Whether the times go on from the beginning, or from later where somebody speaks twice; and all say something."""
    if len(labels) < _FEWEST or any(at + 1 in labels or at + 1 == lines for at in labels):
        return False
    times = [_seconds(label[2]) for label in labels.values()]
    is_long = all(label[2].count(":") > 1 for label in labels.values())
    come_again = len({label[1] for label in labels.values()}) < len(labels)
    begins = times[0] < _AT_ONCE or (come_again and (is_long or times[0] < _SOON))
    return begins and all(before <= after for before, after in pairwise(times))


def _seconds(label: str) -> int:
    parts = _PARTS.findall(label)[0].split(":")
    return sum(int(part) * 60**power for power, part in enumerate(reversed(parts)))
