"""Articles and the texts they have had."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from datetime import datetime, timedelta, timezone
from typing import Any

from django.conf import settings
from django.db import models

from claims.ingest.addresses import address_key
from claims.models.base import Revised
from claims.models.change import Change, current_change
from claims.models.outlet import Outlet
from claims.models.recorded import History

_MAX_KEY = 1000  # characters of an address, as stored


def text_hash(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def identity_of(*, url: str, text: str, outlet: int | None = None) -> str:
    """What makes an article one and the same: its address, however it is spelt, where it has one, else its text.

    ``outlet`` is the number of the one that printed a text without an address: wire copy is an article of each.
    """
    if not url:
        return f"text:{text_hash(text)}" if outlet is None else f"text:{text_hash(text)}:{outlet}"
    key = address_key(url)  # longer than the address where its letters are escaped
    return f"url:{key}" if len(key) <= _MAX_KEY else f"url-hash:{text_hash(key)}"


class ArticleQuerySet(models.QuerySet["Article"]):
    def same_as(self, *, url: str, text: str, outlet: str = "") -> Article | None:
        """The article already taken in from this address or, where there is none, with this very text.

        ``outlet`` is the name of the one that printed it: a text that is known as that of others alone is none of its.
        """
        if url:
            return self.filter(identity=identity_of(url=url, text=text)).first()
        known = self.filter(versions__text_hash=text_hash(text)).order_by("pk")
        if not outlet.strip():
            return known.first()
        named = Outlet.history.filter(name__iexact=outlet.strip()[:200]).values("id")
        return known.filter(outlet__in=named).first() or known.filter(outlet=None).first()


class Article(Revised):
    """One published news item. Its words live in its versions."""

    outlet = models.ForeignKey(Outlet, models.RESTRICT, null=True, blank=True, related_name="articles")
    title = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    author = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=20, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_offset = models.SmallIntegerField(default=0, help_text="minutes east of UTC, as printed")
    modified_at = models.DateTimeField(null=True, blank=True)
    modified_offset = models.SmallIntegerField(default=0, help_text="minutes east of UTC, as printed")
    page_missing_since = models.DateTimeField(null=True, editable=False, help_text="when a look first found no page")
    identity = models.CharField(max_length=1010, unique=True, editable=False, help_text="what makes it this article")
    extractor = models.CharField(max_length=100, blank=True, help_text="what looked for claims in it last")
    extractor_version = models.CharField(max_length=40, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")

    objects = ArticleQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="article_newest")]

    def __str__(self) -> str:
        return self.title or self.first_words()

    def first_words(self) -> str:
        version = self.versions.order_by("number").first()
        return f"{version.text[:60]}…" if version else f"Article {self.pk}"

    @property
    def current_version(self) -> ArticleVersion:
        return self.versions.order_by("-number")[0]

    @property
    def published(self) -> datetime | None:
        """The time of publication at its printed offset."""
        return at_offset(self.published_at, self.published_offset)

    @property
    def modified(self) -> datetime | None:
        return at_offset(self.modified_at, self.modified_offset)


def at_offset(moment: datetime | None, minutes: int) -> datetime | None:
    return moment and moment.astimezone(timezone(timedelta(minutes=minutes)))


def offset_of(moment: datetime | None) -> int:
    """Minutes east of UTC of an aware time; 0 for none."""
    offset = moment.utcoffset() if moment else None
    return int(offset.total_seconds() // 60) if offset else 0


class ImmutableError(Exception):
    """An article version was to be changed after it was stored."""


class ArticleVersion(models.Model):
    """One text of an article. Never changed once stored: spans count its code points."""

    article = models.ForeignKey(Article, models.CASCADE, db_index=False, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    text_hash = models.CharField(max_length=64, db_index=True, editable=False)
    times = models.JSONField(default=list, blank=True, help_text="of a recording: [code point, second] from which on")
    created_at = models.DateTimeField(auto_now_add=True)
    change = models.ForeignKey(Change, models.PROTECT, related_name="+", default=current_change, editable=False)

    history = History(deletions_only=True)

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableError("An article version never changes; add a new version.")
        self.text_hash = text_hash(self.text)
        super().save(*args, **kwargs)

    def second_at(self, place: int) -> int | None:
        """The second of the recording at which the words at a code point begin; None where no such is known."""
        number = bisect_right(self.times, place, key=lambda time: time[0])
        return self.times[number - 1][1] if number else None

    def words(self, spans: list[tuple[int, int]]) -> str:
        """The words at the spans, an ellipsis between two that do not touch."""
        return " … ".join(self.text[start:end] for start, end in spans)
