"""Intakes: each attempt to take something in, with the bytes that came."""

from __future__ import annotations

import gzip

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import IntakeOrigin, IntakeOutcome, IntakeState, TakingBack
from claims.models.article import Article
from claims.models.base import one_of
from claims.models.batch import Batch
from claims.models.change import Change


class Original(models.Model):
    """The bytes that came in, compressed; the same bytes are kept once. Never joined in a list: it may be large."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    gzipped = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256

    def data(self) -> bytes:
        return gzip.decompress(bytes(self.gzipped))


class Intake(models.Model):
    """One attempt to take something in: what came, from where, who asked, and what became of it.

    What is fetched has a ``url`` first and bytes later, others with each try; ``final_url`` is where redirects ended,
    ``headers`` are those of use later, by their names in lower case; ``host`` is the server of the ``url``.
    ``spare`` is the article as its feed has it, read where its page cannot be.
    ``actor`` is the name of the person or command at the time, for ever. ``stated`` is what the sender says of the
    article, by the field of its Document. Whoever works on it has claimed it by setting ``started_at``, and ``worker``
    where it is a worker, by its name; ``outcome``, ``article`` and ``change`` are set in the transaction that stores
    the article, the state "done" after its links.
    Where its server was not to be asked, it waits until ``waits_until``. ``row`` is its place in its ``batch``, from 1.
    ``taking_back`` says what becomes of it where the whole batch is taken back, ``kept_because`` why nothing was.
    """

    state = models.CharField(max_length=10, choices=IntakeState)
    origin = models.CharField(max_length=10, choices=IntakeOrigin)
    filename = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=255, blank=True)
    size = models.PositiveIntegerField(help_text="bytes")
    url = models.URLField(max_length=1000, blank=True)
    host = models.CharField(max_length=255, blank=True)
    final_url = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    stated = models.JSONField(default=dict)
    original = models.ForeignKey(Original, models.PROTECT, null=True, related_name="intakes")
    spare = models.ForeignKey(Original, models.PROTECT, null=True, related_name="spare_of")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    actor = models.CharField(max_length=310)
    error_code = models.CharField(max_length=50, blank=True)
    error_field = models.CharField(max_length=50, blank=True)
    error = models.TextField(blank=True)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="intakes")
    outcome = models.CharField(max_length=12, choices=IntakeOutcome, blank=True)
    new_claims = models.PositiveIntegerField(default=0)
    new_stances = models.PositiveIntegerField(default=0, help_text="those of the new claims that are stances")
    change = models.ForeignKey(Change, models.PROTECT, null=True, db_index=False, related_name="+")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, db_index=False, related_name="intakes")
    row = models.PositiveIntegerField(null=True)
    taking_back = models.CharField(max_length=10, choices=TakingBack, blank=True)
    kept_because = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=64, blank=True)
    waits_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("state", IntakeState),
            one_of("origin", IntakeOrigin),
            models.CheckConstraint(condition=~Q(actor=""), name="intake_has_actor"),
            models.CheckConstraint(condition=Q(origin=IntakeOrigin.URL) ^ Q(url=""), name="intake_fetched_has_url"),
            models.CheckConstraint(condition=~Q(original=None, url=""), name="intake_has_original_or_url"),
            models.CheckConstraint(
                condition=Q(state=IntakeState.FAILED) ^ Q(error_code=""), name="intake_failed_says_why"
            ),
            models.CheckConstraint(condition=~Q(state=IntakeState.DONE, outcome=""), name="intake_done_has_outcome"),
            models.CheckConstraint(condition=~(Q(batch=None) ^ Q(row=None)), name="intake_of_batch_has_row"),
            models.CheckConstraint(
                condition=Q(taking_back__in=["", *TakingBack.values]), name="intake_taking_back_known"
            ),
            models.CheckConstraint(
                condition=Q(taking_back=TakingBack.KEPT) ^ Q(kept_because=""), name="intake_kept_says_why"
            ),
            models.UniqueConstraint(fields=["batch", "row"], name="intake_once_a_row"),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="intake_newest"),
            models.Index(fields=["state", "-created_at", "-id"], name="intake_by_state"),
            models.Index(fields=["batch", "state", "row"], name="intake_of_batch", condition=~Q(batch=None)),
            models.Index(
                fields=["batch", "-change"],
                name="intake_to_take_back",
                condition=Q(taking_back=TakingBack.WAITING),
            ),
        ]

    def __str__(self) -> str:
        return f"Intake {self.pk}, {self.state}"
