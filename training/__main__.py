"""Remakes the shipped network from a corpus: ``python -m training CORPUS``.

CORPUS holds train/ to learn from and dev/ to fit the confidence on. Or it is itself a folder of text/ and
attributions/, such as ``manage.py export_training`` writes: then each tenth text is kept for the confidence.
Stopped, it goes on where it was when called again with the same --work.
"""

import argparse
import hashlib
import random
from datetime import date
from pathlib import Path

import torch
from tokenizers import Tokenizer

from claims.extraction.onnx.pieces import Reader
from training import encoders
from training.batches import Sample, samples_of
from training.calibrate import calibrate
from training.corpus import Example, read_folder
from training.export import write
from training.learn import Plan, learn
from training.names import renamed
from training.network import Network
from training.restore import restored
from training.soften import soften

SEED = 1
KEPT = 10
"""One text of so many is kept for the confidence where the corpus has no dev/."""
TEACHER = Plan(epochs=1, encoder_rate=8e-5, frozen=4, seed=SEED)
STUDENT = Plan(epochs=2.4, encoder_rate=2e-4, soft=0.7, seed=SEED)
FINISH = Plan(epochs=2, encoder_rate=1.5e-4, seed=SEED + 1)
ONWARD = Plan(epochs=2, encoder_rate=1.5e-4, frozen=2, seed=SEED + 2)
"""From weights that have learnt already."""


def samples(examples: list[Example], reader: Reader) -> list[Sample]:
    """The windows of all examples."""
    chance = random.Random(SEED)
    return [sample for example in examples for sample in samples_of(example, reader, chance)]


def read_corpus(folder: Path) -> tuple[list[Example], list[Example]]:
    """What to learn from, and what to fit the confidence on."""
    if (folder / "train").is_dir():
        return read_folder(folder / "train"), read_folder(folder / "dev")
    examples = read_folder(folder)
    kept = set(sorted({example.stem for example in examples})[::KEPT])
    return [one for one in examples if one.stem not in kept], [one for one in examples if one.stem in kept]


def fingerprint(examples: list[Example]) -> str:
    """Tells corpora apart, so that a run never goes on from what it learnt out of another."""
    return hashlib.sha256(repr(examples).encode()).hexdigest()[:12]


def taught(examples: list[Example], work: Path, corpus: str, reader: Reader) -> Network:
    """A student that has learnt from the teacher, on half of the texts under other names too, then from the texts."""
    chance = random.Random(SEED)
    own = samples(examples, reader)
    others = samples([renamed(example, chance) for example in examples[::2]], reader)
    student, big = encoders.student(), encoders.teacher(work)
    teacher = Network.from_pretrained(big)
    vocabulary = encoders.vocabulary(student, big)
    learn(teacher, own, TEACHER, work / corpus / "teacher", vocabulary)
    soften(teacher, [*own, *others], vocabulary)
    net = Network.from_pretrained(student)
    learn(net, [*own, *others], STUDENT, work / corpus / "student")
    learn(net, own, FINISH, work / corpus / "finish")
    return net


def taught_on(folder: Path, examples: list[Example], work: Path, corpus: str, reader: Reader) -> Network:
    """The network in ``folder``, which goes on learning from the texts, half of them under other names.

    Those that teach both rows of labels are few: they come under their own names and under others.
    """
    chance = random.Random(SEED)
    mixed = []
    for number, example in enumerate(examples):
        other = renamed(example, chance)
        mixed += [example, other] if example.nests else [other if number % 2 else example]
    net = restored(folder)
    for table in (net.shapes, net.quoted):  # What leads below the frozen layers costs as much as they would.
        table.requires_grad_(requires_grad=False)
    learn(net, samples(mixed, reader), ONWARD, work / corpus / "onward")
    return net


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, default=Path("var/training"), help="checkpoints and logs")
    parser.add_argument(
        "--weights", type=Path, default=Path("claims/extraction/onnx/weights"), help="where the result goes"
    )
    parser.add_argument("--init", type=Path, metavar="WEIGHTS", help="go on from these weights, without a teacher")
    parser.add_argument(
        "--version", default=f"{date.today():%Y-%m-%d}", help="of the new weights; the day if not given"
    )
    args = parser.parse_args()
    torch.manual_seed(SEED)
    tokenizer_file = encoders.student() / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples, kept = read_corpus(args.corpus)
    reader, corpus = Reader(tokenizer), fingerprint(examples)
    if args.init:
        net = taught_on(args.init, examples, args.work, corpus, reader)
    else:
        net = taught(examples, args.work, corpus, reader)
    write(net, tokenizer_file, args.weights, args.version)
    calibrate(args.weights, kept)


if __name__ == "__main__":
    main()
