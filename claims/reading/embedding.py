"""A claim as it is put on other people's pages: as any visitor may see it, and whether it is another by now."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser

from claims.models import Claim
from claims.reading.claims import present
from claims.reading.related import Row
from claims.reading.visibility import visible
from newsapp.accounts.models import User

_VERSION = re.compile(r"([0-9a-f]{8})-([0-9a-f]{8})")


class Changed(NamedTuple):
    """What of a claim is no longer as it was when it was embedded."""

    words: bool
    assessment: bool


def public_claim(pk: int, asker: User | AnonymousUser) -> Row | None:
    """The claim as a visitor is shown it; None where there is none that a visitor, and who asks, may see."""
    visitor = AnonymousUser()
    pks = visible(visible(Claim.objects, visitor), asker).filter(pk=pk).values_list("pk", flat=True)
    return next(iter(present(list(pks), visitor)), None)


def version_of(claim: Row) -> str:
    """A mark of the claim's words and of its published assessment.

    It can stand in any address, and nothing need be stored to compare with.
    """
    assessment = claim["assessment"]
    rated = f"{assessment['id']} {assessment['rating']['id']} {assessment['words_changed']}" if assessment else ""
    return f"{_mark(claim['quote_type'] + claim['content'])}-{_mark(rated)}"


def changed_since(claim: Row, version: str) -> Changed:
    """What differs from the claim that had this version; nothing where the version is none of ours."""
    if not _VERSION.fullmatch(version):
        return Changed(words=False, assessment=False)
    before, now = version.split("-"), version_of(claim).split("-")
    return Changed(words=before[0] != now[0], assessment=before[1] != now[1])


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
