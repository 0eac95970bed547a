"""Extractors of the tests' own, as the setting CLAIMS_EXTRACTOR asks for them."""

from __future__ import annotations

import re
from datetime import date

from claims.extraction import Attribution, ModelError, Party, PartyKind

_SAID = re.compile(r"(“[^”]+”) ([^.\n]+?) (said|denied)(?: to ([^.\n]+))?\.")


class Marks:
    name = "marks"
    version = "7"

    def extract(self, text: str, *, published: date | None) -> list[Attribution]:
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


marks = Marks()


def party(printed: str) -> Party:
    """A party by what is printed: unnamed in small letters, a body if it ends in "TV" or "Ministry", else a person."""
    if printed[0].islower():
        return Party("unnamed", None, printed)
    kind: PartyKind = "organization" if printed.endswith(("TV", "Ministry")) else "person"
    return Party(kind, printed, printed, roles=())


class Failing(Marks):
    def extract(self, text: str, *, published: date | None) -> list[Attribution]:
        raise RuntimeError("this engine is broken")


class Damaged(Marks):
    def extract(self, text: str, *, published: date | None) -> list[Attribution]:
        raise ModelError("weights/network.onnx is damaged")


class Astray(Marks):
    def extract(self, text: str, *, published: date | None) -> list[Attribution]:
        """One statement in its place and one beyond the end of the text."""
        return [
            Attribution(content=((0, 4),), quote_type="indirect", confidence=0.5),
            Attribution(content=((4, len(text) + 1),), quote_type="indirect", confidence=0.5),
        ]


class UnknownType(Marks):
    def extract(self, text: str, *, published: date | None) -> list[Attribution]:
        """Two statements, the second of a type that there is not: the database refuses it when the first is stored."""
        return [
            Attribution(content=((0, 4),), quote_type="indirect", confidence=0.5, speaker=party("Ada Lind")),
            Attribution(content=((5, 6),), quote_type="sung", confidence=0.5),  # type: ignore[arg-type]
        ]
