"""Hosts: no server is asked twice at once for a batch, nor again before it wants to be."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.fetch import FetchError
from claims.models import Host

LEASE = timedelta(minutes=5)
"""Whoever asks for longer is held to have been killed; several times what fetching and reading take at most."""
LONGEST_WAIT = timedelta(hours=1)
MOST_PUT_OFFS = 5
"""In a row, after which a server is held not to answer."""

_NOT_SAID = 60.0  # seconds, for a server that says "too many requests" and not how long it wants to be left alone
_FORGOTTEN = timedelta(days=1)


def busy() -> QuerySet[Host]:
    """Those that are not to be asked now."""
    now = timezone.now()
    return Host.objects.filter(Q(leased_until__gt=now) | Q(free_at__gt=now))


def lease(name: str) -> bool:
    """Whether the host is ours to ask, until it is released."""
    now = timezone.now()
    host, _ = Host.objects.get_or_create(name=name, defaults={"free_at": now})
    free = Host.objects.filter(Q(leased_until=None) | Q(leased_until__lte=now), pk=host.pk, free_at__lte=now)
    return bool(free.update(leased_until=now + LEASE))


def release(name: str) -> None:
    """Let it be asked again, after the pause of the settings."""
    later = timezone.now() + timedelta(seconds=settings.FETCH_PAUSE_SECONDS)
    Host.objects.filter(pk=name, free_at__lt=later).update(free_at=later)
    Host.objects.filter(pk=name).update(leased_until=None)


def answered(name: str) -> None:
    """Note that it gives pages, whatever it asked for before."""
    Host.objects.filter(pk=name, put_offs__gt=0).update(put_offs=0)


def put_off(name: str, error: FetchError) -> datetime | None:
    """When to ask again, where the server asked to be left alone; None where it did not.

    Raises FetchError where it wants that for longer than LONGEST_WAIT, or has wanted it MOST_PUT_OFFS times in a row.
    """
    seconds = error.wait or (_NOT_SAID if error.status == HTTPStatus.TOO_MANY_REQUESTS else 0)
    if not seconds:
        return None
    wait = timedelta(seconds=seconds)
    until = timezone.now() + min(wait, LONGEST_WAIT)
    host, _ = Host.objects.get_or_create(name=name, defaults={"free_at": until})
    Host.objects.filter(pk=name).update(free_at=until, put_offs=F("put_offs") + 1)
    host.refresh_from_db()
    if wait <= LONGEST_WAIT and host.put_offs <= MOST_PUT_OFFS:
        return until
    Host.objects.filter(pk=name).update(put_offs=0)
    why = "for more than an hour" if wait > LONGEST_WAIT else f"{host.put_offs} times in a row"
    raise FetchError("left-alone", f"{name} asked to be left alone {why}. Try again later.", status=error.status)


def sweep() -> None:
    """Forget those that were not asked for a day."""
    long_ago = timezone.now() - _FORGOTTEN
    Host.objects.filter(Q(leased_until=None) | Q(leased_until__lt=long_ago), free_at__lt=long_ago).delete()
