"""Words as they may be cited: marks stand round what was quoted, and round nothing else."""

from __future__ import annotations

import re

_LAST_STOP = re.compile(r"(?<![A-Z.])\.(?=[”\"»’]*$)")  # but the dot of an initial or an ellipsis
_LAST_COMMA = re.compile(r",(?=[”\"»]?$)")
# A quotation of several paragraphs opens anew with each, and closes once.
_PIECE = r"(?:“(?:[^“”]|(?<=\s)“(?=\w))*”|\"(?:[^\"]|(?<=\s)\"(?=\w))*\"|«[^«»]*»|„[^„“”]*[“”])"
_IN_MARKS = re.compile(rf"{_PIECE}(?: … {_PIECE})*")
"""Pieces of which each has its own pair of marks already."""


def quoted(words: str) -> str:
    """The words within one pair of quotation marks; marks that stand within them become single ones.

    A comma at their end belonged to the sentence they were printed in.
    """
    words = unquoted(words)
    if _IN_MARKS.fullmatch(words):
        return words
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def spoken(cue: str) -> str:
    """The reporting words as a sentence can have them: the colon or dash behind a name in a transcript is none."""
    return cue if any(map(str.isalnum, cue)) else ""


def within_sentence(words: str) -> str:
    """Words as they may be cited, where a sentence goes on behind them: without the stop that ended theirs."""
    return _LAST_STOP.sub("", words)


def unquoted(words: str) -> str:
    """The words as the article tells them, without the comma of its sentence."""
    return _LAST_COMMA.sub("", words)
