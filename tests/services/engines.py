"""Extractors of the tests' own, of the signature that the setting CLAIMS_EXTRACTOR asks for."""

from __future__ import annotations

import re
from datetime import date

from claims.extraction import Attribution, ModelError, Party, PartyKind

ENGINE_NAME = "marks"
ENGINE_VERSION = "7"

_SAID = re.compile(r"(“[^”]+”) ([^.\n]+?) (said|denied)(?: to ([^.\n]+))?\.")


def extract(text: str, *, published: date | None) -> list[Attribution]:
    """What stands in the text as “WORDS” NAME said., or denied, and perhaps to WHOM, who passed it on."""
    return [
        Attribution(
            content=(match.span(1),),
            speaker_words=(match.span(2),),
            cue=(match.span(3),),
            quote_type="direct",
            confidence=0.75,
            speaker=party(match[2]),
            chain=(party(match[4]),) if match[4] else (),
            said_on=published,
        )
        for match in _SAID.finditer(text)
    ]


def party(printed: str) -> Party:
    """A party by what is printed: unnamed in small letters, a body if it ends in "TV" or "Ministry", else a person."""
    if printed[0].islower():
        return Party("unnamed", None, printed)
    kind: PartyKind = "organization" if printed.endswith(("TV", "Ministry")) else "person"
    return Party(kind, printed, printed, roles=())


def failing(text: str, *, published: date | None) -> list[Attribution]:
    raise RuntimeError("this engine is broken")


def damaged(text: str, *, published: date | None) -> list[Attribution]:
    raise ModelError("weights/network.onnx is damaged")


def astray(text: str, *, published: date | None) -> list[Attribution]:
    """One statement in its place and one beyond the end of the text."""
    return [
        Attribution(content=((0, 4),), quote_type="indirect", confidence=0.5),
        Attribution(content=((4, len(text) + 1),), quote_type="indirect", confidence=0.5),
    ]


def unknown_type(text: str, *, published: date | None) -> list[Attribution]:
    """Two statements, the second of a type that there is not: the database refuses it when the first is stored."""
    return [
        Attribution(content=((0, 4),), quote_type="indirect", confidence=0.5, speaker=party("Ada Lind")),
        Attribution(content=((5, 6),), quote_type="sung", confidence=0.5),  # type: ignore[arg-type]
    ]
