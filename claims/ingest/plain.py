"""Text as a reader copies it from a page."""

import re
from itertools import pairwise

from claims.ingest.document import Document
from claims.ingest.furniture import without_furniture
from claims.ingest.head import is_sentence, split_head
from claims.ingest.spoken import times_of, with_labels

_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x85|\u2028")
_PARAGRAPH_ENDS = re.compile(r"\x0c|\u2029")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WRAP_WIDTHS = range(40, 101)  # characters a line: mail and terminals wrap at 60 to 80, books a little wider


def read_plain(text: str, *, title: str = "") -> Document:
    """The Document in a pasted text; ``text`` holds more than white space. A ``title`` known beforehand is kept."""
    head = split_head(with_labels(paragraphs(text)), title=title)
    body = "\n\n".join(without_furniture(head.body))
    return Document(
        text=body,
        title=head.title,
        url=head.meta.url,
        author=head.meta.author,
        published_at=head.meta.published,
        modified_at=head.meta.modified,
        times=times_of(body),
    )


def clean(text: str) -> str:
    """``text`` with line ends as "\\n" and without byte-order mark and control characters; all else as printed."""
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    return _CONTROL.sub("", text).replace("\ufeff", "")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: its lines, or what they wrap where a wrap is evident."""
    blocks: list[list[str]] = [[]]
    for line in clean(text).split("\n"):
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    width = _wrap_width(blocks)
    return [paragraph for block in blocks for paragraph in _unwrap(block, width)]


def _wrap_width(blocks: list[list[str]]) -> int | None:
    """The widest line of the blocks that break a sentence at full width; None where no wrap is evident."""
    widths = []
    for block in blocks:
        width = max(map(len, block), default=0)
        breaks = pairwise(block)
        if width in _WRAP_WIDTHS and any(_is_full(a, b, width) and _continues(a, b) for a, b in breaks):
            widths.append(width)
    return max(widths, default=None)


def _unwrap(block: list[str], width: int | None) -> list[str]:
    if width is None or not block:
        return block
    joined = [block[0]]
    for above, line in pairwise(block):
        if len(above) <= width and (_is_full(above, line, width) or _continues(above, line)):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next word would not have fitted, as after every line that a program wrapped."""
    return len(line) + 1 + len(following.split()[0]) > width


def _continues(line: str, following: str) -> bool:
    return following[0].islower() and not is_sentence(line)
