"""Which cue a content belongs to and whose words they are: the pairs of tagged spans, and their scores."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

POINTERS = {
    "content_cue": ("content", "cue"),
    "cue_speaker": ("cue", "speaker"),
    "content_speaker": ("content", "speaker"),
}
"""Each pointer's kind of query span and of target span."""
DISTANCES = 25
RANKS = 11
LINES = 9
STEPS = np.array([1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90, 140])

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


def pair_features(queries: Ints, targets: Ints, lines: Ints) -> Ints:
    """Distance, rank and line buckets of each pair, ``[n, m, 3]``.

    ``queries [n, 2]`` and ``targets [m, 2]`` are half-open ranges of pieces in order; ``lines`` is each piece's line.
    """
    q, t = queries[:, None, :], targets[None, :, :]
    gap = np.where(t[..., 0] >= q[..., 1], t[..., 0] - q[..., 1] + 1, 0)
    gap = np.where(t[..., 1] <= q[..., 0], t[..., 1] - q[..., 0] - 1, gap)
    distance = np.sign(gap) * np.searchsorted(STEPS, np.abs(gap), side="right") + DISTANCES // 2
    before = np.searchsorted(targets[:, 0], queries[:, 0], side="left")[:, None]
    place = np.arange(len(targets))[None, :]
    rank = np.clip(place - before, -(RANKS // 2), RANKS // 2) + RANKS // 2
    line = np.clip(lines[t[..., 0]] - lines[q[..., 0]], -(LINES // 2), LINES // 2) + LINES // 2
    return np.stack(np.broadcast_arrays(distance, rank, line), axis=-1).astype(np.int32)


def span_vectors(hidden: Floats, spans: Ints) -> Floats:
    """First, last and mean hidden state ``[n, 3 * width]`` of ranges of pieces ``[n, 2]``."""
    means = [hidden[start:end].mean(axis=0) for start, end in spans.tolist()]
    mean = np.stack(means) if means else np.zeros((0, hidden.shape[1]), dtype=np.float32)
    return np.concatenate([hidden[spans[:, 0]], hidden[spans[:, 1] - 1], mean], axis=1)


class PointerWeights:
    """The pointers' weights by name, as training names them ("content_cue.query.weight")."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights: dict[str, dict[str, Floats]] = {name: {} for name in POINTERS}
        for name, value in weights.items():
            pointer, part = name.split(".", 1)
            self.weights[pointer][part] = np.asarray(value, dtype=np.float32)

    def score(self, name: str, queries: Floats, targets: Floats, features: Ints) -> Floats:
        """Log-probabilities ``[n, m + 1]`` of each target for each query; the last column is "none"."""
        w = self.weights[name]
        query = queries @ w["query.weight"].T + w["query.bias"]
        target = targets @ w["target.weight"].T
        pair = w["distance.weight"][features[..., 0]] + w["rank.weight"][features[..., 1]]
        pair += w["line.weight"][features[..., 2]]
        pair += query[:, None] + target[None]
        read = w["score.weight"][0]
        scores = np.maximum(pair, 0) @ read
        none = np.maximum(query + w["none"], 0) @ read
        scores = np.concatenate([scores, none[:, None]], axis=1) + w["score.bias"][0]
        scores -= scores.max(axis=1, keepdims=True)
        out: Floats = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return out
