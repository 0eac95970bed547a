"""Assessments with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from claims.choices import AssessmentStatus, ChangeKind
from claims.models import Assessment, Claim, Evidence
from claims.services.changes import changing
from claims.services.errors import ConflictError
from newsapp.accounts.models import User


def save_assessment(
    assessment: Assessment, *, by: User | str, evidence: Iterable[Mapping[str, Any]] | None = None
) -> Assessment:
    """Store the assessment and, where given, its evidence in place of what it had.

    Each publishing notes its time; one that is withdrawn keeps it, a draft has none. Raises ConflictError where the
    claim has another published assessment.
    """
    with changing(ChangeKind.ASSESS, by=by):
        _date(assessment)
        assessment.save()
        if evidence is not None:
            for old in assessment.evidence.all():
                old.delete()
            for one in evidence:
                Evidence.objects.create(assessment=assessment, **one)
    return assessment


def _date(assessment: Assessment) -> None:
    """Note when it is published, where it is and was not before."""
    if assessment.status == AssessmentStatus.PUBLISHED:
        # Of two who publish at once, the second waits here and is told.
        Claim.objects.select_for_update().get(pk=assessment.claim_id)
        published = assessment.claim.assessments.filter(status=AssessmentStatus.PUBLISHED)
        if published.exclude(pk=assessment.pk).exists():
            message = "This claim has a published assessment already; withdraw that one first."
            raise ConflictError("already-assessed", message, field="status")
        if not (assessment.pk and published.filter(pk=assessment.pk).exists()):
            assessment.published_at = timezone.now()
    elif assessment.status == AssessmentStatus.DRAFT:
        assessment.published_at = None


def delete_assessment(assessment: Assessment, *, by: User | str) -> None:
    """Delete an assessment with its evidence. Raises ConflictError for one that the public reads."""
    if assessment.status == AssessmentStatus.PUBLISHED:
        raise ConflictError("assessment-published", "This assessment is published; withdraw it first.")
    with changing(ChangeKind.ASSESS, by=by):
        assessment.delete()
