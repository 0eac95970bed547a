"""What changed between two texts, as mark-up."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from claims.reading.related import Row
from claims.text.difference import Kind
from claims.text.difference import difference as compared
from claims.text.edits import count_words

register = template.Library()

BESIDE = 200
"""Characters that stay on either side of a change, where what is between two is folded."""


@register.simple_tag
def difference(pieces: Iterable[Row]) -> SafeString:
    """The pieces of a difference, as the API gives them, as mark-up: long stretches without a change are folded."""
    pieces = list(pieces)
    last = len(pieces) - 1
    return SafeString("".join(_piece(piece, number == 0, number == last) for number, piece in enumerate(pieces)))


@register.filter
def drift(pieces: Iterable[Row]) -> SafeString:
    """The pieces of an earlier and a later form of words as mark-up; no words run into those that are struck out."""
    shown: list[str] = []
    last = ""
    for piece in pieces:
        words = [("", piece["later"])] if piece["same"] else [("del", piece["earlier"]), ("ins", piece["later"])]
        for tag, text in words:
            if text:
                shown.append(" " if last.isalnum() and text[0].isalnum() else "")
                shown.append(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text))
                last = text[-1]
    return SafeString("".join(shown))


def marked(before: str, after: str) -> tuple[str, str]:
    """The words of both, as mark-up: in the one what was taken away is marked, in the other what was added.

    Who hears the page is told by words that are not seen.
    """
    pieces = compared(before, after)
    return (
        "".join(_told("del", "taken away", piece.before, piece.kind) for piece in pieces),
        "".join(_told("ins", "added", piece.after, piece.kind) for piece in pieces),
    )


def _told(tag: str, became: str, words: str, kind: Kind) -> str:
    if kind is Kind.SAME or not words.strip():
        return escape(words)
    begins, ends = (f'<span class="visually-hidden">{sign}</span>' for sign in (f"[{became}: ", "]"))
    return f"<{tag}>{begins}{escape(words)}{ends}</{tag}>"


def _piece(piece: Row, is_first: bool, is_last: bool) -> str:
    before, after = piece["before"], piece["after"]
    match piece["kind"]:
        case Kind.SAME:
            return _unchanged(after, 0 if is_first else BESIDE, 0 if is_last else BESIDE)
        case Kind.MOVED_AWAY:
            return format_html(
                '<div class="moved"><strong>Moved from here</strong> <del>{}</del></div>', before.strip()
            )
        case Kind.MOVED_HERE:
            return format_html('<div class="moved"><strong>Moved here</strong> {}</div>', after.strip())
    if not before.strip() and not after.strip():
        return str(escape(after))
    words = [f"<{tag}>{escape(text)}</{tag}>" for tag, text in (("del", before), ("ins", after)) if text]
    return "".join(words) + _notes(piece)


def _notes(piece: Row) -> str:
    """What is to be looked at, in words."""
    notes = [f"{name} {piece[name]}" for name in ("quotation", "denial") if piece[name]]
    return f' <strong class="edit-note">{", ".join(notes)}</strong> ' if notes else ""


def _unchanged(text: str, head: int, tail: int) -> str:
    """The text, all but its first and last characters folded where that leaves out more than it shows."""
    start, end = _edge(text, head), len(text) - _edge(text[::-1], tail)
    if end - start <= 2 * BESIDE or not (words := count_words(text[start:end])):
        return str(escape(text))
    told = "1 word" if words == 1 else f"{words:,} words"
    folded = f"<details><summary>{told} unchanged</summary>{escape(text[start:end].strip())}</details>"
    return f"{escape(text[:start].rstrip())}{folded}{escape(text[end:].lstrip())}"


def _edge(text: str, length: int) -> int:
    """Where words end, after about so many characters."""
    if length == 0 or len(text) <= length:
        return min(length, len(text))
    at = max(text.rfind(" ", 0, length), text.rfind("\n", 0, length))
    return at if at > 0 else length
