"""What lists of claims can be filtered and sorted by, and that the counts beside them agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Form, QuoteType, Relation, SpeakerKind, Status
from claims.models import Attribution, Claim
from claims.reading import facets
from tests.api.helpers import V1, fields_of, listed, problem_of
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    LinkFactory,
    OutletFactory,
    RatingFactory,
    SpeakerFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db

FACETS = f"{V1}claims/facets/"
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def two() -> SimpleNamespace:
    """Two claims that differ in all that a list can be filtered by, and what each has."""
    early = ArticleFactory(published_at=datetime(2026, 1, 1, 12, tzinfo=UTC), text="“The ferry sinks,” Ada Holm said.")
    late = ArticleFactory(published_at=datetime(2026, 2, 1, 12, tzinfo=UTC), text="“A bridge burns,” the port said.")
    ada = SpeakerFactory(name="Ada Holm")
    port = SpeakerFactory(name="Port Authority", kind=SpeakerKind.ORGANIZATION)
    agency, radio = SpeakerFactory(name="News Agency"), SpeakerFactory(name="City Radio")
    tag, word = TagFactory(), TagFactory()
    first = ClaimFactory(article=early, speaker=ada, chain=[agency, agency], tags=[tag], said_on=date(2026, 1, 1))
    second = ClaimFactory(
        article=late,
        speaker=port,
        chain=[radio],
        tags=[word, TagFactory()],
        said_on=date(2026, 2, 1),
        status=Status.CONFIRMED,
        quote_type=QuoteType.INDIRECT,
        form=Form.THOUGHT,
        confidence=0.4,
    )
    finding = AssessmentFactory(claim=first, status=AssessmentStatus.PUBLISHED)
    AssessmentFactory(claim=second, rating=finding.rating)
    Attribution.objects.filter(claim=first, position=0).update(role_as_printed="former harbour master")
    Claim.objects.filter(pk=first.pk).update(addressee="the City Council")
    Claim.objects.filter(pk=second.pk).update(updated_at=LONG_AGO)
    AliasFactory(speaker=ada, name="A. Holm")
    return SimpleNamespace(
        first=first.pk,
        second=second.pk,
        ada=ada,
        agency=agency,
        early=early,
        tag=tag,
        rating=finding.rating,
        words=[word.pk],
    )


FIRST_ONLY: list[tuple[str, Callable[[SimpleNamespace], dict[str, Any]]]] = [
    ("speaker", lambda two: {"speaker": two.ada.pk}),
    ("speaker_name", lambda two: {"speaker_name": "Ada Holm"}),
    ("speaker_name, another of them", lambda two: {"speaker_name": "a. HOLM"}),
    ("role, words of it", lambda two: {"role": "Harbour Master"}),
    ("addressee, words of it", lambda two: {"addressee": "city council"}),
    ("kind", lambda two: {"kind": "person"}),
    ("passed_on_by", lambda two: {"passed_on_by": two.agency.pk}),
    ("article", lambda two: {"article": two.early.pk}),
    ("version", lambda two: {"version": two.early.current_version.pk}),
    ("outlet", lambda two: {"outlet": two.early.outlet_id}),
    ("quote_type", lambda two: {"quote_type": "direct"}),
    ("form", lambda two: {"form": "speech"}),
    ("status", lambda two: {"status": "suggested"}),
    ("tag", lambda two: {"tag": two.tag.pk}),
    ("tag_any", lambda two: {"tag_any": f"{two.tag.pk},{2**63 - 1}"}),
    ("tag_all", lambda two: {"tag_all": two.tag.pk}),
    ("tag_none", lambda two: {"tag_none": ",".join(map(str, two.words))}),
    ("updated_from", lambda two: {"updated_from": "2025-01-01T00:00:01Z"}),
    ("rating, published only", lambda two: {"rating": two.rating.pk}),
    ("said_to", lambda two: {"said_to": "2026-01-01"}),
    ("said_from and said_to", lambda two: {"said_from": "2026-01-01", "said_to": "2026-01-31"}),
    ("day_to", lambda two: {"day_to": "2026-01-01"}),
    ("day_from and day_to", lambda two: {"day_from": "2026-01-01", "day_to": "2026-01-31"}),
    ("published_to", lambda two: {"published_to": "2026-01-01T12:00:00Z"}),
    ("published_to in another zone", lambda two: {"published_to": "2026-01-01T13:00:00+01:00"}),
    ("published_from and published_to", lambda two: {"published_from": "2026-01-01", "published_to": "2026-01-02"}),
    ("q, a word", lambda two: {"q": "ferry"}),
    ("q, another form of a word", lambda two: {"q": "FERRIES"}),
    ("q, all words in any order", lambda two: {"q": "sinks ferry"}),
    ("q, a name", lambda two: {"q": "ada holm"}),
    ("q, a surname", lambda two: {"q": "Holm"}),
    ("two filters", lambda two: {"speaker": two.ada.pk, "tag": two.tag.pk, "q": "ferry"}),
    ("no words, which filter nothing", lambda two: {"tag": two.tag.pk, "q": ""}),
]


@pytest.mark.parametrize(("name", "query"), FIRST_ONLY, ids=[name for name, _ in FIRST_ONLY])
def test_a_filter_lets_through_what_it_says_once_and_the_counts_agree(
    name: str, query: Callable[[SimpleNamespace], dict[str, Any]], two: SimpleNamespace, as_reader: APIClient
) -> None:
    assert listed(as_reader, "claims", **query(two)) == [two.first]
    assert as_reader.get(FACETS, query(two)).json()["total"] == 1


def test_all_of_several_tags_and_none_of_several(as_reader: APIClient) -> None:
    one, two = TagFactory.create_batch(2)
    bare, single, double = (ClaimFactory(tags=tags).pk for tags in ([], [one], [one, two]))
    both = f"{one.pk},{two.pk}"
    assert listed(as_reader, "claims", tag_all=both) == [double]
    assert listed(as_reader, "claims", tag_any=both) == [double, single]
    assert listed(as_reader, "claims", tag_none=both) == [bare]
    assert listed(as_reader, "claims", tag_any=one.pk, tag_none=two.pk) == [single]


def test_whether_somebody_passed_the_words_on(as_reader: APIClient) -> None:
    direct = ClaimFactory().pk
    passed_on = ClaimFactory(chain=[SpeakerFactory()]).pk
    assert listed(as_reader, "claims", has_chain="true") == [passed_on]
    assert listed(as_reader, "claims", has_chain="false") == [direct]


def test_claims_in_a_relation_are_those_at_both_ends_of_a_link_that_is_not_rejected(as_reader: APIClient) -> None:
    denied, denial, repeat, alone = ClaimFactory.create_batch(4)
    LinkFactory(claim=denial, other=denied, relation=Relation.CONTRADICTS, status=Status.SUGGESTED)
    LinkFactory(claim=repeat, other=denied, relation=Relation.REPEATS)
    LinkFactory(claim=alone, other=repeat, relation=Relation.CONTRADICTS, status=Status.REJECTED)
    assert listed(as_reader, "claims", relation="contradicts") == [denial.pk, denied.pk]
    assert listed(as_reader, "claims", relation="repeats") == [repeat.pk, denied.pk]


def test_the_day_of_a_claim_is_the_one_said_or_else_the_one_published_on(as_reader: APIClient) -> None:
    end_of_day = ArticleFactory(published_at=datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC))
    undated = ArticleFactory(published_at=None)
    said, published = ClaimFactory(article=end_of_day, said_on=date(2026, 2, 3)).pk, ClaimFactory(article=end_of_day).pk
    said_undated, neither = (ClaimFactory(article=undated, said_on=day).pk for day in (date(2026, 1, 31), None))
    assert set(listed(as_reader, "claims", day_from="2026-01-31", day_to="2026-01-31")) == {published, said_undated}
    assert listed(as_reader, "claims", day_from="2026-02-01") == [said]
    assert listed(as_reader, "claims", dated="false") == [neither]
    assert set(listed(as_reader, "claims", dated="true")) == {said, published, said_undated}


def test_claims_before_another_are_those_of_its_article_that_begin_earlier(as_reader: APIClient) -> None:
    article = ArticleFactory()
    late, early, level = (ClaimFactory(article=article, start=start).pk for start in (9, 1, 9))
    ClaimFactory()
    assert listed(as_reader, "claims", before_claim=level, order="text") == [early, late]
    assert listed(as_reader, "claims", before_claim=late) == [early]
    assert listed(as_reader, "claims", before_claim=2**63 - 1) == []


@pytest.mark.parametrize(
    "query",
    [
        {"said_from": "2026-01-02"},
        {"day_from": "2026-01-02"},
        {"published_from": "2026-01-01T12:00:01Z"},
        {"q": "bridge"},
        {"q": "port auth"},
        {"status": "confirmed"},
        {"kind": "organization"},
    ],
)
def test_the_other_end_of_a_filter(query: dict[str, str], two: SimpleNamespace, as_reader: APIClient) -> None:
    assert listed(as_reader, "claims", **query) == [two.second]


@pytest.mark.parametrize(
    "q", ['"', "'", "*", "(", ")", "-", "NEAR(", "a AND", "%", "_", "\\", "😀", "\u200b", "ferry*", ":"]
)
def test_a_search_for_signs_finds_what_it_can_and_fails_never(
    q: str, two: SimpleNamespace, as_reader: APIClient
) -> None:
    assert set(listed(as_reader, "claims", q=q)) <= {two.first}


@pytest.mark.parametrize("name", ["speaker", "passed_on_by", "article", "outlet", "tag", "rating"])
@pytest.mark.parametrize("value", ["x", "1.5", "0", "-1", "9" * 25, "1e3", "null", "1,2", "\0"])
def test_an_id_that_is_none_is_refused_by_name(name: str, value: str, as_reader: APIClient) -> None:
    assert fields_of(as_reader.get(f"{V1}claims/", {name: value})) == {name}
    assert fields_of(as_reader.get(FACETS, {name: value})) == {name}


@pytest.mark.parametrize("name", ["speaker", "passed_on_by", "article", "outlet", "tag", "rating"])
def test_an_id_of_nothing_finds_nothing(name: str, two: SimpleNamespace, as_reader: APIClient) -> None:
    assert listed(as_reader, "claims", **{name: 2**63 - 1}) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "nobody"),
        ("relation", "denies"),
        ("has_chain", "perhaps"),
        ("tag_any", "1,x"),
        ("tag_any", ","),
        ("tag_none", "1,"),
        ("tag_all", "0"),
        ("tag_none", ",".join(["1"] * 21)),
        ("updated_from", "yesterday"),
        ("quote_type", "loud"),
        ("form", "sung"),
        ("status", "Confirmed"),
        ("said_from", "tomorrow"),
        ("said_to", "2026-02-30"),
        ("published_from", "0001-01-01T00:00:00+14:00"),
        ("published_to", "9999-12-31T23:59:59-14:00"),
        ("published_to", "noon"),
        ("q", "a" * 201),
        ("q", "a\0b"),
    ],
)
def test_a_value_that_a_filter_does_not_know_is_refused_by_name(name: str, value: str, as_reader: APIClient) -> None:
    assert fields_of(as_reader.get(f"{V1}claims/", {name: value})) == {name}


@pytest.mark.parametrize(
    "path",
    [
        "claims/",
        "claims/facets/",
        "claims/count/",
        "claims/months/",
        "articles/",
        "article-versions/",
        "speakers/",
        "aliases/",
        "links/",
        "tags/",
        "ratings/",
        "outlets/",
        "assessments/",
        "comments/",
    ],
)
def test_an_unknown_filter_is_refused_by_name(path: str, as_reader: APIClient) -> None:
    answer = as_reader.get(V1 + path, {"speeker": 1, "sttus": "x"})
    body = problem_of(answer, 400, "invalid")
    assert {(one["field"], one["code"]) for one in body["errors"]} == {
        ("speeker", "unknown-filter"),
        ("sttus", "unknown-filter"),
    }


def test_an_unknown_filter_is_told_from_the_one_that_was_meant(as_reader: APIClient) -> None:
    (one,) = as_reader.get(f"{V1}claims/", {"spekaer": 3}).json()["errors"]
    there_is_none, described = "There is no such parameter here.", f"All are described at {reverse('api-docs')}."
    assert one["message"] == f"{there_is_none} Did you mean speaker? {described}"
    (one,) = as_reader.get(f"{V1}claims/", {"zzz": 3}).json()["errors"]
    assert one["message"] == f"{there_is_none} {described}"
    assert len(as_reader.get(f"{V1}claims/", {f"z{n}": 3 for n in range(50)}).json()["errors"]) == 20


def test_a_single_record_has_no_filters(as_reader: APIClient) -> None:
    claim = ClaimFactory()
    problem_of(as_reader.get(f"{V1}claims/{claim.pk}/", {"status": "rejected"}), 400, "unknown-filter")
    problem_of(as_reader.get(f"{V1}article-versions/", {"order": "newest"}), 400, "unknown-filter")


def test_each_order_puts_first_what_it_says(as_reader: APIClient) -> None:
    article = ArticleFactory()
    day = datetime(2026, 1, 1, tzinfo=UTC)
    one, other, third = (
        ClaimFactory(article=article, listed_at=day + timedelta(days=days), confidence=confidence, start=start).pk
        for days, confidence, start in ((2, 0.5, 9), (1, 0.1, 5), (3, 0.8, 7))
    )
    by_hand = ClaimFactory(article=article, listed_at=day, confidence=None, start=1).pk
    expected = {
        "newest": [third, one, other, by_hand],
        "oldest": [by_hand, other, one, third],
        "least-certain": [other, one, third, by_hand],
        "most-certain": [third, one, other, by_hand],
        "text": [by_hand, other, third, one],
    }
    assert {order: listed(as_reader, "claims", order=order) for order in expected} == expected
    assert listed(as_reader, "claims") == expected["newest"]


def test_the_counts_say_how_many_claims_each_value_would_leave(as_reader: APIClient) -> None:
    tags, outlets, rating = TagFactory.create_batch(2), OutletFactory.create_batch(2), RatingFactory()
    speakers = SpeakerFactory.create_batch(2)
    for number in range(6):
        claim = ClaimFactory(
            speaker=speakers[number % 2] if number else None,
            article=ArticleFactory(outlet=outlets[number // 4], text=f"“Bridge {number} opens,” she said."),
            status=list(Status)[number % 3],
            quote_type=list(QuoteType)[number // 3],
            form=list(Form)[number % 2],
            tags=tags[: number % 3],
        )
        if number > 3:
            AssessmentFactory(claim=claim, rating=rating, status=AssessmentStatus.PUBLISHED)
    for query in ({}, {"status": "suggested"}, {"tag": tags[0].pk}, {"rating": rating.pk}, {"q": "bridge"}):
        counts = as_reader.get(FACETS, query).json()
        assert (counts["total"], counts["capped"]) == (len(listed(as_reader, "claims", **query)), False)
        for name in ("speaker", "quote_type", "form", "status", "tag", "outlet", "rating"):
            assert counts[name] == sorted(counts[name], key=lambda value: -value["count"])
            for value in counts[name]:
                if name not in query:
                    left = listed(as_reader, "claims", **query, **{name: value["value"]})
                    assert value["count"] == len(left)


def test_counts_stop_where_counting_would_become_dear_and_say_so(
    as_reader: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "COUNTED_AT_MOST", 3)
    ClaimFactory.create_batch(3)
    assert as_reader.get(FACETS).json()["capped"] is False
    ClaimFactory()
    counts = as_reader.get(FACETS).json()
    assert (counts["total"], counts["capped"]) == (3, True)


def test_values_are_counted_among_the_first_claims_of_the_order(
    as_reader: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "COUNTED_AT_MOST", 2)
    ClaimFactory.create_batch(2, status=Status.CONFIRMED)
    old = ClaimFactory(listed_at=datetime(2020, 1, 1, tzinfo=UTC))
    counts = as_reader.get(FACETS).json()
    assert [(value["value"], value["count"]) for value in counts["status"]] == [("confirmed", 2)]
    assert [value["value"] for value in as_reader.get(FACETS, {"order": "oldest"}).json()["speaker"]].count(
        old.speaker_id
    )


@pytest.mark.parametrize("name", ["rating", "passed_on_by"])
def test_values_are_counted_among_the_claims_added_last_where_the_order_would_cost_a_sort_of_all(
    name: str, as_reader: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "COUNTED_AT_MOST", 2)
    rating, agency = RatingFactory(), SpeakerFactory()
    chain = [SpeakerFactory(), agency, SpeakerFactory(), agency]  # twice, and still one claim
    days = (datetime(2026 - number, 1, 1, tzinfo=UTC) for number in range(3))
    claims = [ClaimFactory(listed_at=day, chain=chain[1 - number % 2 :]) for number, day in enumerate(days)]
    for claim in claims:
        AssessmentFactory(claim=claim, rating=rating, status=AssessmentStatus.PUBLISHED)
    query = {name: {"rating": rating, "passed_on_by": agency}[name].pk}
    assert len(listed(as_reader, "claims", **query)) == 3
    counts = as_reader.get(FACETS, query).json()
    assert (counts["total"], counts["capped"]) == (2, True)
    assert {value["value"] for value in counts["outlet"]} == {claim.article.outlet_id for claim in claims[1:]}


def test_of_the_unnamed_those_added_last_are_counted(as_reader: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "COUNTED_AT_MOST", 2)
    days = [datetime(2026 - number, 1, 1, tzinfo=UTC) for number in range(3)]
    claims = [ClaimFactory(listed_at=day, speaker=SpeakerFactory(unnamed=True)) for day in days]
    ClaimFactory()  # by somebody named, who was added later
    counts = as_reader.get(FACETS, {"kind": "unnamed"}).json()
    assert (counts["total"], counts["capped"]) == (2, True)
    assert {value["value"] for value in counts["speaker"]} == {claim.speaker_id for claim in claims[1:]}


def test_all_claims_are_counted_where_one_asks_for_that(as_reader: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "COUNTED_AT_MOST", 2)
    ClaimFactory.create_batch(3, status=Status.CONFIRMED)
    ClaimFactory(status=Status.SUGGESTED)
    assert as_reader.get("/api/v1/claims/count/").json() == {"count": 4}
    assert as_reader.get("/api/v1/claims/count/", {"status": "confirmed"}).json() == {"count": 3}
    assert as_reader.get("/api/v1/claims/count/", {"stat": "confirmed"}).status_code == 400


def test_claims_come_with_the_paragraphs_that_they_stand_in(as_editor: APIClient) -> None:
    claims = [ClaimFactory(), ClaimFactory(content="Nobody knew")]
    rows = as_editor.get(f"{V1}claims/in-context/", {"order": "oldest"}).json()["results"]
    assert rows == [as_editor.get(f"{V1}claims/{claim.pk}/").json() for claim in claims]
    assert rows[1]["context"]["text"].startswith("“Nobody knew,”")


def test_claims_that_await_a_decision(as_editor: APIClient) -> None:
    suggested, changed = ClaimFactory(), ClaimFactory(status=Status.CONFIRMED, needs_look=True)
    decided = ClaimFactory(status=Status.REJECTED)
    assert set(listed(as_editor, "claims", undecided="true")) == {suggested.pk, changed.pk}
    assert listed(as_editor, "claims", changed="yes") == [changed.pk]
    assert changed.pk not in listed(as_editor, "claims", changed="no")
    assert listed(as_editor, "claims", undecided="false") == [decided.pk]


def test_claims_by_how_sure_the_machine_was(as_editor: APIClient) -> None:
    unsure, sure = ClaimFactory(confidence=0.4), ClaimFactory(confidence=0.95)
    ClaimFactory(confidence=None)
    assert listed(as_editor, "claims", confidence_from="0.9") == [sure.pk]
    assert listed(as_editor, "claims", confidence_to="0.9") == [unsure.pk]
