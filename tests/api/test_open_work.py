"""The filters by which one's own open work is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, Status
from claims.models import Claim
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1, listed
from tests.factories import AssessmentFactory, ClaimFactory, FeedFactory, MentionFactory

pytestmark = pytest.mark.django_db


def test_a_claim_is_open_until_it_is_rejected_or_confirmed_and_assessed(as_editor: APIClient) -> None:
    suggested, confirmed, drafted, assessed, looked_for = ClaimFactory.create_batch(5)
    rejected = ClaimFactory(status=Status.REJECTED)
    done = [confirmed, drafted, assessed, looked_for]
    Claim.objects.filter(pk__in=[claim.pk for claim in done]).update(status=Status.CONFIRMED)
    Claim.objects.filter(pk=looked_for.pk).update(needs_look=True)
    AssessmentFactory(claim=drafted)
    for claim in (assessed, looked_for):
        AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED)
    still_open = {claim.pk for claim in (suggested, confirmed, drafted, looked_for)}
    assert set(listed(as_editor, "claims", open="true")) == still_open
    assert set(listed(as_editor, "claims", open="false")) == {assessed.pk, rejected.pk}


def test_claims_are_found_by_who_decided(as_editor: APIClient, editor: User, fact_checker: User) -> None:
    mine, theirs = (ClaimFactory(status=Status.CONFIRMED, decided_by=who).pk for who in (editor, fact_checker))
    assert listed(as_editor, "claims", decided_by="me") == [mine]
    assert listed(as_editor, "claims", decided_by="fact_checker") == [theirs]


def test_visitors_do_not_learn_who_decided_or_wrote(as_visitor: APIClient, editor: User) -> None:
    claim = ClaimFactory(status=Status.CONFIRMED, decided_by=editor)
    AssessmentFactory(claim=claim, status=AssessmentStatus.PUBLISHED, author=editor)
    assert listed(as_visitor, "claims", decided_by="editor") == []
    assert listed(as_visitor, "assessments", author="editor") == []
    assert listed(as_visitor, "assessments", for_my_review="true") == []


def test_assessments_are_found_by_author(as_fact_checker: APIClient, fact_checker: User) -> None:
    mine, _ = AssessmentFactory(author=fact_checker), AssessmentFactory()
    assert listed(as_fact_checker, "assessments", author="me", status="draft") == [mine.pk]


def test_what_others_have_for_one_to_do_is_counted(
    as_fact_checker: APIClient, fact_checker: User, editor: User, query_count: Callable[[Callable[[], Any]], int]
) -> None:
    def more(number: int) -> None:
        MentionFactory.create_batch(number, user=fact_checker)
        MentionFactory(user=editor)
        ClaimFactory.create_batch(number + 1, assignee=fact_checker)
        ClaimFactory(assignee=fact_checker, status=Status.REJECTED)
        AssessmentFactory.create_batch(number, status=AssessmentStatus.REVIEW)
        AssessmentFactory(status=AssessmentStatus.REVIEW, author=fact_checker)

    def counts() -> Any:
        return as_fact_checker.get(f"{V1}me/work/").json()

    assert counts() == {"mentions": 0, "assigned": 0, "reviews": 0, "feeds": 0, "total": 0}
    more(1)
    assert counts() == {"mentions": 1, "assigned": 2, "reviews": 1, "feeds": 0, "total": 4}
    with_few = query_count(counts)
    more(4)
    assert counts() == {"mentions": 5, "assigned": 7, "reviews": 5, "feeds": 0, "total": 17}
    assert query_count(counts) == with_few == 3  # the session, who asks, all lists


def test_a_feed_that_has_stopped_is_told_to_those_who_may_start_it_again_until_it_is(
    as_editor: APIClient, as_fact_checker: APIClient, as_reader: APIClient
) -> None:
    def told(desk: APIClient) -> Any:
        counts = desk.get(f"{V1}me/work/").json()
        assert counts["total"] == counts["feeds"]
        return counts["feeds"]

    FeedFactory(failures=3, failing_since=timezone.now())
    FeedFactory(stopped_at=timezone.now(), active=False)
    stopped, removed = FeedFactory.create_batch(2, stopped_at=timezone.now())
    assert [told(desk) for desk in (as_editor, as_fact_checker, as_reader)] == [2, 0, 0]
    as_editor.delete(f"{V1}feeds/{removed.pk}/", headers=ANY)
    assert told(as_editor) == 1
    for active in (False, True):
        as_editor.patch(f"{V1}feeds/{stopped.pk}/", {"active": active}, headers=ANY)
        assert told(as_editor) == 0


def test_a_review_is_for_those_who_may_give_it_and_did_not_ask_for_it(
    as_fact_checker: APIClient, as_reader: APIClient, fact_checker: User
) -> None:
    AssessmentFactory(author=fact_checker, status=AssessmentStatus.REVIEW)
    AssessmentFactory()
    theirs = AssessmentFactory(status=AssessmentStatus.REVIEW)
    nobodys = AssessmentFactory(status=AssessmentStatus.REVIEW, author=None)
    assert listed(as_fact_checker, "assessments", for_my_review="true") == [nobodys.pk, theirs.pk]
    assert listed(as_reader, "assessments", for_my_review="true") == []


def test_assessments_of_other_words_than_their_claims_now_have(as_editor: APIClient) -> None:
    same, other = AssessmentFactory.create_batch(2, status=AssessmentStatus.PUBLISHED)
    draft = AssessmentFactory()
    Claim.objects.filter(pk=other.claim_id).update(content="other words")
    assert listed(as_editor, "assessments", words_changed="true") == [other.pk]
    assert listed(as_editor, "assessments", words_changed="false") == [draft.pk, same.pk]
