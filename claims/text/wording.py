"""How the words of a statement differ from an earlier form of it, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Indel

from claims.text.places import FORMS
from claims.text.vocabulary import NEGATION

WORDS_AT_MOST = 2000
"""Of longer texts nothing is compared: they are one piece that differs, or one that does not."""

_DOTS = r"\.(?:\s?\.){2}"  # "..." and, as books print them, ". . ."
_TOKEN = re.compile(rf"\s+|(?:\w+(?:['’]\w+)*|{_DOTS}|[^\w\s])\s*")
_ELLIPSIS = re.compile(rf"…|{_DOTS}")
_BRACKETED = re.compile(r"\w*\[[^\]]*\]\w*")  # with the rest of the word: "[T]he", "report[s]"
_WORD = re.compile(r"\w")


class Sign(StrEnum):
    """What a reader has to know of how words have changed."""

    ELLIPSIS = "ellipsis"
    BRACKETS = "brackets"
    CHANGED_WORDS = "changed_words"
    DROPPED_NOT = "dropped_not"
    ADDED_NOT = "added_not"
    NOW_QUOTED = "now_quoted"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that are the same in both texts, but for case and the form of marks; or that differ."""

    same: bool
    earlier: str
    later: str


def pieces(earlier: str, later: str) -> list[Piece]:
    """The two texts in pieces: their ``earlier`` joined are the earlier text, their ``later`` the later one."""
    before, after = _TOKEN.findall(earlier), _TOKEN.findall(later)
    keys = [_key(token) for token in before], [_key(token) for token in after]
    if keys[0] != keys[1] and max(map(len, keys)) > WORDS_AT_MOST:
        return [Piece(False, earlier, later)]
    compared = []
    for same, codes in groupby(Indel.opcodes(*keys), key=lambda code: code.tag == "equal"):
        steps = list(codes)
        first, last = steps[0], steps[-1]
        words = before[first.src_start : last.src_end], after[first.dest_start : last.dest_end]
        compared.append(Piece(same, "".join(words[0]), "".join(words[1])))
    return compared


def signs(compared: list[Piece], *, joints: tuple[int, int] = (0, 0), now_quoted: bool = False) -> list[Sign]:
    """What the pieces tell, in the order of Sign.

    ``joints`` says how many ellipses of each text only join parts that other words of the article stand between, and
    ``now_quoted`` whether a paraphrase has become a quotation, which the words alone do not tell.
    """
    earlier, later = ("".join(getattr(piece, side) for piece in compared) for side in ("earlier", "later"))
    changed = [piece for piece in compared if not piece.same]
    told = {
        Sign.ELLIPSIS: _ellipses(later) - joints[1] > _ellipses(earlier) - joints[0],
        Sign.BRACKETS: later.count("[") > earlier.count("["),
        Sign.CHANGED_WORDS: any(_says_nothing(piece) for piece in changed),
        Sign.DROPPED_NOT: any(_negations(piece.earlier) > _negations(piece.later) for piece in changed),
        Sign.ADDED_NOT: any(_negations(piece.earlier) < _negations(piece.later) for piece in changed),
        Sign.NOW_QUOTED: now_quoted,
    }
    return [sign for sign, holds in told.items() if holds]


def _key(token: str) -> str:
    return _ELLIPSIS.sub("…", token.strip().translate(FORMS)).casefold()


def _says_nothing(piece: Piece) -> bool:
    """Whether words were put there outside of brackets, or left out with no ellipsis and no bracket."""
    if _WORD.search(_BRACKETED.sub("", piece.later)):
        return True
    return bool(_WORD.search(piece.earlier)) and not (_ELLIPSIS.search(piece.later) or "[" in piece.later)


def _ellipses(text: str) -> int:
    return len(_ELLIPSIS.findall(text))


def _negations(text: str) -> int:
    return len(NEGATION.findall(text))
