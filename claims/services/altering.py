"""Changing claims, each in its own way: a number of statements that hardly grows with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model, QuerySet, prefetch_related_objects
from django.utils import timezone

from claims.choices import Anchoring, ChangeKind, Part, QuoteType, Status
from claims.extraction.forms import form_of
from claims.extraction.quote_types import quote_type
from claims.models import Attribution, Claim, Span, Speaker, Tag, Tagging
from claims.services.changes import changing, create_all, delete_all, update_all
from claims.services.claims import Hop, Ranges, checked, hop_rows, refuse_disorder, refuse_strangers, span_rows
from claims.services.deciding import agreeing, put_aside, take_back
from claims.services.errors import InvalidError
from claims.services.printed import Taken, give_to_others, remember
from newsapp.accounts.models import User

Wanted = tuple[Claim, Mapping[str, Any]]
"""A claim, and what is to become of it, as `update_claim` takes it."""
Row = TypeVar("Row", Span, Attribution, Tagging)
_PARTS = ("spans", "hops", "speaker", "tags")


@dataclass(slots=True)
class Altered:
    """What a deed makes of claims, before any of it is stored."""

    claims: list[Claim] = field(default_factory=list)
    """Those that became another, and ``fields`` what of them did."""
    fields: list[str] = field(default_factory=list)
    made: list[Model] = field(default_factory=list)
    hops: list[tuple[Attribution, Speaker | None]] = field(default_factory=list)
    """Those that get another speaker."""
    taken: list[Taken] = field(default_factory=list)
    """The names of a chain made anew that mean somebody else than they did."""
    gone: list[Model] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    """Why it cannot be done to some of them, by their ids."""


def store(altered: Altered) -> None:
    """Store it within the Change that is open."""
    now = timezone.now()
    for claim in altered.claims:
        claim.revision, claim.updated_at = claim.revision + 1, now
    for rows in _by_model(altered.gone):
        delete_all(rows)
    for rows in _by_model(altered.made):
        create_all(rows)
    if altered.hops:
        give_to_others(altered.hops)
    remember(altered.taken)
    update_all(altered.claims, [*altered.fields, "revision", "updated_at"])


def kind_of(changes: Iterable[str]) -> ChangeKind:
    """What kind of deed it is to change these fields of a claim."""
    fields = frozenset(changes)
    if fields and fields <= {"status", "needs_look"}:
        return ChangeKind.DECIDE
    return ChangeKind.TAG if fields == {"tags"} else ChangeKind.EDIT


def update_claim(claim: Claim, *, by: User | str, **changes: Any) -> Claim:
    """Change a claim that the caller has locked; where all is as it was already, nothing is written.

    ``changes`` may hold status, needs_look, quote_type, form, said_on, addressee, assignee (a User or None), tags,
    speaker (a Speaker or None; what is printed of another goes), spans (a mapping of every part to be replaced) and
    hops (the whole chain, in place of the speaker: the speaker, then who spoke together with them, then who passed the
    words on).
    Raises InvalidError as `create_claim` does.

    A status that the claim has from somebody else is agreed with, where it is all that is given: a whole record that is
    sent back as it was read decides nothing. Whoever goes back to suggested where others gave the same status takes
    their own decision back, and the claim stays as the others left it.
    """
    with changing(kind_of(changes), by=by):
        (refusal,) = update_claims([(claim, changes)], by=by)
        if refusal:
            raise refusal
    return claim


def update_claims(wanted: Sequence[Wanted], *, by: User | str) -> list[InvalidError | None]:
    """Do to each claim, within the Change that is open, what `update_claim` does; why each was refused, else None."""
    agreed = _agreed(wanted, by)
    before = {claim.pk: _columns(claim) for claim, _ in wanted}
    altered, parts = Altered(), _Parts.of(wanted)
    refusals = [_part_refused(claim, changes, parts, altered) for claim, changes in wanted]
    accepted = [each for each, refusal in zip(wanted, refusals, strict=True) if refusal is None]
    accepted = _taken_back(accepted, by, altered)
    _put_aside(accepted, agreed, by, altered)
    with_new_parts = {claim.pk for claim in altered.claims}
    for claim, changes in accepted:
        own = {name: value for name, value in changes.items() if name not in _PARTS}
        if set_values(claim, by, own, agrees=claim.pk in agreed) and claim.pk not in with_new_parts:
            altered.claims.append(claim)
    altered.fields = sorted({name for claim in altered.claims for name in _differing(before[claim.pk], claim)})
    store(altered)
    return refusals


def set_values(claim: Claim, by: User | str, changes: Mapping[str, Any], *, agrees: bool = False) -> bool:
    """Set fields of the claim's own, with what follows from them, and store nothing; whether one became another.

    With ``agrees``, the status is decided on though the claim has it.
    """
    new = {name: value for name, value in changes.items() if getattr(claim, name) != value}
    if agrees or "status" in new:
        decided = changes["status"] != Status.SUGGESTED
        claim.decided_by = by if decided and isinstance(by, User) else None
        claim.decided_at = timezone.now() if decided else None
    for name, value in new.items():
        setattr(claim, name, QuoteType(value) if name == "quote_type" else value)
    if agrees or "status" in new or new.get("needs_look") is False:
        _looked_at(claim)
    return agrees or bool(new)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The rows that hang on claims of which such are to be replaced, by the number of the claim."""

    spans: Mapping[int, list[Span]]
    hops: Mapping[int, list[Attribution]]
    taggings: Mapping[int, list[Tagging]]

    @classmethod
    def of(cls, wanted: Sequence[Wanted]) -> _Parts:
        def changing_any(*names: str) -> list[Claim]:
            return [claim for claim, changes in wanted if not changes.keys().isdisjoint(names)]

        marked = changing_any("spans")
        prefetch_related_objects(marked, "version")
        return cls(
            _by_claim(Span.objects.all(), marked),
            _by_claim(Attribution.objects.order_by("position"), changing_any("hops", "speaker")),
            _by_claim(Tagging.objects.all(), changing_any("tags")),
        )


