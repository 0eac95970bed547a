"""Two records of one speaker made one, one record of two speakers made two, and two said to be different people."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from claims.choices import ChangeKind, SpeakerKind
from claims.models import Alias, Attribution, Claim, Distinction, MergedSpeaker, Speaker
from claims.services.changes import changing, create_all, delete_with_parts, update_all
from claims.services.errors import InvalidError
from claims.services.locking import lock_names
from claims.services.speakers import save_named
from newsapp.accounts.models import User


def lock_speakers(numbers: Collection[int]) -> list[Speaker]:
    """The speakers, locked until the transaction ends, and nobody takes in somebody of their names meanwhile.

    Names before rows, and rows in one order: so take-ins and other merges never wait for each other in a ring.
    """
    lock_names(Alias.objects.filter(speaker__in=numbers).order_by().values_list("normal_name", flat=True))
    return list(Speaker.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))


def refuse_to_merge(into: Speaker, others: Collection[Speaker]) -> None:
    """Raise InvalidError where there is nobody to merge, or an unnamed speaker would get words of other articles."""
    if not others or into in others:
        raise InvalidError("merge-needs-others", "Name the other speakers to merge into this one.", field="speakers")
    if into.article_id and any(other.article_id != into.article_id for other in others):
        message = "An unnamed speaker stands for one article; merge it into the other instead."
        raise InvalidError("merge-into-unnamed", message, field="speakers")


def merge_speakers(into: Speaker, others: Collection[Speaker], *, by: User | str) -> Speaker:
    """Move claims, hops and aliases of the others to the one speaker, whom the others' numbers lead to from now on.

    The caller has locked them all. What articles print stays. Raises InvalidError as `refuse_to_merge` does.
    """
    refuse_to_merge(into, others)
    with changing(ChangeKind.MERGE, by=by):
        _move_words(Attribution.objects.filter(speaker__in=others), into)
        _move_names(others, into)
        merged_before = list(MergedSpeaker.objects.filter(speaker__in=others))
        for merged in merged_before:
            merged.speaker = into
        update_all(merged_before, ["speaker"])
        numbers = [other.pk for other in others]
        delete_with_parts(others)
        create_all(MergedSpeaker(pk=number, speaker=into) for number in numbers)
        into.save()  # whoever read it before does not know its new names
    return into


def say_different(one: Speaker, other: Speaker, *, by: User | str) -> None:
    """Record that two named speakers are different people, which undoing the Change takes back; again, it does nothing.

    Raises InvalidError where they are one, or one is unnamed.
    """
    if one == other:
        raise InvalidError("same-speaker", "Choose another speaker.", field="speaker")
    if SpeakerKind.UNNAMED in (one.kind, other.kind):
        message = "An unnamed speaker is never taken for somebody else."
        raise InvalidError("unnamed-is-never-the-same", message, field="speaker")
    lower, higher = sorted((one.pk, other.pk))
    with changing(ChangeKind.EDIT, by=by):
        Distinction.objects.get_or_create(one=lower, other=higher)


def split_speaker(speaker: Speaker, claims: Collection[int], *, to: Speaker, by: User | str) -> Speaker:
    """Move claims, by their numbers, from the speaker to another one, who is stored if new.

    Raises InvalidError where one is no claim of the speaker's, or the other one may not have it.
    """
    with changing(ChangeKind.SPLIT, by=by):
        spoken = Claim.objects.filter(Attribution.objects.claims_of([speaker.pk]), pk__in=claims)
        chosen = list(spoken.select_for_update().order_by("pk"))
        if len(chosen) < len(set(claims)):
            raise InvalidError("not-of-speaker", "Choose claims of this speaker.", field="claims")
        if to == speaker:
            raise InvalidError("same-speaker", "Choose another speaker.", field="speaker")
        if to.article_id and any(claim.article_id != to.article_id for claim in chosen):
            message = f"“{to.name}” is an unnamed speaker of another article."
            raise InvalidError("unnamed-of-other-article", message, field="speaker")
        if to._state.adding:
            save_named(to, by=by)
        _move_words(Attribution.objects.filter(speaker=speaker, claim__in=chosen), to)
        speaker.save()
    return to


def _move_words(hops: QuerySet[Attribution], to: Speaker) -> None:
    """Make the speaker of the hops another one, and of the claims where it is the first hop."""
    claims = list(Claim.objects.filter(pk__in=hops.values("claim")).select_for_update().order_by("pk"))
    moved = list(hops)
    spoken = {hop.claim_id for hop in moved if hop.position == 0}
    for hop in moved:
        hop.speaker = to
    for claim in claims:
        claim.revision, claim.updated_at = claim.revision + 1, timezone.now()
        if claim.pk in spoken:
            claim.speaker = to
    update_all(moved, ["speaker"])
    update_all(claims, ["speaker", "revision", "updated_at"])


def _move_names(others: Collection[Speaker], into: Speaker) -> None:
    """Give the speaker each name that it does not bear yet, the others' main names among them."""
    borne = set(into.aliases.values_list("name", flat=True))
    moved = []
    for alias in Alias.objects.filter(speaker__in=others).order_by("pk"):
        if alias.name not in borne:
            alias.speaker = into
            alias.revision, alias.updated_at = alias.revision + 1, timezone.now()
            moved.append(alias)
            borne.add(alias.name)
    update_all(moved, ["speaker", "revision", "updated_at"])
    for other in others:
        if other.kind != SpeakerKind.UNNAMED and other.name not in borne:
            Alias.objects.create(speaker=into, name=other.name)
            borne.add(other.name)
