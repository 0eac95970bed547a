"""What each person decided on a claim, kept beside the decision that was made last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

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


def _last_of(claim: Claim) -> EarlierDecision | None:
    """The decision that stands in the claim, if a person made it and on the words that it has."""
    if claim.decided_by_id is None or claim.decided_at is None or claim.words_before:
        return None
    return EarlierDecision(claim=claim, user_id=claim.decided_by_id, status=claim.status, at=claim.decided_at)
