"""Lists as Atom and JSON Feed."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Part, Relation, Status
from claims.models import Article, Claim, Span
from tests.api.helpers import V1, fields_of
from tests.factories import (
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    LinkFactory,
    TagFactory,
)
from tests.writing import save

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
ATOM = "{http://www.w3.org/2005/Atom}"


def atom_of(client: APIClient, address: str, **query: Any) -> ElementTree.Element:
    answer = client.get(f"{V1}{address}", {"format": "atom", **query})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/atom+xml"
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own


def feed_of(client: APIClient, address: str, **query: Any) -> dict[str, Any]:
    answer = client.get(f"{V1}{address}", {"format": "feed", **query})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/feed+json"
    feed: dict[str, Any] = answer.json()
    return feed


def text_at(node: ElementTree.Element, path: str) -> str | None:
    return node.findtext("/".join(ATOM + name for name in path.split("/")))


def links_of(node: ElementTree.Element) -> dict[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in node.findall(f"{ATOM}link")}


def a_claim() -> Claim:
    claim = ClaimFactory(tags=[TagFactory(name="harbour")], speaker__name="Ada Lind", content="The bridge opens in May")
    Claim.objects.filter(pk=claim.pk).update(updated_at=datetime(2026, 3, 5, 8, tzinfo=UTC))
    return claim


def test_a_claim_is_an_atom_entry(as_reader: APIClient) -> None:
    claim = a_claim()
    feed = atom_of(as_reader, "claims/")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert text_at(entry, "id") == f"{HOST}/claims/{claim.pk}/"
    assert text_at(entry, "title") == "Ada Lind: The bridge opens in May"
    assert text_at(entry, "author/name") == "Ada Lind"
    assert text_at(entry, "published") == "2026-03-02T18:30:00+01:00"
    assert text_at(entry, "updated") == "2026-03-05T08:00:00+00:00"
    assert entry.find(f"{ATOM}category").get("term") == "harbour"  # type: ignore[union-attr]
    assert links_of(entry)["alternate"] == f"{HOST}/claims/{claim.pk}/"
    assert links_of(entry)["via"] == f"{claim.article.url}#:~:text=The%20bridge%20opens%20in%20May"


def test_a_claim_is_an_item_of_a_json_feed(as_reader: APIClient) -> None:
    claim = a_claim()
    (item,) = feed_of(as_reader, "claims/")["items"]
    assert item == {
        "id": f"{HOST}/claims/{claim.pk}/",
        "url": f"{HOST}/claims/{claim.pk}/",
        "external_url": f"{claim.article.url}#:~:text=The%20bridge%20opens%20in%20May",
        "title": "Ada Lind: The bridge opens in May",
        "content_text": f"Ada Lind: The bridge opens in May\n\n{claim.article.outlet.name}, {claim.article.title}",
        "date_published": "2026-03-02T18:30:00+01:00",
        "date_modified": "2026-03-05T08:00:00+00:00",
        "authors": [{"name": "Ada Lind"}],
        "tags": ["harbour"],
    }


def test_an_article_is_an_entry_too(as_reader: APIClient) -> None:
    article = ArticleFactory(title="Bridge delayed")
    (entry,) = atom_of(as_reader, "articles/").findall(f"{ATOM}entry")
    assert text_at(entry, "id") == f"{HOST}/articles/{article.pk}/"
    assert text_at(entry, "published") == "2026-03-02T18:30:00+01:00"
    (item,) = feed_of(as_reader, "articles/")["items"]
    assert (item["title"], item["external_url"]) == ("Bridge delayed", article.url)


def test_a_published_assessment_is_an_entry_on_the_page_of_its_claim(as_reader: APIClient) -> None:
    published = {"status": AssessmentStatus.PUBLISHED, "published_at": datetime(2026, 3, 5, 8, tzinfo=UTC)}
    finding = AssessmentFactory(claim=a_claim(), explanation="It opens in June.", author__username="ida", **published)
    EvidenceFactory(assessment=finding, title="Minutes", url="https://council.example/minutes")
    AssessmentFactory()
    (item,) = feed_of(as_reader, "assessments/", status="published")["items"]
    assert item["url"] == f"{HOST}/claims/{finding.claim_id}/#assessment-{finding.pk}"
    assert item["title"] == f"{finding.rating.name}: Ada Lind: The bridge opens in May"
    assert item["content_text"] == (
        "Ada Lind: The bridge opens in May\n\nIt opens in June.\n\nMinutes https://council.example/minutes"
    )
    assert (item["date_published"], item["authors"]) == ("2026-03-05T08:00:00+00:00", [{"name": "ida"}])
    assert len(atom_of(as_reader, "assessments/").findall(f"{ATOM}entry")) == 2


def test_a_link_is_an_entry_with_both_claims(as_reader: APIClient) -> None:
    link = LinkFactory(claim=a_claim(), other=ClaimFactory(speaker=None, content="It does not"), note="See the minutes")
    (item,) = feed_of(as_reader, "links/")["items"]
    assert item["url"] == f"{HOST}/claims/{link.claim_id}/#link-{link.pk}"
    assert item["title"] == f"Ada Lind {Relation(link.relation).label} speaker not known"
    assert item["content_text"].split("\n\n") == [
        "Ada Lind: The bridge opens in May",
        f"{Relation(link.relation).label}:",
        "Speaker not known: It does not",
        "See the minutes",
    ]
    assert atom_of(as_reader, "links/", relation=link.relation).findtext(f"{ATOM}title") == (
        f"newsapp: links (relation: {link.relation})"
    )


def test_a_speaker_is_an_entry_under_the_name(as_reader: APIClient) -> None:
    speaker = a_claim().speaker
    (item,) = feed_of(as_reader, "speakers/", order="newest")["items"]
    assert (item["url"], item["title"]) == (f"{HOST}/speakers/{speaker.pk}/", "Ada Lind")
    assert item["content_text"].endswith("claims: 1")
    assert text_at(atom_of(as_reader, "speakers/"), "entry/title") == "Ada Lind"


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("claims.jsonld", "application/ld+json"),
        ("claims.atom", "application/atom+xml"),
        ("claims/{claim}.jsonld", "application/ld+json"),
        ("claims/{claim}.json", "application/json"),
        ("speakers/{speaker}.jsonld", "application/ld+json"),
        ("articles.feed", "application/feed+json"),
        ("articles/{article}.ninjs", "application/ninjs+json"),
    ],
)
def test_an_address_may_end_in_the_format(address: str, media_type: str, as_reader: APIClient) -> None:
    claim = a_claim()
    names = {"claim": claim.pk, "speaker": claim.speaker_id, "article": claim.article_id}
    answer = as_reader.get(f"{V1}{address.format(**names)}")
    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    plain, _, ending = address.format(**names).partition(".")
    if media_type.endswith(("ld+json", "ninjs+json")) or "/" in address:  # a feed names itself
        assert answer.content == as_reader.get(f"{V1}{plain}/?format={ending}").content


def test_an_ending_takes_the_filters_of_the_list_and_no_other_format(as_reader: APIClient) -> None:
    claim, _ = ClaimFactory(status=Status.CONFIRMED), ClaimFactory()
    rows = as_reader.get(f"{V1}claims.json?status=confirmed").json()["results"]
    assert [row["id"] for row in rows] == [claim.pk]
    assert fields_of(as_reader.get(f"{V1}claims.xml")) == {"format"}
    assert as_reader.get(f"{V1}claims/999.jsonld").status_code == 404
    assert as_reader.post(f"{V1}claims.json", {}).status_code == 405


def test_what_has_no_date_was_published_when_it_was_taken_in(as_reader: APIClient) -> None:
    claim = ClaimFactory()
    Article.objects.filter(pk=claim.article_id).update(published_at=None, outlet=None, title="", url="", author="")
    row = as_reader.get(f"{V1}claims/{claim.pk}/").json()
    (item,) = feed_of(as_reader, "claims/")["items"]
    assert datetime.fromisoformat(item["date_published"]) == datetime.fromisoformat(row["created_at"])
    assert "external_url" not in item
    (item,) = feed_of(as_reader, "articles/")["items"]
    assert (item["title"], "authors" in item) == ("Untitled article", False)


def test_signs_of_html_in_words_are_none_in_an_entry(as_reader: APIClient) -> None:
    ClaimFactory(content="It costs <5 & not >6", speaker__name="Ada Lind")
    (entry,) = atom_of(as_reader, "claims/").findall(f"{ATOM}entry")
    assert text_at(entry, "title") == "Ada Lind: It costs <5 & not >6"
    assert (text_at(entry, "summary") or "").startswith("<p>Ada Lind: It costs &lt;5 &amp; not &gt;6</p>")
    assert entry.find(f"{ATOM}summary[@type='html']") is not None


def test_who_denies_a_claim_is_told_from_who_holds_it(as_reader: APIClient) -> None:
    text = "“She took the money,” Ada Lind denied."
    claim = ClaimFactory(article__text=text, content="She took the money", speaker__name="Ada Lind")
    save(Span(claim=claim, part=Part.CUE, start=text.index("denied"), end=text.index("denied") + len("denied")))
    assert feed_of(as_reader, "claims/")["items"][0]["title"] == "Ada Lind denies: She took the money"


def test_a_rejected_claim_says_in_every_feed_that_it_is_not_to_be_cited(as_reader: APIClient) -> None:
    rejected = ClaimFactory(status=Status.REJECTED, speaker__name="Ada Lind", content="It opens in May")
    words = "[Rejected: do not cite] Ada Lind: It opens in May"
    (item,) = feed_of(as_reader, "claims/")["items"]
    assert (item["title"], item["content_text"].split("\n\n")[0]) == (words, words)
    (entry,) = atom_of(as_reader, "claims/").findall(f"{ATOM}entry")
    assert text_at(entry, "title") == words
    assert (text_at(entry, "summary") or "").startswith(f"<p>{words}</p>")
    finding = AssessmentFactory(claim=rejected)
    assert feed_of(as_reader, "assessments/")["items"][0]["title"] == f"{finding.rating.name}: {words}"


@pytest.mark.parametrize("end", ["claim", "other"])
def test_a_link_says_which_of_its_claims_was_rejected(as_reader: APIClient, end: str) -> None:
    rejected = ClaimFactory(status=Status.REJECTED, speaker__name="Ada Lind", content="It opens in May")
    LinkFactory(**{end: rejected})
    (item,) = feed_of(as_reader, "links/")["items"]
    ends = item["content_text"].split("\n\n")[::2]
    assert [line.startswith("[Rejected: do not cite] ") for line in ends] == [end == "claim", end == "other"]


def test_a_feed_takes_the_filters_of_its_list(as_reader: APIClient) -> None:
    claim, _ = ClaimFactory(status=Status.CONFIRMED), ClaimFactory()
    feed = feed_of(as_reader, "claims/", status="confirmed")
    assert [item["id"] for item in feed["items"]] == [f"{HOST}/claims/{claim.pk}/"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "newsapp: claims (status: confirmed)"
    assert feed["home_page_url"] == f"{HOST}/claims/?status=confirmed"
    assert feed["feed_url"] == f"{HOST}{V1}claims/?format=feed&status=confirmed"
    assert fields_of(as_reader.get(f"{V1}claims/", {"format": "atom", "colour": "red"})) == {"colour"}


def test_its_pages_lead_on_under_one_id(as_reader: APIClient) -> None:
    ClaimFactory.create_batch(3)
    first = atom_of(as_reader, "claims/", page_size=2)
    second = ElementTree.fromstring(as_reader.get(links_of(first)["next"]).content)  # noqa: S314
    assert text_at(first, "id") == text_at(second, "id") == links_of(first)["self"]
    assert [len(feed.findall(f"{ATOM}entry")) for feed in (first, second)] == [2, 1]
    assert "next" not in links_of(second)
    page = feed_of(as_reader, "claims/", page_size=2)
    assert len(as_reader.get(page["next_url"]).json()["items"]) == 1


def test_it_can_be_asked_for_by_accept(as_reader: APIClient) -> None:
    ClaimFactory()
    for media_type in ("application/atom+xml", "application/feed+json"):
        answer = as_reader.get(f"{V1}claims/", headers={"Accept": media_type})
        assert answer["Content-Type"] == media_type
        assert "Accept" in answer["Vary"].split(", ")  # what is kept on the way is kept for those who ask alike
    for accept, media_type in (
        ("*/*", "application/json"),
        ("application/json;q=0.5, application/atom+xml;q=0.9", "application/atom+xml"),
        ("text/html, application/atom+xml;q=0, */*; q=0.8", "application/json"),
    ):
        assert as_reader.get(f"{V1}claims/", headers={"Accept": accept})["Content-Type"] == media_type


def test_characters_that_xml_lacks_are_left_out(as_reader: APIClient) -> None:
    ArticleFactory(title="Bridge\x0b de\x1flayed\ufffe 🌉", author="Nora\x08 Vik")
    (entry,) = atom_of(as_reader, "articles/", q="Bridge").findall(f"{ATOM}entry")
    assert text_at(entry, "title") == "Bridge delayed 🌉"
    assert text_at(entry, "author/name") == "Nora Vik"


def test_visitors_get_what_they_may_see(as_visitor: APIClient) -> None:
    claim, _ = ClaimFactory(status=Status.CONFIRMED), ClaimFactory()
    assert [item["id"] for item in feed_of(as_visitor, "claims/")["items"]] == [f"{HOST}/claims/{claim.pk}/"]


def test_an_empty_list_is_an_empty_feed(as_reader: APIClient) -> None:
    assert atom_of(as_reader, "claims/").findall(f"{ATOM}entry") == []
    assert feed_of(as_reader, "claims/")["items"] == []
