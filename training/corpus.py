"""A folder in the corpus's standoff form, read as texts with their attributions."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
ROLES = ("Content", "Cue", "Source")
"""The corpus's words for what the network tags; "Source" are the words that name who said it."""


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated text. Each attribution is its content, cue and speaker words: lists of code-point spans."""

    stem: str
    text: str
    attributions: tuple[tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]], ...]


def read_folder(folder: Path) -> list[Example]:
    """Every annotation of every text below ``folder``: a text that two people annotated comes twice.

    Raises FileNotFoundError where ``folder`` has no text/ and attributions/.
    """
    examples = []
    for path in sorted((folder / "attributions").iterdir()):
        stem = path.stem.rpartition("_")[0]
        text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        examples.append(Example(stem, text, tuple(read_annotations(path))))
    if not examples:
        raise FileNotFoundError(f"{folder}/attributions holds no annotations")
    return examples


def read_annotations(path: Path) -> Iterator[tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]]:
    """The attributions of one standoff file that have a content."""
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", mark):
            offsets = rest.partition("\t")[0].partition(" ")[2].split(";")
            spans[mark] = [(int(start), int(end)) for start, end in map(str.split, offsets)]
        elif re.fullmatch(r"E\d+", mark):
            events.append(rest.split())
    for event in events:
        parts: dict[str, list[Span]] = {role: [] for role in ROLES}
        for argument in event:
            role, _, target = argument.partition(":")
            if (role := role.rstrip("0123456789")) in parts:
                parts[role] += spans.get(target, [])
        if parts["Content"]:
            content, cue, speaker = (tuple(sorted(parts[role])) for role in ROLES)
            yield content, cue, speaker


def other_marks(text: str, chance: random.Random) -> str:
    """The text with its quotation marks in another house's style; no place in it moves."""
    style = chance.choice(["straight", "curly", "single"])
    if style == "straight":
        return text.translate(str.maketrans("“”‘’", "\"\"''"))
    if style == "curly":
        text = re.sub(r'"(?=[\w$£€\[(.…‘\'])', "“", text).replace('"', "”")
        return re.sub(r"(?<!\w)'(?=\w)", "‘", text).replace("'", "’")
    if "‘" in text:
        return text
    return re.sub(r'"(?=[\w$£€\[(.…])', "‘", text).replace('"', "’").translate(str.maketrans("“”", "‘’"))
