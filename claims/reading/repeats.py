"""Which claims people say repeat one another: the groups that confirmed ``repeats`` links make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from claims.choices import AssessmentStatus, Relation, Status
from claims.models import Link
from claims.reading.visibility import visible
from newsapp.accounts.models import User

AT_MOST = 100
"""Claims in a group."""
STEPS_AT_MOST = 10
"""Links from a claim to the farthest one of its group."""

# `reached` holds each number once, the nearest first; a database walks no farther than is fetched.
# A row is a link, or a published assessment of a claim that was reached: in one statement, as each costs more to
# ask than to answer.
_WALK = """
WITH RECURSIVE walked (id) AS (
    SELECT id FROM claims_claim WHERE id IN ({ids})
    UNION
    SELECT CASE WHEN link.claim_id = walked.id THEN link.other_id ELSE link.claim_id END
    FROM walked JOIN claims_link link ON link.claim_id = walked.id OR link.other_id = walked.id
    WHERE {holds}
), reached (id) AS (SELECT id FROM walked LIMIT {most})
SELECT link.claim_id, link.other_id, 0, '', ''
FROM reached JOIN claims_link link ON link.claim_id = reached.id
WHERE {holds}
UNION ALL
SELECT found.claim_id, found.id, rating_id, name, CASE WHEN found.words <> content THEN 'words changed' ELSE '' END
FROM reached JOIN claims_assessment found ON found.claim_id = reached.id AND found.status = '{published}'
    JOIN claims_claim ON claims_claim.id = found.claim_id JOIN claims_rating ON claims_rating.id = rating_id
"""
_HOLDS = f"link.relation = '{Relation.REPEATS}' AND link.status = '{Status.CONFIRMED}'"


@dataclass(frozen=True, slots=True)
class Group:
    """A claim and those that links lead to from it: their numbers in order, and whether there are more of them."""

    members: list[int]
    capped: bool
    assessments: list[dict[str, Any]]
    """The published ones of its members as the API shows them with a claim, oldest first."""


def is_confirmed_repeat(counted: Mapping[str, Any]) -> bool:
    """Whether one of a claim's ``link_counts`` says that it is of a group with others."""
    return bool(counted["relation"] == Relation.REPEATS and counted["confirmed"])


def groups_of_repeats(ids: Iterable[int], user: User | AnonymousUser) -> dict[int, Group]:
    """The group of each of the claims, by the links that the user may see. One query for any number, none for none."""
    ids = list(ids)
    neighbours: dict[int, set[int]] = defaultdict(set)
    assessments: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for claim, number, rating, name, words_changed in _walked(ids, user) if ids else ():
        if rating:
            about = {"rating": {"id": rating, "name": name}, "claim": claim, "words_changed": bool(words_changed)}
            assessments[claim].append({"id": number, **about})
        else:
            neighbours[claim].add(number)
            neighbours[number].add(claim)
    return {pk: _group(pk, neighbours, assessments) for pk in ids}


def _walked(ids: list[int], user: User | AnonymousUser) -> list[tuple[int, int, int, str, str]]:
    """The rows of _WALK."""
    links, of_links, holds = visible(Link.objects, user).order_by().values("pk"), (), _HOLDS
    if links.query.where:  # else the database would look up all links, to let each of them through
        sql, of_links = links.query.sql_with_params()
        holds = f"{_HOLDS} AND link.id IN ({sql})"
    most = AT_MOST * len(ids) + 1
    marks = ", ".join(["%s"] * len(ids))
    sql = _WALK.format(ids=marks, holds=holds, most=most, published=AssessmentStatus.PUBLISHED)
    with connection.cursor() as cursor:
        cursor.execute(sql, (*ids, *of_links, *of_links))
        rows: list[tuple[int, int, int, str, str]] = cursor.fetchall()
    return rows


def _group(pk: int, neighbours: Mapping[int, set[int]], assessments: Mapping[int, list[dict[str, Any]]]) -> Group:
    members, now = {pk}, {pk}
    for _ in range(STEPS_AT_MOST):
        now = {other for member in now for other in neighbours.get(member, ())} - members
        if not now or len(members | now) > AT_MOST:
            break
        members |= now
    members |= set(sorted(now)[: AT_MOST - len(members)])
    given = (assessment for member in members for assessment in assessments.get(member, ()))
    return Group(sorted(members), bool(now), sorted(given, key=itemgetter("id")))
