"""Polling: feeds are asked when their time comes, and what they announce anew is taken in."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.fetch import FEEDS, Fetched, FetchError, fetch, parsed
from claims.ingest import IngestError
from claims.ingest.addresses import address_key
from claims.ingest.feeds import Entry, read_feed
from claims.limits import MAX_FEED
from claims.models import Article, Feed, FeedEntry
from claims.models.article import identity_of
from claims.outages import outage_of
from claims.services import hosts, intakes, watching
from claims.services.errors import ConflictError
from claims.services.hosts import HostBusyError
from claims.services.incoming import Incoming

LEASE = timedelta(minutes=5)
"""Whoever polls for longer is held to have been killed; several times what fetching and reading take at most."""
MOST_NEW = 50
"""Entries that one poll takes in; the others wait for the next one."""
LONGEST_WAIT = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=7)

_HOST_IS_BUSY = timedelta(minutes=1)
_JITTER = 0.1  # of the wait, so that feeds added together are not asked together for ever
_CHUNK = 500
_UNFORESEEN = "Something went wrong here. It has been noted in the log."

logger = logging.getLogger(__name__)

Then = Callable[[int], object]
"""What is done with the number of each new Intake, in the transaction that stores it."""


def due() -> list[int]:
    """The feeds whose time has come, each named once, whoever asks; put off to their next time, lest one be lost."""
    now = timezone.now()
    numbers = []
    for feed in Feed.objects.filter(active=True, stopped_at=None, next_at__lte=now):
        is_ours = Feed.objects.filter(pk=feed.pk, next_at=feed.next_at)
        if is_ours.update(next_at=now + timedelta(minutes=feed.every_minutes)):
            numbers.append(feed.pk)
    return numbers


def refuse_paused(feed: Feed) -> None:
    """Raise ConflictError where the feed is paused."""
    if not feed.active:
        raise ConflictError("feed-paused", "A paused feed is not polled; resume it first.")


def poll(pk: int, *, then: Then) -> None:
    """Ask the feed what is new, and keep each new article's address as an Intake, for ``then`` to enqueue.

    Nothing happens where it is paused or gone, or somebody else is at it; while its host is asked for something else,
    or wants to be left alone, it is put off. What fails is noted in the feed. Raises an error of the database.
    """
    feed = _claimed(pk)
    if feed is None:
        return
    try:
        answer = _ask(feed)
        entries = [] if answer.unchanged else _read(answer)
    except HostBusyError as busy:
        _put_off(feed, busy)
        return
    except Exception as error:
        if outage_of(error):
            raise
        told = error if isinstance(error, FetchError) else FetchError("", "")
        _fail(feed, _reason(error), is_gone=told.status == HTTPStatus.GONE, wait=timedelta(seconds=told.wait))
        return
    _succeed(feed, answer, entries, then)


def _ask(feed: Feed) -> Fetched:
    # Those of another address, which it had before, say nothing of this one.
    validators = feed.validators if feed.validators.get("url") == feed.url else {}
    inside = settings.FETCH_PRIVATE_ADDRESSES
    with hosts.asking(hosts.host_of(feed.url), hurried=True) as sent_on:
        return fetch(feed.url, allow_inside=inside, most=MAX_FEED, accept=FEEDS, validators=validators, sent_on=sent_on)


def _read(answer: Fetched) -> list[Entry]:
    entries = read_feed(answer.data, content_type=answer.media_type, url=answer.url)
    return [entry for entry in entries if _can_be_fetched(entry.url)]


def _can_be_fetched(url: str) -> bool:
    try:
        parsed(url)
    except FetchError:
        return False
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, (FetchError, IngestError)):
        return error.message
    logger.error("A feed could not be polled.", exc_info=error)
    return _UNFORESEEN


def _claimed(pk: int) -> Feed | None:
    """The feed, now ours, where it is free."""
    now = timezone.now()
    is_free = Feed.objects.filter(Q(leased_until=None) | Q(leased_until__lte=now), pk=pk, active=True)
    if not is_free.update(leased_until=now + LEASE):
        return None
    return Feed.objects.select_related("outlet").get(pk=pk)


def _held(feed: Feed) -> QuerySet[Feed]:
    """The feed as long as it is ours, else none."""
    return Feed.objects.filter(pk=feed.pk, leased_until=feed.leased_until)


def _put_off(feed: Feed, busy: HostBusyError) -> None:
    """Poll it later; where its server wants to be left alone, say so: that may take an hour."""
    why = {"last_result": f"{busy.name} asked to be left alone for now."} if busy.left_alone else {}
    _held(feed).update(leased_until=None, next_at=max(busy.until, timezone.now() + _HOST_IS_BUSY), **why)


def _wait(wait: timedelta) -> timedelta:
    return wait + hosts.part_of(wait * _JITTER)


def _fail(feed: Feed, reason: str, *, is_gone: bool = False, wait: timedelta = timedelta()) -> None:
    """Note the failure, and wait twice as long as after the one before, or for ``wait`` where that is longer.

    For ever after a week of failures, and where the feed ``is_gone`` for good.
    """
    now = timezone.now()
    since = feed.failing_since or now
    is_given_up = is_gone or now - since >= GIVEN_UP_AFTER
    why = "It is gone for good" if is_gone else "It has failed for a week"
    doubled = min(timedelta(minutes=feed.every_minutes) * 2 ** min(feed.failures + 1, 12), LONGEST_WAIT)
    _held(feed).update(
        leased_until=None,
        polled_at=now,
        failures=feed.failures + 1,
        failing_since=since,
        stopped_at=(feed.stopped_at or now) if is_given_up else feed.stopped_at,
        last_result=f"{reason} {why} and is not polled any more." if is_given_up else reason,
        next_at=now + _wait(max(doubled, wait)),
    )


def _succeed(feed: Feed, answer: Fetched, entries: list[Entry], then: Then) -> None:
    """Store what is new, and what became of the poll: both or neither, and neither where the feed is not ours."""
    now = timezone.now()
    with transaction.atomic():
        # Locked first: who deletes it meanwhile waits, or was there before us.
        if not _held(feed).update(polled_at=now):
            logger.warning("Feed %s took longer than %s and was taken over, or is gone.", feed.pk, LEASE)
            return
        new, left = _new(feed, entries)
        for entry in new:
            then(_take_in(feed, entry, now))
        _held(feed).update(
            leased_until=None,
            succeeded_at=now,
            failures=0,
            failing_since=None,
            stopped_at=None,
            # Those that are left come with the whole feed, and that only where nothing is known of it.
            validators=feed.validators if answer.unchanged else {} if left else _validators(feed, answer),
            last_result=_result(answer, len(entries), len(new), left),
            next_at=now + _wait(timedelta(minutes=feed.every_minutes)),
        )


def _validators(feed: Feed, answer: Fetched) -> dict[str, str]:
    return {"url": feed.url} | {
        name: answer.headers[name] for name in ("etag", "last-modified") if name in answer.headers
    }


def _result(answer: Fetched, total: int, new: int, left: int) -> str:
    if answer.unchanged:
        return "Nothing has changed since the last time."
    more = f"; {left} wait for the next time" if left else ""
    return f"{new} new of {total} {'entry' if total == 1 else 'entries'}{more}."


def _new(feed: Feed, entries: list[Entry]) -> tuple[list[Entry], int]:
    """The oldest entries that were never seen, MOST_NEW at most, and how many more there are.

    Seen is what this or another feed had at the address, however it is spelt, and what this one had by the same id. An
    entry whose article is there already is noted as seen.
    """
    addresses, guids = _seen(feed, entries)
    unseen = []
    for entry in entries:
        address, guid = _hash(address_key(entry.url)), _hash(entry.guid)
        if address in addresses or (guid and guid in guids):
            continue
        addresses.add(address)
        guids.add(guid)
        unseen.append(entry)
    there = _there_already(unseen)
    FeedEntry.objects.bulk_create([_entry(feed, entry) for entry in unseen if entry.url in there], batch_size=_CHUNK)
    new = [entry for entry in unseen if entry.url not in there]
    return new[:MOST_NEW], len(new[MOST_NEW:])


def _seen(feed: Feed, entries: list[Entry]) -> tuple[set[str], set[str]]:
    """Of the entries' addresses and ids, hashed, those that are known."""
    addresses: set[str] = set()
    guids: set[str] = set()
    for some in _chunks(entries):
        by_address = FeedEntry.objects.filter(address__in=[_hash(address_key(entry.url)) for entry in some])
        by_guid = FeedEntry.objects.filter(feed=feed, guid__in=[_hash(entry.guid) for entry in some if entry.guid])
        addresses.update(by_address.values_list("address", flat=True))
        guids.update(by_guid.values_list("guid", flat=True))
    return addresses, guids


