"""Making and changing claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.choices import Part, QuoteType, Status
from claims.extraction.quote_types import quote_type
from claims.models import (
    ArticleVersion,
    Assessment,
    Attribution,
    Claim,
    Comment,
    Link,
    Span,
    Speaker,
    User,
)
from claims.services.errors import ConflictError, InvalidError

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of a chain as it is to be stored."""

    speaker: Speaker | None = None
    name_as_printed: str = ""
    role_as_printed: str = ""


@transaction.atomic
def create_claim(*, user: User, version: ArticleVersion, spans: Mapping[Part, Ranges], **values: Any) -> Claim:
    """Store a claim that a person found; it is confirmed by being made.

    ``values`` may hold speaker, quote_type, said_on, tags, hops (the first one is the speaker's) as `update_claim`
    takes them. Raises InvalidError where the spans do not fit the version's text.
    """
    spans = checked(spans, len(version.text))
    content = spans[Part.CONTENT]
    printed = version.words(spans[Part.SPEAKER])[:300]
    hops = values.get("hops") or [Hop(speaker=values.get("speaker"), name_as_printed=printed)]
    claim = Claim.objects.create(
        article=version.article,
        version=version,
        speaker=hops[0].speaker,
        content=version.words(content),
        start=content[0][0],
        quote_type=values.get("quote_type") or quote_type(version.text, tuple(content)),
        said_on=values.get("said_on"),
        status=Status.CONFIRMED,
        listed_at=version.article.published_at or version.article.created_at,
        author=user,
        decided_by=user,
        decided_at=timezone.now(),
    )
    _store_spans(claim, spans)
    _store_hops(claim, hops)
    claim.tags.set(values.get("tags", ()))
    return claim


@transaction.atomic
def update_claim(claim: Claim, *, user: User, **changes: Any) -> Claim:
    """Change a claim that the caller has locked.

    ``changes`` may hold status, quote_type, said_on, speaker (a Speaker or None; the printed words stay), tags,
    spans (a mapping of every part to be replaced) and hops (the whole chain, the speaker's first).
    """
    spans = changes.pop("spans", None)
    if spans is not None:
        _replace_spans(claim, spans, overruled="quote_type" in changes)
    hops = changes.pop("hops", None)
    if hops is not None:
        claim.hops.all().delete()
        _store_hops(claim, hops)
        claim.speaker = hops[0].speaker if hops else None
    return _apply(claim, user=user, **changes)


def with_work_of_people(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those of the claims that people have assessed, commented on, or linked, or on whose links they have decided."""
    this = OuterRef("pk")
    links = Link.objects.exclude(status=Status.SUGGESTED).filter(Q(claim=this) | Q(other=this))
    assessed, remarked = Assessment.objects.filter(claim=this), Comment.objects.filter(claim=this)
    return claims.filter(Exists(assessed) | Exists(remarked) | Exists(links))


def delete_claim(claim: Claim) -> None:
    """Delete a claim with its suggested links.

    Raises ConflictError where people have worked on it otherwise than by deciding: that work is not thrown away.
    """
    if with_work_of_people(Claim.objects.filter(pk=claim.pk)).exists():
        message = "This claim has assessments, comments or links of people; reject it instead."
        raise ConflictError("claim-has-work", message)
    claim.delete()


def checked(spans: Mapping[Part, Ranges], length: int) -> dict[Part, Ranges]:
    """The spans of each part in order, for a text of ``length`` characters.

    Raises InvalidError where one lies outside the text or overlaps another.
    """
    result: dict[Part, Ranges] = {part: sorted(spans.get(part, [])) for part in Part}
    if not result[Part.CONTENT]:
        raise InvalidError("no-content", "A claim needs at least one content span.", field="spans.content")
    for part, ranges in result.items():
        end_before = 0
        for start, end in ranges:
            if not 0 <= start < end <= length:
                message = f"[{start}, {end}) is not a span of a text of {length} characters."
                raise InvalidError("span-outside-text", message, field=f"spans.{part.value}")
            if start < end_before:
                raise InvalidError("spans-overlap", f"[{start}, {end}) overlaps another.", field=f"spans.{part.value}")
            end_before = end
    return result


def _replace_spans(claim: Claim, spans: Mapping[Part, Ranges], *, overruled: bool) -> None:
    present: dict[Part, Ranges] = {part: [] for part in Part}
    for span in claim.spans.all():
        present[Part(span.part)].append((span.start, span.end))
    whole = checked({**present, **spans}, len(claim.version.text))
    claim.spans.all().delete()
    _store_spans(claim, whole)
    content = whole[Part.CONTENT]
    claim.content, claim.start = claim.version.words(content), content[0][0]
    if not overruled:
        claim.quote_type = quote_type(claim.version.text, tuple(content))


def _store_spans(claim: Claim, spans: Mapping[Part, Ranges]) -> None:
    for part, ranges in spans.items():
        for start, end in ranges:
            Span.objects.create(claim=claim, part=part, start=start, end=end)


def _store_hops(claim: Claim, hops: Iterable[Hop]) -> None:
    for position, hop in enumerate(hops):
        Attribution.objects.create(
            claim=claim,
            position=position,
            speaker=hop.speaker,
            name_as_printed=hop.name_as_printed,
            role_as_printed=hop.role_as_printed,
        )


def _apply(claim: Claim, *, user: User, **changes: Any) -> Claim:
    tags = changes.pop("tags", None)
    if "speaker" in changes:
        hop, _ = Attribution.objects.get_or_create(claim=claim, position=0)
        hop.speaker = changes["speaker"]
        hop.save()
    if "status" in changes:
        decided = changes["status"] != Status.SUGGESTED
        claim.decided_by = user if decided else None
        claim.decided_at = timezone.now() if decided else None
    for name, value in changes.items():
        setattr(claim, name, QuoteType(value) if name == "quote_type" else value)
    claim.save()
    if tags is not None:
        claim.tags.set(tags)
    return claim
