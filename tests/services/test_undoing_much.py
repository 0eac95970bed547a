"""A Change over very many records is taken back in a few statements a table, however many they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import Status
from claims.ingest import Document
from claims.models import Article, Change, Claim, Speaker
from claims.services import bulk
from claims.services.articles import delete_article, take_in
from claims.services.merging import lock_speakers, merge_speakers
from claims.services.undoing import LaterWorkError, undo_change
from newsapp.accounts.models import User
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory
from tests.services.states import everything

pytestmark = pytest.mark.django_db

FEW, MANY = 20, 60
GROWTH = 5
"""Statements that so many more rows may cost, where their number grows with the batches of some tables alone: rows are
stored and deleted a few dozen at a time on SQLite."""


def last() -> Change:
    return Change.objects.latest("id")


def statements(call: Callable[[], object]) -> int:
    """Those of a call, but for the batches in which rows are stored."""
    with CaptureQueriesContext(connection) as queries:
        call()
    return sum(not query["sql"].startswith("INSERT") for query in queries)


def claims_of(number: int) -> list[Claim]:
    articles = [ArticleFactory() for _ in range(number // 10)]
    return [ClaimFactory(article=articles[place % len(articles)]) for place in range(number)]


def confirm(claims: list[Claim], by: User) -> None:
    bulk.change_claims({claim.pk: claim.revision for claim in claims}, bulk.decide(Status.CONFIRMED), by=by)


def test_a_decision_on_many_claims(editor: User) -> None:
    counts = []
    for number in (FEW, MANY):
        confirm(claims_of(number), editor)
        counts.append(statements(lambda: undo_change(last(), by=editor)))
    assert counts[0] == counts[1]
    assert set(Claim.objects.values_list("status", flat=True)) == {Status.SUGGESTED}


def test_the_refusal_where_all_of_it_was_worked_on_since(editor: User, administrator: User) -> None:
    def refuse() -> None:
        with pytest.raises(LaterWorkError, match="by administrator"):
            undo_change(confirmed, by=editor)

    counts = []
    for number in (FEW, MANY):
        claims = claims_of(number)
        confirm(claims, editor)
        confirmed = last()
        revisions = {claim.pk: claim.revision + 1 for claim in claims}
        bulk.change_claims(revisions, bulk.decide(Status.REJECTED), by=administrator)
        counts.append(statements(refuse))
    assert counts[0] == counts[1]


def test_a_merge_of_a_speaker_with_many_claims(administrator: User) -> None:
    counts = []
    for number in (FEW, MANY):
        into, other = SpeakerFactory(), SpeakerFactory()
        article = ArticleFactory()
        for _ in range(number):
            ClaimFactory(article=article, speaker=other)
        merge_speakers(into, lock_speakers([other.pk]), by=administrator)
        assert into.claims.count() == number
        counts.append(statements(lambda: undo_change(last(), by=administrator)))
        assert Speaker.objects.get(pk=other.pk).claims.count() == number
    assert counts[0] == counts[1]


def long_text(number: int) -> str:
    return "\n\n".join(f"“It opens in {1000 + year},” Ada Lind said." for year in range(number))


def test_a_long_article_taken_in_or_deleted(editor: User, administrator: User) -> None:
    taken_back, brought_back = [], []
    for number in (FEW, MANY):
        before = everything()
        taken = take_in(document=Document(text=long_text(number)), by=editor)
        assert len(taken.claims) == number
        after = everything()
        taken_back.append(statements(lambda: undo_change(last_taken_in(), by=editor)))
        assert everything() == before
        undo_change(last(), by=editor)
        assert everything() == after
        delete_article(Article.objects.get(pk=taken.article.pk), by=administrator)
        brought_back.append(statements(lambda: undo_change(last(), by=administrator)))
        assert everything() == after
        undo_change(last(), by=administrator)
    assert taken_back[1] - taken_back[0] <= GROWTH
    assert brought_back[0] == brought_back[1]


def last_taken_in() -> Change:
    return Change.objects.filter(kind="take-in", cause=None).latest("id")
