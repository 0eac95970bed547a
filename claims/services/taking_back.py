"""Taking back a whole batch: article by article, the last one first; what others have worked on since is kept."""

from __future__ import annotations

import logging
import time
from typing import cast

from django.db import IntegrityError
from django.db.models import Q, QuerySet

from claims.choices import ChangeKind, IntakeState, TakingBack
from claims.models import ArticleVersion, Batch, Change, Intake
from claims.outages import outage_of
from claims.services.changes import changing
from claims.services.errors import ConflictError
from claims.services.undoing import GONE, undo_change
from newsapp.accounts.models import User

STRETCH = 10.0
"""Seconds that a worker is at one batch before it looks what else waits."""

_BY_OTHERS = "The article has come in by another way too."
_THERE_ALREADY = "The article was there already, just like this; nothing of it came by this row."
_UNFORESEEN = "Something went wrong here. It has been noted in the log; the article is as it was."

logger = logging.getLogger(__name__)


def ask(batch: Batch, *, by: User) -> bool:
    """Let all that the batch brought be taken back; whether there is anything to be done for it.

    Asked for again, what was kept is tried once more: it failed, or nothing of others' work stands on it by now. What
    was there before the batch is not. Raises ConflictError while some of it is still to be taken in.
    """
    with changing(ChangeKind.UNDO, by=by):
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        rows = Intake.objects.filter(batch=batch)
        if locked.taken_back_by_id:
            kept = rows.filter(taking_back=TakingBack.KEPT, change__isnull=False)
            if tried := kept.update(taking_back=TakingBack.WAITING, kept_because=""):
                Batch.objects.filter(pk=batch.pk).update(taken_back_by=by)
            return bool(tried)
        if rows.filter(state__in=[IntakeState.WAITING, IntakeState.RUNNING]).exists():
            message = "Its articles are still being taken in. Wait until that is done, or cancel it first."
            raise ConflictError("batch-not-done", message)
        Batch.objects.filter(pk=batch.pk).update(taken_back_by=by)
        rows.exclude(outcome="").update(taking_back=TakingBack.WAITING)
    return True


def refuse_taken_back(batch: int) -> None:
    """Within a Change, in which nobody else asks for it. Raises ConflictError where the whole batch is taken back."""
    if Batch.objects.select_for_update().get(pk=batch).taken_back_by_id:
        raise ConflictError("batch-taken-back", "The whole batch was taken back. Send again what is wanted of it.")


def work_on(number: int, *, seconds: float = STRETCH) -> bool:
    """Take back what waits for it, for so many seconds; whether more waits. Many may do it at once.

    Raises an error of the database, after which it is gone on with by another.
    """
    batch = Batch.objects.select_related("taken_back_by").get(pk=number)
    end = time.monotonic() + seconds
    changed = _waiting(number).filter(change__isnull=False).select_related("change").order_by("-change")
    while (row := changed.first()) is not None:
        _settle(batch, row)
        if time.monotonic() > end:
            return True
    _settle_unchanged(batch)
    return False


def waiting() -> set[int]:
    """The numbers of the batches of which something waits to be taken back."""
    rows = Intake.objects.filter(taking_back=TakingBack.WAITING)
    return set(rows.order_by().values_list("batch", flat=True).distinct())


def _waiting(number: int) -> QuerySet[Intake]:
    return Intake.objects.filter(batch=number, taking_back=TakingBack.WAITING).order_by()


def _settle(batch: Batch, row: Intake) -> None:
    """Take back what the row brought, or keep it, and note that: all of it or nothing."""
    try:
        _take_back(batch, row)
    except IntegrityError:
        _keep(row, GONE)  # the database looked when all else was done
    except ConflictError as refusal:
        _keep(row, refusal.message)
    except Exception as error:
        if outage_of(error):
            raise
        logger.error("Intake %s was not taken back.", row.pk, exc_info=error)
        _keep(row, _UNFORESEEN)


def _take_back(batch: Batch, row: Intake) -> None:
    by, change = cast("User", batch.taken_back_by), cast("Change", row.change)
    with changing(ChangeKind.UNDO, by=by, cause=change, note=batch.name):
        Batch.objects.select_for_update().get(pk=batch.pk)
        if not _note(row, taking_back=TakingBack.TAKEN_BACK):
            return  # another worker was here
        if ArticleVersion.objects.filter(change=change).exists():  # else it went before
            if _came_by_others(row):
                raise ConflictError("came-by-others", _BY_OTHERS)
            undo_change(change, by=by)


def _came_by_others(row: Intake) -> bool:
    """Whether its article has come in by another batch, a feed or by itself since."""
    since = Q(finished_at=None) | Q(finished_at__gt=row.created_at)
    return Intake.objects.filter(since, article=row.article_id).exclude(batch=row.batch_id).exists()


def _keep(row: Intake, why: str) -> None:
    _note(row, taking_back=TakingBack.KEPT, kept_because=why)


def _note(row: Intake, **values: str) -> int:
    return Intake.objects.filter(pk=row.pk, taking_back=TakingBack.WAITING).update(**values)


def _settle_unchanged(batch: Batch) -> None:
    """Of rows that changed nothing the articles went with another row, or are not this batch's."""
    rows = _waiting(batch.pk)
    rows.filter(article=None).update(taking_back=TakingBack.TAKEN_BACK)
    rows.update(taking_back=TakingBack.KEPT, kept_because=_THERE_ALREADY)
