"""The trained network, run by onnxruntime on one core."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from claims.extraction.onnx.confidence import SIGNS
from claims.extraction.onnx.decoding import LABELS, Scores
from claims.extraction.onnx.pieces import Pieces, Reader, Window
from claims.extraction.onnx.pointers import Floats, Ints, PointerWeights

WEIGHTS = Path(__file__).parent / "weights"
FILES = ("network.onnx", "pointers.npz", "tokenizer.json")


class ModelError(RuntimeError):
    """A file of the trained network is missing or damaged; the message names it."""


class Network:
    """Reads pieces and scores them. One instance may be used by several threads at once."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the files in ``folder``. Raises ModelError if one is missing or not what about.json says."""
        about = _about(folder)
        self.version: str = about["version"]
        self.confidence: list[float] = about["confidence"]
        for name, digest in about["sha256"].items():
            if hashlib.sha256(_bytes(folder / name)).hexdigest() != digest:
                raise ModelError(f"{folder / name} is damaged: its SHA-256 is not the one in about.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.reader = Reader(tokenizer)
        with np.load(folder / "pointers.npz") as pointers:
            self.pointers = PointerWeights(pointers)
        self.session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def score(self, pieces: Pieces, windows: Sequence[Window]) -> Scores:
        """What the network says of some windows of a text, at least one and in a row."""
        labels: list[Floats] = []
        hidden: list[Floats] = []
        for window in windows:
            inputs = {
                "ids": _led(pieces.ids[window.start : window.end], self.reader.cls),
                "shapes": _led(pieces.shapes[window.start : window.end], 0),
                "quoted": _led(pieces.quoted[window.start : window.end], 0),
            }
            scored, states = self.session.run(["labels", "hidden"], inputs)
            labels.append(scored[0, window.own - window.start + 1 :])
            hidden.append(states[0])
        rows = np.concatenate(labels)
        return Scores(windows, rows[:, :LABELS], hidden, rows[:, LABELS:] if rows.shape[1] > LABELS else None)


@cache
def network() -> Network:
    """The shipped network, loaded once in a process."""
    return Network()


def _led(column: Ints, first: int) -> Any:
    return np.concatenate([[first], column]).astype(np.int64)[None]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error


def _about(folder: Path) -> dict[str, Any]:
    path = folder / "about.json"
    try:
        about: dict[str, Any] = json.loads(_bytes(path))
        if len(about["confidence"]) == len(SIGNS) and about["version"] and set(about["sha256"]) == set(FILES):
            return about
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} is damaged: {error!r}") from error
    raise ModelError(f"{path} is damaged: it does not tell version, confidence and digests")
