"""What messages to webhooks say: of a Change what the webhook's maker sees, and its filter lets through."""

from __future__ import annotations

from typing import Any

import orjson

from claims.filters.told import Told
from claims.models import Assessment, Change, Claim, Comment, Delivery, Link
from claims.reading.deeds import RECORDS, Deed, deeds_of
from claims.reading.seen_deeds import seen_deeds
from claims.reading.visibility import visible
from claims.services.outbox import asker_of
from newsapp.accounts.models import User

_HANGING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Assessment, ("claim",)),
    (Comment, ("claim",)),
    (Link, ("claim", "other")),
)
"""What hangs on claims, and by which of its columns."""


def message_of(delivery: Delivery) -> bytes | None:
    """The body of the message; None where the Change did nothing that the webhook is to be told of."""
    change = delivery.change
    message: dict[str, Any] = {"type": "webhook.test", "timestamp": delivery.created_at, "data": {}}
    if change:
        user = asker_of(delivery.webhook)
        if not (deeds := _deeds(delivery, change, user)):
            return None
        told = {
            "id": change.pk,
            "at": change.at,
            "kind": change.kind,
            "actor": change.actor,
            "machine": change.user_id is None,
            "cause": change.cause_id,
            "note": change.note if user.outlets is None else "",  # as the stream has it
            "records": deeds,
        }
        message = {"type": "change.made", "timestamp": change.at, "data": told}
    return orjson.dumps(message, option=orjson.OPT_UTC_Z)


def _deeds(delivery: Delivery, change: Change, user: User) -> list[Deed]:
    if user.outlets is None:
        deeds = deeds_of([change.pk])[change.pk]
    else:
        deeds = seen_deeds([change.pk], user).get(change.pk, [])
    if delivery.claims is None:
        return deeds
    claims: Told = delivery.claims
    if user.outlets is not None:  # whose filter was asked of what is gone, or another outlet's, without regard to that
        seen = {deed["id"] for deed in deeds if deed["record"] == RECORDS[Claim]}
        seen |= set(visible(Claim.objects.filter(pk__in=claims["left"]), user).values_list("pk", flat=True))
        claims = {"fits": claims["fits"], "left": [pk for pk in claims["left"] if pk in seen]}
    return _narrowed(deeds, claims)


def _narrowed(deeds: list[Deed], claims: Told) -> list[Deed]:
    """Those of the claims and of what hangs on them. A claim that fits the filter no more is gone for who keeps a copy.

    Of one that fits though nothing of its own was changed, its article was, or what hangs on it.
    """
    fits, left = set(claims["fits"]), set(claims["left"])
    own = {deed["id"]: deed for deed in deeds if deed["record"] == RECORDS[Claim]}
    gone: list[Deed] = [_deed(pk, "deleted") for pk in sorted(left)]
    hanging = _hanging(deeds, fits | left)
    if any(deed["record"] == "article" and deed["what"] == "changed" for deed in deeds):
        own = {pk: _deed(pk, "changed", "article") for pk in fits} | own
    return [*(own[pk] for pk in sorted(fits & own.keys())), *gone, *hanging]


def _deed(claim: int, what: str, *fields: str) -> Deed:
    return {"record": RECORDS[Claim], "id": claim, "what": what, "fields": list(fields)}


def _hanging(deeds: list[Deed], claims: set[int]) -> list[Deed]:
    """The deeds of what hangs on the claims, or did: histories tell that of what is gone too."""
    kept: list[Deed] = []
    for model, columns in _HANGING:
        of_model = {deed["id"]: deed for deed in deeds if deed["record"] == RECORDS[model]}
        rows = model.history.filter(id__in=of_model).order_by().values_list("id", *columns) if of_model else ()
        on_them = {pk for pk, *ends in rows if claims.intersection(ends)}
        kept += [of_model[pk] for pk in sorted(on_them)]
    return kept
