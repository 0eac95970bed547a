"""Fits the confidence to texts that the network has not learnt from: how often is it right, with which signs?"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from claims.extraction.onnx.network import Network
from claims.extraction.onnx.tagger import candidates
from training.corpus import Example, Span

WORD = re.compile(r"[^\W_]+(?:['’\-.&][^\W_]+)*")
ROUNDS = 50
RIDGE = 1.0
"""Weight of the penalty on large weights, as so many records."""


def calibrate(folder: Path, examples: Sequence[Example]) -> None:
    """Write into ``folder``'s about.json the weights of the signs that tell best which records are right."""
    net = Network(folder)
    signs: list[tuple[float, ...]] = []
    right: list[bool] = []
    for example in examples:
        records = [one for one in candidates(example.text, net) if example.nests or not one.inside]
        found = [(record.content, record.speaker_words) for record in records]
        signs += [record.signs for record in records]
        right += judged(example, found)
    weights = fitted(np.array(signs), np.array(right, dtype=float))
    path = folder / "about.json"
    about = json.loads(path.read_text()) | {"confidence": [round(weight, 4) for weight in weights.tolist()]}
    path.write_text(json.dumps(about, indent=2) + "\n")


def judged(example: Example, found: Sequence[tuple[tuple[Span, ...], tuple[Span, ...]]]) -> list[bool]:
    """Which of the contents and speaker words found are annotated: half of the words alike, a word of the speaker."""
    annotated = [
        (_words(example.text, content), _words(example.text, speaker)) for content, _, speaker in example.attributions
    ]
    pairs = []
    for index, (content, speaker) in enumerate(found):
        mine, who = _words(example.text, content), _words(example.text, speaker)
        for number, (theirs, whose) in enumerate(annotated):
            alike = len(mine & theirs) / max(1, len(mine | theirs))
            if alike >= 0.5 and (who & whose or not (who or whose)):
                pairs.append((-alike, index, number))
    right = [False] * len(found)
    taken: set[int] = set()
    for _, index, number in sorted(pairs):
        if not right[index] and number not in taken:
            right[index] = True
            taken.add(number)
    return right


def _words(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {match.start() for start, end in spans for match in WORD.finditer(text, start, end)}


def fitted(signs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method: a weight for each column of ``signs [n, k]``, outcomes ``right [n]``."""
    weights = np.zeros(signs.shape[1])
    penalty = RIDGE * np.eye(signs.shape[1])
    penalty[0, 0] = 0
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (right - chances) - penalty @ weights
        curve = (signs * (chances * (1 - chances))[:, None]).T @ signs + penalty
        step = np.linalg.solve(curve + 1e-9 * np.eye(len(weights)), slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights
