"""Claims: one attributed statement in one article each."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.choices import Anchoring, Form, QuoteType, Status
from claims.models.article import Article, ArticleVersion
from claims.models.base import Revised, one_of
from claims.models.recorded import History
from claims.models.speaker import Speaker
from claims.models.tag import Tag


class Claim(Revised):
    """One attributed statement. Its spans and the hops of its chain stand in their own tables.

    ``speaker``, ``content``, ``start`` and ``at_second`` repeat what the first hop, the content spans and the times of
    the version say, so that a list needs no join to filter, show or sort; `claims.services.claims` keeps them in step.
    A foreign key has no index of its own where another begins with it, or nothing is looked up by it.
    """

    article = models.ForeignKey(Article, models.CASCADE, db_index=False, related_name="claims")
    version = models.ForeignKey(ArticleVersion, models.RESTRICT, related_name="claims")
    speaker = models.ForeignKey(Speaker, models.RESTRICT, null=True, blank=True, db_index=False, related_name="claims")
    content = models.TextField(help_text="the words at the content spans")
    start = models.PositiveIntegerField(help_text="where the first content span starts")
    at_second = models.PositiveIntegerField(null=True, help_text="of the recording, where the content begins")
    quote_type = models.CharField(max_length=10, choices=QuoteType)
    form = models.CharField(
        max_length=10, choices=Form, default=Form.SPEECH, help_text="said, or believed, wished, planned, felt"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.SUGGESTED)
    said_on = models.DateField(null=True, blank=True)
    addressee = models.CharField(max_length=300, blank=True, help_text="to whom it was said, as printed")
    listed_at = models.DateTimeField(help_text="when the article was published, or taken in where that is unknown")
    anchoring = models.CharField(
        max_length=10, choices=Anchoring, default=Anchoring.HELD, help_text="what the last change of the text did to it"
    )
    needs_look = models.BooleanField(default=False, help_text="decided on before the text changed under it")
    words_before = models.TextField(blank=True, help_text="the content before the text altered it, until looked at")
    speaker_read = models.CharField(
        max_length=300, blank=True, help_text="whom the changed text names instead, until looked at"
    )
    tags = models.ManyToManyField(Tag, through="Tagging", blank=True, related_name="claims")

    extractor = models.CharField(max_length=100, blank=True, help_text="what suggested it; empty: a person made it")
    extractor_version = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    disagreement = models.BooleanField(default=False, help_text="one person confirmed it, another rejected it")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )

    history = History()

    class Meta:
        ordering = ["-listed_at", "-id"]
        constraints = [
            one_of("status", Status),
            one_of("quote_type", QuoteType),
            one_of("form", Form),
            one_of("anchoring", Anchoring),
            models.CheckConstraint(
                name="claim_confidence_range",
                condition=models.Q(confidence__isnull=True) | models.Q(confidence__gte=0, confidence__lte=1),
            ),
        ]
        indexes = [
            models.Index(fields=["-listed_at", "-id"], name="claim_newest"),
            models.Index(fields=["status", "-listed_at", "-id"], name="claim_status_newest"),
            models.Index(fields=["speaker", "-listed_at", "-id"], name="claim_speaker_newest"),
            models.Index(fields=["quote_type", "-listed_at", "-id"], name="claim_type_newest"),
            models.Index(fields=["confidence", "id"], name="claim_confidence"),
            models.Index(fields=["article", "start"], name="claim_in_text"),
            models.Index(fields=["-listed_at", "-id"], name="claim_needs_look", condition=models.Q(needs_look=True)),
            models.Index(
                fields=["-listed_at", "-id"], name="claim_disagreement", condition=models.Q(disagreement=True)
            ),
            models.Index(
                fields=["assignee", "-listed_at", "-id"],
                name="claim_assignee_newest",
                condition=models.Q(assignee__isnull=False),
            ),
            models.Index(fields=["said_on"], name="claim_said_on", condition=models.Q(said_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.content[:60]}…" if len(self.content) > 60 else self.content
