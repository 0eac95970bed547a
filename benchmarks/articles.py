"""Articles to take in, as many and as long as wanted: the sample ones, each with a line that no other has."""

from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def articles(folder: Path = SAMPLES) -> Iterator[str]:
    """The texts in the folder again and again, no two of them the same."""
    texts = [path.read_text() for path in sorted(folder.glob("*.txt"))]
    for number, text in zip(count(1), cycle(texts)):
        yield f"{text.strip()}\n\nThis was report {number} of the desk.\n"


def text_of(size: int) -> str:
    """One text of about so many characters."""
    texts = articles()
    first = next(texts)
    return (first + "\n" + "\n".join(islice(texts, size // 1_000)))[:size]
