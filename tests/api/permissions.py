"""Who may do what through the API, as tables: every role, every endpoint, every method."""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.cast import CAST

# Visitors read what is confirmed. The claim is confirmed, its comments, links and assessments are others' work.
TABLE = """
path                            methods                visitor  reader  fact-checker  editor  administrator
schema/                         GET                    200      200     200           200     200
schema/                         POST PUT PATCH DELETE  405      405     405           405     405
docs/                           GET                    200      200     200           200     200
docs/                           POST PUT PATCH DELETE  405      405     405           405     405
oembed                          GET                    400      400     400           400     400
oembed                          POST PUT PATCH DELETE  405      405     405           405     405
v1/                             GET                    200      200     200           200     200
v1/                             POST PUT PATCH DELETE  405      405     405           405     405
v1/me/                          GET                    401      200     200           200     200
v1/me/                          POST PUT PATCH DELETE  405      405     405           405     405
v1/me/keys/                     GET PATCH              401      200     200           200     200
v1/me/keys/                     POST PUT DELETE        405      405     405           405     405
v1/me/work/                     GET                    401      200     200           200     200
v1/me/work/                     POST PUT PATCH DELETE  405      405     405           405     405

v1/outlets/                     GET                    200      200     200           200     200
v1/outlets/                     POST                   401      403     403           201     201
v1/outlets/                     PUT PATCH DELETE       405      405     405           405     405
v1/outlets/{outlet}/            GET                    200      200     200           200     200
v1/outlets/{silent_outlet}/     GET                    404      200     200           200     200
v1/outlets/{silent_outlet}/     PATCH                  401      403     403           200     200
v1/outlets/{silent_outlet}/     DELETE                 401      403     403           204     204
v1/outlets/{outlet}/            POST PUT               405      405     405           405     405
v1/outlets/{outlet}/changes/    GET                    200      200     200           200     200
v1/outlets/{silent_outlet}/changes/  GET               404      200     200           200     200
v1/outlets/{outlet}/changes/    POST PUT PATCH DELETE  405      405     405           405     405

v1/articles/                    GET                    200      200     200           200     200
v1/articles/                    POST                   401      403     201           201     201
v1/articles/                    PUT PATCH DELETE       405      405     405           405     405
v1/articles/{article}/          GET                    200      200     200           200     200
v1/articles/{undecided}/        GET                    404      200     200           200     200
v1/articles/{undecided}/        PATCH                  401      403     403           200     200
v1/articles/{undecided}/        DELETE                 401      403     403           403     204
v1/articles/{article}/          POST PUT               405      405     405           405     405
v1/articles/{article}/difference/  GET                  200      200     200           200     200
v1/articles/{undecided}/difference/  GET                404      200     200           200     200
v1/articles/{article}/difference/  POST PUT PATCH DELETE  405     405     405           405     405
v1/articles/{article}/map/      GET                    200      200     200           200     200
v1/articles/{undecided}/map/    GET                    404      200     200           200     200
v1/articles/{article}/map/      POST PUT PATCH DELETE  405      405     405           405     405
v1/articles/map/                GET                    400      400     400           400     400
v1/articles/map/                POST PUT PATCH DELETE  405      405     405           405     405
v1/articles/{article}/annotations/  GET                 200      200     200           200     200
v1/articles/{undecided}/annotations/  GET               404      200     200           200     200
v1/articles/{undecided}/annotations/  POST              401      403     201           201     201
v1/articles/{article}/annotations/  PUT PATCH DELETE    405      405     405           405     405

v1/article-versions/            GET                    200      200     200           200     200
v1/article-versions/            POST PUT PATCH DELETE  405      405     405           405     405
v1/article-versions/{version}/  GET                    200      200     200           200     200
v1/article-versions/{version}/  POST PUT PATCH DELETE  405      405     405           405     405

v1/intakes/                     GET                    401      403     200           200     200
v1/intakes/                     POST PUT PATCH DELETE  405      405     405           405     405
v1/intakes/{failed}/            GET                    401      403     200           200     200
v1/intakes/{failed}/            POST PUT PATCH         405      405     405           405     405
v1/intakes/{failed}/            DELETE                 401      403     403           204     204
v1/intakes/{running}/           DELETE                 401      403     403           409     409
v1/intakes/{failed}/original/   GET                    401      403     200           200     200
v1/intakes/{failed}/original/   POST PUT PATCH DELETE  405      405     405           405     405
v1/intakes/{failed}/retry/      POST                   401      403     202           202     202
v1/intakes/{running}/retry/     POST                   401      403     409           409     409
v1/intakes/{failed}/retry/      GET PUT PATCH DELETE   405      405     405           405     405

v1/batches/                     GET                    401      403     200           200     200
v1/batches/                     POST                   401      403     202           202     202
v1/batches/                     PUT PATCH DELETE       405      405     405           405     405
v1/batches/{batch}/             GET                    401      403     200           200     200
v1/batches/{batch}/             POST PUT PATCH DELETE  405      405     405           405     405
v1/batches/{batch}/cancel/      POST                   401      403     202           202     202
v1/batches/{batch}/cancel/      GET PUT PATCH DELETE   405      405     405           405     405
v1/batches/{batch}/retry/       POST                   401      403     202           202     202
v1/batches/{batch}/retry/       GET PUT PATCH DELETE   405      405     405           405     405
v1/batches/{batch}/resume/      POST                   401      403     202           202     202
v1/batches/{batch}/resume/      GET PUT PATCH DELETE   405      405     405           405     405
v1/batches/{batch}/take-back/   POST                   401      403     403           403     409
v1/batches/{batch}/take-back/   GET PUT PATCH DELETE   405      405     405           405     405
v1/batches/{batch}/failed/      GET                    401      403     200           200     200
v1/batches/{batch}/failed/      POST PUT PATCH DELETE  405      405     405           405     405

v1/feeds/                       GET                    401      403     200           200     200
v1/feeds/                       POST                   401      403     403           201     201
v1/feeds/                       PUT PATCH DELETE       405      405     405           405     405
v1/feeds/{feed}/                GET                    401      403     200           200     200
v1/feeds/{feed}/                PATCH                  401      403     403           200     200
v1/feeds/{feed}/                DELETE                 401      403     403           204     204
v1/feeds/{feed}/                POST PUT               405      405     405           405     405
v1/feeds/{feed}/poll/           POST                   401      403     403           202     202
v1/feeds/{paused_feed}/poll/    POST                   401      403     403           409     409
v1/feeds/{feed}/poll/           GET PUT PATCH DELETE   405      405     405           405     405

v1/speakers/                    GET                    200      200     200           200     200
v1/speakers/                    POST                   401      403     403           201     201
v1/speakers/                    PUT PATCH DELETE       405      405     405           405     405
v1/speakers/{speaker}/          GET                    200      200     200           200     200
v1/speakers/{silent}/           GET                    404      200     200           200     200
v1/speakers/{silent}/           PATCH                  401      403     403           200     200
v1/speakers/{silent}/           DELETE                 401      403     403           403     204
v1/speakers/{speaker}/          POST PUT               405      405     405           405     405
v1/speakers/{merged}/           GET                    302      302     302           302     302
v1/speakers/{merged}/           PATCH DELETE           401      404     404           404     404
v1/speakers/outlets/            GET                    200      200     200           200     200
v1/speakers/outlets/            POST PUT PATCH DELETE  405      405     405           405     405
v1/speakers/{speaker}/overview/  GET                   200      200     200           200     200
v1/speakers/{silent}/overview/  GET                    404      200     200           200     200
v1/speakers/{speaker}/overview/  POST PUT PATCH DELETE  405     405     405           405     405
v1/speakers/{speaker}/merge/    POST                   401      403     403           200     200
v1/speakers/{speaker}/merge/    GET PUT PATCH DELETE   405      405     405           405     405
v1/speakers/{speaker}/merge-preview/  GET              401      403     403           400     400
v1/speakers/{speaker}/merge-preview/  POST PUT PATCH DELETE  405  405   405           405     405
v1/speakers/{speaker}/duplicates/  GET                 401      403     403           200     200
v1/speakers/{speaker}/duplicates/  POST PUT PATCH DELETE  405   405     405           405     405
v1/speakers/duplicates/         GET                    401      403     403           200     200
v1/speakers/duplicates/         POST PUT PATCH DELETE  405      405     405           405     405
v1/speakers/{speaker}/different/  POST                 401      403     403           200     200
v1/speakers/{speaker}/different/  GET PUT PATCH DELETE  405     405     405           405     405
v1/speakers/{speaker}/split/    POST                   401      403     403           200     200
v1/speakers/{speaker}/split/    GET PUT PATCH DELETE   405      405     405           405     405

v1/aliases/                     GET                    200      200     200           200     200
v1/aliases/                     POST                   401      403     403           201     201
v1/aliases/                     PUT PATCH DELETE       405      405     405           405     405
v1/aliases/{alias}/             GET                    200      200     200           200     200
v1/aliases/{alias}/             PATCH                  401      403     403           200     200
v1/aliases/{alias}/             DELETE                 401      403     403           204     204
v1/aliases/{alias}/             POST PUT               405      405     405           405     405

v1/claims/                      GET                    200      200     200           200     200
v1/claims/                      POST                   401      403     201           201     201
v1/claims/                      PUT PATCH DELETE       405      405     405           405     405
v1/claims/facets/               GET                    200      200     200           200     200
v1/claims/facets/               POST PUT PATCH DELETE  405      405     405           405     405
v1/claims/count/                GET                    200      200     200           200     200
v1/claims/count/                POST PUT PATCH DELETE  405      405     405           405     405
v1/claims/months/               GET                    200      200     200           200     200
v1/claims/months/               POST PUT PATCH DELETE  405      405     405           405     405
v1/claims/in-context/           GET                    200      200     200           200     200
v1/claims/in-context/           POST PUT PATCH DELETE  405      405     405           405     405
v1/claims/batch/                POST PATCH             401      403     200           200     200
v1/claims/batch/                GET PUT DELETE         405      405     405           405     405
v1/claims/bulk/                 POST                   401      403     200           200     200
v1/claims/bulk/                 GET PUT PATCH DELETE   405      405     405           405     405
v1/claims/{claim}/              GET                    200      200     200           200     200
v1/claims/{suggested}/          GET                    404      200     200           200     200
v1/claims/{claim}/              PATCH                  401      403     403           200     200
v1/claims/{claim}/              DELETE                 401      403     403           403     204
v1/claims/{claim}/              POST PUT               405      405     405           405     405
v1/claims/{claim}/keep-earlier/     POST                   401      403     403           409     409
v1/claims/{altered}/keep-earlier/   POST                   401      403     403           200     200
v1/claims/{claim}/keep-earlier/     GET PUT PATCH DELETE   405      405     405           405     405
v1/claims/{claim}/appearances/      GET                    200      200     200           200     200
v1/claims/{suggested}/appearances/  GET                    404      200     200           200     200
v1/claims/{claim}/appearances/      POST PUT PATCH DELETE  405      405     405           405     405
v1/claims/{claim}/history/      GET                    401      200     200           200     200
v1/claims/{suggested}/history/  GET                    401      200     200           200     200
v1/claims/{claim}/history/      POST PUT PATCH DELETE  405      405     405           405     405
v1/claims/{claim}/misreadings/  GET                    401      200     200           200     200
v1/claims/{suggested}/misreadings/  GET                401      200     200           200     200
v1/claims/{claim}/misreadings/  POST PUT PATCH DELETE  405      405     405           405     405

v1/export/claims.jsonl          GET                    200      200     200           200     200
v1/export/claims.jsonl          POST PUT PATCH DELETE  405      405     405           405     405
v1/export/claims.csv            GET                    200      200     200           200     200
v1/export/claims.csv            POST PUT PATCH DELETE  405      405     405           405     405
v1/export/claims.jsonld         GET                    200      200     200           200     200
v1/export/claims.jsonld         POST PUT PATCH DELETE  405      405     405           405     405
v1/export/articles.jsonl        GET                    200      200     200           200     200
v1/export/articles.jsonl        POST PUT PATCH DELETE  405      405     405           405     405
v1/export/articles.csv          GET                    200      200     200           200     200
v1/export/articles.csv          POST PUT PATCH DELETE  405      405     405           405     405
v1/export/articles.jsonld       GET                    200      200     200           200     200
v1/export/articles.jsonld       POST PUT PATCH DELETE  405      405     405           405     405
v1/export/speakers.jsonl        GET                    200      200     200           200     200
v1/export/speakers.jsonl        POST PUT PATCH DELETE  405      405     405           405     405
v1/export/speakers.csv          GET                    200      200     200           200     200
v1/export/speakers.csv          POST PUT PATCH DELETE  405      405     405           405     405
v1/export/speakers.jsonld       GET                    200      200     200           200     200
v1/export/speakers.jsonld       POST PUT PATCH DELETE  405      405     405           405     405
v1/export/links.jsonl           GET                    200      200     200           200     200
v1/export/links.jsonl           POST PUT PATCH DELETE  405      405     405           405     405
v1/export/links.csv             GET                    200      200     200           200     200
v1/export/links.csv             POST PUT PATCH DELETE  405      405     405           405     405
v1/export/assessments.jsonl     GET                    200      200     200           200     200
v1/export/assessments.jsonl     POST PUT PATCH DELETE  405      405     405           405     405
v1/export/assessments.csv       GET                    200      200     200           200     200
v1/export/assessments.csv       POST PUT PATCH DELETE  405      405     405           405     405
v1/export/assessments.jsonld    GET                    200      200     200           200     200
v1/export/assessments.jsonld    POST PUT PATCH DELETE  405      405     405           405     405

v1/links/                       GET                    200      200     200           200     200
v1/links/                       POST                   401      403     201           201     201
v1/links/                       PUT PATCH DELETE       405      405     405           405     405
v1/links/{link}/                GET                    200      200     200           200     200
v1/links/{link}/                PATCH                  401      403     200           200     200
v1/links/{link}/                DELETE                 401      403     403           204     204
v1/links/{link}/                POST PUT               405      405     405           405     405

v1/tags/                        GET                    200      200     200           200     200
v1/tags/                        POST                   401      403     201           201     201
v1/tags/                        PUT PATCH DELETE       405      405     405           405     405
v1/tags/{tag}/                  GET                    200      200     200           200     200
v1/tags/{unused_tag}/           GET                    404      200     200           200     200
v1/tags/{unused_tag}/           PATCH                  401      403     403           200     200
v1/tags/{unused_tag}/           DELETE                 401      403     403           204     204
v1/tags/{tag}/                  POST PUT               405      405     405           405     405

v1/ratings/                     GET                    200      200     200           200     200
v1/ratings/                     POST                   401      403     403           403     201
v1/ratings/                     PUT PATCH DELETE       405      405     405           405     405
v1/ratings/{rating}/            GET                    200      200     200           200     200
v1/ratings/{rating}/            PATCH                  401      403     403           403     200
v1/ratings/{rating}/            DELETE                 401      403     403           403     204
v1/ratings/{rating}/            POST PUT               405      405     405           405     405

v1/assessments/                 GET                    200      200     200           200     200
v1/assessments/                 POST                   401      403     201           201     201
v1/assessments/                 PUT PATCH DELETE       405      405     405           405     405
v1/assessments/import/          POST                   401      403     200           200     200
v1/assessments/import/          GET PUT PATCH DELETE   405      405     405           405     405
v1/assessments/{published}/     GET                    200      200     200           200     200
v1/assessments/{draft}/         GET                    404      200     200           200     200
v1/assessments/{published}/     PATCH                  401      403     403           409     409
v1/assessments/{draft}/         PATCH                  401      403     403           200     200
v1/assessments/{review}/        PATCH                  401      403     403           200     200
v1/assessments/{draft}/         DELETE                 401      403     403           204     204
v1/assessments/{published}/look-again/  POST           401      403     200           200     200
v1/assessments/{draft}/look-again/  POST               401      403     409           409     409
v1/assessments/{published}/look-again/  GET PUT PATCH DELETE  405  405   405           405     405
v1/assessments/{published}/     POST PUT               405      405     405           405     405

v1/comments/                    GET                    401      200     200           200     200
v1/comments/                    POST                   401      403     201           201     201
v1/comments/                    PUT PATCH DELETE       405      405     405           405     405
v1/comments/{comment}/          GET                    401      200     200           200     200
v1/comments/{comment}/          PATCH                  401      403     403           403     403
v1/comments/{comment}/          DELETE                 401      403     403           403     204
v1/comments/{comment}/          POST PUT               405      405     405           405     405

v1/mentions/                    GET                    401      200     200           200     200
v1/mentions/                    POST PUT PATCH DELETE  405      405     405           405     405
v1/mentions/{mention}/          GET                    401      404     404           404     404
v1/mentions/{mention}/          PATCH                  401      404     404           404     404
v1/mentions/{mention}/          POST PUT DELETE        405      405     405           405     405

v1/changes/                     GET                    401      200     200           200     200
v1/changes/                     POST PUT PATCH DELETE  405      405     405           405     405
v1/changes/{change}/            GET                    401      200     200           200     200
v1/changes/{change}/            POST PUT PATCH DELETE  405      405     405           405     405
v1/changes/{change}/undo/       POST                   401      403     403           201     201
v1/changes/{taking_in}/undo/    POST                   401      403     403           403     201
v1/changes/{change}/undo/       GET PUT PATCH DELETE   405      405     405           405     405

v1/colleagues/                  GET                    401      403     200           200     200
v1/colleagues/                  POST PUT PATCH DELETE  405      405     405           405     405

v1/tokens/                      GET                    401      200     200           200     200
v1/tokens/                      POST                   401      201     201           201     201
v1/tokens/                      PUT PATCH DELETE       405      405     405           405     405
v1/tokens/{own_token}/          DELETE                 401      204     204           204     204
v1/tokens/{others_token}/       DELETE                 401      404     404           404     404
v1/tokens/{own_token}/          GET POST PUT PATCH     405      405     405           405     405

v1/webhooks/                    GET                    401      403     403           403     200
v1/webhooks/                    POST                   401      403     403           403     201
v1/webhooks/                    PUT PATCH DELETE       405      405     405           405     405
v1/webhooks/{webhook}/          GET                    401      403     403           403     200
v1/webhooks/{webhook}/          PATCH                  401      403     403           403     200
v1/webhooks/{webhook}/          DELETE                 401      403     403           403     204
v1/webhooks/{webhook}/          POST PUT               405      405     405           405     405
v1/webhooks/{webhook}/test/     POST                   401      403     403           403     201
v1/webhooks/{webhook}/test/     GET PUT PATCH DELETE   405      405     405           405     405
v1/webhooks/{webhook}/roll/     POST                   401      403     403           403     200
v1/webhooks/{webhook}/roll/     GET PUT PATCH DELETE   405      405     405           405     405
v1/webhooks/{webhook}/deliveries/  GET                 401      403     403           403     200
v1/webhooks/{webhook}/deliveries/  POST PUT PATCH DELETE  405   405     405           405     405
"""

