"""Confidence: a probability, higher where the signs are better."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.onnx.confidence import SIGNS, STEEPEST, confidence, log_odds, odds

NUMBERS = st.floats(-STEEPEST, STEEPEST)
SIGNS_OF_ONE = st.lists(NUMBERS, min_size=len(SIGNS), max_size=len(SIGNS))


@given(SIGNS_OF_ONE, SIGNS_OF_ONE)
def test_it_is_a_probability_with_two_decimals(signs, weights):
    sure = confidence(signs, weights)
    assert 0 <= sure <= 1
    assert sure == round(sure, 2)


def test_no_weight_means_even_odds_and_a_better_sign_more():
    signs = [1.0] * len(SIGNS)
    assert confidence(signs, [0.0] * len(SIGNS)) == 0.5
    assert confidence(signs, [2.0, *[0.0] * (len(SIGNS) - 1)]) == 0.88


def test_odds_are_bounded_and_even_at_one_half():
    assert odds(float(np.log(0.5))) == 0
    assert (odds(0.0), odds(-1e9)) == (STEEPEST, -STEEPEST)
    assert (np.diff(log_odds(np.log(np.linspace(0.01, 0.99, 30)))) > 0).all()
