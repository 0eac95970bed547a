"""From what an extractor found to suggested claims with their speakers."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from simple_history.utils import bulk_create_with_history

from claims.choices import Part
from claims.extraction import Attribution as Extracted
from claims.extraction import Party
from claims.models import Article, ArticleVersion, Attribution, Claim, Span
from claims.services.speakers import SpeakerMatcher


def run_extractor(text: str, *, published: datetime | None) -> list[Extracted]:
    """What the extractor named by the setting CLAIMS_EXTRACTOR finds in the text."""
    extract = import_string(settings.CLAIMS_EXTRACTOR)
    day: date | None = published.date() if published else None
    found: list[Extracted] = extract(text, published=day)
    return found


def extractor_label() -> tuple[str, str]:
    """Name and version of the extractor, as its module states them."""
    module: Any = import_module(settings.CLAIMS_EXTRACTOR.rpartition(".")[0])
    return getattr(module, "ENGINE_NAME", settings.CLAIMS_EXTRACTOR), str(getattr(module, "ENGINE_VERSION", ""))


def store(*, article: Article, version: ArticleVersion, found: list[Extracted]) -> list[Claim]:
    """Store each attribution as a suggested claim of the version, in a few bulk writes in the caller's transaction."""
    matcher = SpeakerMatcher(article, [party for one in found for party in _parties(one) if party])
    name, engine_version = extractor_label()
    claims = [
        Claim(
            article=article,
            version=version,
            speaker=matcher.speaker_of(one.speaker),
            content=version.words(list(one.content)),
            start=one.content[0][0],
            quote_type=one.quote_type,
            said_on=one.said_on,
            listed_at=article.published_at or article.created_at,
            extractor=name,
            extractor_version=engine_version,
            confidence=one.confidence,
        )
        for one in found
    ]
    stored: list[Claim] = bulk_create_with_history(claims, Claim)
    pairs = list(zip(stored, found, strict=True))
    bulk_create_with_history([span for claim, one in pairs for span in _spans(claim, one)], Span)
    bulk_create_with_history([hop for claim, one in pairs for hop in _hops(claim, one, matcher)], Attribution)
    return stored


def _parties(one: Extracted) -> tuple[Party | None, ...]:
    return (one.speaker, *one.chain)


def _spans(claim: Claim, one: Extracted) -> list[Span]:
    ranges = {Part.CONTENT: one.content, Part.CUE: one.cue, Part.SPEAKER: one.speaker_words}
    return [
        Span(claim=claim, part=part, start=start, end=end) for part, spans in ranges.items() for start, end in spans
    ]


def _hops(claim: Claim, one: Extracted, matcher: SpeakerMatcher) -> list[Attribution]:
    return [
        Attribution(
            claim=claim,
            position=position,
            speaker=matcher.speaker_of(party),
            name_as_printed=party.name_as_printed[:300],
            role_as_printed=party.role_as_printed[:300],
        )
        for position, party in enumerate(_parties(one))
        if party
    ]
