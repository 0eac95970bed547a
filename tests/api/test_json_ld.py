"""Claims, articles and speakers in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Form, Part, QuoteType, SpeakerKind, Status
from claims.models import Claim, Span
from claims.reading import snapshot
from tests.api.helpers import V1, fields_of
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    LinkFactory,
    OutletFactory,
    SpeakerFactory,
    TagFactory,
)
from tests.json_ld import SCHEMA, expanded, node_of, values
from tests.writing import save

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


def graph(client: APIClient, address: str, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(f"{V1}{address}", query, headers={"Accept": "application/ld+json"})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/ld+json"
    return expanded(json.loads(answer.content))


def claim_of(client: APIClient, claim: Claim) -> dict[str, Any]:
    return node_of(graph(client, f"claims/{claim.pk}/"), "Claim")


def test_a_claim_says_who_holds_it_and_where_it_appeared(as_reader: APIClient) -> None:
    outlet = OutletFactory(name="Evening Post")
    claim = ClaimFactory(article__outlet=outlet, tags=[TagFactory(name="harbour")], status=Status.CONFIRMED)
    node, article = claim_of(as_reader, claim), claim.article
    assert node["@id"] == f"{HOST}/claims/{claim.pk}/"
    assert values(node, "text") == [claim.content]
    assert values(node, "creativeWorkStatus") == ["confirmed"]
    assert values(node, "keywords") == ["harbour"]
    assert values(node, "datePublished") == ["2026-03-02T18:30:00+01:00"]
    assert values(node, "author") == [f"{HOST}/speakers/{claim.speaker_id}/"]
    assert values(node, "author", "name") == [claim.speaker.name]
    assert values(node, "author", "jobTitle") == ["mayor"]
    assert values(node, "appearance") == [f"{HOST}/articles/{article.pk}/"]
    assert values(node, "appearance", "url") == [article.url]
    assert values(node, "appearance", "headline") == [article.title]
    assert values(node, "appearance", "publisher", "name") == ["Evening Post"]
    assert values(node, "appearance", "author", "name") == ["Nora Vik"]
    assert values(node, "appearance", "datePublished") == ["2026-03-02T18:30:00+01:00"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SpeakerKind.PERSON, "Person"),
        (SpeakerKind.ORGANIZATION, "Organization"),
        (SpeakerKind.GOVERNMENT, "GovernmentOrganization"),
        (SpeakerKind.GROUP, "Organization"),
    ],
)
def test_its_author_is_a_person_or_an_organization(kind: str, expected: str, as_reader: APIClient) -> None:
    node = claim_of(as_reader, ClaimFactory(speaker__kind=kind))
    (author,) = node[f"{SCHEMA}author"]
    assert author["@type"] == [SCHEMA + expected]
    assert bool(values(author, "jobTitle")) == (expected == "Person")


def test_a_claim_of_a_document_is_based_on_that_work(as_reader: APIClient) -> None:
    claim = ClaimFactory(speaker__kind=SpeakerKind.DOCUMENT)
    node = claim_of(as_reader, claim)
    assert values(node, "author") == values(node, "creator") == []
    assert values(node, "isBasedOn", "name") == [claim.speaker.name]


def test_nobody_is_made_the_author_of_what_they_deny(as_reader: APIClient) -> None:
    text = "The bridge is old.\n\nAda Lind denied that “she had taken the money” on Monday."
    claim = ClaimFactory(article__text=text, content="she had taken the money")
    cue = text.index("denied")
    save(Span(claim=claim, part=Part.CUE, start=cue, end=cue + len("denied")))
    node = claim_of(as_reader, claim)
    assert values(node, "author") == values(node, "creator") == values(node, "spokenByCharacter") == []
    assert values(node, "description") == [f"{claim.speaker.name} denies this."]


def test_what_was_thought_rather_than_said_is_told_so(as_reader: APIClient) -> None:
    node = claim_of(as_reader, ClaimFactory(form=Form.THOUGHT))
    assert values(node, "description") == ["Believed, wished, planned or felt rather than said."]


@pytest.mark.parametrize("quote_type", QuoteType.values)
def test_words_between_quotation_marks_are_a_quotation_too(quote_type: str, as_reader: APIClient) -> None:
    claim = ClaimFactory(quote_type=quote_type)
    node = claim_of(as_reader, claim)
    quotes = quote_type != QuoteType.INDIRECT
    assert (f"{SCHEMA}Quotation" in node["@type"]) == quotes
    assert values(node, "creator", "name") == ([claim.speaker.name] if quotes else [])
    assert values(node, "isPartOf") == ([f"{HOST}/articles/{claim.article_id}/"] if quotes else [])
    assert values(node, "spokenByCharacter") == []


def test_a_chain_is_told_by_what_the_words_are_based_on(as_reader: APIClient) -> None:
    agency, paper = SpeakerFactory(name="Press TV"), SpeakerFactory(name="The Paper")
    claim = ClaimFactory(chain=[agency, paper])
    node = claim_of(as_reader, claim)
    assert values(node, "creator") == values(node, "spokenByCharacter") == [f"{HOST}/speakers/{claim.speaker_id}/"]
    assert values(node, "isBasedOn", "author", "name") == ["The Paper"]
    assert values(node, "isBasedOn", "isBasedOn", "author", "name") == ["Press TV"]


class TestFirstAppearance:
    """The earliest article of the claims that people say repeat one another."""

    @staticmethod
    def claim(day: int | None, **values: Any) -> Claim:
        published = day and datetime(2026, 1, day, tzinfo=UTC)
        values.setdefault("status", Status.CONFIRMED)
        return ClaimFactory(article__published_at=published, **values)

    def test_it_is_found_over_several_links(self, as_reader: APIClient) -> None:
        first, second, third = self.claim(3), self.claim(4), self.claim(5)
        undated = self.claim(None)
        LinkFactory(claim=third, other=second)
        LinkFactory(claim=first, other=second)
        LinkFactory(claim=first, other=undated)
        for claim in (first, second, third, undated):
            assert values(claim_of(as_reader, claim), "firstAppearance", "url") == [first.article.url]

    def test_a_claim_that_nobody_repeats_appeared_first_in_its_own_article(self, as_reader: APIClient) -> None:
        claim = self.claim(3)
        assert values(claim_of(as_reader, claim), "firstAppearance", "url") == [claim.article.url]

    @pytest.mark.parametrize("link", [{"status": Status.SUGGESTED}, {"relation": "contradicts"}])
    def test_other_links_do_not_count(self, link: dict[str, Any], as_reader: APIClient) -> None:
        claim, earlier = self.claim(4), self.claim(3)
        LinkFactory(claim=claim, other=earlier, **link)
        assert values(claim_of(as_reader, claim), "firstAppearance", "url") == [claim.article.url]

    def test_a_visitor_is_told_of_what_visitors_may_see(self, as_visitor: APIClient) -> None:
        claim, hidden = self.claim(4), self.claim(3, status=Status.SUGGESTED)
        LinkFactory(claim=claim, other=hidden)
        assert values(claim_of(as_visitor, claim), "firstAppearance", "url") == [claim.article.url]


def test_a_published_assessment_is_a_claim_review(as_visitor: APIClient) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    assessment = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    AssessmentFactory(claim=claim)
    review = node_of(graph(as_visitor, f"claims/{claim.pk}/"), "ClaimReview")
    assert values(review, "claimReviewed") == [claim.content]
    assert values(review, "reviewRating", "alternateName") == [assessment.rating.name]
    assert values(review, "reviewRating", "ratingExplanation") == [assessment.explanation]
    assert values(review, "itemReviewed") == [f"{HOST}/claims/{claim.pk}/"]
    assert values(review, "url") == [f"{HOST}/claims/{claim.pk}/#assessment-{assessment.pk}"]
    assert values(review, "author", "name") == [assessment.author.username]
    assert values(review, "datePublished") == ["2026-03-04T00:00:00+00:00"]


def test_the_newsroom_is_the_author_of_a_claim_review_once_it_has_a_name(
    as_visitor: APIClient, settings: Settings
) -> None:
    settings.NEWSROOM = "Harbour Times"
    finding = AssessmentFactory(claim__status=Status.CONFIRMED, status=AssessmentStatus.PUBLISHED)
    review = node_of(graph(as_visitor, f"claims/{finding.claim_id}/"), "ClaimReview")
    assert values(review, "author", "name") == ["Harbour Times"]
    assert review[f"{SCHEMA}author"][0]["@type"] == [f"{SCHEMA}NewsMediaOrganization"]


def test_a_rating_of_other_words_is_no_claim_review(as_visitor: APIClient) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED, words="What it said before.")
    assert not [node for node in graph(as_visitor, f"claims/{claim.pk}/") if "ClaimReview" in node["@type"][0]]


def test_a_claim_that_repeats_the_assessed_one_leads_to_its_review(as_visitor: APIClient) -> None:
    first, again = ClaimFactory.create_batch(2, status=Status.CONFIRMED)
    LinkFactory(claim=again, other=first)
    finding = AssessmentFactory(claim=first, status=AssessmentStatus.PUBLISHED)
    nodes = graph(as_visitor, f"claims/{again.pk}/")
    assert not [node for node in nodes if "ClaimReview" in node["@type"][0]]
    assert values(claim_of(as_visitor, again), "review") == [f"{HOST}/claims/{first.pk}/#assessment-{finding.pk}"]


def test_an_article_and_a_speaker_by_themselves(as_reader: APIClient) -> None:
    claim = ClaimFactory()
    AliasFactory(speaker=claim.speaker, name="The Mayor")
    article = node_of(graph(as_reader, f"articles/{claim.article_id}/"), "NewsArticle")
    assert values(article, "headline") == [claim.article.title]
    assert values(article, "inLanguage") == ["en"]
    speaker = node_of(graph(as_reader, f"speakers/{claim.speaker_id}/"), "Person")
    assert values(speaker, "name") == [claim.speaker.name]
    assert values(speaker, "alternateName") == ["The Mayor"]
    assert values(speaker, "jobTitle") == ["mayor"]


@pytest.mark.parametrize("family", ["claims", "articles", "speakers"])
def test_a_list_takes_its_filters_and_leads_on(family: str, as_reader: APIClient) -> None:
    ClaimFactory.create_batch(3)
    address = f"{V1}{family}/"
    ids = [row["id"] for row in as_reader.get(address).json()["results"]]
    answer = as_reader.get(address, {"format": "jsonld", "page_size": 2})
    found = [node["@id"] for node in expanded(json.loads(answer.content))]
    following = answer["Link"].removeprefix("<").removesuffix('>; rel="next"')
    answer = as_reader.get(following)
    found += [node["@id"] for node in expanded(json.loads(answer.content))]
    assert found == [f"{HOST}/{family}/{pk}/" for pk in ids]
    assert "Link" not in answer


def test_visitors_get_what_they_may_see(as_visitor: APIClient) -> None:
    confirmed, _ = ClaimFactory(status=Status.CONFIRMED), ClaimFactory()
    assert [node["@id"] for node in graph(as_visitor, "claims/")] == [f"{HOST}/claims/{confirmed.pk}/"]
    assert as_visitor.get(f"{V1}claims/{_.pk}/", {"format": "jsonld"}).status_code == 404


def test_a_format_that_an_address_lacks_is_refused_by_name(as_reader: APIClient) -> None:
    for address in ("claims/?format=pdf", "tags/?format=atom", f"claims/{ClaimFactory().pk}/?format=atom"):
        assert fields_of(as_reader.get(V1 + address)) == {"format"}


def test_a_page_costs_the_same_queries_however_many_claims_it_has(
    as_reader: APIClient, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    def some() -> None:
        for claim in ClaimFactory.create_batch(3, status=Status.CONFIRMED):
            AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)

    some()
    few = query_count(lambda: graph(as_reader, "claims/"))
    some()
    assert query_count(lambda: graph(as_reader, "claims/")) == few


class TestExport:
    ADDRESS = f"{V1}export/claims.jsonld"

    def test_it_is_one_document_of_all_claims(self, as_reader: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(snapshot, "AT_ONCE", 2)
        ClaimFactory.create_batch(3, chain=[SpeakerFactory()])
        AssessmentFactory(claim=ClaimFactory(), status=AssessmentStatus.PUBLISHED)
        answer = as_reader.get(self.ADDRESS)
        assert answer["Content-Type"] == "application/ld+json"
        nodes = expanded(json.loads(answer.getvalue()))
        listed = graph(as_reader, "claims/", order="oldest")
        by_id = {node["@id"]: node for node in listed}
        assert {node["@id"]: node for node in nodes} == by_id
        assert len(nodes) == 5

    def test_visitors_get_what_they_may_see_and_of_nothing_an_empty_graph(self, as_visitor: APIClient) -> None:
        ClaimFactory()
        assert json.loads(as_visitor.get(self.ADDRESS).getvalue())["@graph"] == []
        ClaimFactory(status=Status.CONFIRMED, article=ArticleFactory())
        assert len(json.loads(as_visitor.get(self.ADDRESS).getvalue())["@graph"]) == 1

    def test_articles_and_speakers_are_what_their_lists_have(self, as_reader: APIClient) -> None:
        ClaimFactory.create_batch(2)
        for family in ("articles", "speakers"):
            document = json.loads(as_reader.get(f"{V1}export/{family}.jsonld").getvalue())
            by_id = {node["@id"]: node for node in graph(as_reader, f"{family}/")}
            assert {node["@id"]: node for node in expanded(document)} == by_id
            assert len(by_id) == 2

    def test_a_published_assessment_is_a_claim_review_with_its_claim(self, as_reader: APIClient) -> None:
        claim = ClaimFactory(status=Status.CONFIRMED)
        finding = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
        AssessmentFactory(claim=claim)  # a draft
        document = json.loads(as_reader.get(f"{V1}export/assessments.jsonld").getvalue())
        (review,) = document["@graph"]
        assert review["@type"] == "ClaimReview"
        assert review["claimReviewed"] == claim.content
        assert review["reviewRating"]["alternateName"] == finding.rating.name
        item = review["itemReviewed"]
        assert (item["text"], item["author"]["name"]) == (claim.content, claim.speaker.name)
        assert item["appearance"]["headline"] == claim.article.title
        assert len(expanded(document)) == 1
        for address in ("assessments.jsonld", f"assessments/{finding.pk}.jsonld"):
            assert json.loads(as_reader.get(V1 + address).content) == document

    def test_a_draft_is_none(self, as_reader: APIClient) -> None:
        draft = AssessmentFactory(claim=ClaimFactory(status=Status.CONFIRMED))
        assert json.loads(as_reader.get(f"{V1}assessments/{draft.pk}.jsonld").content)["@graph"] == []

    def test_an_assessment_of_words_that_have_changed_is_no_claim_review(self, as_reader: APIClient) -> None:
        claim = ClaimFactory(status=Status.CONFIRMED)
        AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
        Claim.objects.filter(pk=claim.pk).update(content="It says something else now")
        document = json.loads(as_reader.get(f"{V1}export/assessments.jsonld").getvalue())
        assert document["@graph"] == []
