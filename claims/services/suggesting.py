"""From what an extractor found to suggested claims with their speakers."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from claims.choices import Part
from claims.extraction import Attribution as Extracted
from claims.extraction import ModelError, Party
from claims.models import Article, ArticleVersion, Attribution, Claim, Span
from claims.services.changes import create_all
from claims.services.claims import Ranges, checked
from claims.services.errors import InvalidError, UnavailableError
from claims.services.speakers import SpeakerMatcher


class Extracts(Protocol):
    """What CLAIMS_EXTRACTOR has to name: an object like claims.extraction.Extractor, or the class of one."""

    name: str
    version: str

    def extract(self, text: str, *, published: date | None) -> list[Extracted]:
        """Who said what in the text of an article of that day."""


def extractor() -> Extracts:
    """The extractor that the setting CLAIMS_EXTRACTOR names. Raises ImportError where nothing has that name."""
    return _made(settings.CLAIMS_EXTRACTOR)


@cache
def _made(path: str) -> Extracts:
    """What a dotted path names; a class is called without arguments, once in a process."""
    named = import_string(path)
    made: Extracts = named() if isinstance(named, type) else named
    return made


def run_extractor(text: str, *, published: datetime | None) -> list[Extracted]:
    """What the extractor named by the setting CLAIMS_EXTRACTOR finds in the text.

    Raises ValueError where a span of it does not fit the text, UnavailableError where the extractor says by a
    ModelError that it cannot be used.
    """
    day: date | None = published.date() if published else None
    try:
        extracted: list[Extracted] = extractor().extract(text, published=day)
    except ModelError as error:
        raise UnavailableError("extractor-unavailable", f"Claims cannot be looked for: {error}") from error
    for attribution in extracted:
        try:
            checked(_ranges(attribution), len(text))
        except InvalidError as error:
            raise ValueError(f"{settings.CLAIMS_EXTRACTOR}: {error.message}") from error
    return extracted


def extractor_label() -> tuple[str, str]:
    """Name and version of the extractor, as they are kept with what it finds."""
    used = extractor()
    return used.name[:100], used.version[:40]


def store(*, article: Article, version: ArticleVersion, extracted: list[Extracted]) -> list[Claim]:
    """Store each attribution as a suggested claim of the version, in a few bulk writes within the caller's Change."""
    name, engine_version = extractor_label()
    matcher = SpeakerMatcher(article, [party for attribution in extracted for party in _parties(attribution) if party])
    claims = [
        Claim(
            article=article,
            version=version,
            speaker=matcher.speaker_of(attribution.speaker),
            content=version.words(list(attribution.content)),
            start=attribution.content[0][0],
            at_second=version.second_at(attribution.content[0][0]),
            quote_type=attribution.quote_type,
            form=attribution.form,
            said_on=attribution.said_on,
            addressee=attribution.addressee[:300],
            listed_at=article.published_at or article.created_at,
            extractor=name,
            extractor_version=engine_version,
            confidence=attribution.confidence,
        )
        for attribution in extracted
    ]
    pairs = list(zip(claims, extracted, strict=True))
    create_all(claims)
    create_all(span for claim, attribution in pairs for span in _spans(claim, attribution))
    create_all(hop for claim, attribution in pairs for hop in _hops(claim, attribution, matcher))
    return claims


def _parties(attribution: Extracted) -> tuple[Party | None, ...]:
    return (attribution.speaker, *attribution.joint, *attribution.chain)


def _ranges(attribution: Extracted) -> dict[Part, Ranges]:
    return {
        Part.CONTENT: list(attribution.content),
        Part.CUE: list(attribution.cue),
        Part.SPEAKER: list(attribution.speaker_words),
    }


def _spans(claim: Claim, attribution: Extracted) -> list[Span]:
    return [
        Span(claim=claim, part=part, start=start, end=end)
        for part, ranges in _ranges(attribution).items()
        for start, end in ranges
    ]


def _hops(claim: Claim, attribution: Extracted, matcher: SpeakerMatcher) -> list[Attribution]:
    return [
        Attribution(
            claim=claim,
            position=position,
            together=0 < position <= len(attribution.joint),
            speaker=matcher.speaker_of(party),
            name_as_printed=party.name_as_printed[:300],
            role_as_printed=party.role_as_printed[:300],
        )
        for position, party in enumerate(_parties(attribution))
        if party
    ]
