"""What each tool answers: the words of the API's rows, the confirmed ones unless others are asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, QuoteType, Status
from claims.models import Claim
from claims.services.merging import merge_speakers
from newsapp.accounts.models import User
from tests.api.helpers import V1
from tests.api.records import confirmed_claim
from tests.cast import CAST
from tests.factories import ArticleFactory, AssessmentFactory, ClaimFactory, OutletFactory, SpeakerFactory
from tests.mcp.speaking import asked, claims_in, refusal_in, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited() -> Claim:
    """A claim of somebody, cited by an agency, said together with somebody else, and assessed."""
    claim = confirmed_claim(
        speaker=SpeakerFactory(name="Ada Lind"),
        chain=[SpeakerFactory(name="Harbour Radio")],
        chain__together=[SpeakerFactory(name="Omar Dal")],
        said_on=date(2026, 3, 1),
    )
    AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED, rating__name="Half true")
    return claim


class TestOneClaim:
    def test_has_words_chain_status_and_address_as_the_api_has_them(self, cited: Claim, as_visitor: APIClient) -> None:
        row = as_visitor.get(f"{V1}claims/{cited.pk}/").json()
        told = asked("get_claim", id=cited.pk)["structuredContent"]["claim"]
        same = set(told) - {"address", "words", "cite_as", "assessment"}
        assert {name: told[name] for name in same} == {name: row[name] for name in same}
        assert told["words"] == row["content"] == cited.content
        assert told["address"] == f"http://testserver/claims/{cited.pk}/"
        assert [hop["speaker"]["name"] for hop in told["chain"]] == ["Harbour Radio"]
        assert [hop["speaker"]["name"] for hop in told["joint_speakers"]] == ["Omar Dal"]
        assert told["assessment"] == {"rating": "Half true", "claim": cited.pk, "words_changed": False}

    @pytest.mark.parametrize(
        ("quote_type", "cited_as"),
        [
            (QuoteType.DIRECT, "“It opens in May”"),
            (QuoteType.MIXED, "It opens in May"),
            (QuoteType.INDIRECT, "It opens in May"),
        ],
    )
    def test_stands_in_quotation_marks_only_where_it_is_a_quotation(self, quote_type: QuoteType, cited_as: str) -> None:
        claim = confirmed_claim(content="It opens in May", quote_type=quote_type)
        told = asked("get_claim", id=claim.pk)["structuredContent"]["claim"]
        assert (told["words"], told["cite_as"]) == ("It opens in May", cited_as)

    def test_is_also_told_as_text_for_clients_that_read_no_other(self, cited: Claim) -> None:
        result = asked("get_claim", id=cited.pk)
        assert [block["type"] for block in result["content"]] == ["text"]
        assert orjson.loads(result["content"][0]["text"]) == result["structuredContent"]

    def test_that_nobody_confirmed_is_shown_only_when_asked_for_and_says_so(self, settings: Settings) -> None:
        settings.NEWSAPP_VISITORS = "everything"
        claim = ClaimFactory()
        assert "Nobody has confirmed" in refusal_in(asked("get_claim", id=claim.pk))
        shown = asked("get_claim", id=claim.pk, include_unconfirmed=True)["structuredContent"]["claim"]
        assert (shown["status"], shown["extractor"], shown["confidence"]) == ("suggested", "rules", 0.9)

    def test_that_there_is_not_is_refused_as_the_api_refuses_it(self, as_visitor: APIClient) -> None:
        assert refusal_in(asked("get_claim", id=4711)) == as_visitor.get(f"{V1}claims/4711/").json()["detail"]


class TestSearch:
    def test_finds_words_and_names(self) -> None:
        claim = confirmed_claim(content="The ferry leaves at noon", speaker=SpeakerFactory(name="Ada Lind"))
        confirmed_claim(content="It opens in May", speaker=SpeakerFactory(name="Tom Berg"))
        assert claims_in(asked("search_claims", words="ferry noon")) == [claim.pk]
        assert claims_in(asked("search_claims", words="Ada Lind")) == [claim.pk]

    def test_takes_conditions_that_must_all_hold(self) -> None:
        article = ArticleFactory(outlet=OutletFactory(), published_at=datetime(2026, 5, 4, 12, tzinfo=UTC))
        relay = SpeakerFactory()
        claim = confirmed_claim(article=article, said_on=date(2026, 5, 3), chain=[relay])
        confirmed_claim()
        conditions: list[dict[str, Any]] = [
            {"speaker": claim.speaker_id},
            {"passed_on_by": relay.pk},
            {"outlet": article.outlet_id},
            {"said_from": "2026-05-03", "said_to": "2026-05-03"},
            {"published_from": "2026-05-04", "published_to": "2026-05-04T12:00:00Z"},
        ]
        for condition in conditions:
            assert claims_in(asked("search_claims", **condition)) == [claim.pk], condition
        every = {name: value for condition in conditions for name, value in condition.items()}
        assert claims_in(asked("search_claims", **every)) == [claim.pk]
        assert claims_in(asked("search_claims", **every, quote_type="indirect")) == []

    def test_with_no_condition_gives_the_newest(self) -> None:
        older = confirmed_claim(article__published_at=datetime(2026, 1, 1, tzinfo=UTC))
        newer = confirmed_claim(article__published_at=datetime(2026, 2, 1, tzinfo=UTC))
        assert claims_in(asked("search_claims")) == [newer.pk, older.pk]

    def test_gives_what_is_unconfirmed_when_asked_for_and_what_is_rejected_never(self, reader: User) -> None:
        confirmed, suggested = confirmed_claim(), ClaimFactory()
        ClaimFactory(status=Status.REJECTED)
        token = token_of(reader)
        assert claims_in(asked("search_claims", token)) == [confirmed.pk]
        result = asked("search_claims", token, include_unconfirmed=True)
        assert sorted(claims_in(result)) == [confirmed.pk, suggested.pk]
        status_of = {claim["id"]: claim["status"] for claim in result["structuredContent"]["claims"]}
        assert status_of == {confirmed.pk: "confirmed", suggested.pk: "suggested"}

    def test_is_paged_by_cursor(self) -> None:
        made = {confirmed_claim().pk for _ in range(5)}
        pages, cursor = [], None
        while not pages or cursor:
            result = asked("search_claims", limit=2, **({"cursor": cursor} if cursor else {}))
            pages.append(claims_in(result))
            cursor = result["structuredContent"]["next_cursor"]
        assert [len(page) for page in pages] == [2, 2, 1]
        assert {pk for page in pages for pk in page} == made

    def test_refuses_a_cursor_of_another_search(self) -> None:
        for _ in range(2):
            confirmed_claim()
        cursor = asked("search_claims", limit=1)["structuredContent"]["next_cursor"]
        refusal = refusal_in(asked("search_claims", limit=1, quote_type="direct", cursor=cursor))
        assert refusal.startswith("cursor: ")

    @pytest.mark.parametrize(
        ("arguments", "field"),
        [
            ({"speaker": "Ada Lind"}, "speaker"),
            ({"speaker": True}, "speaker"),
            ({"speaker": 0}, "speaker"),
            ({"speaker": 2**63}, "speaker"),
            ({"speaker": 10**30}, "speaker"),
            ({"words": "x" * 201}, "words"),
            ({"words": "a\0b"}, "words"),
            ({"words": ["bridge"]}, "words"),
            ({"said_from": "last week"}, "said_from"),
            ({"said_from": "2026-02-31"}, "said_from"),
            ({"published_to": "tomorrow"}, "published_to"),
            ({"quote_type": "loud"}, "quote_type"),
            ({"limit": 51}, "limit"),
            ({"cursor": "zzz"}, "cursor"),
            ({"include_unconfirmed": "yes"}, "include_unconfirmed"),
            ({"sort": "newest"}, "sort"),
        ],
    )
    def test_names_what_is_wrong_with_its_arguments(self, arguments: dict[str, Any], field: str) -> None:
        assert refusal_in(asked("search_claims", **arguments)).startswith(f"{field}: ")

    def test_says_which_arguments_there_are_and_which_are_needed(self) -> None:
        assert "There are: include_unconfirmed, id." in refusal_in(asked("get_claim", id=1, number=1))
        assert refusal_in(asked("get_claim")) == "id: This is needed."


class TestSpeaker:
    def test_has_what_they_said_alone_and_together_with_others(self, cited: Claim) -> None:
        joint = cited.hops.get(together=True).speaker
        result = asked("claims_of_speaker", speaker=joint.pk)
        assert claims_in(result) == [cited.pk]
        assert result["structuredContent"]["speaker"] == {"id": joint.pk, "name": "Omar Dal", "kind": "person"}

    def test_who_was_merged_is_found_by_the_old_number(self) -> None:
        claim, other = confirmed_claim(), SpeakerFactory()
        number = other.pk
        merge_speakers(claim.speaker, [other], by="a test")
        result = asked("claims_of_speaker", speaker=number)
        assert claims_in(result) == [claim.pk]
        assert result["structuredContent"]["speaker"]["id"] == claim.speaker_id

    def test_who_is_not_there_is_refused_as_the_api_refuses_it(self, as_visitor: APIClient) -> None:
        assert (
            refusal_in(asked("claims_of_speaker", speaker=4711))
            == as_visitor.get(f"{V1}speakers/4711/").json()["detail"]
        )


class TestArticle:
    def test_has_its_claims_in_the_order_of_its_text(self) -> None:
        article = ArticleFactory()
        last = confirmed_claim(article=article, content="Nobody has asked us")
        first = confirmed_claim(article=article)
        confirmed_claim()
        result = asked("claims_of_article", article=article.pk)
        assert claims_in(result) == [first.pk, last.pk]
        assert result["structuredContent"]["article"]["title"] == article.title

    def test_that_is_not_there_is_refused_as_the_api_refuses_it(self, as_visitor: APIClient) -> None:
        assert (
            refusal_in(asked("claims_of_article", article=4711))
            == as_visitor.get(f"{V1}articles/4711/").json()["detail"]
        )


class TestWhoSeesWhat:
    """The visibility of the API: an account sees all, a visitor as much as the setting says."""

    @pytest.mark.parametrize("who", CAST[1:])
    def test_whoever_has_a_token_may_ask_for_everything(self, who: str, member: Any) -> None:
        confirmed, suggested = confirmed_claim(), ClaimFactory()
        token = token_of(member(who))
        assert sorted(claims_in(asked("search_claims", token, include_unconfirmed=True))) == [
            confirmed.pk,
            suggested.pk,
        ]
        assert claims_in(asked("claims_of_speaker", token, speaker=suggested.speaker_id)) == []

    def test_rejected_claims_leave_no_gap_in_a_page(self, member: Any) -> None:
        standing = ClaimFactory.create_batch(2)
        ClaimFactory.create_batch(3, status=Status.REJECTED)  # the newest, which would stand first
        found = asked("search_claims", token_of(member("reader")), include_unconfirmed=True, limit=2)
        assert sorted(claims_in(found)) == [claim.pk for claim in standing]
        assert found["structuredContent"]["next_cursor"] is None

    @pytest.mark.parametrize(("visitors", "seen"), [("confirmed", 1), ("everything", 2)])
    def test_visitors_see_what_the_setting_lets_them(self, visitors: str, seen: int, settings: Settings) -> None:
        settings.NEWSAPP_VISITORS = visitors
        confirmed_claim()
        suggested = ClaimFactory()
        assert len(claims_in(asked("search_claims", include_unconfirmed=True))) == seen
        found = [
            asked("get_claim", id=suggested.pk, include_unconfirmed=True),
            asked("claims_of_speaker", speaker=suggested.speaker_id),
            asked("claims_of_article", article=suggested.article_id),
        ]
        assert [result.get("isError", False) for result in found] == [seen == 1] * 3

    def test_no_tool_tells_who_decided_or_what_is_talked_of(self, reader: User, cited: Claim) -> None:
        told = asked("get_claim", token_of(reader), id=cited.pk)["structuredContent"]["claim"]
        assert not {"author", "decided_by", "comment_count"} & set(told)
