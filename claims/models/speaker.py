"""Speakers and the names they are printed under."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from claims.choices import SpeakerKind
from claims.models.article import Article
from claims.models.base import Revised, one_of
from claims.models.recorded import History
from claims.text.names import normal_form, surname
from claims.text.namesakes import initials, outline


class Speaker(Revised):
    """Who is held to have said words. An unnamed one belongs to the article whose descriptor it is."""

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=SpeakerKind, default=SpeakerKind.PERSON)
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="unnamed_speakers")
    reason = models.CharField(max_length=300, blank=True, help_text="why an unnamed one is not named, as printed")
    known_as = models.BigIntegerField(
        null=True, blank=True, help_text="who an unnamed one was, as it came out later: the number of that speaker then"
    )
    known_from = models.DateField(null=True, blank=True, help_text="told to readers from then on; empty: never")
    normal_name = models.CharField(max_length=300, editable=False, db_index=True)
    surname = models.CharField(max_length=300, editable=False, db_index=True)
    initials = models.CharField(max_length=300, editable=False, db_index=True, help_text="of the name of a body")
    outline = models.CharField(max_length=305, editable=False, db_index=True, help_text="of the name of a person")

    history = History()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            one_of("kind", SpeakerKind),
            models.CheckConstraint(
                name="speaker_unnamed_of_article",
                condition=models.Q(kind=SpeakerKind.UNNAMED, article__isnull=False)
                | (~models.Q(kind=SpeakerKind.UNNAMED) & models.Q(article__isnull=True)),
            ),
            models.CheckConstraint(
                name="speaker_known_later_if_unnamed",
                condition=models.Q(known_as__isnull=True) | models.Q(kind=SpeakerKind.UNNAMED),
            ),
            models.UniqueConstraint(
                fields=["article", "normal_name"],
                name="speaker_descriptor_once",
                condition=models.Q(article__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="speaker_by_name")]

    def __str__(self) -> str:
        return self.name

    def follow_name(self) -> None:
        """Set what follows from the name; `save` does it by itself, a bulk write does not."""
        self.normal_name = normal_form(self.name)
        self.surname = surname(self.name) if self.kind == SpeakerKind.PERSON else ""
        self.initials = initials(self.name) if self.kind not in (SpeakerKind.PERSON, SpeakerKind.UNNAMED) else ""
        self.outline = outline(self.name) if self.kind == SpeakerKind.PERSON else ""

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.follow_name()
        if update_fields is not None:
            update_fields = {*update_fields, "normal_name", "surname", "initials", "outline"}
        super().save(*args, update_fields=update_fields, **kwargs)


class Alias(Revised):
    """Another name of a speaker, as printed."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, db_index=False, related_name="aliases")
    name = models.CharField(max_length=300)
    normal_name = models.CharField(max_length=300, editable=False, db_index=True)

    history = History()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["speaker", "name"], name="alias_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.normal_name = normal_form(self.name)
        if update_fields is not None:
            update_fields = {*update_fields, "normal_name"}
        super().save(*args, update_fields=update_fields, **kwargs)


class MergedSpeaker(models.Model):
    """A speaker who was merged into another: under the number that they had, who stands for them now.

    The record of a merged speaker is gone, so that no list, search or match has to leave it out.
    """

    id = models.BigIntegerField(primary_key=True)
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="merged")

    history = History()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}, now {self.speaker_id}"
