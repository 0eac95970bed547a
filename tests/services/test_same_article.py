"""The same article that comes again, one time after the other and at once: one article, whole."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from claims.choices import Status
from claims.ingest import Document
from claims.models import Article, ArticleVersion, Claim, Outlet, Span, Speaker
from claims.services import articles
from claims.services.articles import delete_article, take_in, update_article
from claims.services.errors import ConflictError
from tests.factories import OutletFactory
from tests.services import engines
from tests.writing import delete, save

pytestmark = pytest.mark.django_db

URL = "https://post.example/bridge"
TEXT = (
    "The bridge is old.\n\n“It opens in May,” Ada Lind said.\n\n"
    "“Nobody asked us,” a senior engineer said to Harbour TV.\n\n“It is late,” Lind denied."
)


# One time after the other


@pytest.mark.parametrize("first", ["", URL])
@pytest.mark.parametrize("second", ["", URL])
def test_the_same_text_twice_is_one_article_with_and_without_its_address(take, first, second):
    article = take(TEXT, url=first).article
    again = take(TEXT, url=second)
    assert (again.article, again.created, again.new_version, again.claims) == (article, False, False, [])
    assert (Article.objects.count(), ArticleVersion.objects.count(), Claim.objects.count()) == (1, 1, 3)


def test_an_article_that_had_no_address_is_known_by_it_once_it_came_with_one(take):
    article = take(TEXT).article
    take(TEXT, url=URL)
    changed = take(f"{TEXT}\n\nMore.", url=URL)
    article.refresh_from_db()
    assert (article.url, changed.article, changed.new_version) == (URL, article, True)


def test_an_article_that_had_no_outlet_gets_the_one_it_comes_with_and_keeps_it(take):
    article = take(TEXT).article
    assert not take(TEXT, outlet="Evening Post").created
    assert not take(TEXT, outlet=" evening post").created
    article.refresh_from_db()
    assert article.outlet.name == "Evening Post"
    assert (article.revision, article.history.count()) == (2, 2)


def test_a_spelling_of_its_address_or_the_one_its_page_names_is_the_same_article(take):
    article = take(TEXT, url=URL).article
    assert take(TEXT, url="http://www.post.example/bridge/?utm_source=letter").article == article
    edition = take(f"{TEXT}\n\nMore.", url="https://amp.post.example/b/7", canonical=URL)
    assert (edition.article, edition.new_version) == (article, True)


def test_an_article_known_by_the_address_its_page_names_stays_known_by_it_when_its_title_changes(take):
    article = take(TEXT, url="https://post.example/b?n=7", canonical=URL).article
    update_article(article, title="Another", by="a test")
    assert take(TEXT, url=URL).article == article


def test_the_same_text_at_two_addresses_is_two_articles(take):
    take(TEXT, url="https://post.example/1")
    assert take(TEXT, url="https://courier.example/1").created
    assert Article.objects.count() == 2


def test_the_same_text_of_two_outlets_is_an_article_of_each(take):
    evening, morning = (take(TEXT, outlet=name).article for name in ("Evening Post", "Morning Post"))
    assert evening != morning
    assert not take(TEXT, outlet="MORNING POST").created
    assert take(TEXT).article == evening
    assert take(TEXT, outlet="Courier", url=URL).created


def test_an_outlet_that_has_another_name_since_is_the_same_one(take):
    article = take(TEXT, outlet="Evening Post").article
    article.outlet.name = "The Post"
    save(article.outlet)
    assert take(TEXT, outlet="Evening Post").article == article


def test_a_text_is_known_as_that_of_the_outlet_it_was_corrected_to(take):
    article = take(TEXT, outlet="Evening Post").article
    update_article(article, outlet_name="Morning Post", by="a test")
    assert not take(TEXT, outlet="Morning Post").created
    other = take(TEXT, outlet="Evening Post")
    assert other.created
    with pytest.raises(ConflictError, match="Another article of this outlet has this text"):
        update_article(article, outlet_name="Evening Post", by="a test")


def test_another_text_without_an_address_is_another_article(take):
    take(TEXT)
    assert take(f"{TEXT} More.").created


def test_a_text_that_returns_becomes_the_current_one_again(take):
    for text in (TEXT, f"{TEXT} More.", TEXT):
        taken = take(text, url=URL)
    assert (taken.created, taken.new_version, ArticleVersion.objects.count()) == (False, True, 3)
    assert taken.article.current_version.text == TEXT


# At once


def together(monkeypatch, *documents):
    """Take the documents in at once, each having looked for the article before any of them has stored it."""
    barrier, outcomes = Barrier(len(documents), timeout=20), []
    extract = engines.marks.extract

    def meet(text, *, published):
        barrier.wait()
        return extract(text, published=published)

    def run(document):
        try:
            outcomes.append(take_in(document=document, by="a test"))
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(engines.marks, "extract", meet)
    threads = [Thread(target=run, args=(document,)) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("url", ["", URL])
def test_the_same_article_taken_in_at_once_is_one(marks, monkeypatch, url):
    outcomes = together(monkeypatch, *[Document(text=TEXT, url=url, outlet="Evening Post")] * 3)
    assert sorted(outcome.created for outcome in outcomes) == [False, False, True]
    assert len({outcome.article for outcome in outcomes}) == 1
    assert (ArticleVersion.objects.count(), Outlet.objects.count(), Claim.objects.count()) == (1, 1, 3)
    assert Span.objects.count() == 9
    assert Article.history.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_new_text_of_an_article_taken_in_at_once_is_one_version(take, monkeypatch):
    take(TEXT, url=URL)
    outcomes = together(monkeypatch, *[Document(text=f"{TEXT} More.", url=URL)] * 3)
    assert sorted(outcome.new_version for outcome in outcomes) == [False, False, True]
    assert [version.number for version in ArticleVersion.objects.all()] == [1, 2]
    assert Claim.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_articles_of_one_new_outlet_taken_in_at_once_are_both_stored(marks, monkeypatch):
    document = Document(text=TEXT, outlet="Evening Post")
    outcomes = together(monkeypatch, document, replace(document, text=f"{TEXT} More."))
    assert [outcome.created for outcome in outcomes] == [True, True]
    assert (Article.objects.count(), Outlet.objects.count(), Claim.objects.count()) == (2, 1, 6)


@pytest.mark.django_db(transaction=True)
def test_a_new_speaker_of_two_articles_taken_in_at_once_is_one(marks, monkeypatch):
    together(monkeypatch, *[Document(text=f"{TEXT} Copy {number}.") for number in range(4)])
    names = Speaker.objects.filter(article=None).values_list("name", flat=True)
    assert Article.objects.count() == 4
    assert sorted(names) == sorted(set(names))
    assert names


@pytest.mark.django_db(transaction=True)
def test_a_decision_made_while_the_article_is_deleted_is_not_thrown_away(take):
    claim = take(TEXT).claims[0]
    refused = []

    def delete():
        try:
            delete_article(claim.article, by="a test")
        except ConflictError as error:
            refused.append(error)
        finally:
            connection.close()

    thread = Thread(target=delete)
    with transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(status=Status.CONFIRMED)
        thread.start()
        thread.join(timeout=0.5)
    thread.join(timeout=60)
    assert [error.code for error in refused] == ["article-has-decisions"]
    assert Claim.objects.get(pk=claim.pk).status == Status.CONFIRMED


def test_a_conflict_that_does_not_pass_is_told_and_not_tried_for_ever(take, monkeypatch, settings):
    calls = []
    monkeypatch.setattr(articles.suggesting, "store", lambda **_: calls.append(1) or Outlet.objects.create(name="post"))
    OutletFactory(name="Post")
    with pytest.raises(DatabaseError):
        take(TEXT)
    assert len(calls) == articles.ATTEMPTS


def test_an_article_that_is_deleted_meanwhile_is_taken_in_anew(take, monkeypatch):
    gone = take(TEXT, url=URL).article
    delete(Article.objects.all())
    found = iter([None, gone, None])
    monkeypatch.setattr(articles, "same_article", lambda document, outlet, *, by: next(found))
    taken = take(f"{TEXT} More.", url=URL)
    assert (taken.created, Article.objects.get()) == (True, taken.article)
