"""Batches: many articles that come in at once, kept together and then taken in one by one."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from claims import fetch
from claims.choices import BatchForm, ChangeKind, IntakeOrigin, IntakeState
from claims.fetch import FetchError
from claims.ingest import IngestError
from claims.ingest.rows import Row, wrong, wrong_row
from claims.limits import MAX_ROWS
from claims.models import Batch, Intake
from claims.services import hosts, intakes
from claims.services.changes import changing
from claims.services.errors import ConflictError
from claims.services.incoming import Incoming
from claims.services.keeping import intake_of, store_all
from claims.services.taking_back import refuse_taken_back
from newsapp.accounts.models import User

STRETCH = 10.0
"""Seconds that a worker is at one batch before it looks what else waits: others shall not wait for 10,000 rows."""
_SLICE_ROWS, _SLICE_BYTES = 200, 4_000_000
_NOTHING = hashlib.sha256(b"").hexdigest()


def keep(*, rows: Iterable[Row], form: BatchForm, name: str, by: User | str, outlet: str = "") -> Batch:
    """Keep all rows, each as an Intake, to be taken in later: all or none, in slices, so that memory holds few.

    ``outlet`` is that of rows that name none. A row with a fault is kept too, and fails by itself. Raises IngestError
    on "files" as whoever reads the rows does, for no rows ("empty"), too many of them ("too-many-rows"), and for the
    fault of the first where each has one.
    """
    user, actor = (None, by) if isinstance(by, str) else (by, by.shown_name)
    with changing(ChangeKind.TAKE_IN, by=by, note=name) as change:
        batch = Batch(form=form, name=name[-255:], user=user, actor=actor[:310], change=change.stored())
        batch.save()
        faulty: list[Row] = []
        for part in _slices(rows):
            store_all((_intake(batch, row, by, outlet), row.data) for row in part)
            batch.rows += len(part)
            faulty += [replace(row, data=b"") for row in part if row.fault]
        if not batch.rows:
            raise wrong("empty", "There is no article in it.")
        if len(faulty) == batch.rows and (fault := faulty[0].fault):
            raise wrong_row(faulty[0].number, fault.code, fault.message)
        batch.save(update_fields=["rows"])
    return batch


def work_on(number: int, *, seconds: float | None = None) -> datetime | None:
    """Take in what waits of a batch, for so many seconds (STRETCH); when to go on, where more waits.

    Many may do it at once. Rows whose server is being asked, or wants to be left alone, are passed over until later.
    """
    end = time.monotonic() + (STRETCH if seconds is None else seconds)
    waiting = Intake.objects.filter(batch=number, state=IntakeState.WAITING).order_by("row")
    while (row := _at_once(waiting).exclude(host__in=hosts.busy().values("name")).only("pk").first()) is not None:
        intakes.run(row.pk)
        if time.monotonic() > end:
            return timezone.now() if waiting.exists() else None
    return _next_time(waiting.order_by())


def _at_once(waiting: QuerySet[Intake]) -> QuerySet[Intake]:
    """Those that need not wait for a server that redirects led to, of which their own addresses tell nothing."""
    return waiting.exclude(waits_until__gt=timezone.now())


def _next_time(waiting: QuerySet[Intake]) -> datetime | None:
    """When one of those may be taken in, now or later; None where none waits."""
    later = waiting.filter(waits_until__gt=timezone.now()).aggregate(first=Min("waits_until"))["first"]
    times = [later] if later else []
    if (at_once := _at_once(waiting)).exists():
        times.append(hosts.free_again(at_once.values_list("host", flat=True)))
    return min(times, default=None)


def cancel(batch: Batch, *, by: User | str) -> None:
    """Let nothing more of it be taken in; what is under way is ended. Raises ConflictError where nothing waits."""
    cancelled = {"state": IntakeState.CANCELLED, "finished_at": timezone.now()}
    _turn(
        batch, IntakeState.WAITING, cancelled, by, ConflictError("batch-not-waiting", "Nothing of it waits any more.")
    )


def retry(batch: Batch, *, by: User | str) -> None:
    """Let those that have failed wait once more. Raises ConflictError where none has."""
    _turn(batch, IntakeState.FAILED, intakes.ANEW, by, ConflictError("batch-not-failed", "Nothing of it has failed."))


def resume(batch: Batch, *, by: User | str) -> None:
    """Let those that were cancelled wait once more. Raises ConflictError where none was."""
    refusal = ConflictError("batch-not-cancelled", "Nothing of it was cancelled.")
    _turn(batch, IntakeState.CANCELLED, intakes.ANEW, by, refusal)


def waiting() -> set[int]:
    """The numbers of the batches of which something waits."""
    rows = Intake.objects.filter(batch__isnull=False, state=IntakeState.WAITING)
    return set(rows.order_by().values_list("batch", flat=True).distinct())


def not_done(rows: Iterable[Row], *, outlet: str = "") -> Iterator[Row]:
    """The rows but those that are done: the same bytes, or address, of which the same was stated."""
    for part in _slices(rows):
        marks = [_mark(intake_of(_incoming(row, outlet), "-", IntakeState.WAITING)) for row in part]
        digests, addresses = ({mark[at] for mark in marks if mark[at]} for at in (0, 1))
        same = Q(original__in=digests, url="") | Q(url__in=addresses)
        done = {_mark(intake) for intake in Intake.objects.filter(same, state=IntakeState.DONE)}
        yield from (row for row, mark in zip(part, marks, strict=True) if mark not in done)


def _turn(batch: Batch, state: IntakeState, values: dict[str, Any], by: User | str, refusal: ConflictError) -> None:
    with changing(ChangeKind.TAKE_IN, by=by):
        refuse_taken_back(batch.pk)
        if not Intake.objects.filter(batch=batch, state=state).update(**values):
            raise refusal


def _slices(rows: Iterable[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    size = 0
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise wrong("too-many-rows", f"There are more than {MAX_ROWS:,} articles in it. Send it in parts.")
        part.append(_checked(row))
        size += len(row.data)
        if len(part) >= _SLICE_ROWS or size >= _SLICE_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _intake(batch: Batch, row: Row, by: User | str, outlet: str) -> Intake:
    intake = intake_of(_incoming(row, outlet), by, IntakeState.WAITING, batch=batch, row=row.number)
    if not intake.url:
        intake.original_id = intake.original_id or _NOTHING  # a row without words fails by itself
    return intake


def _incoming(row: Row, outlet: str) -> Incoming:
    stated = {"outlet": outlet} | row.stated
    if row.fetched:
        return Incoming.at_address(row.fetched, stated)
    origin = IntakeOrigin.LINE if row.fault else IntakeOrigin.FILE if row.name else IntakeOrigin.ROW
    return Incoming(row.data, origin, filename=row.name, stated=stated)


def _checked(row: Row) -> Row:
    """The row, with a fault where the address in it is none."""
    address = row.fetched or row.stated.get("url")
    try:
        if address:
            fetch.parsed(address)
    except FetchError as error:
        cells = row.stated | {"text": row.data.decode(), "url": address}
        return Row(row.number, orjson.dumps(cells), fault=IngestError(error.code, error.message, field=error.field))
    return row


def _mark(intake: Intake) -> tuple[str, str, str]:
    """By which it is known again: its bytes or its address, and what is stated of it."""
    return "" if intake.url else intake.original_id or "", intake.url, json.dumps(intake.stated, sort_keys=True)
