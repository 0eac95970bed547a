"""A folder in the corpus's standoff form, read as texts with their attributions."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

Span = tuple[int, int]
ROLES = ("Content", "Cue", "Source")
"""The corpus's words for what the network tags; "Source" are the words that name who said it."""
Attribution = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]
"""Content, cue and speaker words: lists of code-point spans."""


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated text. ``nests`` tells that its annotator marks what is reported inside of reported words too."""

    stem: str
    text: str
    attributions: tuple[Attribution, ...]
    nests: bool = True


def read_folder(folder: Path) -> list[Example]:
    """Every annotation of every text below ``folder``: a text that two people annotated comes twice.

    An annotator without one report inside another does not mark them. Raises FileNotFoundError where ``folder`` has no
    text/ and attributions/.
    """
    examples: list[tuple[str, Example]] = []
    nesting: set[str] = set()
    for path in sorted((folder / "attributions").iterdir()):
        stem, _, who = path.stem.rpartition("_")
        text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        example = Example(stem, text, tuple(read_annotations(path)))
        examples.append((who, example))
        if any(depths(example.attributions)):
            nesting.add(who)
    if not examples:
        raise FileNotFoundError(f"{folder}/attributions holds no annotations")
    return [replace(example, nests=who in nesting) for who, example in examples]


def depths(attributions: Sequence[Attribution]) -> list[int]:
    """Within how many of the others' contents each attribution stands, with its content and its cue."""
    sizes = [sum(end - start for start, end in content) for content, _, _ in attributions]
    out = []
    for (content, cue, _), size in zip(attributions, sizes, strict=True):
        places = [spans[0][0] for spans in (content, cue) if spans]
        out.append(
            sum(
                theirs > size and all(any(start <= place < end for start, end in other) for place in places)
                for (other, _, _), theirs in zip(attributions, sizes, strict=True)
            )
        )
    return out


def read_annotations(path: Path) -> Iterator[Attribution]:
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
