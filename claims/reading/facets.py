"""How many claims there are of each kind, counted among so many at most that the cost stays bounded."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from claims import rules
from claims.choices import AssessmentStatus
from claims.models import Claim
from claims.reading.related import Row
from newsapp.accounts.models import User

COUNTED_AT_MOST = 1_000
"""Each costs a look into five tables, and under many a filter a walk over claims that it does not let through."""
SPEAKERS_SHOWN = 12

_FACETS = ("speaker", "quote_type", "form", "status", "disagreement", "tag", "outlet", "rating", "assignee")
NOBODY = "none"
"""As the filter calls it."""
Facet = list[Row]

# Each row: the facet, the id of the value or nothing, its name, the number of claims. By hand, since a filter and a
# sort are dear: the claims are found once here, where the ORM would find them again for each facet.
# CROSS JOIN makes SQLite begin with what was found, which it takes for a long table; to PostgreSQL it is any join.
_COUNTS = """
WITH with_one_more (
    id, speaker_id, quote_type, form, status, disagreement, article_id, assignee_id
) AS MATERIALIZED ({found}),
found AS (SELECT * FROM with_one_more LIMIT {at_most})
SELECT 'total', CAST(NULL AS bigint), '', count(*) FROM with_one_more
UNION ALL
SELECT 'quote_type', NULL, quote_type, count(*) FROM found GROUP BY quote_type
UNION ALL
SELECT 'form', NULL, form, count(*) FROM found GROUP BY form
UNION ALL
SELECT 'status', NULL, status, count(*) FROM found GROUP BY status
UNION ALL
SELECT 'disagreement', NULL, 'true', count(*) FROM found WHERE disagreement GROUP BY disagreement
UNION ALL
SELECT * FROM (
    SELECT 'speaker', claims_speaker.id, name, number
    FROM (
        SELECT speaker_id, count(*) AS number
        FROM (
            SELECT speaker_id FROM found
            UNION ALL
            SELECT claims_attribution.speaker_id
            FROM found CROSS JOIN claims_attribution WHERE claim_id = found.id AND together
        ) AS spoke
        GROUP BY speaker_id
    ) AS counted
    JOIN claims_speaker ON claims_speaker.id = speaker_id
    ORDER BY number DESC, name LIMIT {speakers_shown}
) AS speakers
UNION ALL
SELECT 'outlet', claims_outlet.id, name, count(*)
FROM found CROSS JOIN claims_article CROSS JOIN claims_outlet
WHERE claims_article.id = article_id AND claims_outlet.id = outlet_id
GROUP BY claims_outlet.id, name
UNION ALL
SELECT 'tag', claims_tag.id, name, number
FROM (
    SELECT tag_id, count(*) AS number
    FROM found CROSS JOIN claims_tagging WHERE claim_id = found.id GROUP BY tag_id
) AS counted JOIN claims_tag ON claims_tag.id = tag_id
UNION ALL
SELECT 'rating', claims_rating.id, name, number
FROM (
    SELECT rating_id, count(*) AS number
    FROM found CROSS JOIN claims_assessment
    WHERE claim_id = found.id AND claims_assessment.status = '{published}' GROUP BY rating_id
) AS counted JOIN claims_rating ON claims_rating.id = rating_id
UNION ALL
SELECT 'assignee', NULL, coalesce(username, '{nobody}'), number
FROM (SELECT assignee_id, count(*) AS number FROM found GROUP BY assignee_id) AS counted
    LEFT JOIN accounts_user ON accounts_user.id = assignee_id
"""


def count(claims: QuerySet[Claim], user: User | AnonymousUser) -> Row:
    """How many claims there are, COUNTED_AT_MOST at most, and how many of these have each value of _FACETS that the
    user may see.

    ``capped`` says that there are more; the first ones are counted. One query for any number of claims.
    """
    facets: dict[str, Facet] = {name: [] for name in _FACETS}
    total = 0
    for facet, pk, name, number in _counted(claims):
        if facet == "total":
            total = number
        else:
            facets[facet].append({"value": name if pk is None else pk, "name": name, "count": number})
    if not rules.may_see_who_decided(user):
        facets["assignee"] = []
    for values in facets.values():
        values.sort(key=lambda value: (-value["count"], value["name"]))
    return {"total": min(total, COUNTED_AT_MOST), "capped": total > COUNTED_AT_MOST, **facets}


def _counted(claims: QuerySet[Claim]) -> list[tuple[str, int | None, str, int]]:
    listed = claims.values(
        "id", "speaker_id", "quote_type", "form", "status", "disagreement", "article_id", "assignee_id"
    )
    try:
        sql, parameters = listed[: COUNTED_AT_MOST + 1].query.get_compiler(listed.db).as_sql()
    except EmptyResultSet:  # the filter lets nothing through
        return []
    counts = _COUNTS.format(
        found=sql,
        at_most=COUNTED_AT_MOST,
        speakers_shown=SPEAKERS_SHOWN,
        published=AssessmentStatus.PUBLISHED,
        nobody=NOBODY,
    )
    with connections[listed.db].cursor() as cursor:
        cursor.execute(counts, parameters)
        rows: list[tuple[str, int | None, str, int]] = cursor.fetchall()
    return rows
