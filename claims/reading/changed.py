"""What outlets changed in their articles after they had been taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet, Subquery

from claims.choices import Anchoring, Status
from claims.models import ArticleVersion, Claim, Outlet
from claims.reading.related import Row
from claims.reading.versions import known_of, told
from claims.reading.visibility import visible
from claims.text.difference import difference
from claims.text.edits import Came, edits
from newsapp.accounts.models import User

_QUOTATIONS, _DENIALS = list(Came), [Came.ADDED, Came.DROPPED]


def new_versions(outlet: Outlet, user: User | AnonymousUser) -> QuerySet[Any]:
    """The texts that took the place of others in articles of the outlet; ``before_id`` is the version before each."""
    earlier = ArticleVersion.objects.filter(article=OuterRef("article"), number__lt=OuterRef("number"))
    before = Subquery(earlier.order_by("-number").values("pk")[:1])
    versions = visible(ArticleVersion.objects, user).filter(article__outlet=outlet, number__gt=1)
    return versions.annotate(before_id=before).select_related("article")


def present(versions: Sequence[Any], user: User | AnonymousUser) -> list[Row]:
    """What each of the `new_versions` changed, and what became of the claims, as far as the user may see them."""
    earlier = ArticleVersion.objects.in_bulk([version.before_id for version in versions])
    facts = known_of([*earlier.values(), *versions])
    claims = claims_became(versions, user)
    return [_row(earlier[version.before_id], version, facts, claims[version.change_id]) for version in versions]


def _row(before: ArticleVersion, after: ArticleVersion, facts: dict[int, Any], claims: Counter[str]) -> Row:
    changes = edits(difference(before.text, after.text))
    return {
        "id": after.pk,
        **told(before, after, facts, changes),
        "url": after.article.url,
        "quotations": _counted(_QUOTATIONS, (edit.quotation for edit in changes)),
        "denials": _counted(_DENIALS, (edit.denial for edit in changes)),
        "claims": {word: claims[word] for word in [*Anchoring.values, "new"]},
    }


def _counted(words: list[Came], kinds: Iterable[Came | None]) -> dict[str, int]:
    counts = Counter(kinds)
    return {word.value: counts[word] for word in words}


def claims_became(versions: Sequence[Any], user: User | AnonymousUser) -> dict[int, Counter[str]]:
    """By the Change of each version, how many claims it held, moved and so on; those that are rejected left out.

    An Intake that brought a version will do for it.
    """
    shown = visible(Claim.objects, user).exclude(status=Status.REJECTED)
    shown = shown.filter(article__in=[version.article_id for version in versions])
    earlier = Claim.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = {
        f"{name}_before": Subquery(earlier.order_by("-history_id").values(name)[:1])
        for name in ("content", "anchoring")
    }
    rows = Claim.history.filter(id__in=shown.values("pk"), change__in=[version.change_id for version in versions])
    counts: dict[int, Counter[str]] = {version.change_id: Counter() for version in versions}
    for row in rows.annotate(**before).only("history_type", "anchoring", "content", "change_id"):
        counts[row.change_id][_became(row)] += 1
    return counts


def _became(row: Any) -> str:
    if row.history_type == "+":
        return "new"
    # One that was altered earlier, and that nobody has looked at yet, is still called so.
    is_held = row.anchoring == row.anchoring_before == Anchoring.ALTERED and row.content == row.content_before
    return Anchoring.HELD.value if is_held else str(row.anchoring)
