"""Feeds, as people keep them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from claims import fetch
from claims.choices import ChangeKind
from claims.models import Feed
from claims.services.articles import outlet_named
from claims.services.changes import changing
from claims.services.errors import ConflictError, InvalidError
from newsapp.accounts.models import User


def add_feed(*, outlet: str, url: str, by: User | str, **values: Any) -> Feed:
    """Store a feed, which is polled from now on; its outlet is made where there is none of the name.

    Raises InvalidError where the outlet has no name, FetchError where ``url`` is no address, ConflictError where it is
    that of another feed.
    """
    _refuse_address(url, Feed())
    with changing(ChangeKind.EDIT, by=by):
        of_outlet = outlet_named(outlet)
        if of_outlet is None:
            raise InvalidError("outlet-missing", "Name the outlet of the feed.", field="outlet")
        return Feed.objects.create(outlet=of_outlet, url=url, **values)


def update_feed(feed: Feed, *, by: User | str, **changes: Any) -> Feed:
    """Change a feed. Where it is resumed, or has another address, it is polled at once, and its failures are forgotten.

    Raises as `add_feed` does.
    """
    _refuse_address(changes.get("url", feed.url), feed)
    begins_anew = changes.get("url", feed.url) != feed.url or (changes.get("active", False) and not feed.active)
    if begins_anew:
        changes |= {"next_at": timezone.now(), "failures": 0, "failing_since": None, "stopped_at": None}
    for name, value in changes.items():
        setattr(feed, name, value)
    with changing(ChangeKind.EDIT, by=by):
        feed.save(update_fields=changes.keys())  # the others may be those of a poll just now
    return feed


def _refuse_address(url: str, feed: Feed) -> None:
    fetch.parsed(url)
    if Feed.objects.filter(url=url).exclude(pk=feed.pk).exists():
        raise ConflictError("feed-exists", "There is a feed of this address already.", field="url")
