"""Making and changing claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.choices import ChangeKind, Part, Status
from claims.extraction.forms import form_of
from claims.extraction.quote_types import quoted_parts, type_among
from claims.models import (
    ArticleVersion,
    Assessment,
    Attribution,
    Claim,
    Comment,
    Link,
    Span,
    Speaker,
    Tag,
    Tagging,
)
from claims.services.changes import changing, create_all
from claims.services.errors import ConflictError, InvalidError
from newsapp.accounts.models import User

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of a chain as it is to be stored; ``together`` with the first one, or else passing the words on."""

    speaker: Speaker | None = None
    name_as_printed: str = ""
    role_as_printed: str = ""
    together: bool = False


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim that is not stored yet, and what belongs to it."""

    claim: Claim
    spans: dict[Part, Ranges]
    hops: list[Hop]
    tags: list[Tag]


def create_claim(*, by: User | str, version: ArticleVersion, spans: Mapping[Part, Ranges], **values: Any) -> Claim:
    """Store a claim that a person found, as `new_claim` makes it."""
    new = new_claim(by=by, version=version, spans=spans, **values)
    with changing(ChangeKind.EDIT, by=by):
        store_new([new])
    return new.claim


def new_claim(
    *,
    by: User | str,
    version: ArticleVersion,
    spans: Mapping[Part, Ranges],
    quoted: Ranges | None = None,
    **values: Any,
) -> NewClaim:
    """A claim that a person found; it is confirmed by being made.

    ``values`` may hold speaker, quote_type, form, said_on, addressee, tags, hops (the first one is the speaker's) as
    `update_claim` takes them; ``quoted`` are the quotations of the text, where the caller has them at hand. Raises
    InvalidError where the spans do not fit the version's text, a speaker is an unnamed one of another article, or the
    hops are out of order.
    """
    refuse_strangers(version.article_id, values)
    refuse_disorder(values.get("hops") or ())
    spans = checked(spans, len(version.text))
    content = spans[Part.CONTENT]
    printed = version.words(spans[Part.SPEAKER])[:300]
    hops = values.get("hops") or [Hop(speaker=values.get("speaker"), name_as_printed=printed)]
    person = by if isinstance(by, User) else None
    kind = values.get("quote_type") or type_among(
        version.text, quoted_parts(version.text) if quoted is None else quoted, content
    )
    claim = Claim(
        article_id=version.article_id,
        version_id=version.pk,  # not the version: of many claims, that would hold many texts
        speaker=hops[0].speaker,
        content=version.words(content),
        start=content[0][0],
        at_second=version.second_at(content[0][0]),
        quote_type=kind,
        form=values.get("form") or form_of(version.words(spans[Part.CUE]), kind),
        said_on=values.get("said_on"),
        addressee=values.get("addressee", ""),
        status=Status.CONFIRMED,
        listed_at=version.article.published_at or version.article.created_at,
        author=person,
        decided_by=person,
        decided_at=timezone.now(),
    )
    return NewClaim(claim, spans, hops, list(dict.fromkeys(values.get("tags", ()))))


def store_new(claims: Collection[NewClaim]) -> None:
    """Store them within the Change that is open, in a number of statements that hardly grows with them."""
    create_all(new.claim for new in claims)
    create_all(row for new in claims for row in span_rows(new.claim, new.spans))
    create_all(row for new in claims for row in hop_rows(new.claim, new.hops))
    create_all(Tagging(claim=new.claim, tag=tag) for new in claims for tag in new.tags)


def refuse_strangers(article_id: int, values: Mapping[str, Any]) -> None:
    """Refuse the unnamed speakers of other articles: a descriptor says who is meant in its own article only."""
    speakers = [("speaker", values.get("speaker")), *(("hops", hop.speaker) for hop in values.get("hops") or ())]
    for field, speaker in speakers:
        if speaker and speaker.article_id not in (None, article_id):
            message = f"“{speaker.name}” is an unnamed speaker of another article."
            raise InvalidError("unnamed-of-other-article", message, field=field)


def refuse_disorder(hops: Iterable[Hop]) -> None:
    """Refuse a chain in which somebody who spoke together with the speaker does not stand right behind."""
    speaks = True
    for number, hop in enumerate(hops):
        if hop.together and not (number and speaks):
            message = "Who spoke together with the speaker stands right behind, before who passed the words on."
            raise InvalidError("hop-out-of-order", message, field="hops")
        speaks = hop.together or not number


def with_work_of_people(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those of the claims that people have assessed, commented on, or linked, or on whose links they have decided."""
    this = OuterRef("pk")
    links = Link.objects.exclude(status=Status.SUGGESTED).filter(Q(claim=this) | Q(other=this))
    assessed, remarked = Assessment.objects.filter(claim=this), Comment.objects.filter(claim=this)
    return claims.filter(Exists(assessed) | Exists(remarked) | Exists(links))


def delete_claim(claim: Claim, *, by: User | str) -> None:
    """Delete a claim with its suggested links.

    Raises ConflictError where people have worked on it otherwise than by deciding: that work is not thrown away.
    """
    if with_work_of_people(Claim.objects.filter(pk=claim.pk)).exists():
        message = "This claim has assessments, comments or links of people; reject it instead."
        raise ConflictError("claim-has-work", message)
    with changing(ChangeKind.EDIT, by=by):
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


def span_rows(claim: Claim, spans: Mapping[Part, Ranges]) -> Iterator[Span]:
    for part, ranges in spans.items():
        for start, end in ranges:
            yield Span(claim=claim, part=part, start=start, end=end)


def hop_rows(claim: Claim, hops: Iterable[Hop]) -> Iterator[Attribution]:
    for position, hop in enumerate(hops):
        yield Attribution(
            claim=claim,
            position=position,
            together=hop.together,
            speaker=hop.speaker,
            name_as_printed=hop.name_as_printed,
            role_as_printed=hop.role_as_printed,
        )
