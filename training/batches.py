"""Windows of annotated texts as tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from torch import Tensor

from claims.extraction.onnx.pieces import Pieces, Reader, Window
from claims.extraction.onnx.pointers import POINTERS, pair_features
from training.corpus import Example, Span, depths, other_marks
from training.network import ROWS

KINDS = ("content", "cue", "speaker")
SPANS = tuple((row, kind) for row in range(ROWS) for kind in KINDS)
POINTED = {(row, name): ((row, a), (row, b)) for row in range(ROWS) for name, (a, b) in POINTERS.items()}
"""Each pointer of each row, with its kinds of query span and of target span; the rows share the pointers' weights."""
Key = tuple[int, str]
TAGS = (0, "tags")
IGNORED = -100
OTHER_MARKS = 0.2
"""Share of windows read with their quotation marks changed."""
BATCH = 8
"""Windows in a batch."""


@dataclass
class Sample:
    """One window: its pieces, the labels ``[ROWS, n]``, spans by row and kind, and each pointer's right targets."""

    ids: np.ndarray
    shapes: np.ndarray
    quoted: np.ndarray
    lines: np.ndarray
    labels: np.ndarray
    spans: dict[Key, np.ndarray]
    targets: dict[Key, np.ndarray]
    soft: dict[Key, np.ndarray] = field(default_factory=dict)
    """What the teacher says: the logits of TAGS and of each pointer."""
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
    groups: list[dict[Key, list[Span]]] = []
    for parts, row in zip(example.attributions, depths(example.attributions), strict=True):
        if row < ROWS:
            groups.append({(row, k): _to_pieces(pieces, ends, part) for k, part in zip(KINDS, parts, strict=True)})
    samples = [_sample(pieces, window, groups, reader.cls) for window in pieces.windows]
    if not example.nests:
        for sample in samples:
            sample.labels[1:] = IGNORED
    return samples


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
    groups: list[dict[Key, list[Span]]],
    cls: int,
) -> Sample:
    low, high = window.start, window.end
    shift = low - 1
    labels = np.zeros((ROWS, high - low + 1), dtype=np.int64)
    here: dict[Key, list[Span]] = {}
    for key in SPANS:
        spans = {span for group in groups for span in group.get(key, [])}
        here[key] = sorted(span for span in spans if span[0] < high and span[1] > low)
        row, begin = labels[key[0]], 1 + 2 * KINDS.index(key[1])
        for start, end in here[key]:
            row[max(start, low) - shift : min(end, high) - shift] = begin + 1
            row[max(start, low) - shift] = begin
    labels[:, 1:][:, ~pieces.first[low:high]] = IGNORED
    labels[:, 0] = IGNORED
    targets = {name: _targets(here[a], here[b], groups, a, b) for name, (a, b) in POINTED.items()}
    clipped = {
        key: np.array([(max(s, low) - shift, min(e, high) - shift) for s, e in here[key]], dtype=np.int64).reshape(
            -1, 2
        )
        for key in SPANS
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
    queries: list[Span], targets: list[Span], groups: list[dict[Key, list[Span]]], a: Key, b: Key
) -> np.ndarray:
    """The column of each query's target; the last for "none"; ignored where the target lies outside the window."""
    out = []
    for query in queries:
        mine = [span for group in groups if query in group.get(a, []) for span in group[b]]
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
    spans: dict[Key, Tensor]
    features: dict[Key, Tensor]
    targets: dict[Key, Tensor]
    valid: dict[Key, Tensor]
    soft: dict[Key, Tensor]


def collate(group: Sequence[Sample], chance: random.Random | None) -> Batch:
    """A batch; with ``chance`` the spans are jittered. Padded columns of a pointer are not ``valid``."""
    size = max(len(sample.ids) for sample in group)
    size += -size % 32
    spans = [{k: jittered(s.spans[k], len(s.ids), chance) if chance else s.spans[k] for k in SPANS} for s in group]
    most = {kind: max(1, *(len(row[kind]) for row in spans)) for kind in SPANS}
    stacked = {kind: _stack([row[kind] for row in spans], (most[kind], 2), 0) for kind in SPANS}
    for kind in SPANS:
        stacked[kind][..., 1] = torch.maximum(stacked[kind][..., 1], stacked[kind][..., 0] + 1)
    features, targets, valid = {}, {}, {}
    for name, (a, b) in POINTED.items():
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
        _stack([s.labels for s in group], (ROWS, size), IGNORED),
        stacked,
        features,
        targets,
        valid,
        _soft(group, size, most),
    )


def _soft(group: Sequence[Sample], size: int, most: dict[Key, int]) -> dict[Key, Tensor]:
    if not all(sample.soft for sample in group):
        return {}
    tags = [sample.soft[TAGS].astype(np.float32) for sample in group]
    out = {TAGS: _stack(tags, (size, tags[0].shape[1]), 0)}
    for name, (a, b) in POINTED.items():
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