# What each may do where the record is their own work; the rest is as in the table.
OWN = """
path                            methods  visitor  reader  fact-checker  editor  administrator
v1/claims/{own_claim}/          PATCH    -        403     200           200     200
v1/claims/{own_claim}/          DELETE   -        403     403           403     204
v1/links/{own_link}/            PATCH    -        403     200           200     200
v1/links/{own_link}/            DELETE   -        403     204           204     204
v1/assessments/{own_finding}/   PATCH    -        403     200           200     200
v1/assessments/{own_finding}/   DELETE   -        403     204           204     204
v1/comments/{own_comment}/      PATCH    -        403     200           200     200
v1/comments/{own_comment}/      DELETE   -        403     204           204     204
v1/mentions/{own_mention}/      PATCH    -        200     200           200     200
v1/changes/{own_change}/undo/   POST     -        403     201           201     201
v1/batches/{own_batch}/take-back/  POST  -        403     202           202     202
"""


class Row(NamedTuple):
    path: str
    method: str
    statuses: dict[str, int]  # by who asks, or by what visitors may read


def lines_of(table: str) -> list[list[str]]:
    _, *lines = filter(None, table.splitlines())
    return [re.split(r"\s{2,}", line.strip()) for line in lines]


def rows_of(table: str) -> list[Row]:
    """A row for each method of a line."""
    return [
        Row(path, method, {who: int(status) for who, status in zip(CAST, statuses, strict=True) if status != "-"})
        for path, methods, *statuses in lines_of(table)
        for method in methods.split()
    ]


def word_of(path: str) -> str:
    """The word of the path that names a record; "" where there is none."""
    found = re.search(r"\{(\w+)\}", path)
    return found[1] if found else ""


def id_of(row: Row) -> str:
    return f"{row.method} {row.path}"


def without_words(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path)
