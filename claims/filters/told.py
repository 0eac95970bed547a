"""Which claims of a Change a webhook's filter lets through, asked as the Change ends and in its transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypedDict

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.http import QueryDict

from claims.filters.claims import ClaimFilter
from claims.models import (
    Article,
    Assessment,
    Attribution,
    Change,
    Claim,
    Comment,
    EarlierDecision,
    Link,
    Span,
    Tagging,
)
from claims.reading.visibility import visible
from newsapp.accounts.models import User

Touched = dict[int, set[str]]
"""By the number of a claim what of it a Change wrote: keys of _PARTS, or "article"."""

_PARTS: tuple[tuple[str, Any, str], ...] = (
    ("claim", Claim, "id"),
    ("words", Span, "claim"),
    ("chain", Attribution, "claim"),
    ("tags", Tagging, "claim"),
    ("claim", EarlierDecision, "claim"),
    ("assessment", Assessment, "claim"),
    ("comment", Comment, "claim"),
    ("link", Link, "claim"),
    ("link", Link, "other"),
)
_OF_ITS_ROW = {
    *("article", "version", "quote_type", "form", "status", "rejected", "undecided", "changed", "in_text"),
    *("disagreement", "confidence_from", "confidence_to", "assignee", "decided_by", "addressee"),
    *("said_from", "said_to"),
}
"""Parameters that the row of a claim answers by itself, and so the row of its history that stood before."""
_OF_ITS_PARTS = {
    "q": {"words", "chain"},
    **{name: {"chain"} for name in ("speaker_name", "role", "kind", "passed_on_by", "has_chain")},
    "tag_none": {"tags"},
    "relation": {"link"},
    "rating": {"assessment"},
    "open": {"assessment", "claim"},
}
"""What a parameter that is in neither of the other two tables asks about; where it is not named, all of the claim."""


def _once_had(model: Any, **values: Any) -> Q:
    return Q(Exists(model.history.filter(claim=OuterRef("id"), **values)))


_ONCE: dict[str, Callable[[Any], Q]] = {
    "speaker": lambda pk: _once_had(Attribution, speaker=pk),
    "outlet": lambda pk: Q(Exists(Article.history.filter(id=OuterRef("article"), outlet=pk))),
    "tag": lambda pk: _once_had(Tagging, tag=pk),
    "tag_any": lambda pks: _once_had(Tagging, tag__in=pks),
    "tag_all": lambda pks: _once_had(Tagging, tag__in=pks),
}
"""Whether a claim ever was what the parameter asks: of what is gone nothing else is left to ask."""


class Told(TypedDict):
    """The numbers of the claims that fit, and of those that did before the Change, or may have."""

    fits: list[int]
    left: list[int]


@dataclass(frozen=True, slots=True)
class _Asker:
    """In whose name a filter asks, as a request says it."""

    user: User


def touched_claims(change: Change) -> Touched:
    """The claims that the Change wrote, or what hangs on them, or their articles; by one query."""
    rows: list[QuerySet[Any]] = [
        model.history.filter(change=change).order_by().values_list(path, _named(part)) for part, model, path in _PARTS
    ]
    articles = Article.history.filter(change=change, history_type="~").order_by().values("id")
    in_them = Claim.objects.filter(article__in=articles).order_by().values_list("id", _named("article"))
    touched: Touched = defaultdict(set)
    for claim, part in in_them.union(*rows):
        touched[claim].add(part)
    return touched


def _named(part: str) -> Value:
    return Value(part, output_field=CharField())


def told(change: Change, touched: Touched, *, query: str, user: User) -> Told:
    """Which of the claims that it touched the filter lets through as the Change ends, and which no longer.

    One that was made and does not fit is neither. Of one that fits no more, its own row before the Change is asked, and
    whether it ever had what else the filter names; so it may be one that never fitted, but none that did is missing.
    By as many queries for one claim as for a thousand.
    """
    given = QueryDict(query).dict()
    fits = set(_let_through(visible(Claim.objects.filter(pk__in=touched), user), given, user))
    left = _left(change, {pk: parts for pk, parts in touched.items() if pk not in fits}, given, user)
    return {"fits": sorted(fits), "left": sorted(left)}


def _left(change: Change, touched: Touched, given: dict[str, Any], user: User) -> set[int]:
    """Those touched that the filter let through before the Change."""
    claim_filter = _filter(Claim.objects.none(), given, user)
    if not touched or not claim_filter.is_valid():
        return set()
    earlier = Claim.history.exclude(change=change)
    newest = earlier.filter(id=OuterRef("id")).order_by("-history_id").values("history_id")[:1]
    rows_before = earlier.filter(id__in=touched, history_id=Subquery(newest)).order_by()
    for name in given.keys() & _ONCE.keys():
        rows_before = rows_before.filter(_ONCE[name](claim_filter.form.cleaned_data[name]))
    of_its_row = {name: value for name, value in given.items() if name in _OF_ITS_ROW}
    fitted = set(_let_through(rows_before, of_its_row, user, key="id"))
    return fitted - _unfit_as_before(fitted, touched, given, user)


def _unfit_as_before(claims: set[int], touched: Touched, given: dict[str, Any], user: User) -> set[int]:
    """Those kept out by a parameter whose answer the Change cannot have altered; deleted claims are not among them."""
    changed = set().union(*touched.values())
    unaltered = {name: value for name, value in given.items() if not _asks_about(name) & changed}
    if not claims or not unaltered:
        return set()
    present = Claim.objects.filter(pk__in=claims)
    return set(present.values_list("pk", flat=True)) - set(_let_through(present, unaltered, user))


def _asks_about(parameter: str) -> set[str]:
    """What a Change may have made another in a claim's answer to the parameter."""
    everything = {"article", *(part for part, _, _ in _PARTS)}
    return everything if parameter in _OF_ITS_ROW | _ONCE.keys() else _OF_ITS_PARTS.get(parameter, everything)


def _let_through(claims: QuerySet[Any], given: dict[str, Any], user: User, key: str = "pk") -> QuerySet[Any]:
    """The numbers of the claims that the parameters let through; of none, where they are good no more."""
    filtered = _filter(claims, given, user)
    through = filtered.qs if filtered.is_valid() else claims.none()
    return through.order_by().values_list(key, flat=True)


def _filter(claims: QuerySet[Any], given: dict[str, Any], user: User) -> ClaimFilter:
    return ClaimFilter(given, queryset=claims, request=_Asker(user))
