"""The claims of an article as Web Annotations, out and in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import Form, Part, QuoteType, SpeakerKind, Status
from claims.models import Article, Change, Claim, Span
from newsapp.accounts.models import User
from tests.api.helpers import V1, fields_of
from tests.factories import ArticleFactory, ArticleVersionFactory, ClaimFactory, SpeakerFactory, TagFactory
from tests.json_ld import expanded
from tests.writing import save

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
TEXT = "🌉 The bridge.\n\n“It opens in May,” Ada Lind said. “We are glad,” she said.\n\n“It opens in May,” he said."
OA = "http://www.w3.org/ns/oa#"


@pytest.fixture
def article() -> Article:
    return ArticleFactory(text=TEXT)


def address_of(article: Article) -> str:
    return f"{V1}articles/{article.pk}/annotations/"


def annotations_of(client: APIClient, article: Article) -> list[dict[str, Any]]:
    answer = client.get(address_of(article))
    assert answer.status_code == 200, answer.content
    items: list[dict[str, Any]] = json.loads(answer.content)["first"]["items"]
    return items


def quote(exact: str, **around: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **around}


def annotation(*selectors: Any, **values: Any) -> dict[str, Any]:
    return {"type": "Annotation", "target": {"source": "https://post.example/1", "selector": list(selectors)}, **values}


def sent(client: APIClient, article: Article, *items: Any) -> dict[str, Any]:
    answer = client.post(address_of(article), {"items": list(items)})
    assert answer.status_code == 201, answer.content
    report: dict[str, Any] = answer.json()
    return report


class TestOut:
    def test_a_claim_is_an_annotation_of_its_words(self, article: Article, as_visitor: APIClient) -> None:
        speaker = SpeakerFactory(name="Ada Lind")
        claim = ClaimFactory(
            article=article,
            content="It opens in May",
            speaker=speaker,
            tags=[TagFactory(name="harbour")],
            status=Status.CONFIRMED,
        )
        (one,) = annotations_of(as_visitor, article)
        start = TEXT.index("It opens")
        assert one == {
            "id": f"{HOST}/claims/{claim.pk}/",
            "type": "Annotation",
            "motivation": "describing",
            "created": one["created"],
            "modified": one["modified"],
            "generator": {"type": "Software", "name": "rules 1"},
            "body": [
                {
                    "type": "SpecificResource",
                    "purpose": "identifying",
                    "source": {"id": f"{HOST}/speakers/{speaker.pk}/", "type": "Person", "name": "Ada Lind"},
                },
                {"type": "TextualBody", "purpose": "classifying", "value": "direct"},
                {"type": "TextualBody", "purpose": "classifying", "value": "speech"},
                {"type": "TextualBody", "purpose": "tagging", "value": "harbour"},
            ],
            "target": {
                "type": "SpecificResource",
                "source": f"{HOST}{V1}article-versions/{claim.version_id}/",
                "scope": article.url,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "It opens in May",
                        "prefix": TEXT[:start],
                        "suffix": TEXT[start + 15 : start + 47],
                    },
                    {"type": "TextPositionSelector", "start": start, "end": start + 15},
                ],
            },
        }

    def test_a_rejected_claim_says_before_all_else_that_it_is_not_to_be_cited(
        self, article: Article, as_reader: APIClient
    ) -> None:
        ClaimFactory(article=article, content="It opens in May", status=Status.REJECTED)
        (one,) = annotations_of(as_reader, article)
        warning = {"type": "TextualBody", "purpose": "commenting", "value": "Rejected: do not cite"}
        assert one["body"][0] == warning
        (collection,) = expanded(json.loads(as_reader.get(address_of(article)).content))
        assert f"{OA}commenting" in json.dumps(collection)

    def test_several_pieces_are_several_targets(self, article: Article, as_reader: APIClient) -> None:
        claim, start = ClaimFactory(article=article, content="It opens in May"), TEXT.index("We are glad")
        save(Span(claim=claim, part=Part.CONTENT, start=start, end=start + 11))
        (one,) = annotations_of(as_reader, article)
        assert [target["selector"][0]["exact"] for target in one["target"]] == ["It opens in May", "We are glad"]

    @pytest.mark.parametrize("kind", [kind for kind in SpeakerKind.values if kind != SpeakerKind.UNNAMED])
    def test_it_uses_no_word_that_the_context_lacks(
        self, kind: str, article: Article, as_reader: APIClient, editor: User
    ) -> None:
        ClaimFactory(article=article, speaker__kind=kind, author=editor, content="It opens in May")
        (collection,) = expanded(json.loads(as_reader.get(address_of(article)).content))
        (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
        (items,) = page["http://www.w3.org/ns/activitystreams#items"]
        assert [item["@type"] for item in items["@list"]] == [[f"{OA}Annotation"]]

    def test_a_collection_leads_from_page_to_page(self, article: Article, as_reader: APIClient) -> None:
        for words in ("The bridge", "It opens in May", "We are glad"):
            ClaimFactory(article=article, content=words)
        ClaimFactory()
        answer = as_reader.get(address_of(article), {"page_size": 2})
        assert answer["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
        collection = json.loads(answer.content)
        assert (collection["type"], collection["total"]) == ("AnnotationCollection", 3)
        page = json.loads(as_reader.get(collection["first"]["next"]).content)
        assert (page["type"], page["partOf"]) == ("AnnotationPage", collection["id"])
        assert "next" not in page
        words = [item["target"]["selector"][0]["exact"] for item in [*collection["first"]["items"], *page["items"]]]
        assert words == ["The bridge", "It opens in May", "We are glad"]

    def test_a_claim_of_an_earlier_text_points_into_that_one(self, article: Article, as_reader: APIClient) -> None:
        claim = ClaimFactory(article=article, content="It opens in May")
        ArticleVersionFactory(article=article, text="Another text.")
        (one,) = annotations_of(as_reader, article)
        assert one["target"]["source"] == f"{HOST}{V1}article-versions/{claim.version_id}/"
        assert one["target"]["selector"][0]["exact"] == "It opens in May"

    def test_visitors_get_what_they_may_see(self, article: Article, as_visitor: APIClient) -> None:
        ClaimFactory(article=article, content="It opens in May")
        assert as_visitor.get(address_of(article)).status_code == 404
        ClaimFactory(article=article, content="We are glad", status=Status.CONFIRMED)
        assert len(annotations_of(as_visitor, article)) == 1


class TestIn:
    def test_annotations_become_claims_of_the_person_in_one_change(
        self, article: Article, as_fact_checker: APIClient, fact_checker: User
    ) -> None:
        speaker, tag = SpeakerFactory(name="Ada Lind"), TagFactory(name="Harbour")
        bodies = [
            {"type": "TextualBody", "purpose": "identifying", "value": "Ada Lind"},
            {"type": "TextualBody", "purpose": "classifying", "value": "mixed"},
            {"type": "TextualBody", "purpose": "classifying", "value": "thought"},
            {"type": "TextualBody", "purpose": "tagging", "value": "harbour"},
            {"type": "TextualBody", "purpose": "tagging", "value": "boats"},
        ]
        before = Change.objects.count()
        report = sent(
            as_fact_checker,
            article,
            annotation(quote("It opens in May", prefix="bridge.\n\n“"), body=bodies, id="urn:a"),
            annotation(quote("We are glad")),
        )
        assert Change.objects.count() == before + 1
        assert report["created"] == 2
        first, second = report["results"]
        assert first == {
            "annotation": "urn:a",
            "claim": first["claim"],
            "code": "",
            "message": "",
            "unknown_tags": ["boats"],
        }
        claim = Claim.objects.get(pk=first["claim"])
        assert (claim.start, claim.content) == (TEXT.index("It opens"), "It opens in May")
        assert (claim.speaker, claim.author) == (speaker, fact_checker)
        assert (claim.quote_type, claim.form) == (QuoteType.MIXED, Form.THOUGHT)
        assert (claim.status, list(claim.tags.all())) == (Status.CONFIRMED, [tag])
        other = Claim.objects.get(pk=second["claim"])
        assert (other.speaker, other.quote_type) == (None, QuoteType.DIRECT)

    def test_those_that_do_not_anchor_are_told_with_the_reason(
        self, article: Article, as_fact_checker: APIClient
    ) -> None:
        position = {"type": "TextPositionSelector", "start": 0, "end": 10_000}
        wrong = [
            annotation(quote("It opens in June")),
            annotation(quote("It opens in May")),
            annotation(position),
            annotation({"type": "XPathSelector", "value": "/p"}),
            {"type": "Annotation"},
            "nonsense",
            annotation(
                quote("We are glad"),
                body={"type": "SpecificResource", "purpose": "identifying", "source": f"{HOST}/speakers/999999/"},
            ),
        ]
        report = sent(as_fact_checker, article, *wrong)
        assert [one["code"] for one in report["results"]] == [
            "not-found",
            "several-places",
            "outside",
            "no-selector",
            "not-readable",
            "not-readable",
            "no-such-speaker",
        ]
        assert report["created"] == Claim.objects.count() == 0
        assert all(one["message"] for one in report["results"])

    def test_what_went_out_makes_nothing_new_when_it_comes_back(
        self, article: Article, as_fact_checker: APIClient
    ) -> None:
        claim = ClaimFactory(article=article, content="It opens in May")
        collection = json.loads(as_fact_checker.get(address_of(article)).content)
        page = {"@context": "http://www.w3.org/ns/anno.jsonld", **collection["first"]}
        for body in (collection, page, page["items"][0]):
            answer = as_fact_checker.post(address_of(article), body)
            (one,) = answer.json()["results"]
            assert (one["claim"], one["code"]) == (claim.pk, "already-there")
            assert "Change-Id" not in answer

    def test_what_went_out_makes_the_same_claims_in_another_copy_of_the_article(
        self, article: Article, as_fact_checker: APIClient
    ) -> None:
        claim = ClaimFactory(article=article, content="It opens in May", tags=[TagFactory()])
        save(Span(claim=claim, part=Part.CONTENT, start=TEXT.index("We are"), end=TEXT.index("We are") + 11))
        other = ArticleFactory(text=f"Updated.\n\n{TEXT.replace('“', '„')}")
        report = sent(as_fact_checker, other, *annotations_of(as_fact_checker, article))
        made = Claim.objects.get(pk=report["results"][0]["claim"])
        assert (made.content, made.speaker, list(made.tags.all())) == (
            "It opens in May … We are glad",
            claim.speaker,
            list(claim.tags.all()),
        )

    def test_it_is_taken_as_json_ld_too(self, article: Article, as_fact_checker: APIClient) -> None:
        body = json.dumps({"items": [annotation(quote("We are glad"))]})
        for kind in ("application/ld+json", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'):
            assert as_fact_checker.post(address_of(article), body, content_type=kind).status_code == 201

    def test_a_body_that_is_no_page_is_refused_by_name(self, article: Article, as_fact_checker: APIClient) -> None:
        assert fields_of(as_fact_checker.post(address_of(article), {"items": []})) == {"items"}
        assert fields_of(as_fact_checker.post(address_of(article), {"items": [1], "colour": "red"})) == {"colour"}
        assert fields_of(as_fact_checker.post(address_of(article), {"first": "https://post.example/1"})) == {"first"}
