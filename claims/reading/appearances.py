"""Where the words of a claim have appeared: the claims that people say repeat one another, against the earliest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from claims.choices import QuoteType, Relation, SpeakerKind, Status
from claims.models import Claim, Link
from claims.reading.claims import present
from claims.reading.related import Row
from claims.reading.visibility import visible
from claims.text.names import normal_form
from claims.text.wording import pieces, signs
from newsapp.accounts.models import User

AT_MOST = 100
STEPS_AT_MOST = 10
"""Links from the claim to the farthest one."""


def confirmed_repeats(user: User | AnonymousUser) -> QuerySet[Link]:
    """The links by which people say that one claim repeats another, in no order."""
    return visible(Link.objects, user).filter(relation=Relation.REPEATS, status=Status.CONFIRMED).order_by()


def appearances_of(claim: int, user: User | AnonymousUser) -> Row:
    """The appearances of the claim's words as AppearancesSerializer describes them: STEPS_AT_MOST + 5 queries at most.

    Earliest first by the article's date, undated last. Wire copy counts once: articles of the same text, or that pass
    on the words of the same organization, have one origin.
    """
    ids, capped = _group(claim, user)
    members = visible(Claim.objects, user).filter(pk__in=ids).exclude(~Q(pk=claim) & Q(status=Status.REJECTED))
    by_date = members.order_by(F("article__published_at").asc(nulls_last=True), "pk")
    texts = dict(by_date.values_list("pk", "version__text_hash"))
    claims = present(list(texts), user)
    origins = _origins(claims, texts)
    return {
        "articles": len({row["article"]["id"] for row in claims}),
        "origins": len(set(origins)),
        "capped": capped,
        "appearances": [_appearance(row, claims[0], origin) for row, origin in zip(claims, origins, strict=True)],
    }


def _group(claim: int, user: User | AnonymousUser) -> tuple[list[int], bool]:
    """The claim and those that links lead to from it, and whether there are more of them."""
    links = confirmed_repeats(user)
    group, now = {claim}, {claim}
    for _ in range(STEPS_AT_MOST):
        ends = links.filter(Q(claim__in=now) | Q(other__in=now)).values_list("claim", "other")
        now = {pk for pair in ends[: AT_MOST * AT_MOST] for pk in pair} - group
        if not now or len(group | now) > AT_MOST:
            break
        group |= now
    return sorted(group | set(sorted(now)[: AT_MOST - len(group)])), bool(now)


def _appearance(claim: Row, first: Row, origin: int) -> dict[str, Any]:
    compared = pieces(first["content"], claim["content"])
    joints = tuple(len(row["spans"]["content"]) - 1 for row in (first, claim))
    quoted = first["quote_type"] == QuoteType.INDIRECT and claim["quote_type"] != QuoteType.INDIRECT
    return {
        "claim": claim,
        "origin": origin,
        "pieces": [{"same": piece.same, "earlier": piece.earlier, "later": piece.later} for piece in compared],
        "signs": signs(compared, joints=(joints[0], joints[1]), now_quoted=quoted),
    }


def _origins(claims: list[Row], texts: dict[int, str]) -> list[int]:
    """The origin of each claim, numbered from 1 in their order."""
    agencies = {name for row in claims for name in _passed_on_by(row)}
    origin_of: dict[str, int] = {}
    origins: list[int] = []
    for row in claims:
        outlet = normal_form((row["article"]["outlet"] or {}).get("name", ""))
        keys = [f"article {row['article']['id']}", f"text {texts[row['id']]}"]
        keys += [f"agency {name}" for name in {*_passed_on_by(row), outlet} & agencies]
        same = {origin_of[key] for key in keys if key in origin_of}
        origin = min(same, default=len(origins) + 1)
        origin_of = {key: origin if held in same else held for key, held in origin_of.items()} | dict.fromkeys(
            keys, origin
        )
        origins = [origin if held in same else held for held in origins] + [origin]
    return _numbered(origins)


def _passed_on_by(claim: Row) -> set[str]:
    """The organizations that passed the words on."""
    speakers = (hop["speaker"] for hop in claim["chain"])
    return {normal_form(one["name"]) for one in speakers if one and one["kind"] == SpeakerKind.ORGANIZATION}


def _numbered(origins: Iterable[int]) -> list[int]:
    numbers: dict[int, int] = defaultdict(lambda: len(numbers) + 1)
    return [numbers[origin] for origin in origins]
