"""Annotations made elsewhere become claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from claims.choices import ChangeKind, Part
from claims.models import Alias, Article, ArticleVersion, Claim, Span, Speaker, Tag
from claims.services.changes import changing
from claims.services.claims import Hop, Ranges, create_claim
from claims.services.errors import InvalidError
from claims.text.names import normal_form
from claims.text.places import joined
from claims.text.quotes import NotAnchoredError, Quote, QuotedText
from newsapp.accounts.models import User


@dataclass(frozen=True, slots=True)
class Annotation:
    """What an annotation says of an article: the pieces it is about, who spoke and in which way, and tags by name.

    ``speakers`` are numbers or names of who spoke together. ``refused`` says why it cannot be read at all.
    """

    id: str = ""
    pieces: tuple[Quote, ...] = ()
    speakers: tuple[int | str, ...] = ()
    quote_type: str = ""
    form: str = ""
    tags: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an annotation: a new claim, one that was there, or the ``code`` and reason why there is none."""

    annotation: Annotation
    claim: int | None = None
    code: str = ""
    message: str = ""
    unknown_tags: tuple[str, ...] = ()


def take_annotations(*, article: Article, annotations: list[Annotation], by: User) -> list[Outcome]:
    """Make a claim of each annotation whose words stand in the article's present text, all in one Change.

    Each is a claim that the person found, and so confirmed. One of the very words of a claim that is there makes none.
    A speaker who is not on record by that name, or is one of several, stays a printed name; tags that the newsroom does
    not have are left out and named.
    """
    with changing(ChangeKind.EDIT, by=by):
        version = article.current_version
        taking = _Taking(version, by)
        return [taking.outcome(annotation) for annotation in annotations]


class _Taking:
    """One version's text, and the claims that stand in it."""

    def __init__(self, version: ArticleVersion, by: User) -> None:
        self._version, self._by = version, by
        self._text = QuotedText(version.text)
        spans: dict[int, Ranges] = {}
        rows = Span.objects.filter(claim__version=version, part=Part.CONTENT).order_by("claim_id", "start")
        for claim, start, end in rows.values_list("claim_id", "start", "end"):
            spans.setdefault(claim, []).append((start, end))
        self._there = {tuple(ranges): claim for claim, ranges in spans.items()}

    def outcome(self, annotation: Annotation) -> Outcome:
        if annotation.refused:
            return Outcome(annotation, code="not-readable", message=annotation.refused)
        try:
            content = joined(self._text.place_of(piece) for piece in annotation.pieces)
            if there := self._there.get(tuple(content)):
                return Outcome(annotation, there, "already-there", "A claim of these very words is there already.")
            tags, unknown = _tags(annotation.tags)
            claim = self._create(annotation, content, tags)
        except (NotAnchoredError, InvalidError) as error:
            return Outcome(annotation, code=error.code, message=str(error))
        self._there[tuple(content)] = claim.pk
        return Outcome(annotation, claim.pk, unknown_tags=unknown)

    def _create(self, annotation: Annotation, content: Ranges, tags: list[Tag]) -> Claim:
        hops = [_hop(speaker, together=number > 0) for number, speaker in enumerate(annotation.speakers or ("",))]
        values: dict[str, object] = {"hops": hops, "tags": tags}
        for name in ("quote_type", "form"):
            if said := getattr(annotation, name):
                values[name] = said
        spans: Mapping[Part, Ranges] = {Part.CONTENT: content}
        return create_claim(by=self._by, version=self._version, spans=spans, **values)


def _hop(speaker: int | str, *, together: bool) -> Hop:
    """A speaker's hop. Raises InvalidError for a number that nobody has."""
    if isinstance(speaker, int):
        record = Speaker.objects.filter(pk=speaker).first()
        if record is None:
            raise InvalidError("no-such-speaker", f"There is no speaker {speaker}.")
        return Hop(speaker=record, together=together)
    name = speaker[:300]
    bearers = Alias.objects.filter(normal_name=normal_form(name)) if name else Alias.objects.none()
    ids = set(bearers.values_list("speaker_id", flat=True)[:2])
    record = Speaker.objects.get(pk=ids.pop()) if len(ids) == 1 else None
    return Hop(speaker=record, name_as_printed=name, together=together)


def _tags(names: tuple[str, ...]) -> tuple[list[Tag], tuple[str, ...]]:
    """The newsroom's tags of these names, and the names that none has."""
    has_one_of_them = Q(pk__in=[])
    for name in names:
        has_one_of_them |= Q(name__iexact=name)
    tags = list(Tag.objects.filter(has_one_of_them))
    tag_names = {tag.name.casefold() for tag in tags}
    return tags, tuple(name for name in names if name.casefold() not in tag_names)
