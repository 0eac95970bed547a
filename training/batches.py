"""Windows of annotated texts as tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from torch import Tensor

from claims.extraction.pieces import Pieces, Reader, Window
from claims.extraction.pointers import POINTERS, pair_features
from training.corpus import Example, Span, other_marks

KINDS = ("content", "cue", "speaker")
IGNORED = -100
OTHER_MARKS = 0.2
"""Share of windows read with their quotation marks changed."""
BATCH = 8
"""Windows in a batch."""


@dataclass
class Sample:
    """One window: its pieces, the label of each, its spans by kind, and for each pointer which target is right."""

    ids: np.ndarray
    shapes: np.ndarray
    quoted: np.ndarray
    lines: np.ndarray
    labels: np.ndarray
    spans: dict[str, np.ndarray]
    targets: dict[str, np.ndarray]
    soft: dict[str, np.ndarray] = field(default_factory=dict)
    """What the teacher says: tag logits and each pointer's logits."""
    other: "Sample | None" = None
    """The same window with another house's quotation marks."""


def samples_of(example: Example, reader: Reader, chance: random.Random) -> list[Sample]:
    """One sample a window of the text, each with its twin in other quotation marks."""
    samples = _samples(example, reader)
    twins = _samples(replace(example, text=other_marks(example.text, chance)), reader)
    for sample, twin in zip(samples, twins, strict=False):
        if len(sample.ids) == len(twin.ids):
            sample.other = twin
    return samples


def _samples(example: Example, reader: Reader) -> list[Sample]:
    pieces = reader.read(example.text)
    ends = np.append(np.flatnonzero(pieces.first)[1:], len(pieces.ids))
    spans: dict[str, list[Span]] = {kind: [] for kind in KINDS}
    groups: list[dict[str, list[Span]]] = []
    for parts in example.attributions:
        group = {kind: _to_pieces(pieces, ends, part) for kind, part in zip(KINDS, parts, strict=True)}
        groups.append(group)
        for kind in KINDS:
            spans[kind] += [span for span in group[kind] if span not in spans[kind]]
    return [_sample(pieces, window, spans, groups, reader.cls) for window in pieces.windows]


def _to_pieces(pieces: Pieces, word_ends: np.ndarray, spans: Sequence[Span]) -> list[Span]:
    """Ranges of pieces, of whole words, for spans of code points."""
    heads = np.flatnonzero(pieces.first)
    begins, stops = pieces.starts[heads], pieces.ends[word_ends - 1]
    found = []
    for start, end in spans:
        low = int(np.searchsorted(stops, start, side="right"))
        high = int(np.searchsorted(begins, end, side="left"))
        while high > low and begins[high - 1] == stops[high - 1]:
            high -= 1
        if high > low:
            found.append((int(heads[low]), int(word_ends[high - 1])))
    return found


def _sample(
    pieces: Pieces,
    window: Window,
    spans: dict[str, list[Span]],
    groups: list[dict[str, list[Span]]],
    cls: int,
) -> Sample:
    low, high = window.start, window.end
    shift = low - 1
    labels = np.zeros(high - low + 1, dtype=np.int64)
    here: dict[str, list[Span]] = {}
    for number, kind in enumerate(KINDS):
        here[kind] = sorted(span for span in spans[kind] if span[0] < high and span[1] > low)
        for start, end in here[kind]:
            labels[max(start, low) - shift : min(end, high) - shift] = 2 + 2 * number
            labels[max(start, low) - shift] = 1 + 2 * number
    labels[1:][~pieces.first[low:high]] = IGNORED
    labels[0] = IGNORED
    targets = {name: _targets(here[a], here[b], groups, a, b) for name, (a, b) in POINTERS.items()}
    clipped = {
        kind: np.array([(max(s, low) - shift, min(e, high) - shift) for s, e in here[kind]], dtype=np.int64).reshape(
            -1, 2
        )
        for kind in KINDS
    }
    return Sample(
        _led(pieces.ids, low, high, cls),
        _led(pieces.shapes, low, high, 0),
        _led(pieces.quoted, low, high, 0),
        _led(pieces.lines, low, high, int(pieces.lines[low])),
        labels,
        clipped,
        targets,
    )


def _led(column: np.ndarray, low: int, high: int, first: int) -> np.ndarray:
    return np.concatenate([[first], column[low:high]]).astype(np.int64)


