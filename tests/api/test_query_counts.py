"""No answer costs a query a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Relation
from claims.models import Article, ArticleVersion, Claim, Outlet, Speaker
from claims.services.merging import merge_speakers, say_different
from newsapp.accounts.models import Token, User
from tests.api.helpers import ANY, V1
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    ArticleVersionFactory,
    AssessmentFactory,
    BatchFactory,
    ClaimFactory,
    CommentFactory,
    EvidenceFactory,
    FeedFactory,
    IntakeFactory,
    LinkFactory,
    MentionFactory,
    OutletFactory,
    SpeakerFactory,
    TagFactory,
    UserFactory,
)
from tests.writing import save, tag

pytestmark = pytest.mark.django_db

LISTS = (
    "outlets",
    "articles",
    "article-versions",
    "intakes",
    "batches",
    "feeds",
    "speakers",
    "speakers/duplicates",
    "aliases",
    "claims",
    "claims/facets",
    "claims/in-context",
    "links",
    "tags",
    "ratings",
    "assessments",
    "comments",
    "mentions",
    "colleagues",
    "tokens",
)


def some_of_everything(user: User, number: int) -> None:
    for _ in range(number):
        claim = ClaimFactory(chain=[SpeakerFactory(), SpeakerFactory()], tags=TagFactory.create_batch(2), author=user)
        LinkFactory(claim=claim)
        for author in UserFactory.create_batch(2):
            MentionFactory(comment=CommentFactory(claim=claim, author=author), user=user)
        EvidenceFactory.create_batch(2, assessment=AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED))
        Token.objects.create(user, name="a script")
        IntakeFactory(article=claim.article)
        FeedFactory()
        BatchFactory(taken_back_by=user)
        SpeakerFactory.create_batch(2, name="Ada Lind")


@pytest.mark.parametrize("family", LISTS)
def test_a_list_of_twenty_costs_the_queries_of_a_list_of_one(
    family: str, editor: User, as_editor: APIClient, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    def ask() -> Any:
        answer = as_editor.get(f"{V1}{family}/")
        assert answer.status_code == 200
        return answer

    some_of_everything(editor, 1)
    for_one = query_count(ask)
    some_of_everything(editor, 19)
    assert query_count(ask) == for_one
    assert for_one <= 12


def claim_with(number: int, claim: Claim | None) -> Claim:
    claim = claim or ClaimFactory()
    tag(claim, *TagFactory.create_batch(number))
    LinkFactory.create_batch(number, claim=claim)
    CommentFactory.create_batch(number, claim=claim)
    AssessmentFactory.create_batch(number, claim=claim)
    for _ in range(number):
        save(claim)
    return claim


def article_with(number: int, article: Article | None) -> Article:
    article = article or ArticleFactory()
    ClaimFactory.create_batch(number, article=article)
    ArticleVersionFactory.create_batch(number, article=article)
    return article


def speaker_with(number: int, speaker: Speaker | None) -> Speaker:
    speaker = speaker or SpeakerFactory()
    ClaimFactory.create_batch(number, speaker=speaker)
    for index in range(number):
        ClaimFactory(speaker=speaker).hops.update(role_as_printed=f"mayor of town {index}")
        AliasFactory(speaker=speaker)
        LinkFactory(claim=ClaimFactory(speaker=speaker, chain=[SpeakerFactory()]), relation=Relation.CONTRADICTS)
    return speaker


def version_with(number: int, version: ArticleVersion | None) -> ArticleVersion:
    return article_with(number, version and version.article).current_version


def speaker_with_duplicates(number: int, speaker: Speaker | None) -> Speaker:
    speaker = speaker or SpeakerFactory(name="Ada Lind")
    for _ in range(number):
        merge_speakers(SpeakerFactory(name="A. Lind", aliases=["Ada Lind"]), [SpeakerFactory()], by="a test")
        say_different(speaker, SpeakerFactory(name="Ad. Lind"), by="a test")
    return speaker


def outlet_with(number: int, outlet: Outlet | None) -> Outlet:
    outlet = outlet or OutletFactory()
    for version in ArticleVersionFactory.create_batch(number, article__outlet=outlet):
        ClaimFactory(article=version.article)
    return outlet


@pytest.mark.parametrize(
    ("path", "maker"),
    [
        ("claims/{}/", claim_with),
        ("claims/{}/history/", claim_with),
        ("articles/{}/", article_with),
        ("articles/{}/difference/", article_with),
        ("articles/{}/map/", article_with),
        ("articles/map/?article={}", article_with),
        ("article-versions/{}/", version_with),
        ("outlets/{}/changes/", outlet_with),
        ("speakers/{}/", speaker_with),
        ("speakers/{}/overview/", speaker_with),
        ("speakers/{}/duplicates/", speaker_with_duplicates),
    ],
)
def test_a_record_with_twenty_of_everything_costs_the_queries_of_one_with_one(
    path: str,
    maker: Callable[[int, Any], Any],
    as_editor: APIClient,
    query_count: Callable[[Callable[[], Any]], int],
) -> None:
    record = maker(1, None)
    for_one = query_count(lambda: as_editor.get(V1 + path.format(record.pk)))
    record = maker(19, record)
    assert query_count(lambda: as_editor.get(V1 + path.format(record.pk))) == for_one
    assert for_one <= (21 if "history" in path else 12)


def test_deciding_on_a_claim_takes_twelve_statements(as_editor: APIClient) -> None:
    claim = ClaimFactory(tags=[TagFactory()])
    with CaptureQueriesContext(connection) as queries:
        answer = as_editor.patch(f"{V1}claims/{claim.pk}/", {"status": "confirmed"}, headers=ANY)
    assert answer.status_code == 200
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 12


@pytest.mark.parametrize("deed", ["status", "add_tag", "remove_tag", "speaker"])
def test_one_deed_on_twenty_claims_takes_the_statements_of_one_on_one(
    deed: str, as_editor: APIClient, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    values = {"status": "confirmed", "add_tag": TagFactory().pk, "speaker": SpeakerFactory().pk}
    worn = TagFactory()

    def do(number: int) -> int:
        claims = ClaimFactory.create_batch(number, tags=[worn])
        named = [{"id": claim.pk, "revision": claim.revision} for claim in claims]
        body = {"claims": named, deed: values.get(deed, worn.pk)}
        return query_count(lambda: as_editor.post(f"{V1}claims/bulk/", body))

    assert do(20) == do(1)


def test_making_a_claim_takes_fifteen_statements_beside_the_two_of_the_log_in(as_editor: APIClient) -> None:
    body = {
        "version": ArticleFactory().current_version.pk,
        "spans": {"content": [[0, 10]]},
        "speaker": SpeakerFactory().pk,
        "tags": [TagFactory().pk],
    }
    with CaptureQueriesContext(connection) as queries:
        answer = as_editor.post(f"{V1}claims/", body)
    assert answer.status_code == 201
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 15 + 2
