"""What comes back of each record: `fields` and `expand`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus
from tests.api.helpers import V1, fields_of, problem_of
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    EvidenceFactory,
    LinkFactory,
    OutletFactory,
    SpeakerFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db


def got(client: APIClient, path: str, **query: Any) -> Any:
    answer = client.get(f"{V1}{path}/", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


FAMILIES = ["articles", "assessments", "claims", "comments", "links", "outlets", "ratings", "speakers", "tags"]


@pytest.mark.parametrize("family", FAMILIES)
def test_fields_leave_out_all_else_but_the_number(family: str, as_reader: APIClient) -> None:
    claim = ClaimFactory()
    LinkFactory(claim=claim)
    AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    CommentFactory(claim=claim)
    OutletFactory()
    TagFactory()
    whole = got(as_reader, family)["results"][0]
    listed = got(as_reader, family, fields="revision,created_at")
    assert listed["results"][0] == {name: whole[name] for name in ("id", "created_at", "revision")}
    assert set(listed) == {"next", "previous", "results"}
    assert got(as_reader, f"{family}/{whole['id']}", fields="id") == {"id": whole["id"]}


def test_a_name_given_more_than_once_counts_once(as_reader: APIClient) -> None:
    ClaimFactory()
    answer = as_reader.get(f"{V1}claims/?fields=content,id&fields=content&fields=status")
    assert list(answer.json()["results"][0]) == ["id", "content", "status"]


def test_fields_do_not_change_where_a_list_goes_on(as_reader: APIClient) -> None:
    claims = ClaimFactory.create_batch(3)
    first = as_reader.get(f"{V1}claims/", {"page_size": 2, "fields": "id", "order": "oldest"}).json()
    second = as_reader.get(first["next"].replace("fields=id", "fields=content")).json()
    assert [row["content"] for row in second["results"]] == [claims[2].content]


def test_expand_gives_the_records_that_a_claim_refers_to_whole(as_reader: APIClient) -> None:
    speaker = AliasFactory(name="the Mayor").speaker
    claim = ClaimFactory(speaker=speaker)
    assessment = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    EvidenceFactory(assessment=assessment, title="Minutes of the council")
    unsaid = ClaimFactory(speaker=None)
    rows = got(as_reader, "claims", expand="article,assessment,speaker", order="oldest")["results"]
    assert [row["id"] for row in rows] == [claim.pk, unsaid.pk]
    expanded = rows[0]["expanded"]
    assert expanded["speaker"] == got(as_reader, "speakers")["results"][0]
    assert expanded["article"] == got(as_reader, "articles", order="oldest")["results"][0]
    assert [one["title"] for one in expanded["assessment"]["evidence"]] == ["Minutes of the council"]
    assert rows[1]["expanded"]["speaker"] is rows[1]["expanded"]["assessment"] is None
    assert rows[0] | {"expanded": None} == got(as_reader, "claims", order="oldest")["results"][0] | {"expanded": None}


def test_a_record_is_expanded_as_its_list_is(as_reader: APIClient) -> None:
    link = LinkFactory()
    expanded = got(as_reader, f"links/{link.pk}", expand="claim,other", fields="relation")
    assert set(expanded) == {"id", "relation", "expanded"}
    assert expanded["expanded"]["claim"]["content"] == link.claim.content
    assert expanded["expanded"]["other"]["id"] == link.other_id
    assessment = AssessmentFactory(claim=link.claim, status=AssessmentStatus.PUBLISHED)
    assert got(as_reader, f"assessments/{assessment.pk}", expand="claim")["expanded"]["claim"]["id"] == link.claim_id
    comment = CommentFactory(claim=link.claim)
    assert got(as_reader, f"comments/{comment.pk}", expand="claim")["expanded"]["claim"]["id"] == link.claim_id
    article = ArticleFactory(outlet=OutletFactory(name="Harbour Times"))
    assert got(as_reader, f"articles/{article.pk}", expand="outlet")["expanded"]["outlet"]["name"] == "Harbour Times"


def test_twenty_are_expanded_in_as_many_queries_as_one(
    as_reader: APIClient, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    def ask() -> Any:
        return got(as_reader, "claims", expand="article,assessment,speaker")

    def make(number: int) -> None:
        for _ in range(number):
            claim = ClaimFactory(speaker=SpeakerFactory())
            EvidenceFactory(assessment=AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED))

    make(1)
    one = query_count(ask)
    make(19)
    assert query_count(ask) == one


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"fields": "content,colour"}, "unknown-field"),
        ({"expand": "author"}, "unknown-field"),
        ({"fields": ""}, "blank"),
        ({"fields": "content", "format": "jsonld"}, "json-only"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_name(as_reader: APIClient, query: dict[str, str], code: str) -> None:
    answer = as_reader.get(f"{V1}claims/", query)
    assert fields_of(answer) == {next(iter(query))}
    assert answer.json()["errors"][0]["code"] == code


def test_only_lists_and_records_can_be_chosen_from(as_reader: APIClient) -> None:
    ClaimFactory()
    for path in ("claims/facets", "claims/in-context", "mentions"):
        problem_of(as_reader.get(f"{V1}{path}/", {"fields": "id"}), 400, "unknown-filter")
    assert as_reader.get("/claims/?fields=id").status_code == 200  # a page passes over what it does not know
