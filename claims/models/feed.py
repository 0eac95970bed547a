"""Feeds: what an outlet announces its articles by, and which of them have come in."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.base import Revised
from claims.models.intake import Intake
from claims.models.outlet import Outlet
from claims.models.recorded import History

_LEFT_BY_POLLING = (
    *("validators", "next_at", "leased_until", "polled_at", "succeeded_at"),
    *("failures", "failing_since", "stopped_at", "last_result"),
)
LEAST_MINUTES, MOST_MINUTES = 5, 1440
STATES = {
    "active": Q(active=True, stopped_at=None),
    "paused": Q(active=False),
    "stopped": Q(active=True, stopped_at__isnull=False),
}
"""What a feed can be, each with where that is so; `Feed.state` tells it of one."""


class Feed(Revised):
    """The address of an Outlet's feed, and how often it is polled.

    What polling leaves is no Change and in no history: ``validators`` are the last answer's ETag and Last-Modified,
    with the address that gave it; whoever polls has set ``leased_until``; ``failures`` counts those since the last
    success, ``failing_since`` is the first of them; ``stopped_at``, when polling was given up; ``last_result`` is a
    sentence for people.
    """

    outlet = models.ForeignKey(Outlet, models.RESTRICT, related_name="feeds")
    url = models.URLField(max_length=1000)
    every_minutes = models.PositiveSmallIntegerField(default=30)
    active = models.BooleanField(default=True)
    validators = models.JSONField(default=dict, editable=False)
    next_at = models.DateTimeField(default=timezone.now, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    polled_at = models.DateTimeField(null=True, editable=False)
    succeeded_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    stopped_at = models.DateTimeField(null=True, editable=False)
    last_result = models.TextField(blank=True, editable=False)

    history = History(without=_LEFT_BY_POLLING)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["url"], name="feed_address_once"),
            models.CheckConstraint(
                condition=Q(every_minutes__gte=LEAST_MINUTES, every_minutes__lte=MOST_MINUTES), name="feed_pace_known"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=STATES["active"], name="feed_due"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def state(self) -> str:
        """ "active", "paused" by a person, or "stopped": it failed for a week, or its server says that it is gone."""
        if not self.active:
            return "paused"
        return "stopped" if self.stopped_at else "active"

    @property
    def next_poll_at(self) -> datetime | None:
        return self.next_at if self.state == "active" else None


class FeedEntry(models.Model):
    """An entry that a feed announced and that was seen to: ``address`` and ``guid`` are hashes of what it is known by.

    ``intake`` is the last one of its article, None where that was there already. Its page is looked at again at
    ``look_at``, for the ``looks`` + 1st time.
    """

    feed = models.ForeignKey(Feed, models.CASCADE, db_index=False, related_name="entries")
    address = models.CharField(max_length=64)
    guid = models.CharField(max_length=64, blank=True)
    intake = models.ForeignKey(Intake, models.SET_NULL, null=True, related_name="feed_entries")
    seen_at = models.DateTimeField(default=timezone.now)
    looks = models.PositiveSmallIntegerField(default=0)
    look_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["address"], name="feed_entry_by_address"),
            models.Index(fields=["feed", "guid"], name="feed_entry_by_guid"),
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="feed_entry_looked_at"),
        ]

    def __str__(self) -> str:
        return f"Entry {self.pk} of feed {self.feed_id}"
