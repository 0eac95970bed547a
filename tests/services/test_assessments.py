"""Assessments: one published at a time, with its evidence."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims.choices import AssessmentStatus
from claims.models import Assessment, Change, Claim, Evidence
from claims.services.assessments import delete_assessment, save_assessment
from claims.services.errors import ConflictError, IncompleteError, InvalidError
from claims.services.undoing import undo_change
from tests.api.helpers import problem_of
from tests.factories import AssessmentFactory, ClaimFactory, EvidenceFactory, RatingFactory
from tests.services.states import everything
from tests.writing import delete

pytestmark = pytest.mark.django_db


def published(**values) -> Assessment:
    return AssessmentFactory(status=AssessmentStatus.PUBLISHED, **values)


def withdrawn(assessment: Assessment) -> Assessment:
    assessment.status, assessment.withdrawal_reason = AssessmentStatus.WITHDRAWN, "The minutes were a forgery."
    return save_assessment(assessment, by="a test")


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
    save_assessment(assessment, by="a test")
    assert Assessment.objects.get().published_at == at


def test_one_that_is_withdrawn_keeps_its_time_and_one_that_is_published_again_gets_a_new_one():
    assessment = published()
    first = assessment.published_at
    assert withdrawn(assessment).published_at == first
    assessment.status = AssessmentStatus.PUBLISHED
    assert save_assessment(assessment, by="a test").published_at > first
    assert Assessment.objects.get().withdrawal_reason == ""


@pytest.mark.parametrize(
    ("before", "ways"),
    [
        ("draft", {"review", "published"}),
        ("review", {"draft", "published"}),
        ("published", {"withdrawn"}),
        ("corrected", set()),
        ("withdrawn", {"published"}),
    ],
)
def test_each_state_leads_to_some_others_and_to_no_more(before, ways):
    for status in set(AssessmentStatus.values) - {before}:
        assessment = AssessmentFactory(status=before, withdrawal_reason="The minutes were a forgery.")
        assessment.status = status
        if status in ways:
            assert save_assessment(assessment, by="a test").status == status
        else:
            with pytest.raises(ConflictError) as error:
                save_assessment(assessment, by="a test")
            assert (error.value.code, error.value.field) == ("no-such-step", "status")


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"rating": None}, "rating"),
        ({"explanation": ""}, "explanation"),
        ({"no_evidence_because": ""}, "evidence"),
    ],
)
def test_what_is_published_has_a_rating_an_explanation_and_evidence_or_the_reason_for_none(missing, field):
    draft = AssessmentFactory(**missing)
    draft.status = AssessmentStatus.PUBLISHED
    with pytest.raises(IncompleteError) as error:
        save_assessment(draft, by="a test")
    assert set(error.value.lacks) == {field}
    assert Assessment.objects.get().status == AssessmentStatus.DRAFT


def test_all_that_is_missing_is_said_at_once_and_evidence_makes_up_for_the_reason():
    draft = AssessmentFactory(rating=None, explanation="", no_evidence_because="")
    draft.status = AssessmentStatus.PUBLISHED
    with pytest.raises(IncompleteError) as error:
        save_assessment(draft, by="a test", evidence=[{"title": "Minutes"}])
    assert set(error.value.lacks) == {"rating", "explanation"}


def test_what_was_published_keeps_its_words_and_its_evidence():
    assessment = EvidenceFactory(assessment=published()).assessment
    assessment.explanation = "Not so at all."
    with pytest.raises(ConflictError, match="write a correction"):
        save_assessment(assessment, by="a test")
    assessment.refresh_from_db()
    with pytest.raises(ConflictError) as error:
        save_assessment(assessment, by="a test", evidence=[])
    assert (error.value.code, error.value.field) == ("assessment-published", "evidence")


def test_what_is_withdrawn_says_why():
    assessment = published()
    assessment.status = AssessmentStatus.WITHDRAWN
    with pytest.raises(IncompleteError) as error:
        save_assessment(assessment, by="a test")
    assert set(error.value.lacks) == {"withdrawal_reason"}


def test_a_correction_takes_the_place_of_what_it_corrects_which_stays_as_it_stood():
    first = EvidenceFactory(assessment=published()).assessment
    draft = AssessmentFactory(claim=first.claim, corrects=first, explanation="It was May.")
    draft.status = AssessmentStatus.PUBLISHED
    with pytest.raises(IncompleteError) as error:
        save_assessment(draft, by="a test")
    assert set(error.value.lacks) == {"correction_reason"}
    draft.correction_reason = "We misread the minutes."
    save_assessment(draft, by="a test")
    first.refresh_from_db()
    assert (first.status, first.evidence.count()) == (AssessmentStatus.CORRECTED, 1)
    assert first.claim.assessments.get(status=AssessmentStatus.PUBLISHED) == draft


@pytest.mark.parametrize("was_a_draft", [True, False])
def test_a_correction_is_taken_back_in_one_deed(was_a_draft, editor):
    first = published()
    words = {"claim": first.claim, "corrects": first, "correction_reason": "We misread the minutes."}
    correction = AssessmentFactory(**words) if was_a_draft else AssessmentFactory.build(**words, rating=first.rating)
    correction.author = editor
    before = everything()
    correction.status = AssessmentStatus.PUBLISHED
    save_assessment(correction, by=editor)
    undo_change(Change.objects.latest("id"), by=editor)
    assert everything() == before


def test_only_what_is_published_is_corrected_and_only_on_its_own_claim(fact_checker):
    draft = AssessmentFactory()
    words = {"rating": draft.rating, "explanation": "No.", "author": fact_checker}
    with pytest.raises(ConflictError, match="Only a published assessment"):
        save_assessment(Assessment(claim=draft.claim, corrects=draft, **words), by="a test")
    with pytest.raises(InvalidError, match="another claim"):
        save_assessment(Assessment(claim=ClaimFactory(), corrects=published(), **words), by="a test")


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
    first = withdrawn(published())
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
    withdrawn(assessment)
    delete_assessment(assessment, by="a test")
    assert not Assessment.objects.exists()
