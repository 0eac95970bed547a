"""How batches stand, told from their Intakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Count

from claims.choices import IntakeState, TakingBack
from claims.models import Batch, Intake

_AT_A_TIME = 10  # each may have 20 MB


def counts_of(batches: Iterable[Batch]) -> dict[int, dict[str, int]]:
    """The number of rows of each batch by state, in one query."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(IntakeState.values, 0))
    rows = Intake.objects.filter(batch__in=[batch.pk for batch in batches]).order_by()
    for batch, state, number in rows.values_list("batch", "state").annotate(n=Count("pk")):
        counts[batch][state] = number
    return counts


def taken_back_of(batches: Iterable[Batch]) -> dict[int, dict[str, int]]:
    """Of each batch that is taken back the number of rows by what becomes of them, in one query at most."""
    asked = [batch.pk for batch in batches if batch.taken_back_by_id]
    counts = {pk: dict.fromkeys(TakingBack.values, 0) for pk in asked}
    rows = Intake.objects.filter(batch__in=asked).exclude(taking_back="").order_by()
    for batch, what, number in rows.values_list("batch", "taking_back").annotate(n=Count("pk")):
        counts[batch][what] = number
    return counts


def state_of(counts: dict[str, int]) -> str:
    """ "working" as long as something waits or runs; then "cancelled", where something was, or "done"."""
    if counts[IntakeState.WAITING] or counts[IntakeState.RUNNING]:
        return "working"
    return "cancelled" if counts[IntakeState.CANCELLED] else "done"


def failed_rows(batch: Batch) -> Iterator[Intake]:
    """Its failed Intakes with their bytes, in the order of the rows, few at a time."""
    failed = Intake.objects.filter(batch=batch, state=IntakeState.FAILED).select_related("original").order_by("row")
    return failed.iterator(chunk_size=_AT_A_TIME)
