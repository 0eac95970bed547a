"""Where to go on in an ordered list, by the values of the row that was read last."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q


def beyond(order: Sequence[str], values: Sequence[object], *, backwards: bool = False) -> Q:
    """Rows after the one with these values: (a, b, id) > (x, y, z) for columns that may run in different directions,
    each with "-" before it where it descends. The last column tells all rows apart, and no value is None.
    """
    further = Q(pk__in=[])
    for column, value in zip(reversed(order), reversed(values), strict=True):
        name, descending = column.lstrip("-"), column.startswith("-")
        strictly, loosely = ("lt", "lte") if descending != backwards else ("gt", "gte")
        # The loose comparison says nothing new, but lets the database begin the index scan at the row.
        further = Q((f"{name}__{loosely}", value)) & (Q((f"{name}__{strictly}", value)) | further)
    return further
