"""The confidence's weights: what they are fitted to, and which records count as right."""

import numpy as np

from training.calibrate import fitted, judged
from training.corpus import Example

TEXT = "Jo Lee said that taxes are far too high. Ann Roe said no."
EXAMPLE = Example("one", TEXT, ((((12, 39),), ((7, 11),), ((0, 6),)),))


def test_weights_give_back_the_shares_that_they_were_fitted_to():
    """Of a thousand records a third is right without the sign and nine tenths with it."""
    with_sign = np.arange(1000) % 2
    right = np.where(with_sign, np.arange(1000) % 20 < 18, np.arange(1000) % 6 < 2).astype(float)
    weights = fitted(np.stack([np.ones(1000), with_sign], axis=1), right)
    chances = 1 / (1 + np.exp(-np.array([weights[0], weights.sum()])))
    assert np.allclose(chances, [right[with_sign == 0].mean(), right[with_sign == 1].mean()], atol=0.01)


def test_half_of_the_words_and_a_word_of_the_speaker_make_a_record_right():
    half, less = ((17, 39),), ((32, 39),)
    lee, roe = ((3, 6),), ((41, 48),)
    assert judged(EXAMPLE, [(half, lee)]) == [True]
    assert judged(EXAMPLE, [(less, lee), (half, roe), (half, ())]) == [False] * 3


def test_an_annotation_makes_one_record_right():
    whole, lee = ((12, 39),), ((0, 6),)
    assert judged(EXAMPLE, [(((17, 39),), lee), (whole, lee)]) == [False, True]
