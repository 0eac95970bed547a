"""Claims in the standoff form that the extraction engine is trained on: BRAT's, as the PolNeAR corpus uses it."""

from __future__ import annotations

from collections.abc import Iterable

from claims.choices import Part
from claims.models import Span

ROLES = {Part.SPEAKER: "Source", Part.CUE: "Cue", Part.CONTENT: "Content"}


def standoff(text: str, claims: Iterable[list[Span]]) -> str:
    """One event a claim, with its content, cue and speaker words; spans count the code points of ``text``."""
    lines: list[str] = []
    bounds = 0
    for event, spans in enumerate(claims, 1):
        ranges = {part: sorted((span.start, span.end) for span in spans if span.part == part) for part in ROLES}
        arguments = ""
        for part, role in ROLES.items():
            if ranges[part]:
                bounds += 1
                lines.append(_bound(bounds, role, ranges[part], text))
                arguments += f" {role}:T{bounds}"
        bounds += 1
        lines.append(_bound(bounds, "Attribution", ranges[Part.CUE] or ranges[Part.CONTENT], text))
        lines.append(f"E{event}\tAttribution:T{bounds}{arguments}")
    return "".join(f"{line}\n" for line in lines)


def _bound(number: int, role: str, ranges: list[tuple[int, int]], text: str) -> str:
    """A text-bound line: "T1<tab>Source 149 187;190 200<tab>the words", line breaks in the words as spaces."""
    places = ";".join(f"{start} {end}" for start, end in ranges)
    words = " ".join(" ".join(text[start:end].splitlines()) for start, end in ranges)
    return f"T{number}\t{role} {places}\t{words}"
