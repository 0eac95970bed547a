"""What each person decided on a claim, kept beside the decision that was made last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import F

from claims.choices import Status
from claims.models import Claim, EarlierDecision
from newsapp.accounts.models import User

Rows = list[EarlierDecision]


def put_aside(claims: Collection[Claim], status: Status | str, by: User | str) -> tuple[Rows, Rows]:
    """What to store and what to delete when somebody gives the claims this status, another than they have
    or one that they have from others alone.

    Whoever decided on a claim last stands in it, and is put aside for the next; a person's own decision of before
    goes. Each claim is told whether people disagree about it. What was decided on words that the article's text has
    altered since is not kept. Nothing is stored here. One query for any number of claims.
    """
    decider = by.pk if isinstance(by, User) else None
    earlier: dict[int, Rows] = defaultdict(list)
    for row in EarlierDecision.objects.filter(claim__in=claims):
        earlier[row.claim_id].append(row)
    made, gone = [], []
    for claim in claims:
        kept = [row for row in earlier[claim.pk] if row.user_id != decider]
        gone += [row for row in earlier[claim.pk] if row.user_id == decider]
        if (last := _last_of(claim)) and last.user_id != decider:
            made.append(last)
            kept.append(last)
        claim.disagreement = len({row.status for row in kept} | {str(status)} - {str(Status.SUGGESTED)}) > 1
    return made, gone


def agreeing(claims: Collection[Claim], status: Status | str | None, by: User | str) -> set[int]:
    """The numbers of those that have this status from another person, and not from this one yet: to give it to them
    once more is to agree. One query at most for any number of claims.
    """
    if not isinstance(by, User) or status == Status.SUGGESTED:
        return set()
    others = {claim.pk for claim in claims if claim.status == status and claim.decided_by_id not in (None, by.pk)}
    if not others:
        return set()
    agreed = EarlierDecision.objects.filter(claim__in=others, user=by, status=status)
    return others - set(agreed.values_list("claim", flat=True))


def take_back(claims: Collection[Claim], by: User | str) -> tuple[set[int], Rows]:
    """Take this person's decision from those of the claims that have their status from others too: the numbers of
    these, which keep it, and what to delete. The latest of the others then stands in the claim.

    Nothing is stored here. One query at most for any number of claims.
    """
    decided = [claim for claim in claims if claim.decided_by_id is not None]
    if not isinstance(by, User) or not decided:
        return set(), []
    same: dict[int, Rows] = defaultdict(list)
    for row in EarlierDecision.objects.filter(claim__in=decided, status=F("claim__status")):
        same[row.claim_id].append(row)
    keeping, gone = set(), []
    for claim in decided:
        own = [row for row in same[claim.pk] if row.user_id == by.pk]
        if claim.decided_by_id == by.pk and same[claim.pk]:
            own = [same[claim.pk][-1]]  # it goes by standing in the claim
            claim.decided_by_id, claim.decided_at = own[0].user_id, own[0].at
        if own:
            keeping.add(claim.pk)
            gone += own
    return keeping, gone


def _last_of(claim: Claim) -> EarlierDecision | None:
    """The decision that stands in the claim, if a person made it and on the words that it has."""
    if claim.decided_by_id is None or claim.decided_at is None or claim.words_before:
        return None
    return EarlierDecision(claim=claim, user_id=claim.decided_by_id, status=claim.status, at=claim.decided_at)
