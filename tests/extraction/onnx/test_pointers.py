"""Pairs of spans: where they stand to each other, and scores that are probabilities."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from claims.extraction.onnx.network import network
from claims.extraction.onnx.pointers import DISTANCES, LINES, POINTERS, RANKS, pair_features, span_vectors

RANGES = st.lists(st.tuples(st.integers(0, 350), st.integers(1, 30)), min_size=1, max_size=12).map(
    lambda rows: np.array(sorted((start, start + size) for start, size in rows), dtype=np.int32)
)


@given(RANGES, RANGES)
def test_features_stay_within_their_tables(queries, targets):
    features = pair_features(queries, targets, np.arange(400, dtype=np.int32) // 7)
    assert features.shape == (len(queries), len(targets), 3)
    assert (features >= 0).all()
    assert (features < np.array([DISTANCES, RANKS, LINES])).all()


def test_a_target_before_is_told_from_one_behind():
    here = np.array([[10, 12]], dtype=np.int32)
    around = np.array([[5, 6], [20, 21]], dtype=np.int32)
    (before, behind) = pair_features(here, around, np.zeros(30, dtype=np.int32))[0]
    assert before[0] < DISTANCES // 2 < behind[0]
    assert before[1] < behind[1]


def test_a_span_is_its_first_its_last_and_its_mean():
    hidden = np.array([[1.0], [3.0], [8.0]], dtype=np.float32)
    assert span_vectors(hidden, np.array([[0, 3], [1, 2]], dtype=np.int32)).tolist() == [[1, 8, 4], [3, 3, 3]]


@given(RANGES, RANGES, st.data())
def test_scores_are_log_probabilities_with_one_for_nobody(queries, targets, data):
    weights = network().pointers
    width = weights.weights["content_cue"]["query.weight"].shape[1]
    numbers = st.floats(-3, 3, width=32)
    vectors = data.draw(arrays(np.float32, (1, width), elements=numbers, fill=numbers))
    features = pair_features(queries, targets, np.zeros(400, dtype=np.int32))
    for name in POINTERS:
        scores = weights.score(name, np.repeat(vectors, len(queries), 0), np.repeat(vectors, len(targets), 0), features)
        assert scores.shape == (len(queries), len(targets) + 1)
        assert np.allclose(np.exp(scores).sum(axis=1), 1, atol=1e-4)
