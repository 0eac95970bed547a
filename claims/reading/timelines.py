"""What a speaker's claims tell together: who passes them on, who contradicts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import BaseExpression

from claims.choices import Relation, SpeakerKind, Status
from claims.models import Attribution, Claim, Link, Speaker
from claims.reading.months import day_of
from claims.reading.related import Row, reference
from claims.reading.visibility import visible
from newsapp.accounts.models import User

PASSED_ON_BY_AT_MOST = 10
LINKS_AT_MOST = 20_000
"""Of contradictions, those that are counted; with more, the counts are the least that there are."""
SHOWN_AT_MOST = 50
OUTLETS_AT_MOST = 100

_ENDS = (("claim", "other"), ("other", "claim"))


class _End(NamedTuple):
    """A link from the side of one claim of the speaker's."""

    link: int
    status: str
    claim: int


def overview_of(speaker: Speaker, user: User | AnonymousUser) -> Row:
    """The claims of the speaker that the user may see, as OverviewSerializer describes them; six queries for any
    number of claims, and two more of somebody unnamed.
    """
    spoken = visible(Claim.objects, user).filter(Attribution.objects.claims_of([speaker.pk])).order_by()
    return {
        "passed_on_by": _passed_on_by(spoken),
        "contradicted": _contradicted(spoken, speaker, user),
        "corroborated_by": _corroborated_by(spoken, user) if speaker.kind == SpeakerKind.UNNAMED else [],
    }


def unnamed_by_outlet(speakers: QuerySet[Speaker]) -> list[Row]:
    """How many of the speakers each outlet leaves unnamed, most first, OUTLETS_AT_MOST at most."""
    unnamed = speakers.filter(kind=SpeakerKind.UNNAMED).order_by()
    counted = unnamed.values_list("article__outlet", "article__outlet__name").annotate(number=Count("pk"))
    by_number = counted.order_by("-number", F("article__outlet__name").asc(nulls_last=True), "article__outlet")
    return [
        {"outlet": {"id": pk, "name": name} if pk else None, "speakers": number}
        for pk, name, number in by_number[:OUTLETS_AT_MOST]
    ]


def _passed_on_by(spoken: QuerySet[Claim]) -> list[Row]:
    """Who passed most of the claims on, PASSED_ON_BY_AT_MOST at most."""
    hops = Attribution.objects.filter(claim__in=spoken.values("pk"), position__gt=0, together=False)
    identified = hops.exclude(speaker=None).order_by().values("speaker", "speaker__name", "speaker__kind")
    most = identified.annotate(claims=Count("claim", distinct=True)).order_by("-claims", "speaker__name", "speaker")
    return [
        {
            "speaker": reference(row["speaker"], row["speaker__name"], row["speaker__kind"]),
            "claims": row["claims"],
        }
        for row in most[:PASSED_ON_BY_AT_MOST]
    ]


def _corroborated_by(spoken: QuerySet[Claim], user: User | AnonymousUser) -> list[Row]:
    """In which other outlets a claim supports or repeats one of these, as people confirmed, OUTLETS_AT_MOST at most."""
    links = visible(Link.objects, user).filter(status=Status.CONFIRMED)
    claims: dict[tuple[str, int], dict[str, set[int]]] = {}
    for own, other in _ENDS:
        # What a claim is supported by stands at the beginning of the link; what repeats it may stand at either end.
        relations = [Relation.REPEATS] if own == "claim" else [Relation.REPEATS, Relation.SUPPORTS]
        outlet = f"{other}__article__outlet"
        confirming = links.filter(**{f"{own}__in": spoken.values("pk")}, relation__in=relations)
        elsewhere = confirming.filter(~Q(**{outlet: F(f"{own}__article__outlet")}), **{f"{outlet}__isnull": False})
        for relation, claim, pk, name in elsewhere.values_list("relation", own, outlet, f"{outlet}__name"):
            claims.setdefault((name, pk), {}).setdefault(relation, set()).add(claim)
    return [
        {
            "outlet": {"id": pk, "name": name},
            "supports": len(of_relation.get(Relation.SUPPORTS, ())),
            "repeats": len(of_relation.get(Relation.REPEATS, ())),
        }
        for (name, pk), of_relation in sorted(claims.items())[:OUTLETS_AT_MOST]
    ]


