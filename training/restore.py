"""Reads shipped weights back into a network that can learn on: the way back of export.py."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.network import LABELS, ROWS, Network, Shape

NORMS = ("norm1", "norm2")
LINEARS = ("qkv", "out", "up", "down")
EPSILON = 1e-12


def restored(folder: Path) -> Network:
    """The network in ``folder``, whose 8-bit numbers become what they stand for.

    A row of labels that the weights do not have starts from nothing. Raises OSError where a file is missing.
    """
    model = onnx.load(str(folder / "network.onnx"))
    found = {one.name: numpy_helper.to_array(one).astype(np.float32) for one in model.graph.initializer}
    heads = next(one.i for node in model.graph.node for one in node.attribute if one.name == "num_heads")
    width = found["words"].shape[1]
    layers = sum(name.endswith(".qkv") for name in found)
    shape = Shape(layers, width, heads, found["layers.0.up"].shape[1], False, 0, EPSILON)
    net = Network(shape, len(found["words"]), found["positions"].shape[1])
    state = net.state_dict()
    given = _encoder(found, layers, width) | _tags(found)
    with np.load(folder / "pointers.npz") as pointers:
        given |= {f"pointers.{name}": value.astype(np.float32) for name, value in pointers.items()}
    for name, value in given.items():
        state[name][: len(value)] = torch.from_numpy(value)
    net.load_state_dict(state)
    return net


def _encoder(found: dict[str, np.ndarray], layers: int, width: int) -> dict[str, np.ndarray]:
    """The encoder's weights under the names of training/network.py."""
    out = {
        "words.weight": found["words"] * found["words_scale"],
        "positions.weight": found["positions"][0],
        "shapes.weight": found["shape_table"],
        "quoted.weight": found["quoted_table"],
    }
    for name in ("norm", *(f"layers.{number}.{part}" for number in range(layers) for part in NORMS)):
        out[f"{name}.weight"] = found[f"{name}_weight"] / np.float32(width**0.5)
        out[f"{name}.bias"] = found[f"{name}_bias"]
    for name in (f"layers.{number}.{part}" for number in range(layers) for part in LINEARS):
        out[f"{name}.weight"] = (found[name] * found[f"{name}_scale"]).T.copy()
        out[f"{name}.bias"] = found[f"{name}_bias"]
    return out


def _tags(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    rows = min(found["tags"].shape[1], ROWS * LABELS)
    return {"tags.weight": found["tags"].T[:rows].copy(), "tags.bias": found["tags_bias"][:rows]}
