"""Assessments: what a fact-checker found on a claim, on which scale, with which evidence."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from claims.choices import AssessmentStatus
from claims.models.base import Revised, one_of
from claims.models.claim import Claim
from claims.models.recorded import History

STEPS: Mapping[str, tuple[str, ...]] = {
    "": (AssessmentStatus.DRAFT, AssessmentStatus.REVIEW, AssessmentStatus.PUBLISHED),
    AssessmentStatus.DRAFT: (AssessmentStatus.REVIEW, AssessmentStatus.PUBLISHED),
    AssessmentStatus.REVIEW: (AssessmentStatus.DRAFT, AssessmentStatus.PUBLISHED),
    AssessmentStatus.PUBLISHED: (AssessmentStatus.WITHDRAWN,),
    AssessmentStatus.CORRECTED: (),
    AssessmentStatus.WITHDRAWN: (AssessmentStatus.PUBLISHED,),
}
"""What an assessment can become from each state, and what a new one can be. Corrected it becomes by its correction."""


class Rating(Revised):
    """A step of the newsroom's scale, in order of position."""

    name = models.CharField(max_length=60)
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = History()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(Lower("name"), name="rating_name_once")]

    def __str__(self) -> str:
        return self.name


class Assessment(Revised):
    """A fact-checker's finding on a claim. What is still being written may lack whatever it is published with.

    A correction is an assessment of its own, which ``corrects`` another of the claim: publishing it takes that one's
    place, which stays as it stood.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="assessments")
    rating = models.ForeignKey(
        Rating, models.RESTRICT, null=True, blank=True, db_index=False, related_name="assessments"
    )
    explanation = models.TextField(blank=True)
    no_evidence_because = models.CharField(max_length=500, blank=True, help_text="why it needs no evidence")
    corrects = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="corrections")
    correction_reason = models.CharField(max_length=500, blank=True, help_text="what it corrects, and why")
    withdrawal_reason = models.CharField(max_length=500, blank=True, help_text="why it was withdrawn")
    words = models.TextField(
        blank=True, editable=False, help_text="the claim's when it was published, or when somebody last looked at them"
    )
    status = models.CharField(max_length=10, choices=AssessmentStatus, default=AssessmentStatus.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assessments")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = History(found_by=("claim",))

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("status", AssessmentStatus),
            models.UniqueConstraint(
                fields=["claim"],
                condition=models.Q(status=AssessmentStatus.PUBLISHED),
                name="assessment_published_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[AssessmentStatus.PUBLISHED, AssessmentStatus.CORRECTED])
                | models.Q(rating__isnull=False),
                name="assessment_published_has_rating",
            ),
        ]
        indexes = [models.Index(fields=["rating", "status", "-claim"], name="assessment_rating")]

    def __str__(self) -> str:
        return f"{self.rating or 'No rating'} ({self.status})"

    @property
    def words_changed(self) -> bool:
        """Whether it is published, and was made for other words than the claim now has."""
        return self.status == AssessmentStatus.PUBLISHED and self.words != self.claim.content

    def lacks(self, *, has_evidence: bool) -> dict[str, str]:
        """What it cannot be published without and has not, in words, by field."""
        given = {
            "rating": (self.rating_id, "Choose a rating."),
            "explanation": (self.explanation, "Explain the rating."),
            "evidence": (has_evidence or self.no_evidence_because, "Give evidence, or say why none is needed."),
            "correction_reason": (self.correction_reason or not self.corrects_id, "Say what is corrected, and why."),
        }
        return {field: message for field, (value, message) in given.items() if not value}


class Evidence(Revised):
    """Something an assessment rests on."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="evidence")
    url = models.URLField(max_length=1000, blank=True)
    title = models.CharField(max_length=300)
    excerpt = models.TextField(blank=True)
    shows = models.TextField(blank=True, help_text="what it shows")
    seen_on = models.DateField(null=True, blank=True)

    history = History(found_by=("assessment",))

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title
