"""What a page costs does not depend on how much it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import AssessmentStatus
from newsapp.accounts.models import User
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    LinkFactory,
    MentionFactory,
    TagFactory,
)
from tests.writing import save

ROWS = 19


def more_claims(claim: Any) -> None:
    for number in range(ROWS):
        tags = [TagFactory(name=f"tag {number}")]
        ClaimFactory(article=claim.article, content="Nobody has asked us", speaker=claim.speaker, tags=tags)


def more_work(claim: Any) -> None:
    editor = User.objects.get(username="editor")
    for _ in range(ROWS):
        MentionFactory(user=editor)
        ClaimFactory(assignee=editor, tags=[TagFactory()])
        ClaimFactory(decided_by=editor, needs_look=True)
        AssessmentFactory(author=editor)
        AssessmentFactory(status=AssessmentStatus.REVIEW)
        AssessmentFactory(author=editor, status=AssessmentStatus.PUBLISHED, words="other words")


def more_around(claim: Any) -> None:
    for _ in range(ROWS):
        LinkFactory(claim=claim)
        CommentFactory(claim=claim)
        save(claim)


def more_articles(claim: Any) -> None:
    ArticleFactory.create_batch(ROWS)


def more_names(claim: Any) -> None:
    AliasFactory.create_batch(ROWS, speaker=claim.speaker)
    more_claims(claim)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "grow"),
    [
        ("claims", more_claims),
        ("work", more_work),
        ("review", more_claims),
        ("claim", more_around),
        ("articles", more_articles),
        ("article", more_claims),
        ("article-map", more_claims),
        ("speakers", more_claims),
        ("speaker", more_names),
    ],
)
def test_twenty_rows_take_as_many_queries_as_one(
    page: str, grow: Callable[[Any], None], browser: Callable[[Any], Any], editor: Any, query_count: Any
) -> None:
    claim = ClaimFactory(tags=[TagFactory()])
    LinkFactory(claim=claim)
    CommentFactory(claim=claim)
    if page == "work":
        grow(claim)
    numbers = {"claim": claim.pk, "speaker": claim.speaker_id}
    numbers |= dict.fromkeys(("article", "article-map"), claim.article_id)
    address = reverse(page, args=[numbers[page]] if page in numbers else [])
    client = browser(editor)
    with_one = query_count(lambda: client.get(address))
    grow(claim)
    assert query_count(lambda: client.get(address)) == with_one
