"""Where the words of a claim have appeared: the claims that people say repeat one another, against the earliest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q

from claims.choices import QuoteType, SpeakerKind, Status
from claims.models import Claim
from claims.reading.claims import present
from claims.reading.related import Row
from claims.reading.repeats import groups_of_repeats
from claims.reading.visibility import visible
from claims.text.names import normal_form
from claims.text.wording import pieces, signs
from newsapp.accounts.models import User


def appearances_of(claim: int, user: User | AnonymousUser) -> Row:
    """The appearances of the claim's words as AppearancesSerializer describes them, with a number of queries
    that does not depend on how many.

    Earliest first by the article's date, undated last. Wire copy counts once: articles of the same text, or that pass
    on the words of the same organization, have one origin.
    """
    group = groups_of_repeats([claim], user)[claim]
    members = (
        visible(Claim.objects, user).filter(pk__in=group.members).exclude(~Q(pk=claim) & Q(status=Status.REJECTED))
    )
    by_date = members.order_by(F("article__published_at").asc(nulls_last=True), "pk")
    texts = dict(by_date.values_list("pk", "version__text_hash"))
    claims = present(list(texts), user)
    origins = _origins(claims, texts)
    return {
        "articles": len({row["article"]["id"] for row in claims}),
        "origins": len(set(origins)),
        "capped": group.capped,
        "appearances": [_appearance(row, claims[0], origin) for row, origin in zip(claims, origins, strict=True)],
    }


def _appearance(claim: Row, first: Row, origin: int) -> Row:
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
        joined = {origin_of[key] for key in keys if key in origin_of}
        origin = min(joined, default=len(origins) + 1)
        keys += [key for key, number in origin_of.items() if number in joined]
        origin_of |= dict.fromkeys(keys, origin)
        origins = [origin if number in joined else number for number in origins] + [origin]
    return _numbered(origins)


def _passed_on_by(claim: Row) -> set[str]:
    """The organizations that passed the words on."""
    speakers = (hop["speaker"] for hop in claim["chain"])
    return {
        normal_form(speaker["name"]) for speaker in speakers if speaker and speaker["kind"] == SpeakerKind.ORGANIZATION
    }


def _numbered(origins: Iterable[int]) -> list[int]:
    numbers: dict[int, int] = defaultdict(lambda: len(numbers) + 1)
    return [numbers[origin] for origin in origins]
