"""Lists of words taken apart: at the links between speakers, and at commas."""

from collections.abc import Sequence

from claims.extraction.layout import Token
from claims.extraction.resolving.phrases import TRIMMED
from claims.extraction.resolving.titles import SUFFIXES

LINKS = (("and",), ("along", "with"), ("as", "well", "as"), ("together", "with"))

Piece = Sequence[Token]


def link_at(tokens: Piece, index: int) -> int:
    """How many words of a link stand here."""
    for link in LINKS:
        if tuple(token.low for token in tokens[index : index + len(link)]) == link:
            return len(link)
    return 0


def trimmed(piece: Piece) -> Piece:
    """A piece without the marks at its edges."""
    while piece and (piece[-1].text in TRIMMED - {")", "]"}):
        piece = piece[:-1]
    while piece and piece[0].text in TRIMMED - {"(", "["}:
        piece = piece[1:]
    return piece


def closed(whole: Piece, piece: Piece) -> bool:
    """Whether a comma stands before the link that leads to a piece."""
    index = whole.index(piece[0])
    before = [token for token in whole[max(0, index - 4) : index] if not any(token.low in link for link in LINKS)]
    return bool(before) and before[-1].text == ","


def chunks(piece: Piece) -> list[Piece]:
    """The words between commas; "Jr." behind one goes on with its name."""
    parts: list[Piece] = []
    begin = 0
    for index, token in enumerate(piece):
        suffix = index + 1 < len(piece) and piece[index + 1].low.strip(".") in SUFFIXES
        if token.text == "," and not suffix:
            parts.append(piece[begin:index])
            begin = index + 1
    return [chunk for chunk in (*parts, piece[begin:]) if any(token.kind == "word" for token in chunk)]