def _there_already(entries: list[Entry]) -> set[str]:
    """The addresses of those whose articles are known."""
    there: set[str] = set()
    for some in _chunks(entries):
        urls = {identity_of(url=entry.url, text=""): entry.url for entry in some}
        identities = Article.objects.filter(identity__in=urls).values_list("identity", flat=True)
        there.update(urls[identity] for identity in identities)
    return there


def _chunks(entries: list[Entry]) -> Iterable[list[Entry]]:
    return (entries[start : start + _CHUNK] for start in range(0, len(entries), _CHUNK))


def _take_in(feed: Feed, entry: Entry, now: datetime) -> int:
    """The number of a new Intake of the entry's address, said to be of the feed's outlet."""
    stated = {"outlet": feed.outlet.name}
    incoming = Incoming.at_address(entry.url, stated, spare=entry.page.encode(errors="replace"))
    intake = intakes.keep(incoming=incoming, by=watching.name_of(feed))
    row = _entry(feed, entry)
    row.intake, row.seen_at, row.look_at = intake, now, watching.look_at(now, 0)
    row.save()
    return intake.pk


def _entry(feed: Feed, entry: Entry) -> FeedEntry:
    return FeedEntry(feed=feed, address=_hash(address_key(entry.url)), guid=_hash(entry.guid))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest() if text else ""