def _by_claim(rows: QuerySet[Row], claims: list[Claim]) -> Mapping[int, list[Row]]:
    by_claim: dict[int, list[Row]] = defaultdict(list)
    for row in rows.filter(claim__in=claims) if claims else ():
        by_claim[row.claim_id].append(row)
    return by_claim


def _by_model(rows: Iterable[Model]) -> Iterable[list[Model]]:
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    return by_model.values()


def _columns(claim: Claim) -> dict[str, Any]:
    return {column.name: getattr(claim, column.attname) for column in Claim._meta.concrete_fields}


def _differing(before: Mapping[str, Any], claim: Claim) -> set[str]:
    now = _columns(claim)
    return {name for name, value in before.items() if now[name] != value}


def _agreed(wanted: Sequence[Wanted], by: User | str) -> set[int]:
    """The numbers of the claims whose status, which they have from others, is given once more, and nothing else."""
    by_status: dict[Any, list[Claim]] = defaultdict(list)
    for claim, changes in wanted:
        if kind_of(changes) == ChangeKind.DECIDE:
            by_status[changes.get("status")].append(claim)
    return set().union(*(agreeing(claims, status, by) for status, claims in by_status.items()))


def _taken_back(wanted: Sequence[Wanted], by: User | str, altered: Altered) -> list[Wanted]:
    """Take back the decisions that others share; what is still wanted, which is no longer the status of these."""
    suggested = [claim for claim, changes in wanted if changes.get("status") == Status.SUGGESTED]
    keeping, gone = take_back(suggested, by)
    altered.gone += gone
    others = keeping - {claim.pk for claim in altered.claims}
    altered.claims += [claim for claim in suggested if claim.pk in others]
    return [
        (claim, {**changes, "status": claim.status} if claim.pk in keeping else changes) for claim, changes in wanted
    ]


def _put_aside(wanted: Sequence[Wanted], agreed: set[int], by: User | str, altered: Altered) -> None:
    by_status: dict[Any, list[Claim]] = defaultdict(list)
    for claim, changes in wanted:
        status = changes.get("status")
        if status is not None and (claim.pk in agreed or status != claim.status):
            by_status[status].append(claim)
    for status, claims in by_status.items():
        made, gone = put_aside(claims, status, by)
        altered.made += made
        altered.gone += gone


