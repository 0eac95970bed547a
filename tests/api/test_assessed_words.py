"""Where an assessment shows, and what becomes of it when the words that it was made for change."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, ChangeKind, Relation, Status
from claims.ingest import Document
from claims.models import Assessment, Claim
from claims.services.articles import take_in
from tests.api.helpers import ANY, V1, listed, problem_of
from tests.factories import AssessmentFactory, ClaimFactory, EvidenceFactory, LinkFactory

pytestmark = pytest.mark.django_db

PUBLISHED = AssessmentStatus.PUBLISHED


def published(claim: Claim, **values: Any) -> Assessment:
    return AssessmentFactory(claim=claim, status=PUBLISHED, **values)


def shown_on(client: APIClient, claim: Claim) -> Any:
    """The assessment that the claim shows by itself; it shows the same in a list."""
    shown = client.get(f"{V1}claims/{claim.pk}/").json()["assessment"]
    (card,) = [card for card in client.get(f"{V1}claims/").json()["results"] if card["id"] == claim.pk]
    assert card["assessment"] == shown
    return shown


def test_it_shows_on_all_that_repeat_its_claim_in_whatever_direction_and_says_whose_it_is(as_reader: APIClient) -> None:
    first, second, third = ClaimFactory.create_batch(3)
    LinkFactory(claim=second, other=first)
    LinkFactory(claim=second, other=third)
    finding = published(first)
    for claim in (first, second, third):
        shown = shown_on(as_reader, claim)
        assert (shown["id"], shown["claim"]) == (finding.pk, first.pk)
        assert listed(as_reader, "assessments", shown_on=claim.pk) == [finding.pk]


@pytest.mark.parametrize(
    "link",
    [{"status": Status.SUGGESTED}, {"status": Status.REJECTED}, {"relation": Relation.SUPPORTS}],
)
def test_only_a_confirmed_link_of_repeating_carries_it(link: dict[str, Any], as_reader: APIClient) -> None:
    first, second = ClaimFactory.create_batch(2)
    LinkFactory(claim=second, other=first, **link)
    published(first)
    assert shown_on(as_reader, second) is None
    assert listed(as_reader, "assessments", shown_on=second.pk) == []


def test_a_claims_own_goes_before_a_newer_one_and_of_others_the_newest_shows(as_reader: APIClient) -> None:
    own, first, second = ClaimFactory.create_batch(3)
    for other in (first, second):
        LinkFactory(claim=other, other=own)
    older, newer = published(first), published(second)
    assert shown_on(as_reader, own)["id"] == newer.pk
    mine = AssessmentFactory(claim=own)
    assert listed(as_reader, "assessments", shown_on=own.pk) == [mine.pk, newer.pk, older.pk]
    Assessment.objects.filter(pk=mine.pk).update(status=PUBLISHED)
    published(ClaimFactory())
    assert shown_on(as_reader, own)["id"] == mine.pk


def test_a_visitor_is_not_led_through_claims_out_of_sight(as_visitor: APIClient, as_reader: APIClient) -> None:
    seen, assessed = ClaimFactory.create_batch(2, status=Status.CONFIRMED)
    hidden = ClaimFactory()
    LinkFactory(claim=seen, other=hidden)
    LinkFactory(claim=hidden, other=assessed)
    published(assessed)
    assert shown_on(as_reader, seen) is not None
    assert shown_on(as_visitor, seen) is None


def edit(client: APIClient, claim: Claim) -> Any:
    """One word less of the claim's."""
    end = claim.start + claim.content.rindex(" ")
    return client.patch(f"{V1}claims/{claim.pk}/", {"spans": {"content": [[claim.start, end]]}}, headers=ANY)


def test_words_that_are_edited_mark_it_and_a_fact_checker_who_looks_again_takes_the_mark_off(
    as_editor: APIClient, as_fact_checker: APIClient
) -> None:
    claim, again = ClaimFactory.create_batch(2)
    LinkFactory(claim=again, other=claim)
    draft = EvidenceFactory(assessment=AssessmentFactory(claim=claim)).assessment
    address = f"{V1}assessments/{draft.pk}/"
    as_editor.patch(address, {"status": "published"}, headers=ANY)
    assert not shown_on(as_editor, claim)["words_changed"]
    edit(as_editor, claim)
    told = as_editor.get(address).json()
    assert (told["words"], told["words_changed"]) == (claim.content, True)
    assert shown_on(as_editor, claim)["words_changed"]
    assert shown_on(as_editor, again)["words_changed"]
    looked = as_fact_checker.post(f"{address}look-again/", {}, headers={"If-Match": f'"{told["revision"]}"'})
    assert (looked.json()["words_changed"], looked["ETag"]) == (False, f'"{told["revision"] + 1}"')
    assert not shown_on(as_editor, again)["words_changed"]
    entry = as_editor.get(f"{V1}claims/{claim.pk}/history/").json()[0]
    assert (entry["kind"], entry["note"], entry["by"]) == (ChangeKind.ASSESS, "looked at again", "fact_checker")
    assert as_fact_checker.post(f"{V1}changes/{looked['Change-Id']}/undo/", {}).status_code == 201
    assert shown_on(as_editor, claim)["words_changed"]


def test_taking_the_edit_back_takes_the_mark_off(as_editor: APIClient) -> None:
    claim = ClaimFactory()
    published(claim)
    change = edit(as_editor, claim)["Change-Id"]
    assert shown_on(as_editor, claim)["words_changed"]
    as_editor.post(f"{V1}changes/{change}/undo/", {})
    assert not shown_on(as_editor, claim)["words_changed"]


def test_an_article_whose_text_changes_marks_it(as_reader: APIClient) -> None:
    text = "“We will surely open the bridge before the winter,” Ada Lind said.\n\nThe council meets again in March."
    article = take_in(document=Document(text=text, url="https://post.example/1"), by="a test").article
    claim = article.claims.get()
    published(claim)
    changed = text.replace("surely", "hopefully")
    take_in(document=Document(text=changed, url="https://post.example/1"), by="a test")
    claim.refresh_from_db()
    assert "hopefully" in claim.content
    assert shown_on(as_reader, claim)["words_changed"]


def test_to_look_again_at_what_has_not_changed_is_no_deed(as_fact_checker: APIClient) -> None:
    finding = published(ClaimFactory())
    answer = as_fact_checker.post(f"{V1}assessments/{finding.pk}/look-again/", {}, headers=ANY)
    assert (answer.status_code, answer.json()["revision"]) == (200, finding.revision)
    assert "Change-Id" not in answer


def test_only_what_is_published_is_looked_at_again(as_fact_checker: APIClient) -> None:
    finding = AssessmentFactory(status=AssessmentStatus.WITHDRAWN)
    answer = as_fact_checker.post(f"{V1}assessments/{finding.pk}/look-again/", {}, headers=ANY)
    problem_of(answer, 409, "not-published")


def test_a_stale_look_is_refused(as_fact_checker: APIClient) -> None:
    finding = published(ClaimFactory(), words="What it said before.")
    address = f"{V1}assessments/{finding.pk}/look-again/"
    assert as_fact_checker.post(address, {}, headers={"If-Match": '"9"'}).status_code == 412
