"""Watching: what came in by a feed is looked at again, since outlets change articles without a word."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from rapidfuzz.distance import Prefix

from claims.fetch import FetchError, fetch
from claims.ingest import IngestError
from claims.models import Article, Feed, FeedEntry, Intake
from claims.models.article import text_hash
from claims.services import hosts, intakes
from claims.services.hosts import HostBusyError
from claims.services.incoming import Incoming
from claims.services.missing import is_sent_away, note_found, note_missing, says_missing

AT_ONCE = 100
"""Entries that are named due together; the others are with the next call."""

_SPREAD = timedelta(minutes=10)  # over which looks come back that had to wait for one server, lest they come at once

_SAME_OF_A_START = 0.7  # of its characters; an offer has a few words of its own

logger = logging.getLogger(__name__)


def name_of(feed: Feed) -> str:
    """The name that what comes in by the feed is asked for by."""
    return f"feed of {feed.outlet.name}"


def look_at(seen_at: datetime, looks: int) -> datetime | None:
    """When an article seen then is looked at after so many looks; None: never more."""
    hours = settings.FEED_WATCH_HOURS
    return seen_at + timedelta(hours=hours[looks]) if looks < len(hours) else None


def due() -> list[int]:
    """The entries to look at now, each named once, whoever asks. Looks that were missed are made up for by one."""
    now = timezone.now()
    numbers = []
    for entry in FeedEntry.objects.filter(look_at__lte=now, feed__active=True).order_by("look_at")[:AT_ONCE]:
        looks = entry.looks + 1
        while (following := look_at(entry.seen_at, looks)) and following <= now:
            looks += 1
        is_ours = FeedEntry.objects.filter(pk=entry.pk, look_at=entry.look_at)
        if is_ours.update(looks=looks, look_at=following):
            numbers.append(entry.pk)
    return numbers


def look(pk: int, *, then: Callable[[int], object]) -> datetime | None:
    """Fetch the entry's page; where the text is another than its article's, keep an Intake for ``then`` to enqueue.

    Where its server says that there is no such page, that is noted in the article. Nothing happens where the entry is
    gone, has failed to come in, or was read from the feed and not from its page. Where its server is not to be asked
    now, what comes back is when to look.
    """
    of_page = Q(intake__spare=None) | ~Q(intake__original=F("intake__spare"))
    related = FeedEntry.objects.select_related("feed__outlet", "intake__article")
    entry = related.filter(of_page, pk=pk, intake__article__isnull=False).first()
    try:
        if entry is None or entry.intake is None or not _is_changed(entry.intake, by=name_of(entry.feed)):
            return None
    except HostBusyError as busy:
        return busy.until + hosts.part_of(_SPREAD)
    _take_in_anew(entry.intake, pk, then)
    return None


def _take_in_anew(intake: Intake, pk: int, then: Callable[[int], object]) -> None:
    with transaction.atomic():
        entry = FeedEntry.objects.select_for_update(of=("self",)).select_related("feed__outlet").filter(pk=pk).first()
        if entry is None or entry.intake_id != intake.pk:
            return
        incoming = Incoming.at_address(intake.url, intake.stated)
        entry.intake = intakes.keep(incoming=incoming, by=name_of(entry.feed))
        entry.save(update_fields=["intake"])
        then(entry.intake.pk)


def _is_changed(intake: Intake, *, by: str) -> bool:
    """Whether the page has another text now; not where it cannot be read or has but the start. Raises HostBusyError.

    Whether there is a page at all is noted in the article.
    """
    if intake.article is None:
        return False
    try:
        text = _text_now(intake, intake.article)
    except HostBusyError:
        raise
    except (FetchError, IngestError) as error:
        logger.info("%s could not be looked at again: %s", intake.url, error.message)
        if isinstance(error, FetchError) and says_missing(error):
            note_missing(intake.article.pk, by=by)
        return False
    note_found(intake.article.pk, by=by)
    version = intake.article.current_version
    if text is None or text_hash(text) == version.text_hash:
        return False
    if _is_only_the_start(text, version.text):
        logger.info("%s shows only the start of its article now, which stays as it was.", intake.url)
        return False
    return True


def _text_now(intake: Intake, article: Article) -> str | None:
    """What the page says now; None: it is as it was. A server that leads away from it has no such page: FetchError."""
    fetching = partial(fetch, intake.url, allow_inside=settings.FETCH_PRIVATE_ADDRESSES, validators=intake.headers)
    page = hosts.ask(intake.host, lambda sent_on: fetching(sent_on=sent_on))
    if page.unchanged:
        return None
    gone = FetchError("http-status", f"The server led to {page.url} instead.", status=HTTPStatus.NOT_FOUND)
    try:
        text = Incoming.at_address(intake.url, {}).with_page(page).document().text
    except IngestError as error:
        if is_sent_away(page, article, ""):
            raise gone from error
        raise
    if is_sent_away(page, article, text):
        raise gone
    return text


def _is_only_the_start(now: str, before: str) -> bool:
    """Whether a text is what a page shows to those who have not paid: less than half of the article, from its
    beginning, maybe broken off in a sentence, with a line or two of an offer at most.
    """
    now, before = " ".join(now.split()), " ".join(before.split())
    same = Prefix.similarity(now, before)
    return 2 * len(now) < len(before) and same >= _SAME_OF_A_START * len(now)
