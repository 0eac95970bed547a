"""The attribution map of an article, and that of a story, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.api.articles.maps import ARTICLES_AT_MOST
from claims.choices import Status
from tests.api.helpers import V1, fields_of
from tests.factories import ArticleFactory, ClaimFactory

pytestmark = pytest.mark.django_db


def map_of(client: APIClient, *articles: object) -> Any:
    return client.get(f"{V1}articles/map/", {"article": list(articles)})


def test_the_map_of_an_article_is_that_of_a_story_of_one(as_reader: APIClient) -> None:
    article = ClaimFactory().article
    found = as_reader.get(f"{V1}articles/{article.pk}/map/").json()
    assert found == map_of(as_reader, article.pk, article.pk).json()
    assert [one["id"] for one in found["articles"]] == [article.pk]
    assert [row["speakers"] for row in found["statements"]] == [[1]]


def test_articles_of_a_story_stand_earliest_first(as_reader: APIClient) -> None:
    later, undated, earlier = (
        ArticleFactory(published_at=when) for when in ("2026-03-02T10:00Z", None, "2026-03-01T10:00Z")
    )
    found = map_of(as_reader, later.pk, undated.pk, earlier.pk).json()
    assert [one["id"] for one in found["articles"]] == [earlier.pk, later.pk, undated.pk]


def test_an_article_that_is_not_there_is_named(as_reader: APIClient) -> None:
    answer = map_of(as_reader, ArticleFactory().pk, 987)
    assert fields_of(answer) == {"article"}
    assert "There is no article of this number: 987." in answer.content.decode()
    assert as_reader.get(f"{V1}articles/987/map/").status_code == 404


def test_to_a_visitor_an_article_that_they_may_not_read_is_not_there(as_visitor: APIClient, visitors_read: Any) -> None:
    visitors_read("nothing")
    assert map_of(as_visitor, 1).status_code == 401
    visitors_read("confirmed")
    shown = ClaimFactory(status=Status.CONFIRMED).article_id
    hidden = ClaimFactory().article_id
    assert map_of(as_visitor, shown).status_code == 200
    assert f"no article of this number: {hidden}." in map_of(as_visitor, shown, hidden).content.decode()


@pytest.mark.parametrize("word", ["", "0", "-1", "one", "²", "9" * 19, "9" * 5000, "1.5"])
def test_what_is_no_number_of_an_article_is_refused(word: str, as_reader: APIClient) -> None:
    assert fields_of(map_of(as_reader, word)) == {"article"}


def test_a_map_is_of_one_to_twenty_articles(as_reader: APIClient) -> None:
    pks = [article.pk for article in ArticleFactory.create_batch(ARTICLES_AT_MOST + 1)]
    assert fields_of(map_of(as_reader)) == {"article"}
    assert fields_of(map_of(as_reader, *pks)) == {"article"}
    assert map_of(as_reader, *pks[1:]).status_code == 200


def test_an_unknown_parameter_is_refused(as_reader: APIClient) -> None:
    assert fields_of(as_reader.get(f"{V1}articles/map/", {"article": ArticleFactory().pk, "tag": 1})) == {"tag"}