def _contradicted(spoken: QuerySet[Claim], speaker: Speaker, user: User | AnonymousUser) -> Row:
    """The claims that others and the speaker contradict, counted, and the latest links of them."""
    links = visible(Link.objects, user).filter(relation=Relation.CONTRADICTS).exclude(status=Status.REJECTED)
    ends = [_ends_at(links, spoken, own) for own, _ in _ENDS]
    # A link that has both its ends in claims of the speaker's is found twice, unless it is left out at one end.
    oldest = max((rows[LINKS_AT_MOST].link for rows in ends if len(rows) > LINKS_AT_MOST), default=0)
    counted = [row for rows in ends for row in rows if row.link >= oldest]
    times = Counter(row.link for row in counted)
    latest = sorted(times, reverse=True)[:SHOWN_AT_MOST]
    of_latest = links.filter(pk__in=latest)
    rows = [row for own, other in _ENDS for row in _contradictions(of_latest, spoken, speaker, own, other)]
    one_a_link = {row["link"]: row for row in reversed(rows)}
    return {
        "by_others": _counted(row for row in counted if times[row.link] == 1),
        "by_themselves": _counted(row for row in counted if times[row.link] == 2),
        "at_least": bool(oldest),
        "links": [_shown(one_a_link[pk]) for pk in latest if pk in one_a_link],
    }


def _ends_at(links: QuerySet[Link], spoken: QuerySet[Claim], own: str) -> list[_End]:
    """The links that have a claim of the speaker's at this end, the latest first; one more than are counted."""
    ends = links.filter(**{f"{own}__in": spoken.values("pk")}).order_by("-pk").values_list("pk", "status", own)
    return [_End(*row) for row in ends[: LINKS_AT_MOST + 1]]


def _contradictions(
    links: QuerySet[Link], spoken: QuerySet[Claim], speaker: Speaker, own: str, other: str
) -> Iterable[Row]:
    """Those of the links that have a claim of the speaker's at this end, with both claims."""
    roles = Attribution.objects.order_by("position").values("role_as_printed")
    columns: dict[str, BaseExpression | F] = {
        "link": F("pk"),
        "by_themselves": Exists(spoken.filter(pk=OuterRef(other))),
        "own_role": Subquery(roles.filter(claim=OuterRef(own), speaker=speaker)[:1]),
        "other_role": Subquery(roles.filter(claim=OuterRef(other))[:1]),
        "other_speaker": F(f"{other}__speaker"),
        "other_name": F(f"{other}__speaker__name"),
        "other_kind": F(f"{other}__speaker__kind"),
    }
    for name, end in (("own", own), ("other", other)):
        columns |= {
            f"{name}_number": F(end),
            f"{name}_content": F(f"{end}__content"),
            f"{name}_day": day_of(f"{end}__"),
        }
    contradicting = links.filter(**{f"{own}__in": spoken.values("pk")}).annotate(**columns)
    rows: Iterable[Row] = contradicting.values("status", *columns)
    return rows


def _counted(rows: Iterable[_End]) -> dict[str, int]:
    """The numbers of claims with a confirmed link, and of those with suggested ones alone."""
    claims: dict[str, set[int]] = {Status.CONFIRMED.value: set(), Status.SUGGESTED.value: set()}
    for row in rows:
        claims[row.status].add(row.claim)
    confirmed, suggested = claims[Status.CONFIRMED], claims[Status.SUGGESTED]
    return {"confirmed": len(confirmed), "suggested": len(suggested - confirmed)}


def _shown(row: Row) -> Row:
    speaker = reference(row["other_speaker"], row["other_name"], row["other_kind"])
    return {
        "link": row["link"],
        "status": row["status"],
        "by_themselves": row["by_themselves"],
        "claim": _end(row, "own"),
        "other": {**_end(row, "other"), "speaker": speaker},
    }


def _end(row: Row, name: str) -> Row:
    return {
        "id": row[f"{name}_number"],
        "content": row[f"{name}_content"],
        "day": row[f"{name}_day"],
        "role": row[f"{name}_role"] or "",
    }
