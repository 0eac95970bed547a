"""One deed on many claims: one Change, and a number of statements that does not grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from claims import rules
from claims.choices import ChangeKind, Status
from claims.models import Attribution, Claim, Speaker, Tag, Tagging
from claims.reading.visibility import visible
from claims.services.altering import Altered, set_values, store
from claims.services.changes import changing
from claims.services.claims import refuse_strangers
from claims.services.deciding import agreeing, put_aside, take_back
from claims.services.errors import InvalidError
from newsapp.accounts.models import User

AT_MOST = 1000
BY_SEVERAL = "Several said this together. Change its speakers in the claim itself."


class Result(StrEnum):
    DONE = "done"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one claim; where it was refused or is stale, ``reason`` says why."""

    claim: int
    result: Result
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """``alter`` does it to claims in memory; ``rule`` says who may, and ``refuse`` raises InvalidError for a claim that
    it cannot be done to.
    """

    alter: Callable[[list[Claim], User], Altered]
    rule: rules.Rule
    refuse: Callable[[Claim], None] = lambda claim: None


def decide(status: Status) -> Deed:
    return Deed(lambda claims, by: _decided(claims, status, by), rules.may_decide_on_claim)


def add_tag(tag: Tag) -> Deed:
    return Deed(lambda claims, by: _tagged(claims, tag), rules.may_tag_claim)


def remove_tag(tag: Tag) -> Deed:
    return Deed(lambda claims, by: _untagged(claims, tag), rules.may_tag_claim)


def assign(assignee: User | None) -> Deed:
    return Deed(lambda claims, by: _assigned(claims, assignee, by), rules.may_assign)


def set_speaker(speaker: Speaker | None) -> Deed:
    """What is printed of another goes, as where one claim gets another speaker.

    A claim that several said together stays as it is: the speaker is among them, or it is refused.
    """

    def refuse(claim: Claim) -> None:
        refuse_strangers(claim.article_id, {"speaker": speaker})

    return Deed(lambda claims, by: _attributed(claims, speaker), rules.may_decide_on_claim, refuse)


def change_claims(revisions: Mapping[int, int], deed: Deed, *, by: User, rehearse: bool = False) -> list[Outcome]:
    """Do the deed to the claims whose ids are given with their revisions; what became of each, in their order.

    A claim that has another revision by now is left alone, and so is one to which the user may not do it: the others
    are done all the same. With ``rehearse`` nothing is stored, and the outcomes are those that there would be.
    """
    with changing(ChangeKind.BULK, by=by):
        seen = visible(Claim.objects, by).filter(pk__in=revisions)
        locked = seen.select_for_update(of=("self",)).order_by("pk")
        claims = {claim.pk: claim for claim in locked}
        outcomes = {pk: _hindrance(pk, claims.get(pk), revisions[pk], deed, by) for pk in revisions}
        altered = deed.alter([claim for pk, claim in claims.items() if outcomes[pk] is None], by)
        if not rehearse:
            store(altered)
    done = {claim.pk for claim in altered.claims}
    outcomes |= {pk: Outcome(pk, Result.REFUSED, reason) for pk, reason in altered.refused.items()}
    return [outcome or Outcome(pk, Result.DONE if pk in done else Result.UNCHANGED) for pk, outcome in outcomes.items()]


def _hindrance(pk: int, claim: Claim | None, revision: int, deed: Deed, by: User) -> Outcome | None:
    """Why the deed is not done to the claim; None where nothing hinders it."""
    if claim is None:
        return Outcome(pk, Result.REFUSED, "This claim is no longer there.")
    if not deed.rule(by, claim):
        return Outcome(pk, Result.REFUSED, "Your role may not do this to this claim.")
    if claim.revision != revision:
        return Outcome(pk, Result.STALE, "Somebody changed this claim since you read it.")
    try:
        deed.refuse(claim)
    except InvalidError as error:
        return Outcome(pk, Result.REFUSED, error.message)
    return None


def said_by_several(claims: Iterable[Claim]) -> set[int]:
    """The numbers of those of the claims that several said together."""
    hops = Attribution.objects.filter(together=True, claim__in=list(claims)).order_by()
    return set(hops.values_list("claim", flat=True))


_DECISION = [
    "status",
    "decided_by",
    "decided_at",
    "needs_look",
    "words_before",
    "speaker_read",
    "anchoring",
    "disagreement",
]


def _decided(claims: list[Claim], status: Status, by: User) -> Altered:
    keeping, left = take_back(claims, by) if status == Status.SUGGESTED else (set(), [])
    agreed = agreeing(claims, status, by)
    decided = [claim for claim in claims if claim.pk not in keeping and (claim.status != status or claim.pk in agreed)]
    made, gone = put_aside(decided, status, by)
    for claim in decided:
        set_values(claim, by, {"status": status}, agrees=claim.pk in agreed)
        claim.decided_at = decided[0].decided_at  # one deed has one moment
    kept = [claim for claim in claims if claim.pk in keeping]
    return Altered(decided + kept, _DECISION, made=[*made], gone=[*gone, *left])


def _assigned(claims: Iterable[Claim], assignee: User | None, by: User) -> Altered:
    return Altered([claim for claim in claims if set_values(claim, by, {"assignee": assignee})], ["assignee"])


def _tagged(claims: list[Claim], tag: Tag) -> Altered:
    tagged = set(Tagging.objects.filter(claim__in=claims, tag=tag).values_list("claim", flat=True))
    bare = [claim for claim in claims if claim.pk not in tagged]
    return Altered(bare, made=[Tagging(claim=claim, tag=tag) for claim in bare])


def _untagged(claims: list[Claim], tag: Tag) -> Altered:
    taggings = Tagging.objects.filter(claim__in=claims, tag=tag)
    tagged = {tagging.claim_id for tagging in taggings}
    return Altered([claim for claim in claims if claim.pk in tagged], gone=[*taggings])


def _attributed(claims: list[Claim], speaker: Speaker | None) -> Altered:
    speakers = Q(position=0) | Q(together=True)
    spoke: dict[int, list[Attribution]] = defaultdict(list)
    for hop in Attribution.objects.filter(speakers, claim__in=claims).order_by("claim", "position"):
        spoke[hop.claim_id].append(hop)
    number = speaker and speaker.pk
    altered = Altered([], ["speaker"])
    for claim in claims:
        if len(spoke[claim.pk]) > 1:
            if number is None or all(hop.speaker_id != number for hop in spoke[claim.pk]):
                altered.refused[claim.pk] = BY_SEVERAL
            continue
        first = next(iter(spoke[claim.pk]), None)
        if first and first.speaker_id == number == claim.speaker_id:
            continue
        claim.speaker = speaker
        altered.claims.append(claim)
        if first is None:
            altered.made.append(Attribution(claim=claim, position=0, speaker=speaker))
        else:
            altered.hops.append((first, speaker))
    return altered
