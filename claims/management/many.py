"""Many articles from the command line: a folder, a ZIP, JSONL or CSV, taken in here, with a bar that tells how far."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import FrameType

from django.db.models import Count
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from claims import tasks
from claims.choices import IntakeOutcome, IntakeState
from claims.ingest import IngestError
from claims.ingest.archives import is_article
from claims.ingest.rows import Row, form_of
from claims.models import Batch, Intake
from claims.reading.batches import counts_of
from claims.services import intake_batches
from claims.services.errors import ConflictError
from claims.services.gathering import GivenFile, gathered

BY = "manage.py ingest"
SHOWN = 20
"""Failed rows that are named, at most."""
_TOLD = {
    IntakeOutcome.CREATED: "new",
    IntakeOutcome.NEW_VERSION: "in a new version",
    IntakeOutcome.UNCHANGED: "already there",
}
_LOOK = 0.5  # seconds between two looks at the bar
_PATIENCE = 60  # seconds for what a worker is at; it goes on without us


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a batch: a line that counts, one for each failed row, and whether all of it is done."""

    line: str
    failures: list[str]
    is_whole: bool


def is_many(path: Path) -> bool:
    return path.is_dir() or bool(form_of(path.name))


def take_in_many(path: Path, *, outlet: str) -> Result:
    """Take in what the path holds, but for what is done already; at Ctrl-C the rest is cancelled.

    A worker helps, where one runs, and does what is left where this process is killed. Raises IngestError, OSError.
    """
    form, _, rows = gathered(list(_files(path)))
    coming = _Counted(rows)
    new = intake_batches.not_done(coming, outlet=outlet)
    try:
        batch = tasks.take_in_batch(rows=new, form=form, name=path.name, by=BY, outlet=outlet)
    except IngestError as error:
        if error.code != "empty" or not coming.count:
            raise
        return Result(f"{coming.count:,} in it, all done before.", [], is_whole=True)
    with _told_to_stop() as stopping, _bar() as bar:
        _work(batch, bar, stopping)
    return _result(batch, before=coming.count - batch.rows)


class _Counted(Iterable[Row]):
    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.count += 1
            yield row


def _files(path: Path) -> Iterator[GivenFile]:
    if not path.is_dir():
        yield GivenFile(path.name, path.stat().st_size, lambda: path.open("rb"))
        return
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        if file.is_file() and is_article(name):
            yield GivenFile(name, file.stat().st_size, lambda file=file: file.open("rb"))  # type: ignore[misc]


def _work(batch: Batch, bar: Progress, stopping: Event) -> None:
    shown = bar.add_task(batch.name, total=batch.rows)
    while (later := intake_batches.work_on(batch.pk, seconds=_LOOK)) and not stopping.is_set():
        _show(batch, bar, shown)
        stopping.wait(min(max((later - timezone.now()).total_seconds(), 0), _LOOK))
    if stopping.is_set():
        try:
            intake_batches.cancel(batch, by=BY)
        except ConflictError:
            return  # that was the last of it
    end = time.monotonic() + _PATIENCE
    while _show(batch, bar, shown) and time.monotonic() < end and not stopping.is_set():
        time.sleep(_LOOK)


def _show(batch: Batch, bar: Progress, shown: TaskID) -> bool:
    """Show how far it is; whether a worker is at some of it."""
    counts = counts_of([batch])[batch.pk]
    running = counts[IntakeState.RUNNING]
    bar.update(shown, completed=batch.rows - running - counts[IntakeState.WAITING] - counts[IntakeState.CANCELLED])
    return bool(running)


def _result(batch: Batch, *, before: int) -> Result:
    counts = counts_of([batch])[batch.pk]
    done = Intake.objects.filter(batch=batch, state=IntakeState.DONE).order_by()
    outcomes = dict(done.values_list("outcome").annotate(n=Count("pk")))
    parts = [f"{outcomes.get(outcome, 0):,} {words}" for outcome, words in _TOLD.items()]
    parts += [f"{counts[state]:,} {state.label.lower()}" for state in IntakeState if state != "done" and counts[state]]
    parts += [f"{before:,} done before"] if before else []
    line = f"{batch.rows + before:,} in it: {', '.join(parts)}."
    return Result(line, _failures(batch, counts[IntakeState.FAILED]), counts[IntakeState.DONE] == batch.rows)


def _failures(batch: Batch, count: int) -> list[str]:
    failed = Intake.objects.filter(batch=batch, state=IntakeState.FAILED).order_by("row")[:SHOWN]
    lines = [f"row {row.row}{f' ({row.filename})' if row.filename else ''}: {row.error}" for row in failed]
    if count > SHOWN:
        lines.append(f"and {count - SHOWN:,} more; /batches/{batch.pk}/ has all")
    return lines


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty())


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Set at the first Ctrl-C, so that what is under way is ended; the second one ends at once."""
    stopping = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)
