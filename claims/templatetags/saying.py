"""Who said a claim, how, and through whom, as mark-up."""

from __future__ import annotations

from functools import cache
from html import escape

from django.urls import reverse

from claims.reading.related import Row
from claims.templatetags.pages import verb


def address_of(name: str, pk: int) -> str:
    before, after = _around_number(name)
    return f"{before}{pk}{after}"


@cache
def _around_number(name: str) -> tuple[str, str]:
    """What stands before and after the number in an address. It is the same for good: a site stands at one path."""
    before, _, after = reverse(name, args=[0]).rpartition("0")
    return before, after


def who_said(claim: Row) -> str:
    """Who said it, how, and through whom: the sentence that stands before the words."""
    said = [_said_by(claim, claim["name_as_printed"] or "Speaker not known")]
    said += [_said_by(hop, hop["name_as_printed"]) for hop in claim["joint_speakers"]]
    chain = "".join(f", via {_via(hop)}" for hop in claim["chain"])
    return f"{listed(said)}{verb(claim['cue'])}{chain}"


def listed(pieces: list[str]) -> str:
    *others, last = pieces
    return f"{', '.join(others)} and {last}" if others else last


def _said_by(hop: Row, printed: str) -> str:
    if not hop["speaker"]:
        return f'<span class="said-by unknown">{escape(printed)}</span>'
    return _speaker(hop["speaker"], "said-by")


def _via(hop: Row) -> str:
    if not hop["speaker"]:
        return f'<bdi class="via">{escape(hop["name_as_printed"])}</bdi>'
    return _speaker(hop["speaker"], "via")


def _speaker(speaker: Row, name: str) -> str:
    return f'<a class="{name}" href="{address_of("speaker", speaker["id"])}" dir="auto">{escape(speaker["name"])}</a>'
