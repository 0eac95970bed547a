"""A request sent twice under one key is done once: its first answer is kept for a day, and given again.

Such rows are no records of the newsroom, so that writing them is no Change.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims.models import KeptAnswer
from claims.services.errors import ServiceError

KEPT = timedelta(days=1)
LEASE = timedelta(minutes=1)
"""A request that is held by no transaction and takes longer counts as killed; many times what any takes."""


class OtherRequestError(ServiceError):
    """The key came with another request before."""


class StillRunningError(ServiceError):
    """The request that came first under the key is not done yet."""


def begin(*, key: str, request: str, commits: bool) -> KeptAnswer:
    """The answer kept under the digest ``key``; without a status where it is the caller's to be made.

    Then `hold`, unless the request ``commits`` by itself, and `keep` or `give_up` have to follow. It is stored at once,
    so that whoever sends the same meanwhile is told. What a process was at that was killed is the next one's to do: at
    once, or where nothing held it, after LEASE. Raises OtherRequestError and StillRunningError.
    """
    now = timezone.now()
    kept, is_ours = KeptAnswer.objects.get_or_create(key=key, defaults={"request": request, "begun_at": now})
    if is_ours:
        return kept
    if _is_over(kept, now):
        return _taken_over(kept, request, now)
    if kept.request != request:
        raise OtherRequestError("key-used", "This Idempotency-Key came with another request before.")
    if kept.status is not None:
        return kept
    if commits:
        raise _still_running()
    return _unheld(kept, now)


def hold(answer: KeptAnswer) -> None:
    """Be seen to be at it until the transaction ends, which it does where the process is killed.

    Raises StillRunningError where another attempt was begun meanwhile.
    """
    if not _this(answer).select_for_update().first():
        raise _still_running()


def keep(answer: KeptAnswer, *, status: int, headers: Mapping[str, str], body: bytes | None) -> None:
    """Store the answer, in the transaction of what was done: neither is ever there without the other.

    Raises StillRunningError where the request took so long that another attempt was begun; then its transaction has
    to be rolled back.
    """
    if not _this(answer).update(status=status, headers=dict(headers), body=body):
        raise _still_running()


def give_up(answer: KeptAnswer) -> None:
    """Forget that the request was begun: nothing of it was done, and it may come again."""
    _this(answer).delete()


def sweep() -> None:
    """Delete what has been kept for long enough."""
    KeptAnswer.objects.filter(begun_at__lt=timezone.now() - KEPT).delete()


def _is_over(kept: KeptAnswer, now: datetime) -> bool:
    return now - kept.begun_at > (LEASE if kept.status is None else KEPT)


def _unheld(kept: KeptAnswer, now: datetime) -> KeptAnswer:
    """The row as it is once no transaction holds it: done, or that of a new attempt. Raises StillRunningError.

    On SQLite, where a writing transaction is alone, this waits for the one that holds it.
    """
    with transaction.atomic():
        row = _of_attempt(kept).select_for_update(skip_locked=True).first()
        if row is None:
            raise _still_running()
        return row if row.status is not None else _taken_over(row, row.request, now)


def _taken_over(kept: KeptAnswer, request: str, now: datetime) -> KeptAnswer:
    """The row as that of a new attempt. Raises StillRunningError where another was faster, or it was done meanwhile."""
    anew = {"request": request, "begun_at": now, "status": None, "headers": {}, "body": None}
    if not _of_attempt(kept).filter(status=kept.status).update(**anew):
        raise _still_running()
    return KeptAnswer(key=kept.key, **anew)


def _this(answer: KeptAnswer) -> QuerySet[KeptAnswer]:
    """The row of this attempt, as long as it is neither done nor taken over."""
    return _of_attempt(answer).filter(status=None)


def _of_attempt(answer: KeptAnswer) -> QuerySet[KeptAnswer]:
    return KeptAnswer.objects.filter(key=answer.key, begun_at=answer.begun_at)


def _still_running() -> StillRunningError:
    return StillRunningError("still-running", "The same request is being done just now. Ask again in a moment.")
