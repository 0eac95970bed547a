"""The weights: whole, or one error that names the file; small; the same answer for every thread."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from claims.extraction.onnx.network import FILES, WEIGHTS, ModelError, Network, network


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(WEIGHTS, tmp_path / "weights")


@pytest.mark.parametrize("name", [*FILES, "about.json"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name} cannot be read: No such file"):
        Network(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(folder, name):
    with (folder / name).open("r+b") as file:
        file.seek(200)
        file.write(b"\x00damage\x00")
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        Network(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"version": "1", "confidence": [], "sha256": {}}'])
def test_a_damaged_about_file_is_named(folder, text):
    (folder / "about.json").write_text(text)
    with pytest.raises(ModelError, match=r"about\.json is damaged"):
        Network(folder)


def test_the_files_are_small():
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 40e6


def test_threads_that_share_a_network_get_what_one_gets():
    net = network()
    pieces = [net.reader.read("Jo Lee said taxes are too high. " * number) for number in range(1, 40, 3)]
    alone = [net.score(one, one.windows).labels for one in pieces]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: net.score(one, one.windows).labels, pieces))
    assert all(np.array_equal(a, b) for a, b in zip(alone, together, strict=True))
