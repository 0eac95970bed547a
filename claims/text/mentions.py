"""Colleagues named in a text: "@" and a user name, as "@ada" in "Ask @ada."."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

# What user names are made of. An "@" within a word is that of a mail address.
_AT = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")
_END_MARKS = ".@+-"


def possible_names(text: str) -> list[str]:
    """The user names that the text may name, in order, each once; with and without a mark that ends a sentence."""
    return list(dict.fromkeys(name for match in _AT.finditer(text) for name in _readings(match[1])))


def mentions_in(text: str, names: Container[str]) -> Iterator[tuple[int, int]]:
    """Where the text names one of the ``names``: half-open ranges of code points, the "@" included."""
    for match in _AT.finditer(text):
        if name := next((name for name in _readings(match[1]) if name in names), ""):
            yield match.start(), match.start(1) + len(name)


def names_of_nobody(text: str, names: Container[str]) -> list[str]:
    """The names after an "@" that are none of the ``names``, in order, each once, without a sentence's end mark."""
    others = (match[1] for match in _AT.finditer(text) if not any(name in names for name in _readings(match[1])))
    return list(filter(None, dict.fromkeys(word.rstrip(_END_MARKS) for word in others)))


def _readings(word: str) -> list[str]:
    return list(filter(None, dict.fromkeys((word, word.rstrip(_END_MARKS)))))
