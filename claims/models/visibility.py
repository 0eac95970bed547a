"""What a visitor may see is decided in two places: here, who sees all; in `Claim.objects.visible_to`, which claims.

Every other QuerySet asks for the claims that a record hangs on, and asks nothing for those who see all.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from claims.choices import VisitorAccess


def sees_all(user: Any) -> bool:
    """Whether the user may see every claim, and so all that hangs on claims."""
    return bool(user.is_authenticated) or settings.NEWSAPP_VISITORS == VisitorAccess.EVERYTHING


def of_visible_claim(user: Any, path: str) -> Exists:
    """A condition on records: there is a claim that the user may see and whose ``path`` leads to the record."""
    from claims.models.claim import Claim  # which imports what asks this

    return Exists(Claim.objects.visible_to(user).filter((path, OuterRef("pk"))))
