"""Assessments: one published at a time, with its evidence."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims.choices import AssessmentStatus
from claims.models import Assessment, Claim, Evidence
from claims.services.assessments import delete_assessment, save_assessment
from claims.services.errors import ConflictError
from tests.api.helpers import problem_of
from tests.factories import AssessmentFactory, ClaimFactory, EvidenceFactory, RatingFactory
from tests.writing import delete

pytestmark = pytest.mark.django_db


def published(**values) -> Assessment:
    return AssessmentFactory(status=AssessmentStatus.PUBLISHED, **values)


def test_a_draft_is_stored_without_a_time_of_publication(fact_checker):
    draft = Assessment(claim=ClaimFactory(), rating=RatingFactory(), explanation="Not so.", author=fact_checker)
    save_assessment(draft, evidence=[{"title": "Minutes", "url": "https://council.example/1"}], by="a test")
    stored = Assessment.objects.get()
    assert (stored.status, stored.published_at, stored.revision) == (AssessmentStatus.DRAFT, None, 1)
    assert [(one.title, one.url) for one in stored.evidence.all()] == [("Minutes", "https://council.example/1")]


def test_publishing_notes_the_time_once():
    assessment = AssessmentFactory()
    assessment.status = AssessmentStatus.PUBLISHED
    before = timezone.now()
    at = save_assessment(assessment, by="a test").published_at
    assert before <= at <= timezone.now()
    assessment.explanation = "Not so at all."
    save_assessment(assessment, by="a test")
    assert Assessment.objects.get().published_at == at


def test_one_that_is_withdrawn_keeps_its_time_and_one_that_is_published_again_gets_a_new_one():
    assessment = published()
    first = assessment.published_at
    assessment.status = AssessmentStatus.WITHDRAWN
    assert save_assessment(assessment, by="a test").published_at == first
    assessment.status = AssessmentStatus.PUBLISHED
    assert save_assessment(assessment, by="a test").published_at > first


def test_one_that_becomes_a_draft_again_was_never_published():
    assessment = published()
    assessment.status = AssessmentStatus.DRAFT
    save_assessment(assessment, by="a test")
    assert Assessment.objects.get().published_at is None


def test_nothing_is_stored_for_a_claim_that_is_gone(row_counts):
    assessment = AssessmentFactory(status=AssessmentStatus.WITHDRAWN)
    assessment.status = AssessmentStatus.PUBLISHED
    delete(Claim.objects.filter(pk=assessment.claim_id))
    before = row_counts()
    with pytest.raises(Claim.DoesNotExist):
        save_assessment(assessment, evidence=[{"title": "Minutes"}], by="a test")
    assert row_counts() == before


def test_a_second_one_is_not_published_beside_the_first():
    first = published()
    second = AssessmentFactory(claim=first.claim)
    second.status = AssessmentStatus.PUBLISHED
    with pytest.raises(ConflictError) as error:
        save_assessment(second, evidence=[{"title": "Minutes"}], by="a test")
    assert (error.value.code, error.value.field) == ("already-assessed", "status")
    second.refresh_from_db()
    assert (second.status, second.revision, Evidence.objects.count()) == (AssessmentStatus.DRAFT, 1, 0)


def test_a_withdrawn_one_makes_way_for_another():
    first = published()
    first.status = AssessmentStatus.WITHDRAWN
    save_assessment(first, by="a test")
    second = AssessmentFactory(claim=first.claim)
    second.status = AssessmentStatus.PUBLISHED
    save_assessment(second, by="a test")
    assert {one.status for one in Assessment.objects.all()} == {AssessmentStatus.WITHDRAWN, AssessmentStatus.PUBLISHED}


def test_claims_are_assessed_one_by_one():
    published()
    other = AssessmentFactory()
    other.status = AssessmentStatus.PUBLISHED
    save_assessment(other, by="a test")
    assert Assessment.objects.filter(status=AssessmentStatus.PUBLISHED).count() == 2


def test_evidence_that_is_given_replaces_what_was_there_and_what_was_there_stays_in_the_history():
    assessment = AssessmentFactory()
    EvidenceFactory.create_batch(2, assessment=assessment)
    save_assessment(assessment, evidence=[{"title": "Letter", "shows": "The date."}], by="a test")
    assert [(one.title, one.shows) for one in assessment.evidence.all()] == [("Letter", "The date.")]
    assert Evidence.history.filter(history_type="-").count() == 2


def test_evidence_that_is_not_given_stays():
    assessment = EvidenceFactory().assessment
    save_assessment(assessment, by="a test")
    assert assessment.evidence.count() == 1
    save_assessment(assessment, evidence=[], by="a test")
    assert assessment.evidence.count() == 0


def test_a_published_one_is_withdrawn_before_it_is_deleted(editor, as_user):
    assessment = published()
    path = f"/api/v1/assessments/{assessment.pk}/"
    problem_of(as_user(editor).delete(path, headers={"If-Match": "*"}), 409, "assessment-published")
    assessment.status = AssessmentStatus.WITHDRAWN
    save_assessment(assessment, by="a test")
    delete_assessment(assessment, by="a test")
    assert not Assessment.objects.exists()