def _targets(
    queries: list[Span], targets: list[Span], groups: list[dict[str, list[Span]]], a: str, b: str
) -> np.ndarray:
    """The column of each query's target; the last for "none"; ignored where the target lies outside the window."""
    out = []
    for query in queries:
        mine = [span for group in groups if query in group[a] for span in group[b]]
        inside = [targets.index(span) for span in mine if span in targets]
        out.append(inside[0] if inside else (IGNORED if mine else len(targets)))
    return np.array(out, dtype=np.int64)


def jittered(spans: np.ndarray, size: int, chance: random.Random) -> np.ndarray:
    """The spans with one in five edges moved by a piece or two, as a tagger would err."""
    out = spans.copy()
    for row in out:
        if chance.random() < 0.2:
            row[0] = min(max(1, row[0] + chance.choice((-2, -1, 1, 2))), row[1] - 1)
        if chance.random() < 0.2:
            row[1] = max(min(size, row[1] + chance.choice((-2, -1, 1, 2))), row[0] + 1)
    return out


def batches(samples: Sequence[Sample], chance: random.Random, *, size: int = BATCH) -> Iterator[list[Sample]]:
    """All samples once in random order, those of like length together."""
    drawn = [s.other if s.other and chance.random() < OTHER_MARKS else s for s in samples]
    order = sorted(drawn, key=lambda sample: len(sample.ids) + chance.uniform(-24, 24))
    groups = [order[index : index + size] for index in range(0, len(order), size)]
    chance.shuffle(groups)
    yield from groups


@dataclass
class Batch:
    inputs: tuple[Tensor, Tensor, Tensor, Tensor]
    labels: Tensor
    spans: dict[str, Tensor]
    features: dict[str, Tensor]
    targets: dict[str, Tensor]
    valid: dict[str, Tensor]
    soft: dict[str, Tensor]


def collate(group: Sequence[Sample], chance: random.Random | None) -> Batch:
    """A batch; with ``chance`` the spans are jittered. Padded columns of a pointer are not ``valid``."""
    size = max(len(sample.ids) for sample in group)
    size += -size % 32
    spans = [{k: jittered(s.spans[k], len(s.ids), chance) if chance else s.spans[k] for k in KINDS} for s in group]
    most = {kind: max(1, *(len(row[kind]) for row in spans)) for kind in KINDS}
    stacked = {kind: _stack([row[kind] for row in spans], (most[kind], 2), 0) for kind in KINDS}
    for kind in KINDS:
        stacked[kind][..., 1] = torch.maximum(stacked[kind][..., 1], stacked[kind][..., 0] + 1)
    features, targets, valid = {}, {}, {}
    for name, (a, b) in POINTERS.items():
        rows = [pair_features(row[a], row[b], s.lines) for row, s in zip(spans, group, strict=True)]
        features[name] = _stack(rows, (most[a], most[b], 3), 0)
        wanted = [np.where(s.targets[name] == len(s.spans[b]), most[b], s.targets[name]) for s in group]
        targets[name] = _stack(wanted, (most[a],), IGNORED)
        columns = [np.arange(most[b] + 1) < len(row[b]) for row in spans]
        for column in columns:
            column[-1] = True
        valid[name] = torch.from_numpy(np.stack(columns))[:, None, :]
    mask = _stack([np.ones(len(s.ids), dtype=bool) for s in group], (size,), 0)
    columns3 = tuple(_stack([getattr(s, name) for s in group], (size,), 0) for name in ("ids", "shapes", "quoted"))
    return Batch(
        (*columns3, mask),
        _stack([s.labels for s in group], (size,), IGNORED),
        stacked,
        features,
        targets,
        valid,
        _soft(group, size, most),
    )


def _soft(group: Sequence[Sample], size: int, most: dict[str, int]) -> dict[str, Tensor]:
    if not all(sample.soft for sample in group):
        return {}
    out = {"tags": _stack([sample.soft["tags"].astype(np.float32) for sample in group], (size, 7), 0)}
    for name, (a, b) in POINTERS.items():
        rows = []
        for sample in group:
            scores = sample.soft[name].astype(np.float32)
            row = np.full((len(scores), most[b] + 1), -1e4, dtype=np.float32)
            row[:, : scores.shape[1] - 1], row[:, -1] = scores[:, :-1], scores[:, -1]
            rows.append(row)
        out[name] = _stack(rows, (most[a], most[b] + 1), 0)
    return out


def _stack(rows: Sequence[np.ndarray], shape: tuple[int, ...], filler: int) -> Tensor:
    out = np.full((len(rows), *shape), filler, dtype=rows[0].dtype)
    for index, row in enumerate(rows):
        out[(index, *map(slice, row.shape))] = row
    return torch.from_numpy(out)
