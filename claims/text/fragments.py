"""Addresses that lead to words: text fragments, at which a browser opens a page, and seconds of a recording."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

_WHOLE, _EDGE = 12, 5  # words: as many are named whole; of more, so many at each end


class _Escapes(dict[int, str]):
    """By code point what stands for a character in a directive, made when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = escape = quote(chr(code), safe="")
        return escape


# A hyphen has a meaning of its own in a directive, and quote() leaves it as it is.
_ESCAPES = _Escapes({ord("-"): "%2D"})


def web_address(address: str) -> str:
    """The address of a page in the web; "" for any other, such as one that runs a script."""
    return address if address.lower().startswith(("http://", "https://")) else ""


def address_of_words(address: str, pieces: Sequence[str]) -> str:
    """The address, with a fragment that leads to the pieces; "" where it leads not into the web."""
    if not (address := web_address(address)):
        return ""
    page, _, fragment = address.partition("#")
    directives = "&".join(f"text={_directive(piece)}" for piece in pieces if piece.strip())
    return f"{page}#{fragment}:~:{directives}" if directives else address


def address_of_second(address: str, second: int) -> str:
    """The address with a media fragment, at which a recording begins to play; "" where it leads not into the web.

    `#t=` is what W3C's Media Fragments say of any recording, and the address stays that of the same page, whichever
    server has it; `?t=` is another in each of the houses that know it, and means nothing to the others.
    """
    if not (address := web_address(address)):
        return ""
    page, _, fragment = address.partition("#")
    others = [part for part in fragment.split("&") if part and not part.startswith("t=")]
    return f"{page}#{'&'.join([*others, f't={second}'])}"


def _directive(piece: str) -> str:
    """The words whole, or their beginning and their end where they are many or of several paragraphs."""
    lines = piece.strip().splitlines()
    words = piece.split()
    if len(lines) == 1 and len(words) <= _WHOLE:
        return _escaped(words)
    return f"{_escaped(lines[0].split()[:_EDGE])},{_escaped(lines[-1].split()[-_EDGE:])}"


def _escaped(words: Sequence[str]) -> str:
    return " ".join(words).translate(_ESCAPES)
