"""A text, a claim that is made of it, and what is stored of one."""

from __future__ import annotations

from claims.choices import Part
from claims.models import ArticleVersion, Claim
from claims.services.claims import create_claim
from newsapp.accounts.models import User
from tests.factories import SpeakerFactory

TEXT = "The mayor, Ada Lind, said that the bridge “will open in May” and “not before,” 😀 whatever comes."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def spans_of(claim: Claim) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for span in claim.spans.all():
        found.setdefault(span.part, []).append(claim.version.text[span.start : span.end])
    return found


def hops_of(claim: Claim) -> list[tuple[int, object, str, str]]:
    return [(hop.position, hop.speaker, hop.name_as_printed, hop.role_as_printed) for hop in claim.hops.all()]


def claim_of(version: ArticleVersion, editor: User) -> Claim:
    """What Ada Lind said, as far as the first quotation goes."""
    return create_claim(
        by=editor,
        version=version,
        spans={Part.CONTENT: [at("“will open in May”")], Part.SPEAKER: [at("Ada Lind")], Part.CUE: [at("said")]},
        speaker=SpeakerFactory(name="Ada Lind"),
    )
