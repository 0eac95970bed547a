"""What Changes did to records, for those who keep a copy in step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypedDict

from django.db.models import Model, OuterRef, Subquery

from claims.models import (
    Alias,
    Article,
    ArticleVersion,
    Assessment,
    Attribution,
    Claim,
    Comment,
    Distinction,
    EarlierDecision,
    Evidence,
    Feed,
    Link,
    Mention,
    MergedSpeaker,
    Misreading,
    Outlet,
    Rating,
    Span,
    Speaker,
    Tag,
    Tagging,
    Webhook,
)
from claims.models.recorded import HistoryRow

RECORDS: dict[Any, str] = {
    Outlet: "outlet",
    Feed: "feed",
    Article: "article",
    ArticleVersion: "article-version",
    Speaker: "speaker",
    Alias: "alias",
    Distinction: "distinction",
    Tag: "tag",
    Rating: "rating",
    Claim: "claim",
    Link: "link",
    Assessment: "assessment",
    Comment: "comment",
    Webhook: "webhook",
}
_PARTS: dict[Any, tuple[Any, str, str]] = {
    # what is no record by itself  whose it is        and how it is called there
    Span: (Claim, "claim_id", "spans"),
    Attribution: (Claim, "claim_id", "chain"),
    Tagging: (Claim, "claim_id", "tags"),
    EarlierDecision: (Claim, "claim_id", "decisions"),
    Misreading: (Claim, "claim_id", "misreadings"),
    Evidence: (Assessment, "assessment_id", "evidence"),
    Mention: (Comment, "comment_id", "mentions"),
    MergedSpeaker: (Speaker, "speaker_id", "merged"),
}
FOLLOWING = {
    "revision",
    "updated_at",
    "listed_at",
    "start",
    "at_second",
    "normal_name",
    "surname",
    "initials",
    "outline",
    "identity",
}
"""Fields that follow from others, or that every change moves."""

_Key = tuple[int, type[Model], int]
"""The number of a Change, a model, the id of one of its records."""


class Deed(TypedDict):
    record: str
    id: int
    what: str
    fields: list[str]


def deeds_of(changes: Iterable[int]) -> dict[int, list[Deed]]:
    """By the number of a Change what became of each record that it touched, with a number of queries that is the same
    for any number of them.

    A record that is made and changed in one Change was created; ``fields`` names what of one that was changed became
    another.
    """
    changes = list(changes)
    written = _written(changes)
    fields = _fields_changed(changes)
    deeds: dict[int, list[Deed]] = {change: [] for change in changes}
    order = list(RECORDS)
    for key in sorted(written.keys() | fields.keys(), key=lambda key: (key[0], order.index(key[1]), key[2])):
        change, model, pk = key
        what = _what_became(written.get(key, []))
        changed = sorted(fields.get(key, ())) if what == "changed" else []
        deeds[change].append({"record": RECORDS[model], "id": pk, "what": what, "fields": changed})
    return deeds


def touched(change: int) -> dict[type[Model], set[int]]:
    """By model the numbers of the records that the Change wrote, or wrote parts of."""
    records: dict[type[Model], set[int]] = defaultdict(set)
    for _, model, pk in _written([change]).keys() | _parts_changed([change]).keys():
        records[model].add(pk)
    return records


def _what_became(types: list[str]) -> str:
    """What the rows of a record's history that one Change wrote say, in their order."""
    if types and types[-1] == "-":
        return "deleted"
    return "created" if "+" in types else "changed"


def _written(changes: list[int]) -> dict[_Key, list[str]]:
    """The types of the rows that each Change wrote in each record's history."""
    written: dict[_Key, list[str]] = defaultdict(list)
    # A version names the Change that made it, and has no row of it.
    for change, pk in ArticleVersion.objects.filter(change__in=changes).order_by().values_list("change", "id"):
        written[change, ArticleVersion, pk].append("+")
    for model in RECORDS:
        rows = model.history.filter(change__in=changes).order_by("history_id")
        for change, pk, history_type in rows.values_list("change", "id", "history_type"):
            written[change, model, pk].append(history_type)
    return written


def _parts_changed(changes: list[int]) -> dict[_Key, set[str]]:
    fields: dict[_Key, set[str]] = defaultdict(set)
    for part, (model, owner, name) in _PARTS.items():
        owners = part.history.filter(change__in=changes).order_by().values_list("change", owner).distinct()
        for change, pk in owners:
            fields[change, model, pk].add(name)
    return fields


def _fields_changed(changes: list[int]) -> dict[_Key, set[str]]:
    fields = _parts_changed(changes)
    for model in RECORDS:
        earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        last_before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
        rows = model.history.filter(change__in=changes, history_type="~").annotate(last_before=last_before)
        rows = list(rows)
        before = model.history.in_bulk([row.last_before for row in rows])
        for row in rows:
            fields[row.change_id, model, row.id] |= _differences(before.get(row.last_before), row)
    return fields


def _differences(before: HistoryRow, after: HistoryRow) -> set[str]:
    """The names of the fields that differ between two rows of a history."""
    columns = {field.attname: field.name for field in after.tracked_fields if field.name not in FOLLOWING}
    return {name for column, name in columns.items() if getattr(before, column, None) != getattr(after, column)}
