"""Claims through the API: what a card carries, making one, changing one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import pytest
from rest_framework.test import APIClient

from claims.choices import Anchoring, AssessmentStatus, QuoteType, Relation, SpeakerKind, Status
from claims.models import Article, Claim
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, fields_of, listed, problem_of
from tests.factories import (
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    LinkFactory,
    SpeakerFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db

CLAIMS = f"{V1}claims/"
TEXT = "“The bridge 🌉 opens in May,” Ada Holm, the mayor, said.\n\nThe agency reported it."


@pytest.fixture
def article() -> Article:
    return ArticleFactory(text=TEXT)


def new_claim(article: Article, **values: Any) -> dict[str, Any]:
    spans = {"content": [[1, 27]], "cue": [[49, 53]], "speaker": [[29, 37]]}
    return {"version": article.current_version.pk, "spans": spans, **values}


def address(claim: Claim) -> str:
    return f"{CLAIMS}{claim.pk}/"


def test_a_claim_in_a_list_carries_all_that_a_card_shows(fact_checker: User, as_reader: APIClient) -> None:
    agency = SpeakerFactory(kind=SpeakerKind.ORGANIZATION)
    tag = TagFactory()
    claim = ClaimFactory(
        chain=[agency], tags=[tag], status=Status.CONFIRMED, author=fact_checker, said_on=date(2026, 3, 1)
    )
    finding = AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    AssessmentFactory(claim=claim)
    CommentFactory.create_batch(2, claim=claim)
    LinkFactory(claim=claim)
    LinkFactory(other=claim)
    LinkFactory(other=claim, status=Status.SUGGESTED)
    LinkFactory(claim=claim, relation=Relation.CONTRADICTS)
    LinkFactory(claim=claim, status=Status.REJECTED)
    card = next(row for row in as_reader.get(CLAIMS).json()["results"] if row["id"] == claim.pk)
    speaker = {"id": claim.speaker_id, "name": claim.speaker.name, "kind": "person"}
    end = 1 + len(claim.content)
    assert card == {
        "id": claim.pk,
        "content": claim.content,
        "quote_type": "direct",
        "form": "speech",
        "cue": "said",
        "denies": False,
        "status": "confirmed",
        "addressee": "",
        "said_on": "2026-03-01",
        "at_second": None,
        "anchoring": "held",
        "needs_look": False,
        "words_before": "",
        "speaker_read": "",
        "extractor": "rules",
        "extractor_version": "1",
        "confidence": 0.9,
        "article": {
            "id": claim.article_id,
            "title": claim.article.title,
            "url": claim.article.url,
            "published_at": "2026-03-02T18:30:00+01:00",
            "outlet": {"id": claim.article.outlet_id, "name": claim.article.outlet.name},
        },
        "words_url": f"{claim.article.url}#:~:text={quote(claim.content)}",
        "version": {"id": claim.version_id, "number": 1},
        "speaker": speaker,
        "name_as_printed": claim.speaker.name,
        "role_as_printed": "mayor",
        "joint_speakers": [],
        "chain": [
            {
                "speaker": {"id": agency.pk, "name": agency.name, "kind": "organization"},
                "name_as_printed": agency.name,
                "role_as_printed": "",
            }
        ],
        "spans": {
            "content": [[1, end]],
            "speaker": [[end + 3, end + 3 + len(claim.speaker.name)]],
            "cue": [[end + 4 + len(claim.speaker.name), end + 8 + len(claim.speaker.name)]],
        },
        "tags": [{"id": tag.pk, "name": tag.name}],
        "link_counts": [
            {"relation": "contradicts", "direction": "outgoing", "confirmed": 1, "suggested": 0},
            {"relation": "repeats", "direction": "incoming", "confirmed": 1, "suggested": 1},
            {"relation": "repeats", "direction": "outgoing", "confirmed": 1, "suggested": 0},
        ],
        "assessment": {
            "id": finding.pk,
            "rating": {"id": finding.rating_id, "name": finding.rating.name},
            "claim": claim.pk,
            "words_changed": False,
        },
        "comment_count": 2,
        "author": "fact_checker",
        "decided_by": None,
        "decided_at": None,
        "decisions": [],
        "disagreement": False,
        "assignee": None,
        "created_at": card["created_at"],
        "updated_at": card["updated_at"],
        "revision": 1,
    }
    assert datetime.fromisoformat(card["created_at"]) == claim.created_at


def test_a_claim_by_itself_is_its_card_its_citation_and_its_paragraph(as_reader: APIClient, article: Article) -> None:
    claim = ClaimFactory(article=article, content="The agency reported it")
    (card,) = as_reader.get(CLAIMS).json()["results"]
    start = TEXT.index("The agency")
    context = {"start": start, "text": TEXT[start:], "current": True}
    shown = as_reader.get(address(claim)).json()
    assert shown.pop("citation").startswith(f"{claim.speaker.name} (mayor): “The agency reported it”, in “")
    assert shown == {**card, "context": context}


def test_a_claim_without_speaker_or_outlet_has_a_card_too(as_reader: APIClient) -> None:
    claim = ClaimFactory(speaker=None, article=ArticleFactory(outlet=None, published_at=None))
    card = as_reader.get(address(claim)).json()
    assert (card["speaker"], card["name_as_printed"], card["chain"]) == (None, "", [])
    assert (card["article"]["outlet"], card["article"]["published_at"]) == (None, None)


def test_a_visitors_card_does_not_say_who_works_on_the_claim_nor_how_much_they_talk_of_it(
    fact_checker: User, as_visitor: APIClient
) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED, author=fact_checker, decided_by=fact_checker, assignee=fact_checker)
    CommentFactory(claim=claim)
    for card in (as_visitor.get(CLAIMS).json()["results"][0], as_visitor.get(address(claim)).json()):
        hidden = ("author", "decided_by", "assignee", "comment_count")
        assert [card[name] for name in hidden] == [None, None, None, None]


def test_a_visitors_card_counts_no_link_to_a_claim_they_may_not_read(as_visitor: APIClient) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED)
    LinkFactory(claim=claim)
    LinkFactory(claim=claim, other=ClaimFactory(status=Status.CONFIRMED))
    (links,) = as_visitor.get(address(claim)).json()["link_counts"]
    assert (links["relation"], links["confirmed"], links["suggested"]) == ("repeats", 1, 0)


def test_a_claim_that_a_person_found_is_confirmed_and_theirs(as_fact_checker: APIClient, article: Article) -> None:
    speaker, tag = SpeakerFactory(), TagFactory()
    body = new_claim(article, speaker=speaker.pk, tags=[tag.pk], said_on="2026-03-01")
    answer = as_fact_checker.post(CLAIMS, body)
    made = answer.json()
    assert answer.status_code == 201, made
    assert made["content"] == "The bridge 🌉 opens in May,"
    assert made["name_as_printed"] == "Ada Holm"
    assert made["spans"] == body["spans"]
    assert made["speaker"]["id"] == speaker.pk
    assert [one["id"] for one in made["tags"]] == [tag.pk]
    assert (made["status"], made["author"], made["decided_by"]) == ("confirmed", "fact_checker", "fact_checker")
    assert (made["quote_type"], made["said_on"], made["extractor"], made["confidence"]) == (
        "direct",
        "2026-03-01",
        "",
        None,
    )
    assert (answer["ETag"], listed(as_fact_checker, "claims")) == ('"1"', [made["id"]])


def test_a_new_claim_may_bring_its_whole_chain(as_fact_checker: APIClient, article: Article) -> None:
    speaker, agency = SpeakerFactory(), SpeakerFactory()
    hops = [
        {"speaker": speaker.pk, "name_as_printed": "Holm", "role_as_printed": "the mayor"},
        {"speaker": agency.pk, "name_as_printed": "the agency"},
    ]
    made = as_fact_checker.post(CLAIMS, new_claim(article, hops=hops)).json()
    assert (made["speaker"]["id"], made["name_as_printed"], made["role_as_printed"]) == (
        speaker.pk,
        "Holm",
        "the mayor",
    )
    assert [(hop["speaker"]["id"], hop["name_as_printed"]) for hop in made["chain"]] == [(agency.pk, "the agency")]
    assert listed(as_fact_checker, "claims", speaker=speaker.pk) == [made["id"]]


@pytest.mark.parametrize("status", ["suggested", "confirmed", "rejected"])
def test_the_status_of_a_new_claim_is_not_for_the_sender_to_say(
    status: str, as_editor: APIClient, article: Article
) -> None:
    assert fields_of(as_editor.post(CLAIMS, new_claim(article, status=status))) == {"status"}


BAD_SPANS = [
    ({}, "no-content", "spans.content"),
    ({"content": []}, "no-content", "spans.content"),
    ({"cue": [[1, 3]]}, "no-content", "spans.content"),
    ({"content": [[0, 10_000]]}, "span-outside-text", "spans.content"),
    ({"content": [[len(TEXT) - 1, len(TEXT) + 1]]}, "span-outside-text", "spans.content"),
    ({"content": [[5, 5]]}, "span-outside-text", "spans.content"),
    ({"content": [[9, 5]]}, "span-outside-text", "spans.content"),
    ({"content": [[1, 9]], "cue": [[3, 2]]}, "span-outside-text", "spans.cue"),
    ({"content": [[1, 9], [8, 12]]}, "spans-overlap", "spans.content"),
    ({"content": [[1, 9], [1, 9]]}, "spans-overlap", "spans.content"),
    ({"content": [[1, 9]], "speaker": [[3, 9], [4, 5]]}, "spans-overlap", "spans.speaker"),
    ({"content": [[-1, 9]]}, "min-value", "spans.content.0.0"),
    ({"content": [[1, 2**31]]}, "max-value", "spans.content.0.1"),
    ({"content": [[1]]}, "not-a-range", "spans.content.0"),
    ({"content": [[1, 2, 3]]}, "not-a-range", "spans.content.0"),
    ({"content": [1, 9]}, "not-a-list", "spans.content.0"),
    ({"content": [["a", "b"]]}, "invalid", "spans.content.0.0"),
    ({"content": [[1, 9]], "quote": []}, "unknown-field", "spans.quote"),
    ([[1, 9]], "invalid", "spans"),
]


@pytest.mark.parametrize(("spans", "code", "field"), BAD_SPANS)
def test_spans_that_do_not_fit_the_text_are_refused(
    spans: Any, code: str, field: str, as_editor: APIClient, article: Article
) -> None:
    answer = as_editor.post(CLAIMS, {**new_claim(article), "spans": spans})
    error = next(one for one in answer.json()["errors"] if one["field"] == field)
    assert (answer.status_code, error["code"]) == (400, code)
    assert not Claim.objects.exists()


@pytest.mark.parametrize(("spans", "code", "field"), [row for row in BAD_SPANS if row[0] and "content" in row[0]])
def test_a_claim_keeps_its_spans_where_new_ones_do_not_fit(
    spans: Any, code: str, field: str, as_editor: APIClient, article: Article
) -> None:
    claim = ClaimFactory(article=article)
    before = as_editor.get(address(claim)).json()
    answer = as_editor.patch(address(claim), {"spans": spans, "status": "confirmed"}, headers=ANY)
    assert answer.status_code == 400, answer.content
    assert as_editor.get(address(claim)).json() == before


def test_new_content_spans_bring_the_words_at_them_and_leave_the_other_parts(
    as_editor: APIClient, article: Article
) -> None:
    claim = ClaimFactory(article=article)
    before = as_editor.get(address(claim)).json()
    start = TEXT.index("The agency")
    spans = {"content": [[start, start + 10], [5, 11]]}
    after = as_editor.patch(address(claim), {"spans": spans}, headers=ANY).json()
    assert after["content"] == "bridge … The agency"
    assert after["spans"] == {**before["spans"], "content": [[5, 11], [start, start + 10]]}
    assert after["quote_type"] == "mixed"


@pytest.mark.parametrize("status", list(Status))
def test_a_decision_says_who_made_it_and_when(status: Status, as_editor: APIClient) -> None:
    before = ClaimFactory(status=Status.CONFIRMED if status == Status.SUGGESTED else Status.SUGGESTED)
    after = as_editor.patch(address(before), {"status": status}, headers=ANY).json()
    assert after["status"] == status
    if status == Status.SUGGESTED:
        assert (after["decided_by"], after["decided_at"]) == (None, None)
    else:
        assert after["decided_by"] == "editor"
        assert (datetime.now(UTC) - datetime.fromisoformat(after["decided_at"])).total_seconds() < 60
    assert (after["extractor"], after["confidence"]) == ("rules", 0.9)


def test_claims_decided_on_before_the_text_changed_can_be_listed_and_looked_at(as_editor: APIClient) -> None:
    changed = ClaimFactory(status=Status.CONFIRMED, anchoring=Anchoring.ALTERED, needs_look=True, words_before="Old")
    ClaimFactory(status=Status.CONFIRMED)
    assert listed(as_editor, "claims", changed="true") == [changed.pk]
    kept = as_editor.patch(address(changed), {"needs_look": False}, headers=ANY).json()
    assert (kept["status"], kept["anchoring"], kept["words_before"]) == ("confirmed", "held", "")
    assert listed(as_editor, "claims", changed="true") == []


def test_another_speaker_has_nothing_that_is_printed_of_the_former(as_editor: APIClient) -> None:
    claim, other = ClaimFactory(speaker__name="Ada Holm"), SpeakerFactory(name="Eve Lind")
    after = as_editor.patch(address(claim), {"speaker": other.pk}, headers=ANY).json()
    assert after["speaker"]["id"] == other.pk
    assert (after["name_as_printed"], after["role_as_printed"]) == ("", "")
    assert as_editor.patch(address(claim), {"speaker": None}, headers=ANY).json()["speaker"] is None


def test_a_new_chain_replaces_the_old_one_and_the_speaker(as_editor: APIClient) -> None:
    claim = ClaimFactory(chain=[SpeakerFactory(), SpeakerFactory()])
    other, agency = SpeakerFactory(), SpeakerFactory()
    hops = [{"speaker": other.pk, "name_as_printed": "she"}, {"speaker": agency.pk}, {"name_as_printed": "the radio"}]
    after = as_editor.patch(address(claim), {"hops": hops}, headers=ANY).json()
    assert (after["speaker"]["id"], after["name_as_printed"]) == (other.pk, "she")
    assert [(hop["speaker"] and hop["speaker"]["id"], hop["name_as_printed"]) for hop in after["chain"]] == [
        (agency.pk, ""),
        (None, "the radio"),
    ]


def test_a_change_names_either_the_speaker_or_the_whole_chain(as_editor: APIClient) -> None:
    speaker = SpeakerFactory().pk
    body = {"speaker": speaker, "hops": [{"speaker": speaker}]}
    assert fields_of(as_editor.patch(address(ClaimFactory()), body, headers=ANY)) == {"hops"}


def test_a_chain_has_twenty_hops_at_most(as_editor: APIClient) -> None:
    assert fields_of(as_editor.patch(address(ClaimFactory()), {"hops": [{}] * 21}, headers=ANY)) == {"hops"}


def test_tags_are_replaced_as_a_whole(as_fact_checker: APIClient) -> None:
    old, new = TagFactory(), TagFactory()
    claim = ClaimFactory(tags=[old])
    assert as_fact_checker.patch(address(claim), {"tags": [new.pk, new.pk]}, headers=ANY).json()["tags"] == [
        {"id": new.pk, "name": new.name}
    ]
    assert as_fact_checker.patch(address(claim), {"tags": []}, headers=ANY).json()["tags"] == []


def test_a_quote_type_given_overrules_the_one_that_is_seen(as_editor: APIClient, article: Article) -> None:
    made = as_editor.post(CLAIMS, new_claim(article, quote_type="indirect")).json()
    assert made["quote_type"] == QuoteType.INDIRECT
    after = as_editor.patch(f"{CLAIMS}{made['id']}/", {"quote_type": "mixed"}, headers=ANY).json()
    assert after["quote_type"] == QuoteType.MIXED


def test_the_history_of_a_claim_says_who_changed_what(as_editor: APIClient, as_reader: APIClient, editor: User) -> None:
    claim, tag, other = ClaimFactory(), TagFactory(), SpeakerFactory()
    as_editor.patch(address(claim), {"status": "confirmed", "speaker": other.pk}, headers=ANY)
    as_editor.patch(address(claim), {"tags": [tag.pk]}, headers=ANY)
    answer = as_reader.get(f"{address(claim)}history/")
    newest, middle, *_, first = answer.json()
    assert (newest["by"], newest["what"]) == ("editor", "changed")
    assert {"field": "tags", "before": "", "after": tag.name} in newest["differences"]
    assert {"field": "status", "before": "suggested", "after": "confirmed"} in middle["differences"]
    assert {"field": "speaker", "before": claim.speaker.name, "after": other.name} in middle["differences"]
    assert (first["by"], first["machine"], first["what"], first["differences"]) == ("rules 1", True, "created", [])


def test_a_claim_deleted_takes_its_suggested_links_along(as_administrator: APIClient) -> None:
    claim = ClaimFactory(chain=[SpeakerFactory()])
    LinkFactory(claim=claim, status=Status.SUGGESTED)
    assert as_administrator.delete(address(claim), headers=ANY).status_code == 204
    problem_of(as_administrator.get(address(claim)), 404, "not-found")
    assert listed(as_administrator, "links") == []


@pytest.mark.parametrize("work", [CommentFactory, LinkFactory, AssessmentFactory])
def test_a_claim_that_people_have_worked_on_is_not_deleted(work: Any, as_administrator: APIClient) -> None:
    claim = ClaimFactory()
    work(claim=claim)
    problem_of(as_administrator.delete(address(claim), headers=ANY), 409, "claim-has-work")
    assert as_administrator.get(address(claim)).status_code == 200
