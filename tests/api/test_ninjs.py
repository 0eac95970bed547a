"""An article with its claims as the newswires send them, and as it is read back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims import ingest
from claims.choices import Status
from claims.models import Article
from tests.api.helpers import V1
from tests.factories import ArticleFactory, ClaimFactory, OutletFactory, SpeakerFactory, TagFactory

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


def item_of(client: APIClient, article: Article) -> dict[str, Any]:
    answer = client.get(f"{V1}articles/{article.pk}/", {"format": "ninjs"})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/ninjs+json"
    item: dict[str, Any] = json.loads(answer.content)
    return item


def test_each_claim_is_an_association_and_who_speaks_an_info_source(as_reader: APIClient) -> None:
    article = ArticleFactory(outlet=OutletFactory(name="Harbour Post"))
    mayor, agency = SpeakerFactory(name="Ada Lind"), SpeakerFactory(name="Press Agency")
    claim = ClaimFactory(
        article=article, speaker=mayor, chain=[agency], status=Status.CONFIRMED, tags=[TagFactory(name="port")]
    )
    suggested = ClaimFactory(article=article, speaker=mayor)
    ClaimFactory(article=article, status=Status.REJECTED)
    item = item_of(as_reader, article)
    assert item["uri"] == f"{HOST}/articles/{article.pk}/"
    assert item["standard"]["name"] == "ninjs"
    assert item["bodies"][0]["value"] == article.current_version.text
    assert [(source["name"], source["role"]) for source in item["infoSources"]] == [
        ("Harbour Post", "publisher"),
        ("Ada Lind", "speaker"),
        ("Press Agency", "passed on by"),
    ]
    first, second = sorted(item["associations"], key=lambda one: one["uri"])
    assert first["uri"] == f"{HOST}/claims/{claim.pk}/"
    assert first["bodies"] == [{"role": "direct", "contentType": "text/plain", "value": claim.content}]
    assert first["infoSources"][0] == {"name": "Ada Lind", "role": "speaker", "uri": f"{HOST}/speakers/{mayor.pk}/"}
    assert first["subjects"] == [{"name": "port"}]
    assert (first["pubStatus"], second["pubStatus"]) == ("usable", "withheld")
    assert second["uri"] == f"{HOST}/claims/{suggested.pk}/"


def test_a_visitor_gets_what_visitors_may_see(as_visitor: APIClient) -> None:
    article = ArticleFactory()
    ClaimFactory(article=article)
    confirmed = ClaimFactory(article=article, status=Status.CONFIRMED)
    assert [one["name"] for one in item_of(as_visitor, article)["associations"]] == [f"claim {confirmed.pk}"]


def test_what_was_written_is_read_back(as_reader: APIClient) -> None:
    article = ArticleFactory(outlet=OutletFactory(name="Harbour Post"), author="Eva Berg", language="en")
    ClaimFactory(article=article, chain=[SpeakerFactory()])
    document = ingest.read(json.dumps(item_of(as_reader, article)).encode(), filename="item.json")
    assert document.text.strip() == article.current_version.text.strip()
    assert (document.title, document.url, document.author) == (article.title, article.url, "Eva Berg")
    assert (document.outlet, document.language) == ("Harbour Post", "en")
    assert document.published_at == article.published_at


def test_an_article_without_an_outlet_gets_none_from_who_speaks_in_it(as_reader: APIClient) -> None:
    article = ArticleFactory(outlet=None)
    ClaimFactory(article=article)
    assert ingest.read(json.dumps(item_of(as_reader, article)).encode(), filename="item.json").outlet == ""


def test_ninjs_3_of_an_agency_is_read() -> None:
    item = {
        "uri": "urn:newsml:example.com:20260301:1",
        "headlines": [{"role": "sub", "value": "Second"}, {"role": "main", "value": "The bridge opens"}],
        "bodies": [{"role": "main", "value": "<p>“It opens in May,” the mayor said.</p>", "contentType": "text/html"}],
        "infoSources": [{"name": "Press Agency", "role": "originator"}],
        "contentCreated": "2026-03-01T08:00:00+01:00",
        "versionCreated": "2026-03-01T09:30:00+01:00",
    }
    document = ingest.read(json.dumps(item).encode(), filename="item.json")
    assert (document.title, document.outlet) == ("The bridge opens", "Press Agency")
    assert document.text == "“It opens in May,” the mayor said."
    times = [time.isoformat() for time in (document.published_at, document.modified_at) if time]
    assert times == ["2026-03-01T08:00:00+01:00", "2026-03-01T09:30:00+01:00"]
