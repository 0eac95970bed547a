"""Labels to spans: nothing goes on that has not begun, and words stay whole."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from claims.extraction.onnx.decoding import KINDS, Scores, best_labels, decode, tagged_spans
from claims.extraction.onnx.network import network

SCORES = st.integers(0, 40).flatmap(lambda n: arrays(np.float32, (n, 7), elements=st.floats(-9, 9, width=32)))
BEGIN, INSIDE = (1, 3, 5), (2, 4, 6)


def scores(*labels: int) -> np.ndarray:
    """A row a label that the network is sure of."""
    return np.eye(7, dtype=np.float32)[list(labels)] * 9


@given(SCORES)
def test_an_inside_follows_its_own_kind_only(rows):
    labels = [0, *best_labels(rows)]
    assert len(labels) == len(rows) + 1
    for before, label in pairwise(labels):
        assert label not in INSIDE or before in (label, label - 1)


@given(SCORES)
def test_no_other_path_is_better(rows):
    """Moving one label anywhere, where that keeps the rule, never raises the sum."""
    labels = best_labels(rows)
    total = sum(float(row[label]) for row, label in zip(rows, labels, strict=True))
    for place in range(len(labels)):
        for other in range(7):
            path = [*labels[:place], other, *labels[place + 1 :]]
            lawful = all(b not in INSIDE or a in (b, b - 1) for a, b in pairwise([0, *path]))
            if lawful:
                assert sum(float(row[label]) for row, label in zip(rows, path, strict=True)) <= total + 1e-3


def test_spans_hold_whole_words():
    pieces = network().reader.read("Jo said antidisestablishmentarianism won.")
    words = np.flatnonzero(pieces.first)
    labels = np.zeros((len(pieces.ids), 7), dtype=np.float32)
    labels[words] = scores(5, 3, 1, 2, 0, 0)[: len(words)]
    spans = tagged_spans(pieces, Scores(pieces.windows, labels, []))
    assert set(spans) == set(KINDS)
    text = "Jo said antidisestablishmentarianism won."
    found = {kind: [text[pieces.starts[a] : pieces.ends[b - 1]] for a, b in rows] for kind, rows in spans.items()}
    assert found == {"content": ["antidisestablishmentarianism won"], "cue": ["said"], "speaker": ["Jo"]}


def test_two_contents_side_by_side_stay_two():
    pieces = network().reader.read("one two three")
    labels = np.zeros((len(pieces.ids), 7), dtype=np.float32)
    labels[np.flatnonzero(pieces.first)] = scores(1, 1, 2, 0)
    assert len(tagged_spans(pieces, Scores(pieces.windows, labels, []))["content"]) == 2


NESTED = "Jo Lee said that Ann Roe denied it. Bo left."
OUTER = (5, 6, 3, 1, 2, 2, 2, 2, 0, 0, 0, 0, 0)
INNER = (5, 6, 3, 0, 5, 6, 3, 1, 0, 5, 3, 0, 0)
"""As OUTER for the words in the content; before and behind it what nothing may come of."""


def nested(inner: np.ndarray | None) -> list[tuple[str, str, str, bool]]:
    """What is decoded from NESTED: contents, cues, speaker words, and whether they stand inside of others."""
    net = network()
    pieces = net.reader.read(NESTED)
    known = net.score(pieces, pieces.windows)
    labels = np.zeros_like(known.labels)
    labels[:, 0] = 9
    labels[np.flatnonzero(pieces.first)] = scores(*OUTER)
    records = decode(pieces, Scores(pieces.windows, labels, known.hidden, inner), net.pointers)
    parts = [(record.content, record.cue, record.speaker_words) for record in records]
    words = [[" ".join(NESTED[slice(*span)] for span in spans) for spans in part] for part in parts]
    return [(*part, record.inside) for part, record in zip(words, records, strict=True)]


def row(*labels: int) -> np.ndarray:
    out = np.zeros((len(network().reader.read(NESTED).ids), 7), dtype=np.float32)
    out[np.flatnonzero(network().reader.read(NESTED).first)] = scores(*labels)
    return out


def test_what_is_reported_in_reported_words_is_a_record_of_its_own():
    assert nested(row(*INNER)) == [
        ("that Ann Roe denied it", "said", "Jo Lee", False),
        ("it", "denied", "Ann Roe", True),
    ]


def test_nothing_is_inside_of_words_that_are_not_reported_nor_without_a_cue():
    outside = (5, 6, 3, 0, 0, 0, 0, 0, 0, 5, 3, 1, 0)
    no_cue = (0, 0, 0, 1, 2, 2, 2, 2, 0, 0, 0, 0, 0)
    for labels in (outside, no_cue):
        assert [inside for *_, inside in nested(row(*labels))] == [False]


def test_weights_of_one_row_give_no_records_inside_of_others():
    assert nested(None) == [("that Ann Roe denied it", "said", "Jo Lee", False)]
