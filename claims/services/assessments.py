"""Assessments with their evidence, and the steps from a draft to what the public reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from claims.choices import AssessmentStatus, ChangeKind
from claims.models import Assessment, Claim, Evidence
from claims.models.assessment import STEPS
from claims.services.changes import changing
from claims.services.errors import ConflictError, IncompleteError, InvalidError
from newsapp.accounts.models import User

DRAFT, REVIEW, PUBLISHED = AssessmentStatus.DRAFT, AssessmentStatus.REVIEW, AssessmentStatus.PUBLISHED
CORRECTED, WITHDRAWN = AssessmentStatus.CORRECTED, AssessmentStatus.WITHDRAWN

_WRITTEN = ("rating_id", "explanation", "no_evidence_because", "correction_reason")
"""What the public reads, which stays as it was published."""
_OF_EVIDENCE = ("url", "title", "excerpt", "shows", "seen_on")

Given = list[dict[str, Any]]


def save_assessment(
    assessment: Assessment, *, by: User | str, evidence: Iterable[Mapping[str, Any]] | None = None
) -> Assessment:
    """Store the assessment and, where given, its evidence in place of what it had.

    Each publishing notes its time; one that is withdrawn keeps it. Publishing a correction makes what it corrects
    "corrected", in the same Change. Raises IncompleteError where something is missing for the step; ConflictError for
    a step that does not lead on from here, a change of what was published, and where the claim has another published
    assessment; InvalidError for a correction of another claim's.
    """
    given = None if evidence is None else [_whole(evidence_row) for evidence_row in evidence]
    with changing(ChangeKind.ASSESS, by=by):
        # Of two who publish at once, the second waits here and is told.
        assessment.claim = Claim.objects.select_for_update().get(pk=assessment.claim_id)
        before = Assessment.objects.filter(pk=assessment.pk).prefetch_related("evidence").first()
        if before and given == [_whole(vars(evidence_row)) for evidence_row in before.evidence.all()]:
            given = None
        _refuse_correction_of_nothing(assessment, before)
        _refuse_other_words(assessment, before, given)
        if assessment.status != (before.status if before else ""):
            _take_step(assessment, before, given)
        assessment.save()
        _replace_evidence(assessment, given)
    return assessment


def _whole(evidence: Mapping[str, Any]) -> dict[str, Any]:
    return {name: evidence.get(name, None if name == "seen_on" else "") for name in _OF_EVIDENCE}


def _replace_evidence(assessment: Assessment, given: Given | None) -> None:
    if given is None:
        return
    for old in assessment.evidence.all():
        old.delete()
    for evidence_row in given:
        Evidence.objects.create(assessment=assessment, **evidence_row)


def _refuse_correction_of_nothing(assessment: Assessment, before: Assessment | None) -> None:
    corrected = assessment.corrects
    if corrected is None or before:
        return
    if corrected.claim_id != assessment.claim_id:
        raise InvalidError("of-other-claim", "That is an assessment of another claim.", field="corrects")
    if corrected.status != PUBLISHED:
        message = "Only a published assessment is corrected; any other is changed."
        raise ConflictError("not-published", message, field="corrects")


def _refuse_other_words(assessment: Assessment, before: Assessment | None, given: Given | None) -> None:
    """What readers have read does not become something else: a correction says that it does, and why."""
    if before is None or before.status in (DRAFT, REVIEW):
        return
    changed = [name for name in _WRITTEN if getattr(before, name) != getattr(assessment, name)]
    if given is not None:
        changed.append("evidence")
    if changed:
        message = "This was published and stays as it was; write a correction of it."
        raise ConflictError("assessment-published", message, field=changed[0].removesuffix("_id"))


def _take_step(assessment: Assessment, before: Assessment | None, given: Given | None) -> None:
    status = AssessmentStatus(assessment.status)
    steps = STEPS[before.status if before else ""]
    if status not in steps:
        was = AssessmentStatus(before.status).label.lower() if before else "new"
        ways = f"can become: {', '.join(steps)}" if steps else "stays as it is"
        message = f"No assessment becomes {status.value} this way: one that is {was} {ways}."
        if status == CORRECTED:
            message = "Publish a correction: an assessment that corrects this one."
        raise ConflictError("no-such-step", message, field="status")
    if status == PUBLISHED:
        _publish(assessment, before, given)
    elif status == WITHDRAWN and not assessment.withdrawal_reason:
        raise IncompleteError("reason-missing", {"withdrawal_reason": "Say why it is withdrawn."})


def _publish(assessment: Assessment, before: Assessment | None, given: Given | None) -> None:
    has_evidence = bool(before and before.evidence.all()) if given is None else bool(given)
    if lacks := assessment.lacks(has_evidence=has_evidence):
        raise IncompleteError("incomplete", lacks)
    others = Assessment.objects.filter(claim=assessment.claim_id, status=PUBLISHED)
    published = others.exclude(pk=assessment.pk).first()
    if published and published.pk != assessment.corrects_id:
        message = "This claim has a published assessment already; correct that one, or withdraw it first."
        raise ConflictError("already-assessed", message, field="status")
    if published:
        published.status = CORRECTED
        published.save()
    assessment.published_at, assessment.withdrawal_reason = timezone.now(), ""
    assessment.words = assessment.claim.content


def look_again(assessment: Assessment, *, by: User | str) -> Assessment:
    """Note that a published assessment holds for the claim's words as they are now; where it does already, nothing.

    Raises ConflictError for one that is not published.
    """
    if assessment.status != PUBLISHED:
        raise ConflictError("not-published", "Only a published assessment is looked at again.", field="status")
    with changing(ChangeKind.ASSESS, by=by) as change:
        change.note = "looked at again"
        claim = Claim.objects.select_for_update().get(pk=assessment.claim_id)
        if assessment.words != claim.content:
            assessment.claim, assessment.words = claim, claim.content
            assessment.save()
    return assessment


def delete_assessment(assessment: Assessment, *, by: User | str) -> None:
    """Delete an assessment with its evidence.

    Raises ConflictError for one that the public reads, or that a correction takes the place of.
    """
    if assessment.status == PUBLISHED:
        raise ConflictError("assessment-published", "This assessment is published; withdraw it first.")
    if assessment.status == CORRECTED:
        raise ConflictError("assessment-corrected", "This assessment was corrected; what stood before is kept.")
    with changing(ChangeKind.ASSESS, by=by):
        assessment.delete()
