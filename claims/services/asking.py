"""Asking: the page of an Intake is fetched when it is its turn among those that wait for the same server."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from claims.choices import IntakeState
from claims.models import Intake
from claims.services import hosts
from claims.services.hosts import HostBusyError
from claims.services.incoming import Incoming

_PATIENCE = 5.0  # seconds that somebody who looks on waits for a server
_STEP = 1.0  # seconds between two that wait for a server, at least


def page(intake: Intake, incoming: Incoming) -> Incoming:
    """With the page of the Intake's address. Raises FetchError; HostBusyError, where it is not its turn: ``until`` is.

    A single address that a person asks for passes over the pause, though neither over who is asking just now nor over
    what the server asked for.
    """
    others = _waiting_beside(intake)
    is_single = bool(intake.user_id) and not intake.batch_id and not others.exists()
    try:
        return hosts.ask(intake.host, incoming.fetched, hurried=is_single)
    except HostBusyError as busy:
        if intake.batch_id:
            raise  # its batch goes on with other rows and comes back
        # One after the other, lest all that wait come back at once and all but one in vain.
        before = others.filter(pk__lt=intake.pk).count()
        step = timedelta(seconds=max(settings.FETCH_PAUSE_SECONDS, _STEP))
        raise HostBusyError(intake.host, busy.until + before * step, left_alone=busy.left_alone) from busy


def page_at_once(intake: Intake, incoming: Incoming) -> Incoming:
    """What was sent, or the page of its address; its server is waited for a few seconds. Raises what `page` does."""
    if not incoming.url:
        return incoming
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return hosts.ask(intake.host, incoming.fetched)
        except HostBusyError as busy:
            wait = _seconds_until(busy.until)
            if time.monotonic() + wait > end:
                raise
        time.sleep(wait)


def _waiting_beside(intake: Intake) -> QuerySet[Intake]:
    """The others that wait for the same server: of people beside one of a person, of feeds beside one of a feed."""
    waiting = Intake.objects.filter(state=IntakeState.WAITING, host=intake.host, batch=None)
    return waiting.filter(user__isnull=intake.user_id is None)


def _seconds_until(moment: datetime) -> float:
    return max((moment - timezone.now()).total_seconds(), 0)
