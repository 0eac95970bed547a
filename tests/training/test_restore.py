"""Shipped weights read back into a network in training say what they said. Needs PyTorch."""

import numpy as np
import torch

from claims.extraction.onnx.network import WEIGHTS, Network, network
from training import export
from training.network import LABELS, ROWS, Shape
from training.network import Network as Trained
from training.restore import restored

TEXT = "“We will win today,” said Jo Lee, the mayor of Troy.\n\nAnn Roe denied it.\n"


def test_what_is_restored_and_written_again_is_the_same(tmp_path):
    torch.manual_seed(1)
    shape = Shape(layers=2, width=96, heads=3, inner=192, relative=False, first_position=0, epsilon=1e-12)
    export.write(Trained(shape, words=30522, positions=512), WEIGHTS / "tokenizer.json", tmp_path / "one", "1")
    export.write(restored(tmp_path / "one"), WEIGHTS / "tokenizer.json", tmp_path / "two", "1")
    pieces = network().reader.read(TEXT)
    one, two = (Network(tmp_path / name).score(pieces, pieces.windows) for name in ("one", "two"))
    assert np.allclose(one.labels, two.labels, atol=1e-4)
    assert np.allclose(one.hidden[0], two.hidden[0], atol=1e-3)


def test_the_shipped_weights_can_learn_on():
    net = restored(WEIGHTS)
    assert net.tags.out_features == ROWS * LABELS
    assert len(net.layers) == 6
