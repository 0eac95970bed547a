"""Words as they may be cited: marks stand round what was quoted, and round nothing else."""

from __future__ import annotations

import re

_CLOSES = {"“": "”", "«": "»"}
_OPENS = {closing: opening for opening, closing in _CLOSES.items()}
_MARK = re.compile("[“”«»]")
_STRAIGHT_OPENING = re.compile(r"(?<![^\s(\[—–-])\"(?=\S)")
_STRAIGHT_CLOSING = re.compile(r"(?<=\S)\"$|(?<=[^\s\d])\"(?=[\s.,;:!?)\]])")  # behind a digit it may be one of inches
_LAST_STOP = re.compile(r"(?<![A-Z.])\.(?=[”\"»’]*$)")  # but the dot of an initial or an ellipsis
_LAST_COMMA = re.compile(r",(?=[”\"»’']*$)")
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
    """The words as the article tells them, without the comma of its sentence, in as many marks as open and close."""
    return _closed(_LAST_COMMA.sub("", words))


def _closed(words: str) -> str:
    """The words with the mark that they were parted from: a quotation that is cut short is cited as a whole one."""
    if "„" in words:  # which closes with what opens elsewhere
        return words
    if words.count('"') % 2:
        if _STRAIGHT_OPENING.match(words, words.rindex('"')):
            return f'{words}"'
        return f'"{words}' if _STRAIGHT_CLOSING.match(words, words.index('"')) else words
    marks = _MARK.findall(words)
    if marks and marks[0] in _CLOSES.values():
        words = f"{_OPENS[marks[0]]}{words}"
    return f"{words}{_CLOSES[marks[-1]]}" if marks and marks[-1] in _CLOSES else words
