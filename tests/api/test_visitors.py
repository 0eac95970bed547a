"""What whoever has no account may read through the API: as much as the setting lets them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from rest_framework.test import APIClient

from claims.choices import Status
from tests.api.helpers import V1, listed
from tests.api.permissions import TABLE, Row, id_of, rows_of, without_words, word_of
from tests.api.records import record_for
from tests.factories import ClaimFactory, TagFactory

pytestmark = pytest.mark.django_db

# What a visitor gets where the setting lets them read nothing, what is confirmed, everything.
VISITORS = """
path                                  nothing  confirmed  everything
v1/                                   401      200        200
v1/me/                                401      401        401
v1/me/keys/                           401      401        401
v1/me/work/                           401      401        401
v1/outlets/                           401      200        200
v1/outlets/{outlet}/                  401      200        200
v1/outlets/{silent_outlet}/           401      404        200
v1/outlets/{outlet}/changes/          401      200        200
v1/outlets/{silent_outlet}/changes/   401      404        200
v1/articles/                          401      200        200
v1/articles/{article}/                401      200        200
v1/articles/{undecided}/              401      404        200
v1/articles/{article}/difference/     401      200        200
v1/articles/{undecided}/difference/   401      404        200
v1/articles/{article}/map/            401      200        200
v1/articles/{undecided}/map/          401      404        200
v1/articles/{article}/annotations/    401      200        200
v1/articles/{undecided}/annotations/  401      404        200
v1/article-versions/                  401      200        200
v1/article-versions/{version}/        401      200        200
v1/article-versions/{undecided_text}/ 401      404        200
v1/intakes/                           401      401        401
v1/intakes/{failed}/                  401      401        401
v1/intakes/{failed}/original/         401      401        401
v1/batches/                           401      401        401
v1/batches/{batch}/                   401      401        401
v1/batches/{batch}/failed/            401      401        401
v1/feeds/                             401      401        401
v1/feeds/{feed}/                      401      401        401
v1/speakers/                          401      200        200
v1/speakers/{speaker}/                401      200        200
v1/speakers/{silent}/                 401      404        200
v1/speakers/{speaker}/overview/       401      200        200
v1/speakers/{silent}/overview/        401      404        200
v1/speakers/outlets/                  401      200        200
v1/speakers/{speaker}/duplicates/     401      401        401
v1/speakers/duplicates/               401      401        401
v1/aliases/                           401      200        200
v1/aliases/{alias}/                   401      200        200
v1/aliases/{silent_alias}/            401      404        200
v1/claims/                            401      200        200
v1/claims/facets/                     401      200        200
v1/claims/count/                      401      200        200
v1/claims/months/                     401      200        200
v1/claims/in-context/                 401      200        200
v1/claims/{claim}/                    401      200        200
v1/claims/{suggested}/                401      404        200
v1/claims/{rejected}/                 401      404        200
v1/claims/{claim}/appearances/        401      200        200
v1/claims/{suggested}/appearances/    401      404        200
v1/claims/{claim}/history/            401      401        401
v1/claims/{suggested}/history/        401      401        401
v1/claims/{claim}/misreadings/        401      401        401
v1/claims/{suggested}/misreadings/    401      401        401
v1/export/claims.jsonl                401      200        200
v1/export/claims.csv                  401      200        200
v1/export/claims.jsonld               401      200        200
v1/export/articles.jsonl              401      200        200
v1/export/articles.csv                401      200        200
v1/export/articles.jsonld             401      200        200
v1/export/speakers.jsonl              401      200        200
v1/export/speakers.csv                401      200        200
v1/export/speakers.jsonld             401      200        200
v1/export/links.jsonl                 401      200        200
v1/export/links.csv                   401      200        200
v1/export/assessments.jsonl           401      200        200
v1/export/assessments.csv             401      200        200
v1/export/assessments.jsonld          401      200        200
v1/links/                             401      200        200
v1/links/{link}/                      401      200        200
v1/links/{link_to_suggested}/         401      404        200
v1/tags/                              401      200        200
v1/tags/{tag}/                        401      200        200
v1/tags/{unused_tag}/                 401      404        200
v1/ratings/                           401      200        200
v1/ratings/{rating}/                  401      200        200
v1/assessments/                       401      200        200
v1/assessments/{published}/           401      200        200
v1/assessments/{draft}/               401      404        404
v1/comments/                          401      401        401
v1/comments/{comment}/                401      401        401
v1/mentions/                          401      401        401
v1/changes/                           401      401        401
v1/changes/{change}/                  401      401        401
v1/colleagues/                        401      401        401
v1/tokens/                            401      401        401
v1/webhooks/                          401      401        401
v1/webhooks/{webhook}/                401      401        401
v1/webhooks/{webhook}/deliveries/     401      401        401
schema/                               200      200        200
docs/                                 200      200        200
"""


def rows_of_visitors() -> list[Row]:
    return [
        Row(path, "GET", dict(zip(("nothing", "confirmed", "everything"), map(int, statuses), strict=True)))
        for path, *statuses in map(str.split, VISITORS.strip().splitlines()[1:])
    ]


@pytest.mark.parametrize("row", rows_of_visitors(), ids=id_of)
def test_visitors_read_what_the_setting_lets_them(
    row: Row, visitor: AnonymousUser, as_visitor: APIClient, visitors_read: Callable[[str], None]
) -> None:
    word = word_of(row.path)
    path = "/api/" + row.path.format(**({word: record_for(word, visitor)} if word else {}))
    answers = {}
    for setting in row.statuses:
        visitors_read(setting)
        answers[setting] = as_visitor.get(path).status_code
    assert answers == row.statuses


@pytest.mark.parametrize(
    ("setting", "statuses"), [("confirmed", ["confirmed"]), ("everything", ["confirmed", "rejected", "suggested"])]
)
def test_lists_and_counts_hold_no_more_than_visitors_may_read(
    setting: str, statuses: list[str], as_visitor: APIClient, visitors_read: Callable[[str], None]
) -> None:
    visitors_read(setting)
    claims = {status: ClaimFactory(status=status, tags=[TagFactory()]) for status in Status.values}
    shown = [claims[status] for status in statuses]
    assert set(listed(as_visitor, "claims")) == {claim.pk for claim in shown}
    assert set(listed(as_visitor, "articles")) == {claim.article_id for claim in shown}
    assert set(listed(as_visitor, "article-versions")) == {claim.version_id for claim in shown}
    assert set(listed(as_visitor, "speakers")) == {claim.speaker_id for claim in shown}
    assert set(listed(as_visitor, "outlets")) == {claim.article.outlet_id for claim in shown}
    assert set(listed(as_visitor, "tags")) == {tag.pk for claim in shown for tag in claim.tags.all()}
    facets = as_visitor.get(f"{V1}claims/facets/").json()
    assert facets["total"] == len(shown)
    assert {value["value"] for value in facets["status"]} == set(statuses)


def test_the_table_of_visitors_has_every_address_that_can_be_read() -> None:
    readable = {
        without_words(row.path) for row in rows_of(TABLE) if row.method == "GET" and 200 in row.statuses.values()
    }
    assert {without_words(row.path) for row in rows_of_visitors()} == readable
