"""What changed from one version of an article to another, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.helpers import V1, fields_of
from tests.factories import ArticleFactory, ArticleVersionFactory

pytestmark = pytest.mark.django_db

URL = "https://news.example/mill"
FIRST = "“We will pay for the mill,” said Ann Roe.\n\nIt rained all day.\n\nThe mill is old."
SECOND = "“We will not pay for the mill,” said Ann Roe.\n\nThe mill is old.\n\nIt rained all day."


def take_in(client: APIClient, text: str, **more: str) -> Any:
    return client.post(f"{V1}articles/", {"text": text, "url": URL, **more}).json()


def difference(client: APIClient, pk: int, **asked: Any) -> Any:
    return client.get(f"{V1}articles/{pk}/difference/", asked)


def test_the_present_version_is_compared_with_the_one_before(as_editor: APIClient) -> None:
    take_in(as_editor, FIRST, title="Mill is paid for", author="Ann Lee", outlet="Post")
    pk = take_in(as_editor, SECOND, title="Mill is not paid for")["id"]
    found = difference(as_editor, pk).json()
    assert (found["before"]["number"], found["after"]["number"]) == (1, 2)
    assert found["before"]["outlet"] == "Post"
    assert found["known"] == [{"field": "title", "before": "Mill is paid for", "after": "Mill is not paid for"}]
    assert found["summary"] == {"words_added": 1, "words_removed": 0, "words_moved": 4, "quotations": 1, "denials": 1}
    assert "".join(piece["before"] for piece in found["pieces"]) == FIRST
    assert "".join(piece["after"] for piece in found["pieces"]) == SECOND
    marked = next(piece for piece in found["pieces"] if piece["kind"] == "changed" and piece["after"].strip())
    assert (marked["after"].strip(), marked["quotation"], marked["denial"]) == ("not", "changed", "added")
    assert {piece["kind"] for piece in found["pieces"]} >= {"moved_away", "moved_here"}


def test_any_two_versions_are_compared_in_either_order(as_reader: APIClient) -> None:
    article = ArticleFactory(text="One.")
    for text in ("One. Two.", "One. Two. Three."):
        ArticleVersionFactory(article=article, text=text)
    assert difference(as_reader, article.pk, **{"from": 1, "to": 3}).json()["summary"]["words_added"] == 2
    assert difference(as_reader, article.pk, **{"from": 3, "to": 1}).json()["summary"]["words_removed"] == 2
    assert difference(as_reader, article.pk, to=2).json()["before"]["number"] == 1


def test_an_article_that_never_changed_has_no_difference(as_reader: APIClient) -> None:
    found = difference(as_reader, ArticleFactory(text="One.").pk).json()
    assert [piece["kind"] for piece in found["pieces"]] == ["same"]
    assert not any(found["summary"].values())


@pytest.mark.parametrize(("name", "number"), [("from", "2"), ("to", "0"), ("to", "x"), ("from", "9" * 30), ("to", "²")])
def test_a_version_that_is_not_there_is_refused_by_name(name: str, number: str, as_reader: APIClient) -> None:
    answer = difference(as_reader, ArticleFactory().pk, **{name: number})
    assert fields_of(answer) == {name}


def test_another_parameter_is_refused(as_reader: APIClient) -> None:
    assert difference(as_reader, ArticleFactory().pk, since="1").status_code == 400
