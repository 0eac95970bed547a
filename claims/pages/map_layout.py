"""Where the marks of an attribution map stand. Lengths are in SVG units.

From left to right: who answered whom, as lines past the speakers; the speakers, below each other; beside each, a lane
for each way that their words came: the words, then to whom and through whom, then the article that printed them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

MARGIN = 8
SLOT = 30
"""The height of a lane, and of a place where an answer starts or ends."""
MARK = 24
HEADING = 34
GAP = 14
TRACK = 14
LABEL, SPEAKER, WORDS, NOTE, END = 112, 220, 344, 150, 140


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Lane:
    """A way of words of a party: which statement, what is noted on the way, the article at its end."""

    party: int
    statement: int
    notes: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One party answers another, or itself."""

    number: int
    party: int
    other: int


@dataclass(frozen=True, slots=True)
class PlacedLane:
    lane: Lane
    words: Box
    notes: list[tuple[str, Box]]


@dataclass(frozen=True, slots=True)
class PlacedParty:
    box: Box
    lanes: list[PlacedLane]


@dataclass(frozen=True, slots=True)
class PlacedAnswer:
    """A line from ``start`` past the speakers at ``track`` to ``stop``, both heights of ends at the left of a box."""

    number: int
    label: Box
    start: int
    stop: int
    track: int
    edge: int

    @property
    def path(self) -> str:
        return f"M{self.edge} {self.start}H{self.track}V{self.stop}H{self.edge}"


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    y: int
    parties: dict[int, PlacedParty]


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    groups: list[Group]
    answers: dict[int, list[PlacedAnswer]]
    """By the party who answers."""
    ends: list[tuple[int, Box]]
    """Articles, each beside all lanes that follow on each other and end there."""
    left: int
    """Where the speakers begin."""


def lay_out(groups: Mapping[str, Sequence[int]], lanes: Sequence[Lane], answers: Sequence[Answer]) -> Drawing:
    """Place the parties of each group in order, their lanes in order, and the answers between them.

    Every party of a group has a lane; every answer is from and to parties of the groups.
    """
    lanes_of: dict[int, list[Lane]] = defaultdict(list)
    for lane in lanes:
        lanes_of[lane.party].append(lane)
    order = [number for parties in groups.values() for number in parties]
    ports = _ports(order, answers)
    heights = {number: SLOT * max(len(lanes_of[number]), len(ports[number])) for number in order}
    headings, tops, bottom = _stacked(groups, heights)
    spans = _ends_of(ports, tops, len(answers))
    tracks = _tracks(spans)
    left = MARGIN + (TRACK * (max(tracks) + 1) + LABEL + GAP if answers else 0)
    placed = {number: _party(Box(left, tops[number], SPEAKER, heights[number]), lanes_of[number]) for number in order}
    ends = _ends([lane for number in order for lane in placed[number].lanes])
    return Drawing(
        width=max((box.right for _, box in ends), default=left + SPEAKER) + MARGIN,
        height=bottom + MARGIN,
        left=left,
        groups=[Group(name, headings[name], {number: placed[number] for number in groups[name]}) for name in groups],
        answers=_answers(answers, spans, tracks, left),
        ends=ends,
    )


def _stacked(
    groups: Mapping[str, Sequence[int]], heights: Mapping[int, int]
) -> tuple[dict[str, int], dict[int, int], int]:
    """The tops of headings and of parties, and where the last one ends."""
    headings, tops, y = {}, {}, MARGIN
    for name, parties in groups.items():
        headings[name] = y
        y += HEADING
        for number in parties:
            tops[number] = y
            y += heights[number] + GAP
    return headings, tops, y


def _party(box: Box, lanes: Sequence[Lane]) -> PlacedParty:
    placed = []
    for row, lane in enumerate(lanes):
        top = box.y + row * SLOT + (SLOT - MARK) // 2
        words = Box(box.right + GAP, top, WORDS, MARK)
        first = words.right + GAP
        notes = [(note, Box(first + at * (NOTE + GAP), top, NOTE, MARK)) for at, note in enumerate(lane.notes)]
        placed.append(PlacedLane(lane, words, notes))
    return PlacedParty(box, placed)


def _ends(lanes: Sequence[PlacedLane]) -> list[tuple[int, Box]]:
    """The articles, at the right of all lanes."""
    x = max((box.right for lane in lanes for box in [lane.words, *(box for _, box in lane.notes)]), default=0) + GAP
    ends = []
    for article, run in groupby(lanes, key=lambda placed: placed.lane.end):
        rows = list(run)
        top = rows[0].words.y
        ends.append((article, Box(x, top, END, rows[-1].words.bottom - top)))
    return ends


Ports = dict[int, list[tuple[int, bool]]]
"""By party, what starts (True) or ends at its box from the top: answers by their place in the list."""


def _ports(order: Sequence[int], answers: Sequence[Answer]) -> Ports:
    """What leads upward stands above what leads downward, so that few lines cross."""
    row = {number: at for at, number in enumerate(order)}
    ports: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for at, answer in enumerate(answers):
        ports[answer.party].append((row[answer.other], at, True))
        ports[answer.other].append((row[answer.party], at, False))
    return defaultdict(
        list, {number: [(at, starts) for _, at, starts in sorted(ends)] for number, ends in ports.items()}
    )


def _ends_of(ports: Ports, heights: Mapping[int, int], answers: int) -> list[tuple[int, int]]:
    """The heights at which each answer starts and stops."""
    starts, stops = [0] * answers, [0] * answers
    for number, ends in ports.items():
        for slot, (at, is_start) in enumerate(ends):
            (starts if is_start else stops)[at] = heights[number] + slot * SLOT + SLOT // 2
    return list(zip(starts, stops, strict=True))


def _tracks(spans: Sequence[tuple[int, int]]) -> list[int]:
    """A track for each span, from 0: short ones first, and no two that share a height on the same one."""
    taken: list[list[tuple[int, int]]] = []
    tracks = [0] * len(spans)
    for at in sorted(range(len(spans)), key=lambda at: (abs(spans[at][0] - spans[at][1]), at)):
        low, high = sorted(spans[at])
        free = (track for track, spans in enumerate(taken) if all(high < start or stop < low for start, stop in spans))
        tracks[at] = next(free, len(taken))
        if tracks[at] == len(taken):
            taken.append([])
        taken[tracks[at]].append((low, high))
    return tracks


def _answers(
    answers: Sequence[Answer], spans: Sequence[tuple[int, int]], tracks: Sequence[int], left: int
) -> dict[int, list[PlacedAnswer]]:
    placed: dict[int, list[PlacedAnswer]] = defaultdict(list)
    label = left - GAP - LABEL
    for answer, (start, stop), track in zip(answers, spans, tracks, strict=True):
        box = Box(label, start - MARK // 2, LABEL, MARK)
        placed[answer.party].append(PlacedAnswer(answer.number, box, start, stop, label - TRACK * (track + 1), left))
    return dict(placed)
