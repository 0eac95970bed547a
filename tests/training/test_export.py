"""The shipped form of a network says what the network in training says, as far as 8 bits can. Needs PyTorch."""

import numpy as np
import torch

from claims.extraction.onnx.network import FILES, WEIGHTS, Network, network
from training import export
from training.network import Network as Trained
from training.network import Shape

TEXT = "“We will win today,” said Jo Lee, the mayor of Troy.\n\nAnn Roe denied it.\n"


def test_labels_and_hidden_states_survive(tmp_path):
    torch.manual_seed(1)
    shape = Shape(layers=2, width=96, heads=3, inner=192, relative=False, first_position=0, epsilon=1e-12)
    trained = Trained(shape, words=30522, positions=512).eval()
    export.write(trained, WEIGHTS / "tokenizer.json", tmp_path, "1")
    assert {path.name for path in tmp_path.iterdir()} == {*FILES, "about.json"}
    pieces = network().reader.read(TEXT)
    shipped = Network(tmp_path).score(pieces, pieces.windows)
    columns = [
        np.concatenate([[first], column])
        for first, column in ((101, pieces.ids), (0, pieces.shapes), (0, pieces.quoted))
    ]
    ids, shapes, quoted = (torch.from_numpy(column.astype(np.int64))[None] for column in columns)
    with torch.no_grad():
        hidden = trained.encode(ids, shapes, quoted, torch.ones_like(ids, dtype=torch.bool))
        labels = trained.tags(hidden)
    rows = np.concatenate([shipped.labels, shipped.inner], axis=1)
    assert np.abs(shipped.hidden[0] - hidden[0].numpy()).mean() < 0.05
    assert np.abs(rows - labels[0, 1:].numpy()).mean() < 0.03