def _part_refused(claim: Claim, changes: Mapping[str, Any], parts: _Parts, altered: Altered) -> InvalidError | None:
    """Replace the parts that the changes give; why the claim can have none of these, else None."""
    try:
        refuse_strangers(claim.article_id, changes)
        refuse_disorder(changes.get("hops") or ())
        changed = False
        if (spans := changes.get("spans")) is not None:
            changed |= _replace_spans(claim, parts.spans[claim.pk], spans, changes, altered)
    except InvalidError as error:
        return error
    if (hops := changes.get("hops")) is not None:
        changed |= _replace_hops(claim, parts.hops[claim.pk], hops, altered)
    elif "speaker" in changes:
        changed |= _replace_speaker(claim, parts.hops[claim.pk], changes["speaker"], altered)
    if (tags := changes.get("tags")) is not None:
        changed |= _replace_tags(claim, parts.taggings[claim.pk], tags, altered)
    if changed:
        altered.claims.append(claim)
    return None


def _replace_spans(
    claim: Claim, rows: list[Span], spans: Mapping[Part, Ranges], overruled: Container[str], altered: Altered
) -> bool:
    present: dict[Part, Ranges] = {part: [] for part in Part}
    for span in sorted(rows, key=lambda row: row.start):
        present[Part(span.part)].append((span.start, span.end))
    whole = checked({**present, **spans}, len(claim.version.text))
    changed = [part for part in Part if whole[part] != present[part]]
    if not changed:
        return False
    altered.gone += [span for span in rows if span.part in changed]
    altered.made += span_rows(claim, {part: whole[part] for part in changed})
    content = whole[Part.CONTENT]
    claim.content, claim.start = claim.version.words(content), content[0][0]
    claim.at_second = claim.version.second_at(claim.start)
    kind = quote_type(claim.version.text, content)
    follows_marks = claim.quote_type == quote_type(claim.version.text, present[Part.CONTENT])  # a turn needs none
    if follows_marks and "quote_type" not in overruled:
        claim.quote_type = kind
    if "form" not in overruled:
        claim.form = form_of(claim.version.words(whole[Part.CUE]), kind)
    return True


def _replace_hops(claim: Claim, rows: list[Attribution], hops: Sequence[Hop], altered: Altered) -> bool:
    new = list(hop_rows(claim, hops))
    if [_told_by(row) for row in rows] == [_told_by(row) for row in new]:
        return False
    altered.gone += rows
    altered.made += new
    now = {row.name_as_printed: row.speaker_id for row in new}
    altered.taken += [
        Taken(claim.pk, row.name_as_printed, row.speaker_id)
        for row in rows
        if row.speaker_id and now.get(row.name_as_printed, row.speaker_id) != row.speaker_id
    ]
    claim.speaker = hops[0].speaker if hops else None
    return True


def _told_by(hop: Attribution) -> tuple[Any, ...]:
    return hop.speaker_id, hop.name_as_printed, hop.role_as_printed, hop.together


def _replace_speaker(claim: Claim, rows: list[Attribution], speaker: Speaker | None, altered: Altered) -> bool:
    first = rows[0] if rows else None
    if first and first.speaker_id == claim.speaker_id == (speaker and speaker.pk):
        return False
    claim.speaker = speaker
    if first:
        altered.hops.append((first, speaker))
    else:
        altered.made.append(Attribution(claim=claim, position=0, speaker=speaker))
    return True


def _replace_tags(claim: Claim, rows: list[Tagging], tags: Iterable[Tag], altered: Altered) -> bool:
    wanted, present = {tag.pk: tag for tag in tags}, {tagging.tag_id for tagging in rows}
    altered.gone += [tagging for tagging in rows if tagging.tag_id not in wanted]
    altered.made += [Tagging(claim=claim, tag=wanted[pk]) for pk in sorted(wanted.keys() - present)]
    return wanted.keys() != present


def _looked_at(claim: Claim) -> None:
    """Whoever decides has seen what the article's new text did to the claim."""
    claim.needs_look, claim.words_before, claim.speaker_read = False, "", ""
    if claim.anchoring in (Anchoring.ALTERED, Anchoring.UNSURE):
        claim.anchoring = Anchoring.HELD
