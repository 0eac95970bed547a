"""Assessments with their evidence, ratings, tags and comments through the API."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Status
from claims.reading.deeds import deeds_of
from newsapp.accounts.roles import Role
from tests.api.helpers import ANY, V1, fields_of, listed, problem_of
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    EvidenceFactory,
    RatingFactory,
    TagFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ASSESSMENTS = f"{V1}assessments/"
EVIDENCE = {
    "url": "https://council.example/minutes",
    "title": "Minutes",
    "excerpt": "in May",
    "shows": "The date.",
    "seen_on": "2026-03-04",
}


WITHDRAWAL = {"status": "withdrawn", "withdrawal_reason": "The minutes were a forgery."}


def finding(**values: Any) -> dict[str, Any]:
    return {"claim": ClaimFactory().pk, "rating": RatingFactory().pk, "explanation": "The minutes say May.", **values}


def test_an_assessment_begins_as_a_draft_with_its_evidence(as_fact_checker: APIClient) -> None:
    rating = RatingFactory()
    made = as_fact_checker.post(ASSESSMENTS, finding(rating=rating.pk, evidence=[EVIDENCE, {"title": "A call"}])).json()
    assert (made["status"], made["author"], made["published_at"]) == ("draft", "fact_checker", None)
    assert (made["rating"], made["rating_name"], made["lacks"]) == (rating.pk, rating.name, [])
    assert made["evidence"] == [
        EVIDENCE,
        {"url": "", "title": "A call", "excerpt": "", "shows": "", "seen_on": None},
    ]


def test_publishing_notes_the_time_and_shows_it_on_the_claim(as_fact_checker: APIClient) -> None:
    made = as_fact_checker.post(ASSESSMENTS, finding(evidence=[EVIDENCE])).json()
    address = f"{ASSESSMENTS}{made['id']}/"
    published = as_fact_checker.patch(address, {"status": "published"}, headers=ANY).json()
    assert published["published_at"] is not None
    card = as_fact_checker.get(f"{V1}claims/{made['claim']}/").json()
    assert card["assessment"]["id"] == made["id"]
    withdrawn = as_fact_checker.patch(address, WITHDRAWAL, headers=ANY).json()
    assert withdrawn["published_at"] == published["published_at"]
    assert as_fact_checker.get(f"{V1}claims/{made['claim']}/").json()["assessment"] is None


def test_a_draft_may_lack_everything_and_says_what_it_lacks(as_fact_checker: APIClient) -> None:
    made = as_fact_checker.post(ASSESSMENTS, {"claim": ClaimFactory().pk}).json()
    assert (made["rating"], made["rating_name"], made["explanation"]) == (None, None, "")
    assert [lack["field"] for lack in made["lacks"]] == ["rating", "explanation", "evidence"]
    answer = as_fact_checker.patch(f"{ASSESSMENTS}{made['id']}/", {"status": "published"}, headers=ANY)
    assert fields_of(answer) == {"rating", "explanation", "evidence"}


def test_evidence_is_not_needed_where_a_reason_says_so(as_fact_checker: APIClient) -> None:
    answer = as_fact_checker.post(ASSESSMENTS, finding(status="published"))
    assert problem_of(answer, 400, "incomplete")["errors"] == [
        {"field": "evidence", "code": "incomplete", "message": "Give evidence, or say why none is needed."}
    ]
    reason = "The claim contradicts itself."
    made = as_fact_checker.post(ASSESSMENTS, finding(status="published", no_evidence_because=reason)).json()
    assert (made["status"], made["no_evidence_because"]) == ("published", reason)


def test_a_correction_is_published_in_place_of_what_it_corrects_and_one_undo_takes_it_back(
    as_fact_checker: APIClient,
) -> None:
    first = as_fact_checker.post(ASSESSMENTS, finding(status="published", evidence=[EVIDENCE])).json()
    words = {"claim": first["claim"], "evidence": [EVIDENCE], "corrects": first["id"], "status": "published"}
    assert fields_of(as_fact_checker.post(ASSESSMENTS, finding(**words))) == {"correction_reason"}
    answer = as_fact_checker.post(ASSESSMENTS, finding(**words, correction_reason="We misread the minutes."))
    second = answer.json()
    assert as_fact_checker.get(f"{ASSESSMENTS}{first['id']}/").json()["status"] == "corrected"
    assert as_fact_checker.get(f"{V1}claims/{first['claim']}/").json()["assessment"]["id"] == second["id"]
    change = int(answer["Change-Id"])
    assert [(deed["record"], deed["id"], deed["what"]) for deed in deeds_of([change])[change]] == [
        ("assessment", first["id"], "changed"),
        ("assessment", second["id"], "created"),
    ]
    assert as_fact_checker.post(f"{V1}changes/{change}/undo/", {}).status_code == 201
    assert as_fact_checker.get(f"{ASSESSMENTS}{first['id']}/").json()["status"] == "published"


@pytest.mark.parametrize("body", [{"status": "corrected"}, {"status": "draft"}, {"status": "review"}])
def test_a_step_that_leads_nowhere_is_refused_with_its_field(body: dict[str, str], as_editor: APIClient) -> None:
    address = f"{ASSESSMENTS}{AssessmentFactory(status=AssessmentStatus.PUBLISHED).pk}/"
    problem = problem_of(as_editor.patch(address, body, headers=ANY), 409, "no-such-step")
    assert problem["errors"][0]["field"] == "status"


def test_what_was_published_is_corrected_and_not_changed(as_editor: APIClient) -> None:
    address = f"{ASSESSMENTS}{AssessmentFactory(status=AssessmentStatus.PUBLISHED).pk}/"
    answer = as_editor.patch(address, {"explanation": "x"}, headers=ANY)
    assert problem_of(answer, 409, "assessment-published")["errors"][0]["field"] == "explanation"
    as_read = as_editor.get(address).json()
    assert as_editor.patch(address, as_read, headers=ANY).json()["explanation"] == as_read["explanation"]


# Who may take which step with somebody else's assessment, and with their own; 403 else.
STEPS = """
before     step       reader  fact-checker  author  editor
draft      review     403     403           200     200
draft      published  403     403           200     200
review     draft      403     200           200     200
review     published  403     200           200     200
published  withdrawn  403     403           200     200
withdrawn  published  403     403           200     200
"""


@pytest.mark.parametrize("step", STEPS.split("\n")[2:-1], ids=lambda line: "-".join(line.split()[:2]))
def test_each_step_is_taken_by_the_right_role(step: str, as_user: Any) -> None:
    before, status, *answers = step.split()
    for who, answer in zip(["reader", "fact-checker", "author", "editor"], answers, strict=True):
        role = {"reader": Role.READER, "editor": Role.EDITOR}.get(who, Role.FACT_CHECKER)
        user = UserFactory(role=role)
        own = {"author": user} if who == "author" else {}
        address = f"{ASSESSMENTS}{AssessmentFactory(status=before, **own).pk}/"
        body = {**WITHDRAWAL, "status": status} if status == "withdrawn" else {"status": status}
        assert as_user(user).patch(address, body, headers=ANY).status_code == int(answer), who


def test_who_reviews_publishes_the_words_of_another_and_does_not_change_them(as_fact_checker: APIClient) -> None:
    address = f"{ASSESSMENTS}{AssessmentFactory(status=AssessmentStatus.REVIEW).pk}/"
    body = {"status": "published", "explanation": "Mine."}
    assert "not change its explanation" in as_fact_checker.patch(address, body, headers=ANY).json()["detail"]
    assert as_fact_checker.patch(address, {"status": "published"}, headers=ANY).status_code == 200


def test_a_fact_checker_writes_a_correction_of_anothers_and_an_editor_publishes_it(
    as_fact_checker: APIClient, as_editor: APIClient
) -> None:
    other = AssessmentFactory(status=AssessmentStatus.PUBLISHED)
    words = finding(claim=other.claim_id, corrects=other.pk, correction_reason="Misread.", evidence=[EVIDENCE])
    assert as_fact_checker.post(ASSESSMENTS, {**words, "status": "published"}).status_code == 403
    made = as_fact_checker.post(ASSESSMENTS, {**words, "status": "review"}).json()
    address = f"{ASSESSMENTS}{made['id']}/"
    assert as_fact_checker.patch(address, {"status": "published"}, headers=ANY).status_code == 403
    assert as_editor.patch(address, {"status": "published"}, headers=ANY).status_code == 200


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("state.gov/x", "https://state.gov/x"),
        (" www.state.gov ", "https://www.state.gov"),
        ("//state.gov/x", "https://state.gov/x"),
        ("state.gov:8443/x", "https://state.gov:8443/x"),
        ("http://state.gov/x", "http://state.gov/x"),
        ("HTTPS://state.gov/x", "HTTPS://state.gov/x"),
    ],
)
def test_https_is_added_to_an_address_of_evidence_without_it(
    typed: str, stored: str, as_fact_checker: APIClient
) -> None:
    made = as_fact_checker.post(ASSESSMENTS, finding(evidence=[{"title": "Minutes", "url": typed}])).json()
    assert made["evidence"][0]["url"] == stored


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("https://records.example/basra", "https://records.example/basra"),
        (" HTTP://records.example/a ", "HTTP://records.example/a"),
        ("state.gov/basra", "https://state.gov/basra"),
        ("Notes of state.gov", ""),
        ("report.pdf", ""),
        ("ada@state.gov", ""),
        ("v. 1.2", ""),
    ],
)
def test_an_address_as_the_title_of_evidence_is_its_address(title: str, url: str, as_fact_checker: APIClient) -> None:
    made = as_fact_checker.post(ASSESSMENTS, finding(evidence=[{"title": title}])).json()
    assert made["evidence"][0] == {"url": url, "title": title.strip(), "excerpt": "", "shows": "", "seen_on": None}


def test_what_begins_as_an_address_and_is_none_is_refused_as_a_title(as_fact_checker: APIClient) -> None:
    refused = as_fact_checker.post(ASSESSMENTS, finding(evidence=[{"title": "https://records"}]))
    assert fields_of(refused) == {"evidence.0.title"}


@pytest.mark.parametrize("typed", ["not an address", "javascript:alert(1)", "ftp://state.gov/x", "mailto:a@b.example"])
def test_what_is_no_address_of_a_web_page_is_refused_in_plain_words(typed: str, as_fact_checker: APIClient) -> None:
    answer = as_fact_checker.post(ASSESSMENTS, finding(evidence=[{"title": "Minutes", "url": typed}]))
    (error,) = problem_of(answer, 400, "invalid")["errors"]
    assert (error["field"], error["message"]) == (
        "evidence.0.url",
        "This is no address of a web page. One looks like this: https://state.gov/x",
    )


def test_a_claim_has_one_published_assessment(as_fact_checker: APIClient) -> None:
    published = AssessmentFactory(status=AssessmentStatus.PUBLISHED)
    answer = as_fact_checker.post(
        ASSESSMENTS, finding(claim=published.claim_id, status="published", evidence=[EVIDENCE])
    )
    assert problem_of(answer, 409, "already-assessed")["errors"][0]["field"] == "status"
    assert as_fact_checker.post(ASSESSMENTS, finding(claim=published.claim_id)).status_code == 201


def test_evidence_given_replaces_what_was_there_and_left_out_it_stays(as_editor: APIClient) -> None:
    address = f"{ASSESSMENTS}{EvidenceFactory().assessment_id}/"
    before = as_editor.get(address).json()["evidence"]
    assert as_editor.patch(address, {"explanation": "x"}, headers=ANY).json()["evidence"] == before
    assert as_editor.patch(address, {"evidence": [EVIDENCE]}, headers=ANY).json()["evidence"] == [EVIDENCE]
    assert as_editor.patch(address, {"evidence": []}, headers=ANY).json()["evidence"] == []


def test_where_one_piece_of_evidence_is_refused_nothing_is_stored(as_editor: APIClient) -> None:
    address = f"{ASSESSMENTS}{EvidenceFactory().assessment_id}/"
    before = as_editor.get(address).json()
    body = {"explanation": "x", "evidence": [EVIDENCE, {"title": ""}]}
    assert fields_of(as_editor.patch(address, body, headers=ANY)) == {"evidence.1.title"}
    assert as_editor.get(address).json() == before


@pytest.mark.parametrize("method", ["post", "patch"])
def test_new_evidence_needs_a_title_whether_the_assessment_is_new_or_changed(method: str, as_editor: APIClient) -> None:
    address = ASSESSMENTS if method == "post" else f"{ASSESSMENTS}{EvidenceFactory().assessment_id}/"
    body = finding(evidence=[{}]) if method == "post" else {"evidence": [{}]}
    assert fields_of(getattr(as_editor, method)(address, body, headers=ANY)) == {"evidence.0.title"}


def test_an_assessment_stays_with_its_claim(as_editor: APIClient) -> None:
    answer = as_editor.patch(f"{ASSESSMENTS}{AssessmentFactory().pk}/", {"claim": ClaimFactory().pk}, headers=ANY)
    assert fields_of(answer) == {"claim"}


def test_assessments_are_filtered_by_claim_rating_and_status(as_reader: APIClient) -> None:
    one = AssessmentFactory(status=AssessmentStatus.PUBLISHED)
    other = AssessmentFactory()
    for query in ({"claim": one.claim_id}, {"rating": one.rating_id}, {"status": "published"}):
        assert listed(as_reader, "assessments", **query) == [one.pk]
    assert listed(as_reader, "assessments") == [other.pk, one.pk]
    assert listed(as_reader, "assessments", order="oldest") == [one.pk, other.pk]


def test_a_visitor_reads_published_assessments_of_claims_they_may_read(as_visitor: APIClient) -> None:
    def assessed(status: AssessmentStatus, claim: Status) -> int:
        pk: int = AssessmentFactory(status=status, claim=ClaimFactory(status=claim)).pk
        return pk

    shown = assessed(AssessmentStatus.PUBLISHED, Status.CONFIRMED)
    assessed(AssessmentStatus.PUBLISHED, Status.SUGGESTED)
    assessed(AssessmentStatus.DRAFT, Status.CONFIRMED)
    assessed(AssessmentStatus.REVIEW, Status.CONFIRMED)
    assessed(AssessmentStatus.WITHDRAWN, Status.CONFIRMED)
    corrected = assessed(AssessmentStatus.CORRECTED, Status.CONFIRMED)
    assert listed(as_visitor, "assessments") == [corrected, shown]


def test_the_scale_is_in_order_and_a_rating_in_use_stays(as_administrator: APIClient) -> None:
    low, high = RatingFactory(position=9_001), RatingFactory(position=9_000)
    assert listed(as_administrator, "ratings")[-2:] == [high.pk, low.pk]
    used = AssessmentFactory().rating_id
    problem_of(as_administrator.delete(f"{V1}ratings/{used}/", headers=ANY), 409, "in-use")
    assert as_administrator.delete(f"{V1}ratings/{low.pk}/", headers=ANY).status_code == 204


def test_tags_and_outlets_are_found_by_a_part_of_their_name(as_reader: APIClient) -> None:
    harbour = TagFactory(name="Harbour works")
    TagFactory(name="Bridges")
    assert listed(as_reader, "tags", q="bour W") == [harbour.pk]
    assert listed(as_reader, "tags", q="%") == []
    outlet = ClaimFactory().article.outlet
    assert listed(as_reader, "outlets", q=outlet.name.upper()) == [outlet.pk]


def test_a_tag_that_claims_carry_stays_and_their_number_is_said(as_editor: APIClient) -> None:
    claim = ClaimFactory(tags=[TagFactory(), TagFactory()])
    address = f"{V1}tags/{claim.tags.first().pk}/"
    assert problem_of(as_editor.delete(address, headers=ANY), 409, "tag-in-use")["detail"].startswith("1 claim ")
    as_editor.patch(f"{V1}claims/{claim.pk}/", {"tags": []}, headers=ANY)
    assert as_editor.delete(address, headers=ANY).status_code == 204


def test_a_published_assessment_is_withdrawn_before_it_is_deleted(as_editor: APIClient) -> None:
    address = f"{ASSESSMENTS}{AssessmentFactory(status=AssessmentStatus.PUBLISHED).pk}/"
    problem_of(as_editor.delete(address, headers=ANY), 409, "assessment-published")
    as_editor.patch(address, WITHDRAWAL, headers=ANY)
    assert as_editor.delete(address, headers=ANY).status_code == 204


def test_a_comment_says_who_wrote_it_and_is_listed_with_its_claim(as_fact_checker: APIClient) -> None:
    claim = ClaimFactory()
    CommentFactory()
    made = as_fact_checker.post(f"{V1}comments/", {"claim": claim.pk, "text": "Called; nobody there."}).json()
    assert (made["author"], made["text"]) == ("fact_checker", "Called; nobody there.")
    assert listed(as_fact_checker, "comments", claim=claim.pk) == [made["id"]]
    assert fields_of(as_fact_checker.post(f"{V1}comments/", {"claim": claim.pk, "text": " "})) == {"text"}
    assert fields_of(as_fact_checker.post(f"{V1}comments/", {"claim": claim.pk, "text": "x" * 10_001})) == {"text"}
