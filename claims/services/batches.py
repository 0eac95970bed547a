"""Many new claims at once: one Change, and a number of statements that hardly grows with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from claims.choices import ChangeKind
from claims.extraction.quote_types import quoted_parts
from claims.models import ArticleVersion, Claim
from claims.services.changes import changing
from claims.services.claims import NewClaim, Ranges, new_claim, store_new
from claims.services.errors import InvalidError
from newsapp.accounts.models import User

TEXTS_AT_ONCE = 20
"""Article versions whose texts are in memory together."""


def create_claims(
    items: Mapping[int, Mapping[str, Any]], *, by: User, atomic: bool = False
) -> dict[int, Claim | InvalidError]:
    """Store a claim for each item, all in one Change; what became of each, under its number.

    An item is what `create_claim` takes; of its ``version`` the number alone counts. One that is refused hinders no
    other, but where it is to be ``atomic``: then nothing is stored, and the claims are those that would have been.
    """
    with changing(ChangeKind.BULK, by=by):
        made = dict(_made(items, by))
        new = [outcome for outcome in made.values() if isinstance(outcome, NewClaim)]
        if len(new) == len(made) or not atomic:
            store_new(new)
    return {number: outcome.claim if isinstance(outcome, NewClaim) else outcome for number, outcome in made.items()}


def _made(items: Mapping[int, Mapping[str, Any]], by: User) -> Iterator[tuple[int, NewClaim | InvalidError]]:
    """Each item as a claim, or why it is none; those of one text after one another."""
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, item in items.items():
        numbers[item["version"].pk].append(number)
    pks = list(numbers)
    for start in range(0, len(pks), TEXTS_AT_ONCE):
        versions = ArticleVersion.objects.select_related("article").in_bulk(pks[start : start + TEXTS_AT_ONCE])
        for pk in pks[start : start + TEXTS_AT_ONCE]:
            version = versions.get(pk)
            quoted = quoted_parts(version.text) if version else []
            for number in numbers[pk]:
                yield number, _one(items[number], version, quoted, by)


def _one(item: Mapping[str, Any], version: ArticleVersion | None, quoted: Ranges, by: User) -> NewClaim | InvalidError:
    if version is None:
        return InvalidError("does-not-exist", "This version was deleted a moment ago.", field="version")
    try:
        return new_claim(by=by, quoted=quoted, **{**item, "version": version})
    except InvalidError as error:
        return error
