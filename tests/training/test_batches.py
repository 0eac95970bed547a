"""Annotated texts as labels: a row for what is reported, another for what is reported inside of it. Needs PyTorch."""

import random

import numpy as np

from claims.extraction.onnx.network import network
from training.batches import IGNORED, POINTED, ROWS, collate, samples_of
from training.corpus import Example, Span

TEXT = "Jo Lee said that Ann Roe denied it. Bo Orr agreed to go."


def spans(words: str) -> tuple[Span, ...]:
    return ((TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()


def example(*parts: tuple[str, str, str], nests: bool = True) -> Example:
    return Example("one", TEXT, tuple(tuple(map(spans, part)) for part in parts), nests)


NESTED = example(
    ("that Ann Roe denied it", "said", "Jo Lee"), ("it", "denied", "Ann Roe"), ("to go", "agreed", "Bo Orr")
)


def samples(one: Example):
    return samples_of(one, network().reader, random.Random(1))


def test_a_report_inside_a_report_has_a_row_of_its_own():
    (sample,) = samples(NESTED)
    words = sample.labels[:, sample.labels[0] != IGNORED]
    assert words[0].tolist() == [5, 6, 3, 1, 2, 2, 2, 2, 0, 5, 6, 3, 1, 2, 0, 0]
    assert words[1].tolist() == [0, 0, 0, 0, 5, 6, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0]


def test_pointers_stay_in_their_row():
    (sample,) = samples(NESTED)
    targets = {key: sample.targets[key].tolist() for key in POINTED}
    assert targets[0, "content_cue"] == targets[0, "cue_speaker"] == targets[0, "content_speaker"] == [0, 1]
    assert targets[1, "content_cue"] == targets[1, "cue_speaker"] == targets[1, "content_speaker"] == [0]


def test_who_does_not_nest_teaches_nothing_of_the_second_row():
    (sample,) = samples(example(("that Ann Roe denied it", "said", "Jo Lee"), nests=False))
    assert np.all(sample.labels[1] == IGNORED)
    assert np.any(sample.labels[0] > 0)


def test_a_batch_holds_both_rows():
    group = [*samples(NESTED), *samples(example(("to go", "agreed", "Bo Orr")))]
    batch = collate(group, random.Random(1))
    assert batch.labels.shape[:2] == (2, ROWS)
    assert batch.targets[1, "content_cue"].tolist() == [[0], [IGNORED]]
