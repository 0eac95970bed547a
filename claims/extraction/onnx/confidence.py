"""How sure the engine may be of a record: what the network hesitated over, weighed as a development corpus taught."""

from collections.abc import Sequence

import numpy as np

from claims.extraction.onnx.pointers import Floats

SIGNS = (
    "always",
    "words of the content",
    "its weakest word",
    "its first word",
    "the word after it",
    "the cue chosen",
    "no cue",
    "the speaker chosen",
    "no speaker",
    "words of the speaker",
    "fragments",
    "in quotation marks",
    "inside other reported words",
)
"""What a record's signs stand for, in order; the weights file holds one weight for each."""
STEEPEST = 6.0
"""Bound of a sign: the log-odds of a probability of 99.75 %."""


def odds(log_probability: float) -> float:
    """The log-odds of an event, between -STEEPEST and STEEPEST."""
    return float(log_odds(np.array([log_probability]))[0])


def log_odds(log_probabilities: Floats) -> Floats:
    """The log-odds of events, each between -STEEPEST and STEEPEST."""
    chances = np.clip(np.exp(log_probabilities), 1e-6, 1 - 1e-6)
    out: Floats = np.clip(np.log(chances / (1 - chances)), -STEEPEST, STEEPEST).astype(np.float32)
    return out


def confidence(signs: Sequence[float], weights: Sequence[float]) -> float:
    """The probability, to two decimals, that a record with these signs is right."""
    total = sum(sign * weight for sign, weight in zip(signs, weights, strict=True))
    return round(1 / (1 + float(np.exp(-total))), 2)
