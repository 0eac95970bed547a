"""Assessments: what a fact-checker found on a claim, on which scale, with which evidence."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from claims.choices import AssessmentStatus
from claims.models.base import Revised, one_of
from claims.models.claim import Claim
from claims.models.recorded import History


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
    """A fact-checker's finding on a claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="assessments")
    rating = models.ForeignKey(Rating, models.RESTRICT, related_name="assessments")
    explanation = models.TextField()
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
        ]

    def __str__(self) -> str:
        return f"{self.rating} ({self.status})"


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
