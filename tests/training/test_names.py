"""Texts under other names: every mention is renamed alike, and spans go with their words."""

import random

import pytest

from training.corpus import Example
from training.names import renamed

TEXT = "Jo Lee said that it rained. Lee, of Troy, told Ann Leeds so. The White House said no."
CONTENT, CUE, SPEAKER = ((12, 26),), ((7, 11),), ((0, 6),)
HOUSE = TEXT.index("The White House")


def example() -> Example:
    house = ((HOUSE, HOUSE + 15),)
    return Example("one", TEXT, ((CONTENT, CUE, SPEAKER), (((HOUSE + 21, HOUSE + 23),), (), house)))


@pytest.mark.parametrize("seed", range(10))
def test_spans_move_with_their_words(seed):
    other = renamed(example(), random.Random(seed))
    (content, cue, speaker), (_, _, house) = other.attributions
    assert [other.text[start:end] for start, end in (*content, *cue, *house)] == [
        "that it rained",
        "said",
        "The White House",
    ]
    ((start, end),) = speaker
    given, family = other.text[start:end].split(" ", 1)
    assert given != "Jo"
    assert f"{family}, of Troy" in other.text
    assert "Ann Leeds" in other.text


def test_a_text_without_persons_stays_as_it_is():
    plain = Example("one", TEXT, example().attributions[1:])
    assert renamed(plain, random.Random(1)) == plain
