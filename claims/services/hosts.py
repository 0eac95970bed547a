"""Hosts: no server is asked for two pages at once, nor again before it wants to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from http import HTTPStatus
from random import SystemRandom
from typing import TypeVar

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.fetch import FetchError, parsed
from claims.models import Host

LEASE = timedelta(minutes=1)
"""Whoever asks for longer is held to have been killed; three times what fetching takes at most."""
LONGEST_WAIT = timedelta(hours=1)
LEFT_ALONE = "left-alone"
"""The code of the error that says so of a server that is given up."""
MOST_PUT_OFFS = 5
"""In a row, after which a server is held not to answer."""

_ASKED = timedelta(seconds=2)  # until a server that is being asked is looked at again
_NOT_SAID = 60.0  # seconds, for a server that says "too many requests" and not how long it wants to be left alone
_FORGOTTEN = timedelta(days=1)
_chance = SystemRandom()

SentOn = Callable[[str], None]
"""Is told each further server that redirects lead to, before it is asked. Raises HostBusyError."""
Page = TypeVar("Page")


class HostBusyError(FetchError):
    """The server is not to be asked now; ``until``: look again then. ``left_alone``: it wants that itself."""

    def __init__(self, name: str, until: datetime, *, left_alone: bool) -> None:
        message = f"{name} is being asked for another page, or asked to be left alone for now. Try again later."
        super().__init__("host-busy", message)
        self.name = name
        self.until = until
        self.left_alone = left_alone


def host_of(url: str) -> str:
    """The server of an address, by the name under which it is leased. Raises FetchError where it is no address."""
    return parsed(url).host[:255]


def ask(name: str, fetching: Callable[[SentOn], Page], *, hurried: bool = False) -> Page:
    """What ``fetching`` gives, while nobody else asks the host; who is ``hurried`` passes over our own pause.

    Raises HostBusyError where it is not to be asked now, or answers that it wants to be left alone; FetchError where it
    wants that for longer than LONGEST_WAIT, or has wanted it MOST_PUT_OFFS times in a row, and as ``fetching`` does.
    """
    try:
        with asking(name, hurried=hurried) as sent_on:
            return fetching(sent_on)
    except HostBusyError:
        raise
    except FetchError as error:
        _refuse_put_off(name, error)
        raise


@contextmanager
def asking(name: str, *, hurried: bool = False) -> Iterator[SentOn]:
    """Nobody else asks the host meanwhile, nor those that it sends us on to.

    All of them are left alone for as long as a FetchError says that one wants to be, LONGEST_WAIT at most. Raises
    HostBusyError where one is not to be asked now.
    """
    hosts = set[str]()
    with ExitStack() as leases:

        def lease_too(host: str) -> None:
            if host not in hosts:
                leases.enter_context(leased(host[:255], hurried=hurried))
                hosts.add(host)

        lease_too(name)
        try:
            yield lease_too
        except FetchError as error:
            if wish := _wish(error):
                until = timezone.now() + min(wish, LONGEST_WAIT)
                Host.objects.filter(pk__in=hosts).update(left_alone_until=until, put_offs=F("put_offs") + 1)
            raise
    Host.objects.filter(pk__in=hosts, put_offs__gt=0).update(put_offs=0)


@contextmanager
def leased(name: str, *, hurried: bool = False) -> Iterator[None]:
    """Nobody else asks the host meanwhile. Raises HostBusyError where it is not to be asked now."""
    leased_until = lease(name, hurried=hurried)
    if leased_until is None:
        is_left_alone = Host.objects.filter(pk=name, left_alone_until__gt=timezone.now()).exists()
        raise HostBusyError(name, free_again([name]), left_alone=is_left_alone)
    try:
        yield
    finally:
        release(name, leased_until)


def busy() -> QuerySet[Host]:
    """Those that are not to be asked now."""
    now = timezone.now()
    return Host.objects.filter(Q(leased_until__gt=now) | Q(paused_until__gt=now) | Q(left_alone_until__gt=now))


def free_again(names: Iterable[str]) -> datetime:
    """When to look again whether one of those may be asked; now, where none is busy."""
    now = timezone.now()
    times = (
        max(now + _ASKED if leased_until and leased_until > now else now, paused_until, left_alone_until)
        for leased_until, paused_until, left_alone_until in busy()
        .filter(name__in=names)
        .values_list("leased_until", "paused_until", "left_alone_until")
    )
    return min(times, default=now)


def lease(name: str, *, hurried: bool = False) -> datetime | None:
    """Until when the host is ours to ask, unless it is released before; None where it is not to be asked now."""
    now = timezone.now()
    host, _ = Host.objects.get_or_create(name=name, defaults={"paused_until": now, "left_alone_until": now})
    free = Host.objects.filter(Q(leased_until=None) | Q(leased_until__lte=now), pk=host.pk, left_alone_until__lte=now)
    if not hurried:
        free = free.filter(paused_until__lte=now)
    return now + LEASE if free.update(leased_until=now + LEASE) else None


def release(name: str, leased_until: datetime) -> None:
    """Let it be asked again, after the pause of the settings; not where somebody has taken it over."""
    later = timezone.now() + timedelta(seconds=settings.FETCH_PAUSE_SECONDS)
    Host.objects.filter(pk=name, leased_until=leased_until).update(leased_until=None, paused_until=later)


def _wish(error: FetchError) -> timedelta:
    """For how long the server wants to be left alone; none where it did not ask for that."""
    return timedelta(seconds=error.wait or (_NOT_SAID if error.status == HTTPStatus.TOO_MANY_REQUESTS else 0))


def _refuse_put_off(name: str, error: FetchError) -> None:
    """Raise what `ask` says of a server that wants to be left alone."""
    wish = _wish(error)
    if not wish:
        return
    host = Host.objects.get(pk=name)
    if wish <= LONGEST_WAIT and host.put_offs <= MOST_PUT_OFFS:
        raise HostBusyError(name, host.left_alone_until, left_alone=True) from error
    Host.objects.filter(pk=name).update(put_offs=0)
    why = "for more than an hour" if wish > LONGEST_WAIT else f"{host.put_offs} times in a row"
    message = f"{name} asked to be left alone {why}. Try again later."
    raise FetchError(LEFT_ALONE, message, status=error.status) from error


def part_of(wait: timedelta) -> timedelta:
    """A random part of it, by which those are spread who would ask a server at once."""
    return wait * _chance.random()


def sweep() -> None:
    """Forget those that were not asked for a day."""
    long_ago = timezone.now() - _FORGOTTEN
    unleased = Q(leased_until=None) | Q(leased_until__lt=long_ago)
    Host.objects.filter(unleased, paused_until__lt=long_ago, left_alone_until__lt=long_ago).delete()
