"""Intakes: what comes in is kept, then taken in once, at once or later."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.choices import ChangeKind, IntakeOrigin, IntakeOutcome, IntakeState
from claims.fetch import FetchError
from claims.ingest import Document, IngestError
from claims.models import Change, Claim, Intake
from claims.outages import outage_of
from claims.services import asking, linking, working
from claims.services.articles import Also, TakenIn, take_in
from claims.services.changes import changing
from claims.services.errors import ConflictError, ServiceError
from claims.services.hosts import LEFT_ALONE, HostBusyError
from claims.services.incoming import Incoming
from claims.services.keeping import TIMES, delete_unused, describe, intake_of, sha256_of, store_bytes
from claims.services.missing import note_read
from claims.services.taking_back import refuse_taken_back
from newsapp.accounts.models import User

LEASE = timedelta(minutes=15)
"""Whoever works on an Intake for longer is held to have been killed, also where it seems alive; several times what the
longest text takes."""

ANEW = {
    "state": IntakeState.WAITING,
    "error_code": "",
    "error_field": "",
    "error": "",
    "started_at": None,
    "finished_at": None,
    "waits_until": None,
}
"""What an Intake has that is to be tried again."""
_DESCRIBED = ("size", "original_id", "media_type", "final_url", "headers")
_UNFORESEEN = "Something went wrong here. It has been noted in the log; nothing was half-written."

logger = logging.getLogger(__name__)


class LostClaimError(Exception):
    """Another worker has taken the Intake over: this one was held to have been killed."""


def take_in_now(*, incoming: Incoming, by: User | str) -> TakenIn:
    """Take it in while the sender waits.

    Its Intake is stored in the transaction that stores the article. What is refused, or breaks, leaves a failed one
    that can be tried again, where it is neither empty nor too large to be kept; then the error is raised. That is
    HostBusyError where the server of its address is not to be asked for more than a few seconds.
    """
    intake = intake_of(incoming, by, IntakeState.RUNNING, started_at=timezone.now())
    try:
        incoming = asking.page_at_once(intake, incoming)
        describe(intake, incoming)
        taken = take_in(document=incoming.document(), by=by, also=_storing(intake, incoming.data))
    except Exception as error:
        if incoming.can_be_kept() and not outage_of(error) and not _fail(intake, error):
            _store(intake_of(incoming, by, IntakeState.FAILED, **_failure(error)), incoming.data)
        raise
    note_read(taken.article.pk, intake)
    _finish(intake)
    return taken


def keep(*, incoming: Incoming, by: User | str) -> Intake:
    """Keep what came, to be taken in later. Raises IngestError where it is empty or too large."""
    if not incoming.can_be_kept():
        incoming.document()
    intake = intake_of(incoming, by, IntakeState.WAITING, spare_id=sha256_of(incoming.spare))
    _store(intake, incoming.data, spare=incoming.spare)
    return intake


def run(pk: int) -> datetime | None:
    """Take in what waits under the number; nothing where it is there no more, done, or somebody else is at it.

    What is refused, or breaks, is noted in the Intake. Where its server is not to be asked now, it waits again, and
    when to run it is returned. Raises an error of the database, after which the Intake is picked up again.
    """
    now = timezone.now()
    try:
        intake = _claimed(pk, now)
        return _run(intake) if intake else None
    except Exception as error:
        if outage_of(error):  # this worker may live on, so that nobody else would hold it to have been killed
            working.broken_off.add((pk, now))
        raise


def _run(intake: Intake) -> datetime | None:
    try:
        if intake.outcome:
            _link(intake)
        else:
            cause = intake.batch.change if intake.batch else None
            by = intake.user or intake.actor
            taken = take_in(document=_document(intake), by=by, cause=cause, also=_noting(intake))
            note_read(taken.article.pk, intake)
    except LostClaimError:
        logger.warning("Intake %s took longer than %s and was taken over.", intake.pk, LEASE)
    except HostBusyError as busy:
        _held(intake).update(state=IntakeState.WAITING, started_at=None, waits_until=busy.until)
        return busy.until
    except Exception as error:
        if outage_of(error):
            raise
        _fail(intake, error)
        _give_up(intake, error)
    else:
        _finish(intake)
    return None


def retry(intake: Intake, *, by: User | str) -> None:
    """Let a failed Intake wait once more. Raises ConflictError where it has not failed, or its batch is taken back."""
    with changing(ChangeKind.TAKE_IN, by=by):
        if intake.batch_id:
            refuse_taken_back(intake.batch_id)
        failed = Intake.objects.filter(pk=intake.pk, state=IntakeState.FAILED)
        if not failed.update(**ANEW):
            raise ConflictError("intake-not-failed", "Only what has failed can be tried again.")
    intake.refresh_from_db()


def abandoned() -> list[int]:
    """The Intakes that a worker was killed at, or this process broke off at an outage, now waiting again."""
    broken_off = working.broken_off.copy()
    with changing(ChangeKind.TAKE_IN, by="manage.py worker"):
        killed = ~Q(worker__in=["", *working.alive()]) | Q(started_at__lt=timezone.now() - LEASE)
        for pk, started_at in broken_off:
            killed |= Q(pk=pk, started_at=started_at)
        left = Intake.objects.select_for_update(skip_locked=True).filter(killed, state=IntakeState.RUNNING)
        numbers = list(left.values_list("pk", flat=True))
        Intake.objects.filter(pk__in=numbers).update(state=IntakeState.WAITING)
    working.broken_off -= broken_off
    return numbers


def waiting() -> set[int]:
    """The numbers of those, but for rows of batches, that may be taken in now."""
    now = timezone.now()
    rows = Intake.objects.filter(Q(waits_until=None) | Q(waits_until__lte=now), batch=None, state=IntakeState.WAITING)
    return set(rows.order_by().values_list("pk", flat=True))


def delete(intake: Intake, *, by: User | str) -> None:
    """Delete the Intake, and its bytes where no other has the same. Raises ConflictError while it runs."""
    with changing(ChangeKind.EDIT, by=by):
        intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
        if intake.state == IntakeState.RUNNING:
            raise ConflictError("intake-running", "It is being taken in just now; delete it when that is done.")
        originals = {intake.original_id, intake.spare_id}
        intake.delete()
        for original in originals:
            delete_unused(original)


def document_kept(intake: Intake) -> Document:
    """What the bytes of an Intake that is done are read as now. Raises IngestError."""
    return replace(_incoming(intake), final_url=intake.final_url, headers=intake.headers).document()


def _document(intake: Intake) -> Document:
    """What the Intake has, or what is fetched for it; where that cannot be read, what its feed has of it."""
    incoming = _incoming(intake)
    if not incoming.url:
        return incoming.document()
    try:
        return _kept(intake, asking.page(intake, incoming)).document()
    except (FetchError, IngestError) as error:
        is_its_turn_to_come = isinstance(error, HostBusyError) and not error.left_alone
        if is_its_turn_to_come or not incoming.spare:
            raise
    return _kept(intake, incoming.from_spare()).document()


def _kept(intake: Intake, incoming: Incoming) -> Incoming:
    """What came, which is kept before it is read."""
    before = intake.original_id
    describe(intake, incoming)
    with changing(ChangeKind.TAKE_IN, by=intake.actor):
        store_bytes(intake.original_id, incoming.data)
        described = {name: getattr(intake, name) for name in _DESCRIBED}
        if not _held(intake).update(**described):
            raise LostClaimError
        delete_unused(before)
    return incoming


def _incoming(intake: Intake) -> Incoming:
    times = {name: datetime.fromisoformat(intake.stated[name]) for name in TIMES if name in intake.stated}
    return Incoming(
        data=intake.original.data() if intake.original else b"",
        origin=IntakeOrigin(intake.origin),
        filename=intake.filename,
        media_type=intake.media_type,
        stated=intake.stated | times,
        url=intake.url,
        spare=intake.spare.data() if intake.spare else b"",
    )


def _store(intake: Intake, data: bytes, *, spare: bytes = b"") -> None:
    with changing(ChangeKind.TAKE_IN, by=intake.actor):
        store_bytes(intake.original_id, data)
        store_bytes(intake.spare_id, spare)
        intake.save(force_insert=True)


def _outcome(taken: TakenIn, change: Change | None) -> dict[str, Any]:
    outcome = IntakeOutcome.NEW_VERSION if taken.new_version else IntakeOutcome.UNCHANGED
    return {
        "article": taken.article,
        "outcome": IntakeOutcome.CREATED if taken.created else outcome,
        "new_claims": len(taken.claims),
        "new_stances": taken.stances,
        "change": change,
    }


def _storing(intake: Intake, data: bytes) -> Also:
    """Stores the Intake with what became of it, in the transaction of the article."""

    def store(taken: TakenIn, change: Change | None) -> None:
        intake.pk = None  # the transaction may be the second try
        for name, value in _outcome(taken, change).items():
            setattr(intake, name, value)
        _store(intake, data)

    return store


def _noting(intake: Intake) -> Also:
    """Notes what became of the Intake in the transaction of the article, which is undone where it is not ours."""

    def note(taken: TakenIn, change: Change | None) -> None:
        if not _held(intake).update(**_outcome(taken, change)):
            raise LostClaimError

    return note


def _claimed(pk: int, now: datetime) -> Intake | None:
    """The Intake, now ours, where it is free."""
    is_free = Q(state=IntakeState.WAITING) | Q(state=IntakeState.RUNNING, started_at__lt=now - LEASE)
    ours = {"state": IntakeState.RUNNING, "started_at": now, "worker": working.own_name.get(), "waits_until": None}
    if not Intake.objects.filter(is_free, pk=pk).update(**ours):
        return None
    return Intake.objects.select_related("original", "spare", "user", "batch__change").get(pk=pk)


def _held(intake: Intake) -> QuerySet[Intake]:
    """The Intake as long as it is ours, else none."""
    return Intake.objects.filter(pk=intake.pk, state=IntakeState.RUNNING, started_at=intake.started_at)


def _link(intake: Intake) -> None:
    """Propose the links of an article that was stored before its links were."""
    made = Claim.history.filter(change=intake.change_id, history_type="+")
    linking.suggest_links(Claim.objects.filter(pk__in=made.values("id")), cause=intake.change)


def _finish(intake: Intake) -> None:
    _held(intake).update(state=IntakeState.DONE, finished_at=timezone.now())


def _fail(intake: Intake, error: Exception) -> bool:
    """Note in the Intake why it failed; whether it was stored, and ours."""
    return bool(_held(intake).update(state=IntakeState.FAILED, **_failure(error)))


def _give_up(intake: Intake, error: Exception) -> None:
    """Fail the others of its batch, feed or person too, where their server wants to be left alone for too long: each of
    them would wait anew for what was just told. Those that a feed has the words of do without the page.
    """
    if isinstance(error, FetchError) and error.code == LEFT_ALONE:
        alike = {"batch": intake.batch_id, "user": intake.user_id, "actor": intake.actor, "host": intake.host}
        others = Intake.objects.filter(**alike, state=IntakeState.WAITING, spare=None)
        others.update(state=IntakeState.FAILED, waits_until=None, **_failure(error))


def _failure(error: Exception) -> dict[str, Any]:
    if isinstance(error, (FetchError, IngestError, ServiceError)):
        code, at_fault, message = error.code, error.field, error.message
    else:
        code, at_fault, message = "server-error", "", _UNFORESEEN
        logger.error("An intake failed.", exc_info=error)
    return {"error_code": code, "error_field": at_fault, "error": message, "finished_at": timezone.now()}
